"""The lexical half of an index on a Qdrant server: BM25 by sparse vectors, the idf by the server."""

from collections.abc import Collection, Iterable, Sequence
from math import log1p
from typing import TYPE_CHECKING

from embeddings.qdrant_points import SAID, TERMS, sparse
from embeddings.qdrant_reader import Reader
from embeddings.sparse_terms import Field, counted_twice, dimension, query_weights
from embeddings.term_index import TIES, Hit
from embeddings.within import Within

if TYPE_CHECKING:
    from qdrant_client import models

KNOWN = 200_000  # terms whose idf is kept
AT_ONCE = 100  # terms asked after in one request


class QdrantTerms:
    """See `Terms`. Safe to use from several threads.

    The server is never told how rare a term is, it is asked: the vector `said` weighs every term 1, so that what one
    term alone scores is its idf, on whatever scale the server has.
    """

    def __init__(self, reader: Reader, passages: int) -> None:
        """`passages` is how many there are."""
        self._reader = reader
        self._unseen = log1p((passages + 0.5) / 0.5)
        self._known: dict[int, float] = {}

    def idf(self, term: str) -> float:
        """The BM25 inverse document frequency of a term (Robertson and Zaragoza, 2009); highest for one unseen."""
        return self.idfs([term])[term]

    def idfs(self, wanted: Collection[str]) -> dict[str, float]:
        """The `idf` of each of `wanted`, asked for together."""
        dims = {term: dimension(Field.WORDS, term) for term in wanted}
        found = self._scores(SAID, dims.values())
        return {term: found[dim] or self._unseen for term, dim in dims.items()}

    def held(self, wanted: Collection[str]) -> frozenset[str]:
        """Those of `wanted` that any passage has in its words."""
        dims = {term: dimension(Field.WORDS, term) for term in wanted}
        found = self._scores(SAID, dims.values())
        return frozenset(term for term, dim in dims.items() if found[dim])

    def sound_idf(self, sound: str) -> float:
        """As `idf`, of a name's sound; 0 for one unheard."""
        dim = dimension(Field.SOUND, sound)
        return self._scores(TERMS, [dim])[dim]

    def search(
        self,
        query_terms: Sequence[str],
        limit: int,
        within: Within | None = None,
        sounds: Sequence[Sequence[str]] = (),
    ) -> list[Hit]:
        """The best `limit` passages by BM25, best first, of equal ones the first; `within` limits them to its own.

        Each of `sounds` holds the sounds of one word: the rarest that a passage names adds its idf.
        """
        if not query_terms or (within is not None and within.is_empty):
            return []
        heard = self._heard(sounds)
        weights = query_weights(query_terms, ()) | {dim: 1.0 for word in heard for dim in word}
        points = self._reader.query(sparse(weights), TERMS, limit + TIES, within, reading=True)
        hits = [(int(point.id), self._score(point, heard)) for point in points]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:limit]

    def holding(self, wanted: Collection[str], limit: int, within: Within | None = None) -> list[int]:
        """At most `limit` keys of passages whose own words hold every term of `wanted`, in no order of worth."""
        if not wanted or (within is not None and within.is_empty):
            return []
        idfs = self._scores(SAID, {dimension(Field.WORDS, term) for term in wanted})
        if not all(idfs.values()):
            return []
        # What each term scores is made 1, so that the score counts them.
        counting = sparse({dim: 1 / idf for dim, idf in idfs.items()})
        points = self._reader.query(counting, SAID, limit, within, at_least=len(idfs) - 0.5)
        return [int(point.id) for point in points]

    def _score(self, point: "models.ScoredPoint", heard: Sequence[dict[int, float]]) -> float:
        if not heard:
            return point.score
        (read,) = self._reader.read([int(point.id)])
        return point.score - counted_twice(heard, read.sounds if read else ())

    def _heard(self, sounds: Sequence[Sequence[str]]) -> list[dict[int, float]]:
        """For each word the idf of those of its sounds that any passage names."""
        dims = [{dimension(Field.SOUND, sound) for sound in word} for word in sounds]
        idfs = self._scores(TERMS, {dim for word in dims for dim in word})
        heard = [{dim: idfs[dim] for dim in word if idfs[dim]} for word in dims]
        return [word for word in heard if word]

    def _scores(self, vector: str, dims: Iterable[int]) -> dict[int, float]:
        """What each dimension alone scores where its weight is 1: its idf; 0 where no passage has it."""
        wanted, known = list(dict.fromkeys(dims)), self._known
        unknown = [dim for dim in wanted if dim not in known]
        found: dict[int, float] = {}
        for first in range(0, len(unknown), AT_ONCE):
            some = unknown[first : first + AT_ONCE]
            best = self._reader.best(vector, [sparse({dim: 1.0}) for dim in some])
            found |= dict(zip(some, best, strict=True))
        if found:  # another thread may read what was known: it is left as it is
            self._known = found if len(known) > KNOWN else known | found
        return {dim: found[dim] if dim in found else known[dim] for dim in wanted}
