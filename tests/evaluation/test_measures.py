"""Measures against values worked out by hand."""

from math import log2

import pytest

from articles.evaluation.measures import ndcg, paired_bootstrap, recall, reciprocal_rank

JUDGED = {"a": 1, "b": 1, "x": 0}
RANKINGS = [  # ranking, nDCG@10, reciprocal rank, recall@2
    ("perfect", ["a", "b"], 1.0, 1.0, 1.0),
    ("the other way round is as good", ["b", "a", "x"], 1.0, 1.0, 1.0),
    ("one at the second place", ["x", "a"], (1 / log2(3)) / (1 + 1 / log2(3)), 0.5, 0.5),
    ("unjudged documents are not relevant", ["q", "r", "a"], 0.5 / (1 + 1 / log2(3)), 1 / 3, 0.0),
    ("nothing found", [], 0.0, 0.0, 0.0),
]


@pytest.mark.parametrize(
    ("ranking", "gain", "reciprocal", "share"), [row[1:] for row in RANKINGS], ids=[row[0] for row in RANKINGS]
)
def test_measures(ranking: list[str], gain: float, reciprocal: float, share: float) -> None:
    assert ndcg(ranking, JUDGED) == pytest.approx(gain)
    assert reciprocal_rank(ranking, JUDGED) == pytest.approx(reciprocal)
    assert recall(ranking, JUDGED, 2) == pytest.approx(share)


def test_graded_relevance_is_the_gain() -> None:
    judged = {"a": 3, "b": 1}
    assert ndcg(["b", "a"], judged) == pytest.approx((1 + 3 / log2(3)) / (3 + 1 / log2(3)))


def test_what_lies_below_the_depth_does_not_count() -> None:
    ranking = [f"n{number}" for number in range(10)] + ["a"]
    assert (ndcg(ranking, JUDGED), reciprocal_rank(ranking, JUDGED), recall(ranking, JUDGED, 10)) == (0, 0, 0)


def test_without_anything_relevant_the_measures_are_none() -> None:
    assert (ndcg(["a"], {"a": 0}), recall(["a"], {}, 10)) == (0, 0)


def test_a_constant_difference_is_sure() -> None:
    interval = paired_bootstrap([0.6, 0.7, 0.8], [0.5, 0.6, 0.7])
    assert interval == pytest.approx((0.1, 0.1, 0.1))
    assert interval.is_significant


def test_a_difference_of_a_few_queries_is_not_sure() -> None:
    interval = paired_bootstrap([1, 0, 1, 0, 1], [0, 1, 0, 1, 0])
    assert interval.low < 0 < interval.high
    assert not interval.is_significant


def test_the_bounds_are_those_of_the_normal_distribution_for_many_queries() -> None:
    interval = paired_bootstrap([float(number % 2) for number in range(1000)], [0.0] * 1000)
    assert interval.low == pytest.approx(0.5 - 1.96 * 0.5 / 1000**0.5, abs=0.003)
    assert interval.high == pytest.approx(0.5 + 1.96 * 0.5 / 1000**0.5, abs=0.003)
