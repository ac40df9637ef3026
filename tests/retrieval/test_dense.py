import numpy as np
import pytest

from embeddings.embedded_index import EmbeddedIndex
from embeddings.store import Manifest, StoreWriter, VectorStore
from embeddings.term_index import TermIndex, TermIndexWriter
from retrieval.dense import dense_scores
from tests.embeddings.rows import rows_from, unit

COUNT, DIMENSIONS = 60, 16
RANDOM = np.random.default_rng(7)
QUERY = unit(RANDOM.normal(size=(1, DIMENSIONS)))[0]
PASSAGES = unit(RANDOM.normal(size=(COUNT, DIMENSIONS)))
COUNTS = RANDOM.integers(1, 5, COUNT)
SENTENCES = [
    passage[None] if count == 1 else unit(RANDOM.normal(size=(count, DIMENSIONS)))
    for passage, count in zip(PASSAGES, COUNTS.tolist(), strict=True)
]
CLOSE = 0.02  # a vector kept in bytes


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedIndex:
    folder = tmp_path_factory.mktemp("index")
    writer = StoreWriter(folder / "vectors")
    writer.append(rows_from(PASSAGES, SENTENCES))
    writer.finish(Manifest("m", "f", DIMENSIONS, "c"))
    TermIndexWriter(folder / "lexical").finish()
    return EmbeddedIndex(VectorStore(folder / "vectors"), TermIndex(folder / "lexical"))


def test_scores_are_the_mean_of_passage_and_best_sentence(index: EmbeddedIndex) -> None:
    rows = np.array([5, 0, 59, 17], np.int64)
    naive = [(PASSAGES[row] @ QUERY + max(SENTENCES[row] @ QUERY)) / 2 for row in rows]
    np.testing.assert_allclose(dense_scores(index, QUERY, rows), naive, atol=CLOSE)
    assert len(dense_scores(index, QUERY, rows[:0])) == 0


def test_a_passage_of_one_sentence_is_that_sentence(index: EmbeddedIndex) -> None:
    passage, sentence = index.dense_cosines(QUERY, np.arange(COUNT))
    alone = COUNTS == 1
    np.testing.assert_array_equal(passage[alone], sentence[alone])
    assert (passage[~alone] != sentence[~alone]).all()
