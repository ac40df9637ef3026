"""An index on a Qdrant server: a row is the key of its passage."""

from collections.abc import Collection, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import MissingIndex
from embeddings.encoder import Vectors
from embeddings.qdrant_place import QdrantPlace
from embeddings.qdrant_points import PASSAGE, SENTENCES, STATE, State, filter_of
from embeddings.qdrant_reader import Reader
from embeddings.qdrant_server import Server, connect
from embeddings.qdrant_terms import QdrantTerms
from embeddings.speaker_number import speaker_number
from embeddings.static import Ids
from embeddings.store import Manifest, Rows
from embeddings.within import Within

COUNTED = 1000  # scopes whose size is kept

OF_ALL_RECORDS = ["spellings", "readings"]  # parts of the state that grow with the library; no question needs them


class QdrantIndex:
    """One build on a server; see `Index`. Its methods raise IndexServerError, and MissingIndex where it is gone.

    It goes on with its own collection when the alias is given to another: that one is kept until the next build.
    """

    def __init__(self, server: Server, state: State) -> None:
        """`state` is that of a whole collection of `server`."""
        self._reader = Reader(server, state.collection)
        self._state = state
        self.terms = QdrantTerms(self._reader, state.manifest.rows)
        self._counts: dict[Within, int] = {}

    @classmethod
    def open(cls, place: QdrantPlace) -> Self:
        """The index at `place`; raises MissingIndex where there is none that is whole."""
        server = connect(place.url)
        return cls(server, read_state(server, place.alias))

    @property
    def name(self) -> str:
        """What no other build of it has."""
        return self._state.generation

    @property
    def manifest(self) -> Manifest:
        """What it was computed from."""
        return self._state.manifest

    def __len__(self) -> int:
        return self._state.manifest.rows

    def within(self, speakers: Collection[str] | None, records: Collection[int] | None) -> Within:
        """The passages of these speakers (ids) in these records (keys of first passages); None: of all."""
        numbers = None if speakers is None else frozenset(map(speaker_number, speakers))
        return Within(numbers, None if records is None else frozenset(records))

    def count(self, within: Within) -> int:
        """How many passages are within."""
        if within.is_empty:
            return 0
        known = self._counts.get(within)
        if known is None:
            known = self._reader.count(within)
            self._counts = {within: known} if len(self._counts) >= COUNTED else {**self._counts, within: known}
        return known

    def inside(self, rows: Rows, within: Within) -> NDArray[np.bool_]:
        """Whether each of `rows` is within. bool [n]."""
        speakers, records = within.speakers, within.records
        return np.array(
            [
                read is not None
                and (speakers is None or read.speaker in speakers)
                and (records is None or read.record in records)
                for read in self._reader.read(rows.tolist())
            ],
            np.bool_,
        )

    def first(self, within: Within, limit: int, least_pieces: int = 0) -> Rows:
        """The first rows within, at most `limit`, of passages of at least so many pieces, rising."""
        if within.is_empty:
            return np.empty(0, np.int64)
        return np.array(self._reader.rows(filter_of(within, least_pieces=least_pieces), limit), np.int64)

    def living(self) -> Rows:
        """Every row, rising."""
        return np.array(self._reader.rows(None), np.int64)

    def keys(self, rows: Rows) -> Rows:
        """The keys of the passages in these rows. int64 [n]."""
        return rows

    def rows_of(self, keys: Sequence[int]) -> Rows:
        """The rows of those passage keys that are in the index, in the order of `keys`."""
        found = self._reader.read(keys)
        return np.array([key for key, read in zip(keys, found, strict=True) if read is not None], np.int64)

    def records(self, rows: Rows) -> Rows:
        """For each row the key of its record's first passage; -1 where there is no such row, or it was removed."""
        return np.array([-1 if read is None else read.record for read in self._reader.read(rows.tolist())], np.int64)

    def nearest(self, query: Vectors, depth: int, within: Within | None) -> Rows:
        """The rows whose passage vector is nearest to `query` (float32 [d]), at most `depth`, rising."""
        if within is not None and within.is_empty:
            return np.empty(0, np.int64)
        points = self._reader.query(query.tolist(), PASSAGE, depth, within)
        return np.sort(np.array([int(point.id) for point in points], np.int64))

    def dense_cosines(self, query: Vectors, rows: Rows) -> tuple[Vectors, Vectors]:
        """The cosines of `query` (float32 [d]) to each passage and to its best sentence. float32 [n] each."""
        if not len(rows):
            return np.empty(0, np.float32), np.empty(0, np.float32)
        passages, sentences = self._reader.scores(query, rows, [(PASSAGE, False), (SENTENCES, True)])
        of_passages = np.array([passages.get(row, 0.0) for row in rows.tolist()], np.float32)
        best = [sentences.get(row, alone) for row, alone in zip(rows.tolist(), of_passages.tolist(), strict=True)]
        return of_passages, np.array(best, np.float32)

    def sentence_cosines(self, query: Vectors, rows: Rows) -> tuple[Vectors, Rows]:
        """The cosine of `query` to every sentence of these (float32 [m]), and how many each has (int64 [n])."""
        stored = self._reader.vectors(rows.tolist(), [PASSAGE, SENTENCES])
        nowhere = [0.0] * len(query)  # one that was removed meanwhile is like nothing
        sentences = [np.array(one.get(SENTENCES) or [one.get(PASSAGE, nowhere)], np.float32) for one in stored]
        counts = np.array([len(one) for one in sentences], np.int64)
        cosines: Vectors = np.concatenate([np.empty((0, len(query)), np.float32), *sentences]) @ query
        return cosines, counts

    def likeness(self, row: int, other: int) -> float:
        """The cosine of two passages."""
        stored = self._reader.vectors([row, other], [PASSAGE])
        if not all(PASSAGE in one for one in stored):
            return 0.0
        one, another = (np.array(vectors[PASSAGE], np.float32) for vectors in stored)
        return float(one @ another)

    def piece_counts(self, rows: Rows) -> Rows:
        """How many pieces each passage has. int64 [n]."""
        return np.array([len(pieces) for pieces in self._pieces(rows)], np.int64)

    def pieces(self, rows: Rows) -> Ids:
        """The ids of the pieces of these passages, one passage after the other. int32 [sum of `piece_counts`]."""
        return np.concatenate([np.empty(0, np.int32), *self._pieces(rows)])

    def _pieces(self, rows: Rows) -> list[Ids]:
        return [np.empty(0, np.int32) if read is None else read.pieces for read in self._reader.read(rows.tolist())]


def read_state(server: Server, collection: str) -> State:
    """What a collection, by its name or an alias, was made from. Raises MissingIndex where it is not whole."""
    state = any_state(server, collection)
    if not state.whole:
        raise MissingIndex(f"the index {collection} on {server.url} is not finished: run `onrecord embed`")
    return state


def any_state(server: Server, collection: str) -> State:
    """As `read_state`, of one that may not be whole; without what it says of every speaker and record."""
    return _state(server, collection, OF_ALL_RECORDS)


def model_of(server: Server, alias: str) -> str | None:
    """The name of the model that the index of this alias is by; None where there is none. Raises IndexServerError."""
    try:
        return any_state(server, alias).manifest.model
    except MissingIndex:
        return None


def full_state(server: Server, collection: str) -> State:
    """As `any_state`, with what it says of every speaker and record."""
    return _state(server, collection, [])


def _state(server: Server, collection: str, without: list[str]) -> State:
    from qdrant_client import models

    wanted = models.PayloadSelectorExclude(exclude=without) if without else True
    points = server.read(lambda client: client.retrieve(collection, [STATE], with_payload=wanted))
    return State.read(points[0].payload if points else None, collection)
