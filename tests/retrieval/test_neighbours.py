from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.neighbours import (
    DISCOUNT,
    FADES,
    REACH,
    SELF_CONTAINED,
    RecordsOf,
    dependence,
    shared_matches,
    smoothed,
    with_neighbours,
)

RECORDS = st.lists(st.integers(0, 3), min_size=1, max_size=40).map(lambda numbers: np.array(sorted(numbers), np.int64))


@st.composite
def some_rows(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    record_of = draw(RECORDS)
    rows = draw(st.sets(st.integers(0, len(record_of) - 1), min_size=1))
    return np.array(sorted(rows), np.int64), record_of


def near(row: int, other: int, record_of: np.ndarray) -> bool:
    return abs(row - other) <= REACH and record_of[row] == record_of[other]


def records(record_of: np.ndarray) -> RecordsOf:
    """As an index tells the record of any row: -1 where there is none."""
    return lambda rows: np.where((rows >= 0) & (rows < len(record_of)), record_of[rows % len(record_of)], -1)


@given(some_rows(), st.randoms())
def test_neighbours_are_those_in_reach_in_the_same_record(case: tuple[np.ndarray, np.ndarray], order: Random) -> None:
    rows, record_of = case
    ranked = order.sample(rows.tolist(), len(rows))
    expected = [row for row in range(len(record_of)) if any(near(row, one, record_of) for one in rows.tolist())]
    assert with_neighbours(np.array(ranked), records(record_of), np.ones_like, 10**6).tolist() == expected


@given(some_rows(), st.integers(0, 60))
def test_company_is_given_to_the_first_within_the_budget(case: tuple[np.ndarray, np.ndarray], budget: int) -> None:
    rows, record_of = case
    expected, spent = set(rows.tolist()), 0
    for row in rows.tolist():
        beside = [other for other in range(len(record_of)) if near(row, other, record_of)]
        spent += sum(other % 5 for other in beside)
        if spent > budget:
            break
        expected |= set(beside)
    found = with_neighbours(rows, records(record_of), lambda some: some % 5, budget)
    assert found.tolist() == sorted(expected)


@given(some_rows())
def test_matches_and_scores_are_shared_as_defined(case: tuple[np.ndarray, np.ndarray]) -> None:
    rows, record_of = case
    best = np.random.default_rng(len(rows)).random((len(rows), 2), dtype=np.float32)
    own = record_of[rows]
    shared, mean = shared_matches(best, rows, own), smoothed(best[:, 0], rows, own)
    for place, row in enumerate(rows.tolist()):
        others = [(at, abs(row - other)) for at, other in enumerate(rows.tolist()) if near(row, other, record_of)]
        for piece in range(2):
            found = max(best[at, piece] * DISCOUNT**distance for at, distance in others)
            assert shared[place, piece] == pytest.approx(found, rel=1e-5)
        weighed = [(FADES ** (distance - 1), best[at, 0]) for at, distance in others if distance]
        expected = sum(w * s for w, s in weighed) / sum(w for w, _ in weighed) if weighed else best[place, 0]
        assert mean[place] == pytest.approx(expected, rel=1e-5)


def test_no_rows_have_no_neighbours() -> None:
    assert not len(with_neighbours(np.empty(0, np.int64), records(np.zeros(5, np.int64)), np.ones_like, 10))


def test_a_long_passage_leans_less_on_its_neighbours() -> None:
    np.testing.assert_allclose(dependence(np.array([0, 5, SELF_CONTAINED, 2 * SELF_CONTAINED])), [1, 1, 1, 0.5])
