"""Halves of a question set, and weights fitted to judged rankings."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.fuse import WEIGHTS
from retrieval.metrics import ndcg
from retrieval.search import Searcher
from tests.benchmarks.fitting import FITTED, Taken, changed_by, fitted, mean_ndcg, scores, taken
from tests.benchmarks.halves import halves
from tests.benchmarks.weights import _recorded

COLUMNS = 9


@given(st.lists(st.integers(), max_size=20), st.integers(1, 4))
def test_halves_part_a_list_by_its_order(items: list[int], every: int) -> None:
    first, second = halves(items)
    assert [*first, *second] == items
    assert 0 <= len(second) - len(first) <= 1
    assert halves(items, every) == (first[::every], second[::every])


def made(seed: int, passages: int) -> Taken:
    random = np.random.default_rng(seed)
    alone, around = random.random((2, passages, COLUMNS)).astype(np.float32)
    relevant = random.random(passages) < 0.2
    return Taken(alone, around, relevant, max(1, int(relevant.sum())))


@given(st.integers(0, 99), st.integers(1, 40))
def test_the_measure_is_that_of_the_evaluation(seed: int, passages: int) -> None:
    one = made(seed, passages)
    order = np.argsort(-scores(one, WEIGHTS), kind="stable")
    wanted = {str(row) for row in np.flatnonzero(one.relevant)} or {"not among them"}
    assert mean_ndcg([one], WEIGHTS) == pytest.approx(ndcg(list(map(str, order)), wanted))


def test_a_fit_is_never_worse_on_what_it_was_fitted_to() -> None:
    rankings = [made(seed, 30) for seed in range(20)]
    found = fitted(lambda weights: mean_ndcg(rankings, weights), WEIGHTS, rounds=2)
    assert mean_ndcg(rankings, found) > mean_ndcg(rankings, WEIGHTS)
    assert found.passage + found.sentence == pytest.approx(1)


def test_a_fit_finds_the_weight_that_was_taken_away() -> None:
    wanted = replace(WEIGHTS, late=2.0)
    found = fitted(lambda weights: -abs(weights.late - wanted.late), replace(WEIGHTS, late=0.3), rounds=9)
    assert found.late == pytest.approx(2.0, rel=0.06)


@pytest.mark.parametrize("name", FITTED)
def test_one_weight_changes_at_a_time(name: str) -> None:
    changed = changed_by(WEIGHTS, name, 0.5)
    assert getattr(changed, name) == getattr(WEIGHTS, name) * 0.5
    assert changed.passage + changed.sentence == pytest.approx(1)


def test_what_is_recorded_adds_up_to_what_the_search_ranks_by(searcher: Searcher) -> None:
    with _recorded() as seen:
        ranking = searcher.rank("CSTOの憲章はいつ調印されましたか")
    legs, pieces, rows, record_of = seen
    found = scores(taken(legs, pieces, rows, record_of, np.zeros(len(rows), bool), 1), WEIGHTS)
    best = np.argsort(-found, kind="stable")[: len(ranking.rows)]
    assert rows[best].tolist() == ranking.rows.tolist()
    assert found[best] == pytest.approx(ranking.score, abs=1e-4)
