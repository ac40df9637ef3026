from pathlib import Path

import numpy as np
import pytest

from embeddings.store import EmbeddedPassages, Manifest, StoreWriter, VectorStore
from retrieval.dense import dense_scores, nearest

COUNT, DIMENSIONS = 60, 16
RANDOM = np.random.default_rng(7)
QUERY = RANDOM.normal(size=DIMENSIONS).astype(np.float32)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> VectorStore:
    counts = RANDOM.integers(1, 5, COUNT)
    writer = StoreWriter(folder := tmp_path_factory.mktemp("store"))
    writer.append(
        EmbeddedPassages(
            keys=np.arange(COUNT),
            digests=np.zeros((COUNT, 16), np.uint8),
            passages=RANDOM.normal(size=(COUNT, DIMENSIONS)).astype(np.float32),
            sentences=RANDOM.normal(size=(int(counts.sum()), DIMENSIONS)).astype(np.float16),
            sentence_counts=counts,
            pieces=np.empty(0, np.int32),
            piece_counts=np.zeros(COUNT, np.int64),
        )
    )
    writer.finish(Manifest("m", "f", DIMENSIONS, "c", COUNT))
    return VectorStore(Path(folder))


def naive(store: VectorStore, row: int) -> float:
    sentences = store.rows.sentences[store.sentence_starts[row] : store.sentence_starts[row + 1]]
    best = max(float(sentence.astype(np.float32) @ QUERY) for sentence in sentences)
    return (float(store.rows.passages[row] @ QUERY) + best) / 2


def test_scores_are_the_mean_of_passage_and_best_sentence(store: VectorStore) -> None:
    rows = np.array([5, 0, 59, 17], np.int64)
    np.testing.assert_allclose(dense_scores(store, QUERY, rows), [naive(store, row) for row in rows], rtol=1e-4)
    assert len(dense_scores(store, QUERY, rows[:0])) == 0


def test_nearest_are_the_rows_of_the_highest_cosine(store: VectorStore) -> None:
    best = np.argsort(-(store.rows.passages @ QUERY))
    assert set(nearest(store, QUERY, 10, None)) == set(best[:10])
    assert set(nearest(store, QUERY, 1000, None)) == set(range(COUNT))


def test_nearest_stays_within_its_scope(store: VectorStore) -> None:
    for within in (np.arange(0, COUNT, 3), np.arange(1, COUNT)):
        best = [row for row in np.argsort(-(store.rows.passages @ QUERY)) if row in within]
        assert set(nearest(store, QUERY, 4, within)) == set(best[:4])
