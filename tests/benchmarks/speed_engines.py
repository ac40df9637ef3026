"""The engines of `speed.py`: how each is built from the same passages and vectors, opened, and asked.

Each keeps to its defaults, but for the measure (cosine; the vectors are of length 1) and for words, where the default
is for English and the passages are Japanese. Only the engine's own modules are imported, when it is used.
"""

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.speed_data import TOP, Batch, Data, Question

Ask = Callable[[Question], list[int]]
"""The rows of the first ten passages for a question, best first."""

MOST_IN_MEMORY = 200_000  # at ten kilobytes each, and a second or more a question
OURS, OUR_VECTORS = "onrecord", "onrecord, vectors alone"


@dataclass(frozen=True, slots=True)
class Engine:
    """Something that keeps passages and finds them: its name, the module that it needs, and how it is used.

    `by_words` is whether it looks for the words of the question too, and not by the vector alone. More than
    `most` passages it is not given here: `why`.
    """

    name: str
    module: str
    by_words: bool
    build: Callable[[Data, Path], None]
    open: Callable[[Path], Ask]
    most: int | None = None
    why: str = ""

    @property
    def installed(self) -> bool:
        """Whether its module can be imported."""
        return find_spec(self.module) is not None

    @property
    def ours(self) -> str:
        """The name of what it is compared with."""
        return OURS if self.by_words else OUR_VECTORS


def _build_ours(data: Data, folder: Path) -> None:
    """Records are read into a library and indexed, as by `onrecord add`; it makes the vectors itself."""
    from corpus.library import Library
    from embeddings.load import load_encoder
    from embeddings.regenerate import regenerate

    with Library.open(folder) as library:
        for record in data.records():
            library.add(record)
        regenerate(library, load_encoder(), lambda done, total: None)


def _open_ours(folder: Path) -> Ask:
    from retrieval.search import Searcher

    searcher = Searcher.open(folder)
    return lambda question: searcher.rank(question.text).rows[:TOP].tolist()


def _build_our_vectors(data: Data, folder: Path) -> None:
    from embeddings.store import Manifest, StoreWriter
    from tests.benchmarks.vector_rows import rows_of_vectors

    store, dimensions = StoreWriter(folder), 0
    for batch in data.batches():
        store.append(rows_of_vectors(batch.vectors, batch.first))
        dimensions = batch.vectors.shape[1]
    store.finish(Manifest("given", "given", dimensions, "given"))


def _open_our_vectors(folder: Path) -> Ask:
    from embeddings.nearest import nearest
    from embeddings.store import VectorStore

    store = VectorStore(folder)

    def ask(question: Question) -> list[int]:
        rows = nearest(store, question.vector, TOP, None)
        return rows[np.argsort(-store.passage_cosines(question.vector, rows))].tolist()

    return ask


def _build_numpy(data: Data, folder: Path) -> None:
    with (folder / "vectors.f32").open("wb") as file:
        for batch in data.batches():
            file.write(batch.vectors.data)


def _open_numpy(folder: Path) -> Ask:
    flat = np.fromfile(folder / "vectors.f32", np.float32)

    def ask(question: Question) -> list[int]:
        cosines = flat.reshape(-1, len(question.vector)) @ question.vector
        best = np.argpartition(-cosines, TOP)[:TOP]
        return best[np.argsort(-cosines[best])].tolist()

    return ask


DENSE, SPARSE = "dense", "words"


def _build_qdrant(data: Data, folder: Path) -> None:
    _fill_qdrant(data, folder, None, lambda text: {})


def _build_qdrant_words(data: Data, folder: Path) -> None:
    """Their own BM25 over sparse vectors, with their tokenizer for many languages."""
    from qdrant_edge import EdgeSparseVectorParams, Modifier

    bm25, sparse = _qdrant_bm25(), {SPARSE: EdgeSparseVectorParams(modifier=Modifier.Idf)}
    _fill_qdrant(data, folder, sparse, lambda text: {SPARSE: bm25.embed_document(text)})


def _fill_qdrant(data: Data, folder: Path, sparse: Any, words: Callable[[str], dict[str, Any]]) -> None:
    from qdrant_edge import Distance, EdgeConfig, EdgeShard, EdgeVectorParams, Point, UpdateOperation

    dense = EdgeVectorParams(size=data.questions()[0].vector.shape[0], distance=Distance.Cosine)
    shard = EdgeShard.create(str(folder), EdgeConfig(vectors={DENSE: dense}, sparse_vectors=sparse))
    for batch in data.batches():
        points = [
            Point(row, {DENSE: vector, **words(text)}, {"text": text} if sparse else None)
            for row, text, vector in _each(batch)
        ]
        shard.update(UpdateOperation.upsert_points(points))
    shard.optimize()
    shard.close()


