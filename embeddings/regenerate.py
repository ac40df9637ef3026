"""Regenerates the derived indexes of a library: what is new is added, what was removed is found no more.

A passage's key is never given to another, and keys rise: what an index lacks comes after all that it
has. So it grows at its end, and the rows of removed passages are set down as dead until there are so
many that the others are copied together.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryError, MissingIndex
from corpus.library import Library
from corpus.model import StoredPassage
from corpus.stock import Stock
from embeddings.encoder import Encoder
from embeddings.generation import CHECKPOINT, Generation, building, current, go_on_from, publish
from embeddings.passage_rows import PassageEmbedder, keys_of, passage_embedder
from embeddings.pointer import POINTER
from embeddings.readings import agree, keep_readings, kept_readings
from embeddings.store import EmbeddedPassages, Manifest, Rows, StoreWriter, VectorStore, model_of_current
from embeddings.term_build import term_index_beside
from embeddings.term_index import TermIndex
from embeddings.term_state import TermState

log = logging.getLogger(__name__)

BATCH = 4096
CHECKPOINTED = 2  # batches after which what was done is kept, should the build be stopped
FEW = 5000  # rows that are copied together as soon as one is dead: it takes no longer than a moment
MANY_DEAD = 0.1  # of all rows; so many make a search slower and weigh words by passages that are gone
MOST_DEAD = 0.5  # of all rows; then copying the others takes no longer than what removed those


Progress = Callable[[int, int], None]
"""Told how many of all passages are done."""


@dataclass(frozen=True, slots=True)
class Regenerated:
    """What a run did: passages embedded anew, passages whose vectors were carried over, and how long it took.

    `retried` counts the requests that this process had to make again of a server.
    """

    embedded: int
    reused: int
    seconds: float
    retried: int = 0


def regenerate(
    library: Library,
    encoder: Encoder,
    progress: Progress,
    *,
    force: bool = False,
    thorough: bool = False,
    same_model: bool = False,
) -> Regenerated:
    """Bring the indexes of `library` up to date with its passages and `encoder`.

    Nothing is done when they are, or when there is nothing to index and never was. Vectors of
    unchanged words by the same model are carried over unless `force`. Where much was removed from a
    large library, its index is copied together only if `thorough`, which takes a while. A run that
    was stopped is gone on with. Whoever has the old indexes open keeps them. Raises LibraryError when
    the folder cannot be written, or another process goes on building for long; or where `same_model` is
    wanted, and another process has built the index by another model than `encoder` meanwhile.
    """
    started = time.monotonic()
    embedded = 0
    try:
        while force or not _is_up_to_date(library, encoder, thorough=thorough):
            with building(library.folder) as draft:
                if same_model:
                    check_model(encoder, model_of_current(library.folder))
                # another process may just have done it
                if force or not _is_up_to_date(library, encoder, thorough=thorough):
                    embedded += _build(library, encoder, draft, progress, anew=force, thorough=thorough)
                    publish(draft)
                    _keep_summaries(library)
            force = False
    except (OSError, ValueError) as error:  # tantivy reports a full disk as ValueError
        raise LibraryError(f"cannot write the index in {library.folder}: {error}; make room or give access") from error
    return Regenerated(embedded, max(0, len(library) - embedded), time.monotonic() - started)


def check_model(encoder: Encoder, in_use: str | None) -> None:
    """Raise LibraryError where the model of the name `in_use`, if any, is another than `encoder`."""
    if in_use is not None and in_use != encoder.name:
        raise LibraryError(f"the library was indexed by the model {in_use!r} meanwhile: run the command again")


def _keep_summaries(library: Library) -> None:
    """Without them some answers take longer: no reason to fail when the index is there."""
    try:
        library.keep_summaries()
    except (OSError, LibraryError) as error:
        log.warning("the summaries of %s were not kept: %s", library.folder, error)


def _is_up_to_date(library: Library, encoder: Encoder, *, thorough: bool) -> bool:
    """Whether whole indexes of these passages by this encoder are current, or none are needed yet."""
    try:
        generation = current(library.folder)
        store, words = VectorStore(generation.vectors), TermIndex(generation.lexical)
    except MissingIndex:
        return not len(library) and not (library.folder / POINTER).exists()
    manifest = store.manifest
    terms = TermState.read(generation.lexical)
    corpora = {library.fingerprint(), manifest.corpus_fingerprint, terms.corpus if terms else None}
    of_now = len(corpora) == 1 and manifest.is_by(encoder.fingerprint)
    worth_copying = _is_worth_copying(len(store.dead), len(store.rows), thorough=True) or _has_many_dropped(
        words, thorough=True
    )
    return of_now and not (thorough and worth_copying)


def _is_worth_copying(dead: int, rows: int, *, thorough: bool) -> bool:
    return bool(dead) and (rows <= FEW or dead > (MANY_DEAD if thorough else MOST_DEAD) * rows)


def _has_many_dropped(words: TermIndex, *, thorough: bool) -> bool:
    return _is_worth_copying(words.dropped, len(words) + words.dropped, thorough=thorough)


def _build(
    library: Library, encoder: Encoder, draft: Generation, progress: Progress, *, anew: bool, thorough: bool
) -> int:
    """Build the indexes in `draft`; how many passages were embedded."""
    stock, total = Stock.of(library), len(library)
    manifest = Manifest(encoder.name, encoder.fingerprint, encoder.dimensions, stock.fingerprint)
    there = np.array(stock.records, np.int64)
    former = None if anew else _to_go_on_from(library, encoder)
    if anew or not agree(kept_readings(draft.vectors), library.readings()):
        draft.remove()
    start = _begin(draft, former, stock, manifest, thorough=thorough)
    known = _KnownPassages(former, there) if former else None
    keep_readings(draft.vectors, library.readings())
    vectors, embed = start.vectors, passage_embedder(encoder)
    embedded, done = 0, start.done
    progress(done, total)
    with term_index_beside(library, draft.lexical, stock, total - start.terms):
        for number, batch in enumerate(_batches(library.passages(after=start.last_key)), 1):
            fresh, rows = _embed_new(batch, known, embed)
            vectors.append(rows)
            embedded += fresh
            done += len(batch)
            progress(done, total)
            if not number % CHECKPOINTED:
                vectors.checkpoint(manifest)
    keep_readings(draft.vectors, library.readings())  # of what was added meanwhile there may be rows too
    vectors.finish(manifest, there)
    return embedded


def _to_go_on_from(library: Library, encoder: Encoder) -> VectorStore | None:
    """The current store, where it is of this library and by this model."""
    try:
        store = VectorStore(current(library.folder).vectors)
    except MissingIndex:
        return None
    of_this = agree(kept_readings(store.folder), library.readings())
    return store if of_this and store.manifest.is_by(encoder.fingerprint) else None


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a build begins: after which passage, and about how many the vectors and the terms have already."""

    vectors: StoreWriter
    last_key: int
    done: int
    terms: int


