"""Brings an index on a Qdrant server up to date with its library: what is new is put, what was removed is deleted.

Records are added to the collection that answers: who asks meanwhile finds no passage that the library lacks, as
every quote is read from there. Only another model, another version or `force` makes a new collection, which
takes the alias when it is whole. What says of which state of the library a collection is, is written last; a
run that was stopped anywhere is gone on with, since a point that is put twice is one point.
"""

import secrets
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from corpus.errors import LibraryError, MissingIndex
from corpus.library import Library
from corpus.model import StoredPassage
from corpus.whole import MOST_IN_A_QUERY
from embeddings.encoder import Encoder
from embeddings.generation import discard_others, sole_builder
from embeddings.passage_rows import passage_embedder
from embeddings.qdrant_collections import Collections, of_records
from embeddings.qdrant_index import full_state, model_of, read_state
from embeddings.qdrant_place import QdrantPlace
from embeddings.qdrant_points import (
    DIGEST,
    Embedded,
    State,
    attribution_of,
    embedded_from,
    embedded_of,
    point_of,
    sparse_of,
)
from embeddings.qdrant_reader import Reader
from embeddings.qdrant_server import Server, connect
from embeddings.readings import agree
from embeddings.regenerate import Progress, Regenerated, check_model
from embeddings.sparse_terms import AverageLengths, average_lengths
from embeddings.store import Manifest
from embeddings.term_state import digests

if TYPE_CHECKING:
    from qdrant_client import models

BATCH = 1024  # passages embedded together
UPSERT = 128  # points of one request, about a megabyte
LOOKED_AT = 20_000  # passages by which their average length is known
OF_RECORDS = 100
_T = TypeVar("_T")
DRIFT = 0.1  # of the average length; by more, scores are no longer those of BM25


def regenerate_on_server(
    library: Library,
    encoder: Encoder,
    place: QdrantPlace,
    progress: Progress,
    *,
    force: bool = False,
    same_model: bool = False,
) -> Regenerated:
    """Bring the index of `library` at `place` up to date with its passages and `encoder`; it then answers from there.

    Raises IndexServerError when the server cannot be reached or refuses, LibraryError when the library's
    folder cannot be written, or another process goes on building for long; `same_model` as for `regenerate`.
    """
    started = time.monotonic()
    server = connect(place.url)
    embedded = 0
    collections = Collections(server, place)
    try:
        with sole_builder(library.folder):
            if same_model:
                check_model(encoder, model_of(server, place.alias))
            while force or not _is_up_to_date(collections, library, encoder):
                embedded += _Build(library, encoder, collections, progress).run(anew=force)
                force = False
            _answer_from(library, collections)
    except OSError as error:
        raise LibraryError(f"cannot write in {library.folder}: {error}; make room or give access") from error
    seconds = time.monotonic() - started
    return Regenerated(embedded, max(0, len(library) - embedded), seconds, server.retried)


def _is_up_to_date(collections: Collections, library: Library, encoder: Encoder) -> bool:
    try:
        manifest = read_state(collections.server, collections.place.alias).manifest
    except MissingIndex:
        return False
    of_now = (manifest.corpus_fingerprint, manifest.model_fingerprint) == (library.fingerprint(), encoder.fingerprint)
    return of_now and collections.count(collections.place.alias) == manifest.rows


def _answer_from(library: Library, collections: Collections) -> None:
    """Have whoever opens the library ask this server, and remove the files of an embedded index."""
    if QdrantPlace.of(library.folder) != collections.place:
        collections.place.keep(library.folder)
    discard_others(library.folder)


@dataclass(frozen=True, slots=True)
class _Target:
    """The collection that is built in, and the one that has the alias until then."""

    state: State
    former: str | None


