from dataclasses import fields

import numpy as np
import pytest

from retrieval.fuse import BRIEF, LONG, Legs, Weights, aligned, final_score, first_score


def scores(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def test_a_leg_that_matched_nothing_changes_nothing() -> None:
    dense = scores(0.3, 0.2)
    np.testing.assert_array_equal(first_score(dense, scores(0, 0)), dense)


def weighed(**given: float) -> Weights:
    return Weights(**{field.name: given.get(field.name, 0.0) for field in fields(Weights)})


def legs(**given: np.ndarray) -> Legs:
    size = len(next(iter(given.values())))
    return Legs(**{field.name: given.get(field.name, np.zeros(size, np.float32)) for field in fields(Legs)})


def test_legs_are_added_by_their_weights() -> None:
    found = legs(passage=scores(0.1, 0.2), lexical=scores(0.3, 0.0), late=scores(1.0, 0.0), close=scores(0.4, 1.0))
    final = final_score(found, np.array([20, 20]), weighed(passage=1.0, lexical=2.0, late=0.5, close=0.25))
    np.testing.assert_allclose(final, [1.3, 0.45], rtol=1e-6)


@pytest.mark.parametrize("leg", [field.name for field in fields(Legs)])
def test_every_leg_counts_by_its_own_weight(leg: str) -> None:
    final = final_score(legs(**{leg: scores(1.0, 0.5)}), np.array([20, 20]), weighed(**{leg: 3.0}))
    np.testing.assert_allclose(final, [3.0, 1.5])


def test_a_passage_of_usual_length_loses_nothing_a_brief_or_a_long_one_does() -> None:
    pieces = np.array([0, 1, BRIEF, LONG, 10 * LONG])
    lost = final_score(legs(late=np.zeros(5, np.float32)), pieces, weighed(brevity=1.0, length=0.5))
    np.testing.assert_allclose(lost, [-np.log(BRIEF), -np.log(BRIEF), 0, 0, -0.5 * np.log(10)], atol=1e-6)


def test_scores_are_aligned_by_row() -> None:
    rows = np.array([2, 5, 7, 9], np.int64)
    np.testing.assert_allclose(aligned(rows, np.array([7, 2], np.int64), scores(0.7, 0.2)), [0.2, 0, 0.7, 0])
    assert aligned(rows, np.empty(0, np.int64), scores()).tolist() == [0, 0, 0, 0]
