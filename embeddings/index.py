"""What a search needs of an index, wherever it is kept: the small interface behind which the backends stand."""

from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.static import Ids
from embeddings.store import Manifest, Rows
from embeddings.within import Within


class Terms(Protocol):
    """The lexical half. A passage is told by its key."""

    def idf(self, term: str) -> float:
        """The BM25 inverse document frequency of a term (Robertson and Zaragoza, 2009); highest for one unseen."""

    def idfs(self, wanted: Collection[str]) -> dict[str, float]:
        """The `idf` of each of `wanted`, asked for together."""

    def held(self, wanted: Collection[str]) -> frozenset[str]:
        """Those of `wanted` that any passage has in its words."""

    def sound_idf(self, sound: str) -> float:
        """As `idf`, of a name's sound; 0 for one unheard."""

    def search(
        self,
        query_terms: Sequence[str],
        limit: int,
        within: Within | None = None,
        sounds: Sequence[Sequence[str]] = (),
    ) -> list[tuple[int, float]]:
        """The best `limit` passages by BM25, (key, score), best first; `within` limits them to its own.

        Each of `sounds` holds the sounds of one word: the rarest that a passage names adds its idf.
        """

    def holding(self, wanted: Collection[str], limit: int, within: Within | None = None) -> list[int]:
        """At most `limit` keys of passages whose own words hold every term of `wanted`, in no order of worth."""


class Index(Protocol):
    """Everything indexed of a library, by rows. The passages of a record have rows that follow one another.

    Safe to read from several threads. `len` counts the passages that can be found.
    """

    @property
    def name(self) -> str:
        """What no other build of it has."""

    @property
    def manifest(self) -> Manifest:
        """What it was computed from."""

    @property
    def terms(self) -> Terms:
        """The lexical half."""

    def __len__(self) -> int: ...

    def within(self, speakers: Collection[str] | None, records: Collection[int] | None) -> Within:
        """The passages of these speakers (ids) in these records (keys of first passages); None: of all."""

    def count(self, within: Within) -> int:
        """How many passages are within."""

    def inside(self, rows: Rows, within: Within) -> NDArray[np.bool_]:
        """Whether each of `rows` is within. bool [n]."""

    def first(self, within: Within, limit: int, least_pieces: int = 0) -> Rows:
        """The first rows within, at most `limit`, of passages of at least so many pieces, rising."""

    def living(self) -> Rows:
        """Every row, rising."""

    def keys(self, rows: Rows) -> Rows:
        """The keys of the passages in these rows. int64 [n]."""

    def rows_of(self, keys: Sequence[int]) -> Rows:
        """The rows of those passage keys that are in the index, in the order of `keys`."""

    def records(self, rows: Rows) -> Rows:
        """For each row the key of its record's first passage; -1 where there is no such row, or it was removed."""

    def nearest(self, query: Vectors, depth: int, within: Within | None) -> Rows:
        """The rows whose passage vector is nearest to `query` (float32 [d]), at most `depth`, rising.

        An index may pass over a few that are near.
        """

    def dense_cosines(self, query: Vectors, rows: Rows) -> tuple[Vectors, Vectors]:
        """The cosines of `query` (float32 [d]) to each passage and to its best sentence. float32 [n] each."""

    def sentence_cosines(self, query: Vectors, rows: Rows) -> tuple[Vectors, Rows]:
        """The cosine of `query` to every sentence of these (float32 [m]), and how many each has (int64 [n])."""

    def likeness(self, row: int, other: int) -> float:
        """The cosine of two passages."""

    def piece_counts(self, rows: Rows) -> Rows:
        """How many pieces each passage has. int64 [n]."""

    def pieces(self, rows: Rows) -> Ids:
        """The ids of the pieces of these passages, one passage after the other. int32 [sum of `piece_counts`]."""
