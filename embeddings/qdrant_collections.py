"""The collections of an index on a Qdrant server: one a build, and an alias that is given to the whole one."""

import secrets
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from corpus.errors import MissingIndex
from embeddings.qdrant_index import any_state
from embeddings.qdrant_place import QdrantPlace, Quantisation
from embeddings.qdrant_points import PASSAGE, RECORD, SAID, SENTENCES, SIZE, SPEAKER, STATE, TERMS, State
from embeddings.qdrant_server import Server

if TYPE_CHECKING:
    from qdrant_client import models

MOST_RECORDS = 10_000_000
DELETED = 1000  # records whose points are deleted in one request


class Collections:
    """The collections at one place."""

    def __init__(self, server: Server, place: QdrantPlace) -> None:
        """`server` is that of `place`."""
        self.server = server
        self.place = place

    def current(self) -> str | None:
        """The collection that has the alias."""
        aliases = self.server.read(lambda client: client.get_aliases()).aliases
        return next((one.collection_name for one in aliases if one.alias_name == self.place.alias), None)

    def all(self) -> list[str]:
        """Every collection of this alias, whole or not."""
        found = self.server.read(lambda client: client.get_collections()).collections
        prefix = f"{self.place.alias}."
        return sorted(one.name for one in found if one.name.startswith(prefix))

    def unfinished(self, model_fingerprint: str) -> State | None:
        """The collection that a stopped build by this model left."""
        for name in self.all():
            try:
                state = any_state(self.server, name)
            except MissingIndex:
                continue
            if not state.whole and state.manifest.is_by(model_fingerprint):
                return state
        return None

    def make(self, dimensions: int) -> str:
        """A new, empty collection."""
        name = f"{self.place.alias}.{secrets.token_hex(8)}"
        self.server.write(lambda client: _made(client, name, self.place, dimensions))
        return name

    def point_to(self, collection: str) -> None:
        """Give the alias to `collection`, in one step."""
        from qdrant_client import models

        alias = self.place.alias
        given = models.CreateAliasOperation(
            create_alias=models.CreateAlias(collection_name=collection, alias_name=alias)
        )
        taken = models.DeleteAliasOperation(delete_alias=models.DeleteAlias(alias_name=alias))
        steps: list[Any] = [taken, given] if self.current() else [given]
        self.server.write(lambda client: client.update_collection_aliases(steps))

    def drop_others(self, kept: Iterable[str | None]) -> None:
        """Delete every collection of this alias but `kept`."""
        for name in set(self.all()) - set(kept):
            self.server.write(lambda client, name=name: client.delete_collection(name))  # type: ignore[misc]  # mypy cannot tell the type of a lambda with a default

    def write_state(self, state: State) -> None:
        """Have the collection say what it was made from."""
        from qdrant_client import models

        point = models.PointStruct(id=STATE, vector={}, payload=state.payload())
        self.server.write(lambda client: client.upsert(state.collection, [point], wait=True))

    def put(self, collection: str, points: "Sequence[models.PointStruct]") -> None:
        """Write these points, in place of those of the same passages."""
        self.server.write(lambda client: client.upsert(collection, list(points), wait=True))

    def put_vectors(self, collection: str, vectors: "Sequence[models.PointVectors]") -> None:
        """Write these vectors of points that are there, whose others stay."""
        self.server.write(lambda client: client.update_vectors(collection, list(vectors), wait=True))

    def records(self, collection: str) -> set[int]:
        """The key of the first passage of every record of which `collection` has a passage."""
        answer = self.server.read(lambda client: client.facet(collection, RECORD, limit=MOST_RECORDS, exact=True))
        return {int(hit.value) for hit in answer.hits}

    def delete_records(self, collection: str, records: Iterable[int]) -> None:
        """Take out every passage of these records."""
        wanted = sorted(records)
        for first in range(0, len(wanted), DELETED):
            self._delete(collection, of_records(wanted[first : first + DELETED]))

    def delete_rows(self, collection: str, rows: Sequence[int]) -> None:
        """Take out these passages."""
        self._delete(collection, list(rows))

    def _delete(self, collection: str, wanted: Any) -> None:
        self.server.write(lambda client: client.delete(collection, wanted, wait=True))

    def count(self, collection: str) -> int:
        """How many passages `collection` has."""
        return self.server.read(lambda client: client.count(collection, count_filter=of_any_record(), exact=True)).count


def of_records(records: Sequence[int]) -> "models.Filter":
    """The condition for the passages of these records."""
    from qdrant_client import models

    return models.Filter(must=[models.FieldCondition(key=RECORD, match=models.MatchAny(any=list(records)))])


def of_any_record() -> "models.Filter":
    """The condition for every passage, which point 0 does not meet."""
    from qdrant_client import models

    return models.Filter(must=[models.FieldCondition(key=RECORD, range=models.Range(gte=0))])


def _made(client: Any, name: str, place: QdrantPlace, dimensions: int) -> None:
    """Create the collection `name`, unless a request that was made twice has: vectors that only compare what was
    found are kept on disk, in half the bytes, and have no graph."""
    from qdrant_client import models

    if client.collection_exists(name):
        return
    cosine, half = models.Distance.COSINE, models.Datatype.FLOAT16
    best = models.MultiVectorConfig(comparator=models.MultiVectorComparator.MAX_SIM)
    quantisation = _quantisation(place.quantisation)
    client.create_collection(
        name,
        vectors_config={
            PASSAGE: models.VectorParams(
                size=dimensions,
                distance=cosine,
                datatype=half,
                on_disk=quantisation is not None,
                quantization_config=quantisation,
            ),
            SENTENCES: models.VectorParams(
                size=dimensions,
                distance=cosine,
                datatype=half,
                on_disk=True,
                multivector_config=best,
                hnsw_config=models.HnswConfigDiff(m=0),
            ),
        },
        sparse_vectors_config={
            TERMS: _sparse(on_disk=False),
            SAID: _sparse(on_disk=True),
        },
        on_disk_payload=True,
        shard_number=place.shards,
        replication_factor=place.replicas,
    )
    integers = {RECORD: (True, True), SPEAKER: (True, False), SIZE: (False, True)}
    for key, (lookup, ranges) in integers.items():
        schema = models.IntegerIndexParams(type=models.IntegerIndexType.INTEGER, lookup=lookup, range=ranges)
        client.create_payload_index(name, key, schema, wait=True)


def _sparse(*, on_disk: bool) -> "models.SparseVectorParams":
    from qdrant_client import models

    index = models.SparseIndexParams(on_disk=on_disk, datatype=models.Datatype.FLOAT16)
    return models.SparseVectorParams(index=index, modifier=models.Modifier.IDF)


def _quantisation(kind: str) -> Any:
    from qdrant_client import models

    if kind == Quantisation.SCALAR:
        int8 = models.ScalarQuantizationConfig(type=models.ScalarType.INT8, quantile=0.99, always_ram=True)
        return models.ScalarQuantization(scalar=int8)
    if kind == Quantisation.BINARY:
        return models.BinaryQuantization(binary=models.BinaryQuantizationConfig(always_ram=True))
    return None