def _qdrant_bm25() -> Any:
    from qdrant_edge import Bm25, Bm25Config, TokenizerType

    return Bm25(Bm25Config(tokenizer=TokenizerType.Multilingual))


def _open_qdrant(folder: Path) -> Ask:
    from qdrant_edge import EdgeShard, Query, SearchRequest

    shard = EdgeShard.load(str(folder))

    def ask(question: Question) -> list[int]:
        request = SearchRequest(query=Query.Nearest(question.vector.tolist(), using=DENSE), limit=TOP)
        return [point.id for point in shard.search(request)]

    return ask


def _open_qdrant_words(folder: Path) -> Ask:
    from qdrant_edge import EdgeShard, Fusion, Prefetch, Query, QueryRequest

    shard, bm25 = EdgeShard.load(str(folder)), _qdrant_bm25()

    def ask(question: Question) -> list[int]:
        near = Query.Nearest(question.vector.tolist(), using=DENSE)
        worded = Query.Nearest(bm25.embed_query(question.text), using=SPARSE)
        legs = [Prefetch(limit=100, query=near), Prefetch(limit=100, query=worded)]
        return [point.id for point in shard.query(QueryRequest(TOP, query=Fusion.Rrf(k=2), prefetches=legs))]

    return ask


def _build_lancedb(data: Data, folder: Path) -> None:
    table = _lancedb_table(data, folder, with_text=False)
    _index_lancedb(table)


def _build_lancedb_words(data: Data, folder: Path) -> None:
    """Words are told apart by ICU, which knows Japanese."""
    from lancedb.index import FTS

    table = _lancedb_table(data, folder, with_text=True)
    _index_lancedb(table)
    table.create_index("text", config=FTS(base_tokenizer="icu", stem=False, remove_stop_words=False))


def _lancedb_table(data: Data, folder: Path, *, with_text: bool) -> Any:
    import lancedb
    import pyarrow

    def batches() -> Iterator[Any]:
        for batch in data.batches():
            flat = pyarrow.array(batch.vectors.ravel())
            vectors = pyarrow.FixedSizeListArray.from_arrays(flat, batch.vectors.shape[1])
            columns = {"row": pyarrow.array(range(batch.first, batch.first + len(batch.texts))), "vector": vectors}
            yield pyarrow.RecordBatch.from_pydict(columns | ({"text": batch.texts} if with_text else {}))

    first = next(batches())
    reader = pyarrow.RecordBatchReader.from_batches(first.schema, batches())
    return lancedb.connect(folder).create_table("passages", reader)


def _index_lancedb(table: Any) -> None:
    from lancedb.index import IvfPq

    table.create_index("vector", config=IvfPq(distance_type="cosine"))


def _open_lancedb(folder: Path) -> Ask:
    table = _lancedb_opened(folder)

    def ask(question: Question) -> list[int]:
        return table.search(question.vector).limit(TOP).select(["row"]).to_arrow()["row"].to_pylist()

    return ask


def _open_lancedb_refined(folder: Path) -> Ask:
    """As a user would who found its recall wanting: its own re-ranking of ten times as many."""
    table = _lancedb_opened(folder)

    def ask(question: Question) -> list[int]:
        found = table.search(question.vector).limit(TOP).refine_factor(10)
        return found.select(["row"]).to_arrow()["row"].to_pylist()

    return ask


def _open_lancedb_words(folder: Path) -> Ask:
    table = _lancedb_opened(folder)

    def ask(question: Question) -> list[int]:
        hybrid = table.search(query_type="hybrid").vector(question.vector).text(question.text)
        return hybrid.limit(TOP).to_arrow()["row"].to_pylist()

    return ask


def _lancedb_opened(folder: Path) -> Any:
    import lancedb

    return lancedb.connect(folder).open_table("passages")


