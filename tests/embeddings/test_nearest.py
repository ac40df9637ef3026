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


def test_what_was_removed_is_never_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embeddings.nearest.CLOSELY", 2 * COUNT // 3)
    writer = StoreWriter(tmp_path)
    writer.append(rows_from(PASSAGES, [one[None] for one in PASSAGES], np.arange(COUNT) // 10))
    writer.finish(Manifest("m", "f", DIMENSIONS, "c"), np.arange(COUNT // 20))
    half = VectorStore(tmp_path)
    assert len(half) == len(half.dead) == COUNT // 2
    for query in QUERIES[:5]:
        assert set(nearest(half, query, DEPTH, None).tolist()) == naive(half, query, half.living())


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


@given(st.integers(1, 20), st.integers(1, 9))
def test_distances_count_differing_bits(words: int, count: int) -> None:
    random = np.random.default_rng(words * 31 + count)
    codes = random.integers(0, 2**63, (count, words), dtype=np.uint64)
    query = random.integers(0, 2**63, words, dtype=np.uint64)
    expected = [
        sum((int(one) ^ int(other)).bit_count() for one, other in zip(row, query, strict=True)) for row in codes
    ]
    assert distances(codes, query).tolist() == expected


@pytest.mark.parametrize("dimensions", [4, 64, 100, 256, 384, 1024])
def test_signs_differ_as_directions_do(dimensions: int) -> None:
    """The share of signs that differ is the angle over π (Charikar, 2002), whichever dimensions vary most."""
    vectors = unit(RANDOM.normal(size=(200, dimensions)) * np.geomspace(1, 0.05, dimensions))
    codes = sign_codes(vectors)
    share = distances(codes, codes[0]) / (64 * codes.shape[1])
    angles = np.arccos(np.clip(vectors @ vectors[0], -1, 1)) / np.pi
    assert np.abs(share - angles).mean() < (0.12 if dimensions < 64 else 0.05)


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