def _begin(
    draft: Generation, former: VectorStore | None, stock: Stock, manifest: Manifest, *, thorough: bool
) -> _Start:
    """Go on with what a stopped build left in `draft`; else with the former store, or its living rows; else anew."""
    there, stopped = np.array(stock.records, np.int64), _left(draft, manifest)
    if stopped and _living(stopped, there) >= (_living(former, there) if former else 0):
        return _after(draft, stopped, terms=0)
    draft.remove()
    if former is None:
        return _Start(StoreWriter(draft.vectors), 0, 0, 0)
    dead = _dead(former, there)
    if _is_worth_copying(len(dead), len(former.rows), thorough=thorough):
        return _copied(draft, former, np.delete(np.arange(len(former.rows)), dead), manifest)
    go_on_from(draft.vectors, former.folder)
    return _after(draft, former, terms=_linked_terms(draft, former.folder.name, stock, thorough=thorough))


def _linked_terms(draft: Generation, former: str, stock: Stock, *, thorough: bool) -> int:
    """How many passages the term index has that `draft` goes on from: none where it is better made anew."""
    folder = Generation(draft.library, former).lexical
    state = TermState.read(folder)
    try:
        index = TermIndex(folder)
    except MissingIndex:
        return 0
    if state is None or _has_many_dropped(index, thorough=thorough):
        return 0
    if len(index) <= FEW and state.has_other_than(TermState.of(stock)):
        return 0
    go_on_from(draft.lexical, folder)
    return len(index)