def _build_chroma(data: Data, folder: Path) -> None:
    import chromadb

    client = chromadb.PersistentClient(str(folder))
    kept = client.create_collection("passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
    for batch in data.batches():
        rows = range(batch.first, batch.first + len(batch.texts))
        kept.add(ids=[str(row) for row in rows], embeddings=batch.vectors)


def _open_chroma(folder: Path) -> Ask:
    import chromadb

    kept = chromadb.PersistentClient(str(folder)).get_collection("passages", embedding_function=None)

    def ask(question: Question) -> list[int]:
        found = kept.query(query_embeddings=question.vector[None], n_results=TOP, include=[])
        return [int(row) for row in found["ids"][0]]

    return ask


def _build_txtai(data: Data, folder: Path) -> None:
    _fill_txtai(data, folder, hybrid=False)


def _build_txtai_words(data: Data, folder: Path) -> None:
    _fill_txtai(data, folder, hybrid=True)


def _fill_txtai(data: Data, folder: Path, *, hybrid: bool) -> None:
    from txtai import Embeddings

    waiting: deque[Any] = deque()

    def given(texts: list[str]) -> Any:
        return np.stack([waiting.popleft() for _ in texts])

    def documents() -> Iterator[tuple[int, str, None]]:
        for batch in data.batches():
            for row, text, vector in _each(batch):
                waiting.append(vector)
                yield row, text, None

    index = Embeddings(method="external", transform=given, hybrid=hybrid)
    index.index(documents())
    index.config.pop("transform")  # a function cannot be saved
    index.save(str(folder))


def _open_txtai(folder: Path) -> Ask:
    from txtai import Embeddings

    index, asked = Embeddings(), deque[Any](maxlen=1)

    def given(texts: list[str]) -> Any:
        return np.stack([asked[0] for _ in texts])

    index.load(str(folder))
    index.model.transform = given

    def ask(question: Question) -> list[int]:
        asked.append(question.vector)
        return [int(row) for row, _ in index.search(question.text, TOP)]

    return ask


def _build_haystack(data: Data, folder: Path) -> None:
    from haystack import Document
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore(shared=False)
    for batch in data.batches():
        texts = [Document(id=str(row), content=text, embedding=vector.tolist()) for row, text, vector in _each(batch)]
        store.write_documents(texts)
    store.save_to_disk(str(folder / "store.json"))


def _open_haystack(folder: Path) -> Ask:
    store = _haystack_opened(folder)

    def ask(question: Question) -> list[int]:
        found = store.embedding_retrieval(question.vector.tolist(), top_k=TOP)
        return [int(document.id) for document in found]

    return ask


def _open_haystack_words(folder: Path) -> Ask:
    """Both of its retrievers, joined by their ranks as its own joiner does."""
    from haystack.components.joiners import DocumentJoiner

    store, joiner = _haystack_opened(folder), DocumentJoiner("reciprocal_rank_fusion", top_k=TOP)

    def ask(question: Question) -> list[int]:
        near = store.embedding_retrieval(question.vector.tolist(), top_k=100)
        worded = store.bm25_retrieval(question.text, top_k=100)
        return [int(document.id) for document in joiner.run([near, worded])["documents"]]

    return ask


def _haystack_opened(folder: Path) -> Any:
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    return InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))


def _each(batch: Batch) -> Iterator[tuple[int, str, Any]]:
    return zip(range(batch.first, batch.first + len(batch.texts)), batch.texts, batch.vectors, strict=True)


ENGINES = (
    Engine(OUR_VECTORS, "embeddings", False, _build_our_vectors, _open_our_vectors),
    Engine("numpy", "numpy", False, _build_numpy, _open_numpy),
    Engine("qdrant-edge", "qdrant_edge", False, _build_qdrant, _open_qdrant),
    Engine("chroma", "chromadb", False, _build_chroma, _open_chroma),
    Engine("lancedb", "lancedb", False, _build_lancedb, _open_lancedb),
    Engine("lancedb, refined", "lancedb", False, _build_lancedb, _open_lancedb_refined),
    Engine("txtai", "txtai", False, _build_txtai, _open_txtai),
    Engine("Haystack", "haystack", False, _build_haystack, _open_haystack, MOST_IN_MEMORY, "all is held as objects"),
    Engine(OURS, "retrieval", True, _build_ours, _open_ours),
    Engine("qdrant-edge, hybrid", "qdrant_edge", True, _build_qdrant_words, _open_qdrant_words),
    Engine("lancedb, hybrid", "lancedb", True, _build_lancedb_words, _open_lancedb_words),
    Engine("txtai, hybrid", "txtai", True, _build_txtai_words, _open_txtai),
    Engine("Haystack, hybrid", "haystack", True, _build_haystack, _open_haystack_words, MOST_IN_MEMORY, "as Haystack"),
)


def engine_named(name: str) -> Engine:
    """The engine of this name."""
    return next(engine for engine in ENGINES if engine.name == name)


def emptied(folder: Path) -> Path:
    """`folder`, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
