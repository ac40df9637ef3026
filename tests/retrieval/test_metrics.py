from math import log2

import pytest

from retrieval.metrics import hit, measure, ndcg, recall, reciprocal_rank


def test_ndcg_of_a_second_place() -> None:
    assert ndcg(["x", "a"], {"a"}) == pytest.approx(1 / log2(3))


def test_ndcg_is_one_for_the_ideal_order_and_counts_ten_places() -> None:
    wanted = {str(number) for number in range(12)}
    assert ndcg([str(number) for number in range(12)], wanted) == pytest.approx(1)
    assert ndcg(["x"] * 10 + ["a"], {"a"}) == 0


def test_recall_rank_and_hits() -> None:
    ranking = ["x", "a", "b"]
    assert recall(ranking, {"a", "b", "c", "d"}) == 0.5
    assert reciprocal_rank(ranking, {"a"}) == 0.5
    assert not hit(ranking, {"b"}, 2)
    assert hit(ranking, {"b"}, 3)


def test_measures_are_means_over_queries() -> None:
    figures = measure([["a"], ["x"]], [{"a"}, {"b"}]).as_json()
    assert figures == {"ndcg@10": 0.5, "recall@10": 0.5, "mrr@10": 0.5, "top1": 0.5, "top3": 0.5}


def test_no_queries_measure_nothing() -> None:
    assert set(measure([], []).as_json().values()) == {0.0}