def _left(draft: Generation, manifest: Manifest) -> VectorStore | None:
    """What a stopped build by the same model left in `draft`."""
    try:
        store = VectorStore(draft.vectors, CHECKPOINT)
    except MissingIndex:
        return None
    return store if store.manifest.is_by(manifest.model_fingerprint) and len(store.rows) else None


def _after(draft: Generation, store: VectorStore, terms: int) -> _Start:
    last = int(store.rows.keys[-1]) if len(store.rows) else 0
    return _Start(StoreWriter(draft.vectors, store.manifest), last, len(store.rows), terms)


def _copied(draft: Generation, former: VectorStore, living: Rows, manifest: Manifest) -> _Start:
    vectors = StoreWriter(draft.vectors)
    for first in range(0, len(living), BATCH):
        vectors.append(former.take(living[first : first + BATCH]))
    last = int(former.rows.keys[living[-1]]) if len(living) else 0
    if len(living):
        vectors.checkpoint(manifest)
    return _Start(vectors, last, len(living), 0)


def _living(store: VectorStore, there: Rows) -> int:
    return int(np.isin(store.rows.records, there).sum())


def _dead(store: VectorStore, there: Rows) -> Rows:
    """The rows of records that are not among these (each by its first key)."""
    return np.flatnonzero(~np.isin(store.rows.records, there))


def _batches(passages: Iterator[StoredPassage]) -> Iterator[list[StoredPassage]]:
    while batch := list(islice(passages, BATCH)):
        yield batch


class _KnownPassages:
    """Rows of removed passages, found again by the digest of their words: a record read anew has most of them."""

    def __init__(self, store: VectorStore, there: Rows) -> None:
        self.store = store
        dead = _dead(store, there)
        digests = np.asarray(store.rows.digests[dead])
        self._row_of = {digest.tobytes(): row for row, digest in zip(dead.tolist(), digests, strict=True)}

    def rows(self, batch: Sequence[StoredPassage]) -> NDArray[np.int64]:
        """The former row of each passage, -1 where its words are new. int64 [n]."""
        return np.array([self._row_of.get(passage.digest, -1) for passage in batch], np.int64)


def _embed_new(
    batch: Sequence[StoredPassage], known: _KnownPassages | None, embed: PassageEmbedder
) -> tuple[int, EmbeddedPassages]:
    """The rows of `batch`, embedding only what is not known; and how many that were."""
    if known is None:
        return len(batch), embed(batch)
    former = known.rows(batch)
    if (former < 0).all():
        return len(batch), embed(batch)
    fresh = [passage for passage, row in zip(batch, former, strict=True) if row < 0]
    carried = known.store.take(former[former >= 0])
    merged = carried if not fresh else _interleave(carried, embed(fresh), former < 0)
    return len(fresh), _with_keys(merged, batch)


def _interleave(carried: EmbeddedPassages, fresh: EmbeddedPassages, is_fresh: NDArray[np.bool_]) -> EmbeddedPassages:
    """Carried and fresh rows in the order of the batch."""
    order = np.empty(len(is_fresh), np.int64)
    order[~is_fresh] = np.arange(len(carried.keys))
    order[is_fresh] = len(carried.keys) + np.arange(len(fresh.keys))
    return EmbeddedPassages.joined([carried, fresh]).take(order)


def _with_keys(rows: EmbeddedPassages, batch: Sequence[StoredPassage]) -> EmbeddedPassages:
    return replace(rows, **keys_of(batch))
