"""What a search asks of one collection: few requests, each for many passages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from embeddings.encoder import Vectors
from embeddings.qdrant_points import READ, Read, filter_of, read_of
from embeddings.qdrant_server import Server
from embeddings.store import Rows
from embeddings.within import Within

if TYPE_CHECKING:
    from qdrant_client import models

KEPT = 20_000  # passages of which what was read is kept, about a kilobyte each
AT_ONCE = 10_000  # rows listed in one answer


class Reader:
    """One collection. Safe to use from several threads."""

    def __init__(self, server: Server, collection: str) -> None:
        """`collection` is a name or an alias."""
        self.server = server
        self.collection = collection
        self._kept: dict[int, Read | None] = {}

    def query(
        self,
        query: "list[float] | models.SparseVector",
        vector: str,
        limit: int,
        within: Within | None,
        *,
        reading: bool = False,
        at_least: float | None = None,
    ) -> "list[models.ScoredPoint]":
        """The best `limit` points by one vector, best first; with `reading` what `read` gives of them is kept."""
        found = self.server.read(
            lambda client: client.query_points(
                self.collection,
                query=query,
                using=vector,
                limit=limit,
                query_filter=filter_of(within),
                score_threshold=at_least,
                with_payload=list(READ) if reading else False,
            )
        ).points
        if reading:
            self._keep({int(point.id): read_of(point.payload or {}) for point in found})
        return found

    def best(self, vector: str, queries: "Sequence[models.SparseVector]") -> list[float]:
        """The best score of each of `queries`; 0 where nothing has any."""
        from qdrant_client import models

        asked = [models.QueryRequest(query=query, using=vector, limit=1) for query in queries]
        answers = self.server.read(lambda client: client.query_batch_points(self.collection, asked))
        return [answer.points[0].score if answer.points else 0.0 for answer in answers]

    def scores(self, query: Vectors, rows: Rows, vectors: Sequence[tuple[str, bool]]) -> list[dict[int, float]]:
        """By each of `vectors` (its name, and whether a point has several) what these rows score, those that have it.

        Not by quantised vectors, nor by an index.
        """
        from qdrant_client import models

        exactly = models.SearchParams(exact=True, quantization=models.QuantizationSearchParams(ignore=True))
        one = query.tolist()
        asked = [
            models.QueryRequest(
                query=[one] if several else one,
                using=name,
                filter=filter_of(None, rows=rows),
                limit=len(rows),
                params=exactly,
            )
            for name, several in vectors
        ]
        answers = self.server.read(lambda client: client.query_batch_points(self.collection, asked))
        return [{int(point.id): point.score for point in answer.points} for answer in answers]

    def read(self, rows: Sequence[int]) -> list[Read | None]:
        """What a search reads of each of these; None where there is no such passage."""
        kept = self._kept
        unknown = sorted({row for row in rows if row > 0 and row not in kept})
        if not unknown:
            return [kept.get(row) for row in rows]
        points = self.server.read(lambda client: client.retrieve(self.collection, unknown, with_payload=list(READ)))
        found: dict[int, Read | None] = dict.fromkeys(unknown)
        found |= {int(point.id): read_of(point.payload or {}) for point in points}
        self._keep(found)
        return [found[row] if row in found else kept.get(row) for row in rows]

    def vectors(self, rows: Sequence[int], names: Sequence[str]) -> list[dict[str, Any]]:
        """The vectors of these rows by name, each of length 1; none of a passage that is not there."""
        points = self.server.read(
            lambda client: client.retrieve(self.collection, rows, with_payload=False, with_vectors=list(names))
        )
        found: dict[int, Any] = {int(point.id): point.vector for point in points}
        return [found.get(row) or {} for row in rows]

    def count(self, within: Within) -> int:
        """How many passages are within."""
        counting = filter_of(within)
        return self.server.read(lambda client: client.count(self.collection, count_filter=counting, exact=True)).count

    def rows(self, wanted: "models.Filter | None", limit: int | None = None) -> list[int]:
        """The rows that meet a condition, rising, at most `limit`."""
        found: list[int] = []
        after: Any = 1
        while after is not None and (limit is None or len(found) < limit):
            some = AT_ONCE if limit is None else min(AT_ONCE, limit - len(found))
            points, after = self._page(wanted, some, after)
            found.extend(int(point.id) for point in points)
        return found

    def _page(self, wanted: "models.Filter | None", limit: int, after: Any) -> Any:
        return self.server.read(
            lambda client: client.scroll(
                self.collection, scroll_filter=wanted, limit=limit, offset=after, with_payload=False
            )
        )

    def _keep(self, found: dict[int, Read | None]) -> None:
        """Keep these; another thread may read what was kept before, which is left as it is once there is too much."""
        if len(self._kept) + len(found) > KEPT:
            self._kept = found
        else:
            self._kept.update(found)