class _Build:
    """One build: of what `library` and `encoder` are as it starts."""

    def __init__(self, library: Library, encoder: Encoder, collections: Collections, progress: Progress) -> None:
        self._library = library
        self._encoder = encoder
        self._collections = collections
        self._progress = progress
        # The fingerprint is read first: should records change meanwhile, the build is seen to be stale and done again.
        self._manifest = Manifest(encoder.name, encoder.fingerprint, encoder.dimensions, library.fingerprint())
        self._spelled = digests(library.spellings())
        self._embed = passage_embedder(encoder)

    def run(self, *, anew: bool) -> int:
        """Build; how many passages were embedded."""
        target = self._target(anew=anew)
        state, collections = target.state, self._collections
        embedded = self._fill(state)
        rows = collections.count(state.collection)
        made = replace(
            state,
            generation=secrets.token_hex(8),
            manifest=replace(self._manifest, rows=rows),
            whole=True,
            spellings=self._spelled,
            readings={**state.readings, **self._library.readings()},
        )
        collections.write_state(made)
        if target.former != state.collection:
            collections.point_to(state.collection)
        collections.drop_others([state.collection, target.former])
        return embedded

    def _target(self, *, anew: bool) -> _Target:
        """The collection to go on with: that which answers, where it is by this model, or one left half made."""
        collections = self._collections
        former = collections.current()
        live = None if anew or former is None else self._live(former)
        if live is not None:
            return _Target(live, former)
        left = None if anew else collections.unfinished(self._manifest.model_fingerprint)
        state = None if left is None else full_state(collections.server, left.collection)
        if state is not None and agree(state.readings, self._library.readings()):
            return _Target(state, former)
        name = collections.make(self._encoder.dimensions)
        lengths = _lengths(self._library)
        readings = self._library.readings()
        state = State(secrets.token_hex(8), name, self._manifest, lengths, spellings=self._spelled, readings=readings)
        collections.write_state(state)
        return _Target(state, former)

    def _live(self, collection: str) -> State | None:
        """What the collection that answers was made from, where more can be added to it."""
        try:
            state = full_state(self._collections.server, collection)
        except MissingIndex:
            return None
        of_this = agree(state.readings, self._library.readings())
        if not of_this or not state.manifest.is_by(self._manifest.model_fingerprint):
            return None
        grown = len(self._library) > 2 * state.lengths.passages
        return None if grown and state.lengths.differs(_lengths(self._library), DRIFT) else state

    def _fill(self, state: State) -> int:
        """Have the collection of `state` hold the passages of the library and no others."""
        collections, name = self._collections, state.collection
        there = set(self._library.record_keys())
        held = collections.records(name)
        reader = Reader(collections.server, name)
        last = max(reader.rows(of_records([max(held)])), default=0) if held else 0
        self._spell_again(state, last)
        known = _Known(collections.server, name, held - there)
        total = len(self._library)
        done = collections.count(name)
        embedded = 0
        for batch in _batches(self._library.passages(after=last), BATCH):
            embedded += self._put(state, batch, known)
            done += len(batch)
            self._progress(min(done, total), total)
        collections.delete_records(name, held - there)
        return embedded + self._mend(state, reader)

    def _put(self, state: State, batch: Sequence[StoredPassage], known: "_Known") -> int:
        """Put the points of `batch`; how many were embedded."""
        carried = known.embedded(batch)
        fresh = [passage for passage in batch if passage.key not in carried]
        made = embedded_of(self._embed(fresh)) if fresh else []
        ready = carried | {passage.key: one for passage, one in zip(fresh, made, strict=True)}
        points = (point_of(passage, ready[passage.key], state.lengths) for passage in batch)
        for some in _batches(points, UPSERT):
            self._collections.put(state.collection, some)
        return len(fresh)

    def _spell_again(self, state: State, last: int) -> None:
        """Index the names again of those speakers who were given another spelling since."""
        from qdrant_client import models

        renamed = [id_ for id_, spelling in state.spellings.items() if self._spelled.get(id_, spelling) != spelling]
        if not renamed or not last:
            return
        vectors = (
            models.PointVectors(id=passage.key, vector=sparse_of(passage, state.lengths)[0])
            for some in _batches(renamed, MOST_IN_A_QUERY)
            for passage in self._library.passages(until=last, speaker_ids=some)
        )
        for some in _batches(vectors, UPSERT):
            self._collections.put_vectors(state.collection, some)

    def _mend(self, state: State, reader: Reader) -> int:
        """Put what is missing before the end, and delete what is in no record: of a server that lost something."""
        if self._collections.count(state.collection) == len(self._library):
            return 0
        held, wanted = set(reader.rows(None)), set(self._library.keys())
        if extra := sorted(held - wanted):
            self._collections.delete_rows(state.collection, extra)
        missing = wanted - held
        lacking = (passage for passage in self._library.passages() if passage.key in missing)
        nothing = _Known(self._collections.server, state.collection, set())
        return sum(self._put(state, batch, nothing) for batch in _batches(lacking, BATCH)) if missing else 0


class _Known:
    """Passages of removed records, found again by the digest of their words: a record read anew has most of them."""

    def __init__(self, server: Server, collection: str, gone: set[int]) -> None:
        self._reader = Reader(server, collection)
        self._server = server
        self._row_of = self._digests(gone) if gone else {}

    def embedded(self, batch: Sequence[StoredPassage]) -> dict[int, Embedded]:
        """What is known of the passages of `batch`, by their keys."""
        rows = {passage.key: self._row_of[passage.digest.hex()] for passage in batch if self._is_known(passage)}
        if not rows:
            return {}
        wanted = sorted(set(rows.values()))
        points = self._server.read(
            lambda client: client.retrieve(self._reader.collection, wanted, with_payload=True, with_vectors=True)
        )
        found = {int(point.id): embedded_from(point) for point in points}
        return {key: found[row] for key, row in rows.items() if row in found}

    def _is_known(self, passage: StoredPassage) -> bool:
        return passage.digest.hex() in self._row_of

    def _digests(self, gone: set[int]) -> Mapping[str, int]:
        rows = self._reader.rows(of_records(sorted(gone)))
        points: list[models.Record] = []
        for some in _batches(rows, 1000):
            points += self._server.read(
                lambda client, some=some: client.retrieve(self._reader.collection, some, with_payload=[DIGEST])  # type: ignore[misc]  # mypy cannot tell the type of a lambda with a default
            )
        return {(point.payload or {})[DIGEST]: int(point.id) for point in points}


def _lengths(library: Library) -> AverageLengths:
    """How long its passages are on average: all of them, or of a large library some of each of some records."""
    if len(library) <= LOOKED_AT:
        return average_lengths((passage.text, attribution_of(passage)) for passage in library.passages())
    keys = library.record_keys()
    some = keys[:: max(1, len(keys) // OF_RECORDS)]
    each = LOOKED_AT // len(some)
    passages = (passage for key in some for passage in _first_of(library, key, each))
    return average_lengths((passage.text, attribution_of(passage)) for passage in passages)


def _first_of(library: Library, key: int, limit: int) -> Iterator[StoredPassage]:
    return iter([one for one in library.passages(after=key - 1, until=key + limit - 1) if one.record_key == key])


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
