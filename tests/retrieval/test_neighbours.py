import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.neighbours import (
    DISCOUNT,
    FADES,
    REACH,
    SELF_CONTAINED,
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


@given(some_rows())
def test_neighbours_are_those_in_reach_in_the_same_record(case: tuple[np.ndarray, np.ndarray]) -> None:
    rows, record_of = case
    expected = [row for row in range(len(record_of)) if any(near(row, one, record_of) for one in rows.tolist())]
    assert with_neighbours(rows, record_of).tolist() == expected


@given(some_rows())
def test_matches_and_scores_are_shared_as_defined(case: tuple[np.ndarray, np.ndarray]) -> None:
    rows, record_of = case
    best = np.random.default_rng(len(rows)).random((len(rows), 2), dtype=np.float32)
    shared, mean = shared_matches(best, rows, record_of), smoothed(best[:, 0], rows, record_of)
    for place, row in enumerate(rows.tolist()):
        others = [(at, abs(row - other)) for at, other in enumerate(rows.tolist()) if near(row, other, record_of)]
        for piece in range(2):
            found = max(best[at, piece] * DISCOUNT**distance for at, distance in others)
            assert shared[place, piece] == pytest.approx(found, rel=1e-5)
        weighed = [(FADES ** (distance - 1), best[at, 0]) for at, distance in others if distance]
        expected = sum(w * s for w, s in weighed) / sum(w for w, _ in weighed) if weighed else best[place, 0]
        assert mean[place] == pytest.approx(expected, rel=1e-5)


def test_no_rows_have_no_neighbours() -> None:
    assert not len(with_neighbours(np.empty(0, np.int64), np.zeros(5, np.int64)))


def test_a_long_passage_leans_less_on_its_neighbours() -> None:
    np.testing.assert_allclose(dependence(np.array([0, 5, SELF_CONTAINED, 2 * SELF_CONTAINED])), [1, 1, 1, 0.5])
