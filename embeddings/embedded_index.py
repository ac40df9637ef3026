"""The index that needs no server: the files beside the library."""

from collections.abc import Collection, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.generation import Generation
from embeddings.nearest import nearest
from embeddings.quantise import cosines
from embeddings.speaker_number import speaker_number
from embeddings.static import Ids
from embeddings.store import Manifest, Rows, VectorStore, spans
from embeddings.term_index import TermIndex
from embeddings.within import Within


class EmbeddedIndex:
    """A vector store and a term index of one generation; see `Index`."""

    def __init__(self, store: VectorStore, terms: TermIndex) -> None:
        """Both must be of one build."""
        self.store = store
        self.terms = terms

    @classmethod
    def open(cls, generation: Generation) -> Self:
        """The index of `generation`; raises MissingIndex where it is not whole."""
        return cls(VectorStore(generation.vectors), TermIndex(generation.lexical))

    @property
    def name(self) -> str:
        """What no other build of it has."""
        return self.store.folder.name

    @property
    def manifest(self) -> Manifest:
        """What it was computed from."""
        return self.store.manifest

    def __len__(self) -> int:
        return len(self.store)

    def within(self, speakers: Collection[str] | None, records: Collection[int] | None) -> Within:
        """The passages of these speakers (ids) in these records (keys of first passages); None: of all."""
        numbers = None if speakers is None else frozenset(map(speaker_number, speakers))
        firsts = None if records is None else frozenset(records)
        return Within(numbers, firsts, self._listed(numbers, firsts))

    def _listed(self, speakers: Collection[int] | None, records: Collection[int] | None) -> Rows:
        """The rows that these conditions leave, rising."""
        store = self.store
        rows = store.living() if records is None else store.rows_of_records(records)
        if speakers is None:
            return rows
        spoken = store.rows.speakers if records is None else store.rows.speakers[rows]
        said = _any_of(np.asarray(spoken), speakers)
        return np.flatnonzero(said & ~store.is_dead) if records is None else rows[said]

    def _rows(self, within: Within) -> Rows:
        return self._listed(within.speakers, within.records) if within.rows is None else within.rows

    def count(self, within: Within) -> int:
        """How many passages are within."""
        return len(self._rows(within))

    def inside(self, rows: Rows, within: Within) -> NDArray[np.bool_]:
        """Whether each of `rows` is within. bool [n]."""
        listed = self._rows(within)
        places = np.searchsorted(listed, rows)  # np.isin would sort what is sorted
        there = places < len(listed)
        there[there] = listed[places[there]] == rows[there]
        return there

    def first(self, within: Within, limit: int, least_pieces: int = 0) -> Rows:
        """The first rows within, at most `limit`, of passages of at least so many pieces, rising."""
        rows = self._rows(within)
        return rows[self.piece_counts(rows) >= least_pieces][:limit] if least_pieces else rows[:limit]

    def living(self) -> Rows:
        """Every row, rising."""
        return self.store.living()

    def keys(self, rows: Rows) -> Rows:
        """The keys of the passages in these rows. int64 [n]."""
        return np.asarray(self.store.rows.keys[rows])

    def rows_of(self, keys: Sequence[int]) -> Rows:
        """The rows of those passage keys that are in the index, in the order of `keys`."""
        return self.store.rows_of(keys)

    def records(self, rows: Rows) -> Rows:
        """For each row the key of its record's first passage; -1 where there is no such row, or it was removed."""
        store = self.store
        found = np.full(len(rows), -1, np.int64)
        there = (rows >= 0) & (rows < len(store.rows))
        there[there] = ~store.is_dead[rows[there]]
        found[there] = store.rows.records[rows[there]]
        return found

    def nearest(self, query: Vectors, depth: int, within: Within | None) -> Rows:
        """The rows whose passage vector is nearest to `query` (float32 [d]), at most `depth`, rising."""
        return nearest(self.store, query, depth, None if within is None else self._rows(within))

    def dense_cosines(self, query: Vectors, rows: Rows) -> tuple[Vectors, Vectors]:
        """The cosines of `query` (float32 [d]) to each passage and to its best sentence. float32 [n] each."""
        if not len(rows):
            return np.empty(0, np.float32), np.empty(0, np.float32)
        cosines, counts = self.store.sentence_cosines(query, rows)
        return self.store.passage_cosines(query, rows), np.maximum.reduceat(cosines, np.cumsum(counts) - counts)

    def sentence_cosines(self, query: Vectors, rows: Rows) -> tuple[Vectors, Rows]:
        """The cosine of `query` to every sentence of these (float32 [m]), and how many each has (int64 [n])."""
        return self.store.sentence_cosines(query, rows)

    def likeness(self, row: int, other: int) -> float:
        """The cosine of two passages."""
        rows = self.store.rows
        unit = rows.passages[other].astype(np.float32) * rows.factors[other]
        return float(cosines(rows.passages[row : row + 1], rows.factors[row : row + 1], unit)[0])

    def piece_counts(self, rows: Rows) -> Rows:
        """How many pieces each passage has. int64 [n]."""
        return np.asarray(self.store.rows.piece_counts[rows])

    def pieces(self, rows: Rows) -> Ids:
        """The ids of the pieces of these passages, one passage after the other. int32 [sum of `piece_counts`]."""
        return np.asarray(self.store.rows.pieces[spans(self.store.piece_starts, rows)])


def _any_of(spoken: NDArray[np.uint64], numbers: Collection[int]) -> NDArray[np.bool_]:
    """Whether each of `spoken` is one of `numbers`."""
    if len(numbers) > 1:
        return np.isin(spoken, np.fromiter(numbers, np.uint64, len(numbers)))
    found = np.zeros(len(spoken), np.bool_)
    for number in numbers:  # one is found without sorting
        found |= spoken == np.uint64(number)
    return found
