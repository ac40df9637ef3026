import numpy as np

from retrieval.fuse import BRIEF, LONG, Weights, aligned, final_score, first_score


def scores(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def test_a_leg_that_matched_nothing_changes_nothing() -> None:
    dense = scores(0.3, 0.2)
    np.testing.assert_array_equal(first_score(dense, scores(0, 0)), dense)


def test_legs_are_added_by_their_weights() -> None:
    weights = Weights(lexical=2.0, late=0.5, stretch=0.25, brevity=0.0, length=0.0, neighbours=0.0)
    first = first_score(scores(0.1, 0.2), scores(0.3, 0.0), weights)
    np.testing.assert_allclose(first, [0.7, 0.2], rtol=1e-6)
    final = final_score(first, scores(1.0, 0.0), scores(0.4, 1.0), np.array([1, 99]), weights)
    np.testing.assert_allclose(final, [1.3, 0.45], rtol=1e-6)


def test_a_passage_of_usual_length_loses_nothing_a_brief_or_a_long_one_does() -> None:
    pieces = np.array([0, 1, BRIEF, LONG, 10 * LONG])
    weights = Weights(1.0, 1.0, 1.0, brevity=1.0, length=0.5, neighbours=0.0)
    nothing = np.zeros(5, np.float32)
    lost = final_score(nothing, nothing, nothing, pieces, weights)
    np.testing.assert_allclose(lost, [-np.log(BRIEF), -np.log(BRIEF), 0, 0, -0.5 * np.log(10)], atol=1e-6)


def test_scores_are_aligned_by_row() -> None:
    rows = np.array([2, 5, 7, 9], np.int64)
    np.testing.assert_allclose(aligned(rows, np.array([7, 2], np.int64), scores(0.7, 0.2)), [0.2, 0, 0.7, 0])
    assert aligned(rows, np.empty(0, np.int64), scores()).tolist() == [0, 0, 0, 0]
