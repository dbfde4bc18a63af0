"""The order of hits, and the places cut from it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import ranking


def keys_of(ranks: ranking.Ranks) -> list[int]:
    keys: list[int] = ranking.ranked(ranking.cut(ranks, 0, len(ranks)), with_scores=False).keys.tolist()
    return keys


ORDERS = [
    ("the better score first", ranking.by_score(np.array([0.5, 2.0, 1.0]), np.array([1, 2, 3])), [2, 3, 1]),
    ("of equal scores the article added last", ranking.by_score(np.array([1.0, 1.0]), np.array([7, 9])), [9, 7]),
    (
        "scores apart beyond single precision",
        ranking.by_score(np.array([1 + 1e-12, 1.0]), np.array([1, 2])),
        [2, 1],
    ),
    ("a score of nothing last", ranking.by_score(np.array([0.0, 1e-30]), np.array([9, 1])), [1, 9]),
    ("newest first", ranking.by_newest(np.array([735_000, 735_100], dtype=np.int32), np.array([1, 2])), [2, 1]),
    ("no date last, newest first", ranking.by_newest(np.array([0, 1], dtype=np.int32), np.array([9, 1])), [1, 9]),
    ("oldest first", ranking.by_oldest(np.array([735_000, 735_100], dtype=np.int32), np.array([1, 2])), [1, 2]),
    (
        "no date last, oldest first",
        ranking.by_oldest(np.array([0, 3_000_000], dtype=np.int32), np.array([9, 1])),
        [1, 9],
    ),
    ("a key of 32 bits", ranking.by_newest(np.array([1, 2], dtype=np.int32), np.array([2**32 - 1, 1])), [1, 2**32 - 1]),
]


@pytest.mark.parametrize(("ranks", "expected"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS])
def test_hits_rank(ranks: ranking.Ranks, expected: list[int]) -> None:
    assert keys_of(ranks) == expected


def test_scores_come_back_in_single_precision() -> None:
    ranks = ranking.by_score(np.array([3.25, 7.1]), np.array([1, 2]))
    found = ranking.ranked(ranking.cut(ranks, 0, 2), with_scores=True)
    assert found.scores.tolist() == [np.float32(7.1), 3.25]


@given(
    st.lists(st.integers(0, 50), min_size=0, max_size=300),
    st.integers(-5, 320),
    st.integers(-5, 320),
    st.sampled_from([10, 100_000]),
)
def test_a_cut_is_a_slice_of_the_whole_order(scores: list[int], start: int, end: int, full_sort: int) -> None:
    ranks = ranking.by_score(np.array(scores, dtype=np.float64), np.arange(len(scores)))
    whole = sorted(ranks.tolist(), reverse=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "FULL_SORT", full_sort)
        assert ranking.cut(ranks, start, end).tolist() == whole[max(start, 0) : max(end, 0)]
