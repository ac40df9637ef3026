import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.static import StaticEncoder, load_static
from retrieval.late import BLOCK, CLOSE, STRETCH, QueryPieces, best_matches, query_pieces, telling_weights

ENCODER = load_static()
STEP = 1.6e-5  # half of one in which cosines are kept, and what floats add
SAMPLES = ["平和維持活動の発展", "air defence systems", "Ворота закрыты", "…", "", "憲章 charter устав"]


def naive(encoder: StaticEncoder, query: QueryPieces, text: str) -> float:
    """MaxSim from its definition, one piece at a time."""
    rows = encoder.rows(encoder.piece_ids([text])[0])
    if not len(rows):
        return 0.0
    total = 0.0
    for vector, weight in zip(query.vectors, query.weights, strict=True):
        total += weight * max(float(vector @ row) / float(np.linalg.norm(row)) for row in rows)
    return total


def late(question: str, texts: list[str]) -> np.ndarray:
    ids = ENCODER.piece_ids(texts)
    pieces = np.concatenate([np.empty(0, np.int32), *ids])
    query = query_pieces(ENCODER.rows_of(question))
    return best_matches(ENCODER, query, pieces, np.array([len(one) for one in ids], np.int64)).best @ query.weights


@pytest.mark.parametrize("question", ["平和維持", "Who spoke of the charter?", "устав организации"])
def test_scores_are_maxsim(question: str) -> None:
    query = query_pieces(ENCODER.rows_of(question))
    expected = [naive(ENCODER, query, text) for text in SAMPLES]
    np.testing.assert_allclose(late(question, SAMPLES), expected, atol=STEP)


@given(st.lists(st.sampled_from(SAMPLES), max_size=6), st.text(max_size=30))
def test_one_score_a_text_none_above_one(texts: list[str], question: str) -> None:
    scores = late(question, texts)
    assert scores.shape == (len(texts),)
    assert (scores <= 1 + STEP).all()


def test_a_text_that_holds_the_question_scores_one() -> None:
    assert late("平和維持活動", ["平和維持活動"])[0] == pytest.approx(1, abs=STEP)


def test_weights_sum_to_one_and_a_question_without_pieces_has_none() -> None:
    assert query_pieces(ENCODER.rows_of("平和維持")).weights.sum() == pytest.approx(1)
    assert late("", SAMPLES).tolist() == [0.0] * len(SAMPLES)


def test_a_piece_that_every_passage_holds_tells_little() -> None:
    query = QueryPieces(np.eye(2, dtype=np.float32), np.array([0.5, 0.5], np.float32))
    everywhere, somewhere = telling_weights(query, np.array([[1, 1], [1, 0], [1, 0]], np.float32))
    assert everywhere + somewhere == pytest.approx(1)
    assert everywhere < 0.01 < somewhere


def test_where_nothing_was_found_the_weights_stay() -> None:
    query = query_pieces(ENCODER.rows_of("平和維持"))
    np.testing.assert_array_equal(telling_weights(query, np.zeros((0, len(query.weights)), np.float32)), query.weights)


@given(st.lists(st.integers(0, 150), min_size=1, max_size=5), st.integers(0, 9))
def test_the_best_stretch_is_that_of_all_runs_of_blocks(lengths: list[int], seed: int) -> None:
    pieces = np.random.default_rng(seed).integers(5, 200, sum(lengths)).astype(np.int32)
    query = query_pieces(ENCODER.rows_of("平和維持 charter"))
    found = best_matches(ENCODER, query, pieces, np.array(lengths, np.int64)).best_stretch(query.weights)
    for text, score in zip(np.split(pieces, np.cumsum(lengths)[:-1]), found, strict=True):
        runs = [text[start : start + STRETCH * BLOCK] for start in range(0, len(text), BLOCK)]
        expected = max((mean_of_best(query, run) for run in runs), default=0.0)
        assert score == pytest.approx(expected, abs=STEP)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=5), st.integers(0, 9))
def test_pairs_and_what_stands_close_are_as_defined(lengths: list[int], seed: int) -> None:
    pieces = np.random.default_rng(seed).integers(5, 60, sum(lengths)).astype(np.int32)
    query = query_pieces(ENCODER.rows_of("平和維持 charter"))
    both = np.sqrt(query.weights[:-1] * query.weights[1:])
    found = best_matches(ENCODER, query, pieces, np.array(lengths, np.int64))
    phrases, closest = found.best_phrases(query.weights), found.closest(query.weights)
    for place, text in enumerate(np.split(pieces, np.cumsum(lengths)[:-1])):
        assert phrases[place] == pytest.approx(mean_of_pairs(query, both, text, 0, len(text)), abs=STEP)
        ends = [(start, min(start + CLOSE * BLOCK, len(text))) for start in range(0, len(text), BLOCK)]
        runs = [mean_of_best(query, text[a:z]) + mean_of_pairs(query, both, text, a, z) for a, z in ends]
        expected = max(runs, default=0.0) / 2
        assert closest[place] == pytest.approx(expected, abs=STEP)


def mean_of_pairs(query: QueryPieces, both: np.ndarray, text: np.ndarray, start: int, end: int) -> float:
    """The pairs that begin in text[start:end], from their definition."""
    if not len(text):
        return 0.0
    cosines = query.vectors @ unit(text).T
    total = 0.0
    for piece, weight in enumerate(both):
        pairs = [min(cosines[piece, at], cosines[piece + 1, at + 1]) for at in range(start, end) if at + 1 < len(text)]
        total += weight * max([0.0, *pairs])
    return float(total / both.sum())


def unit(pieces: np.ndarray) -> np.ndarray:
    rows = ENCODER.rows(pieces)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-30)


def mean_of_best(query: QueryPieces, pieces: np.ndarray) -> float:
    return float(query.weights @ (query.vectors @ unit(pieces).T).max(axis=1))
