from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from embeddings.nearest import nearest
from embeddings.quantise import as_bytes, cosines, distances, sign_codes
from embeddings.store import Manifest, StoreWriter, VectorStore
from tests.embeddings.rows import rows_from, unit

COUNT, DIMENSIONS, DEPTH = 3000, 256, 10
RANDOM = np.random.default_rng(11)
ABOUT = RANDOM.normal(size=(40, DIMENSIONS))  # passages lie round subjects, as real ones do
PASSAGES = unit(ABOUT[RANDOM.integers(0, 40, COUNT)] + 0.8 * RANDOM.normal(size=(COUNT, DIMENSIONS)))
QUERIES = unit(ABOUT + 0.8 * RANDOM.normal(size=ABOUT.shape))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> VectorStore:
    folder: Path = tmp_path_factory.mktemp("store")
    writer = StoreWriter(folder)
    writer.append(rows_from(PASSAGES, [one[None] for one in PASSAGES], np.arange(COUNT) // 10))
    writer.finish(Manifest("m", "f", DIMENSIONS, "c"), np.arange(1, COUNT // 10))
    return VectorStore(folder)


def naive(store: VectorStore, query: np.ndarray, rows: np.ndarray) -> set[int]:
    """The nearest of `rows` by comparing every vector."""
    exact = (store.rows.passages[rows].astype(np.float32) @ query) * store.rows.factors[rows]
    return set(rows[np.argsort(-exact)[:DEPTH]].tolist())


SCOPES = [None, np.arange(10, COUNT, 7), np.arange(10, COUNT - 10), np.array([20, 30]), np.array([], np.int64)]


@pytest.mark.parametrize("rows", SCOPES, ids=["all", "some", "most", "two", "none"])
def test_where_all_are_compared_closely_it_is_exact(store: VectorStore, rows: np.ndarray | None) -> None:
    scope = store.living() if rows is None else rows
    for query in QUERIES[:5]:
        assert set(nearest(store, query, DEPTH, rows).tolist()) == naive(store, query, scope)


@pytest.mark.parametrize("rows", SCOPES[:3], ids=["all", "some", "most"])
def test_by_signs_nearly_all_are_found(
    store: VectorStore, rows: np.ndarray | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("embeddings.nearest.CLOSELY", 100)
    monkeypatch.setattr("embeddings.nearest.SHARE", 0)
    scope = store.living() if rows is None else rows
    found = [set(nearest(store, query, DEPTH, rows).tolist()) for query in QUERIES]
    assert set().union(*found) <= set(scope.tolist())
    hits = [len(naive(store, query, scope) & some) for query, some in zip(QUERIES, found, strict=True)]
    assert sum(hits) >= 0.95 * DEPTH * len(QUERIES)


@given(st.integers(1, 300), st.integers(1, 9))
def test_distances_count_differing_signs(dimensions: int, count: int) -> None:
    random = np.random.default_rng(dimensions * 31 + count)
    vectors = random.normal(size=(count, dimensions)).astype(np.float32)
    query = random.normal(size=(1, dimensions)).astype(np.float32)
    expected = ((vectors > 0) != (query > 0)).sum(axis=1)
    assert distances(sign_codes(vectors), sign_codes(query)[0]).tolist() == expected.tolist()


@given(arrays(np.float32, (3, 8), elements=st.floats(-1, 1, width=32)))
def test_bytes_keep_directions(vectors: np.ndarray) -> None:
    kept, factors = as_bytes(vectors)
    for number, vector in enumerate(vectors):
        length = float(np.linalg.norm(vector))
        if length > 1e-3:
            own = cosines(kept[number : number + 1], factors[number : number + 1], vector / np.float32(length))
            assert own[0] > 0.999
    assert np.isfinite(factors).all()


def test_a_vector_of_zeros_stays_one() -> None:
    kept, factors = as_bytes(np.zeros((1, 4), np.float32))
    assert cosines(kept, factors, np.ones(4, np.float32) / 2).tolist() == [0.0]
