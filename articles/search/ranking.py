"""Hits in order: each is one number that sorts as it ranks, so that no two rank alike and pages never overlap.

The upper 32 bits hold what is sorted by (a score, a date), the lower ones the article's key: of hits that are
otherwise equal the article added last comes first.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.int64]
KEY_BITS = 32
LARGEST_KEY = 2**KEY_BITS - 1
FULL_SORT = 2_000  # so many hits are sorted outright
_LATEST = 2**31 - 1


class Ranked(NamedTuple):
    """Keys and scores of hits, best first; a score is 0 where dates rank."""

    keys: NDArray[np.int64]
    scores: NDArray[np.float32]


def by_score(scores: NDArray[np.float64], keys: NDArray[np.int64]) -> Ranks:
    """Scores are never negative; they are compared in single precision, whose bits sort as the numbers do."""
    bits = scores.astype(np.float32).view(np.int32).astype(np.int64)
    return (bits << KEY_BITS) | keys


def by_newest(days: NDArray[np.int32], keys: NDArray[np.int64]) -> Ranks:
    """Unknown days, which are 0, come last."""
    return (days.astype(np.int64) << KEY_BITS) | keys


def by_oldest(days: NDArray[np.int32], keys: NDArray[np.int64]) -> Ranks:
    """Unknown days come last here too."""
    return by_newest(np.where(days > 0, _LATEST - days, 0).astype(np.int32), keys)


def best(ranks: Ranks, count: int) -> NDArray[np.int64]:
    """The places in `ranks` of the best so many, in no order."""
    if len(ranks) <= count:
        return np.arange(len(ranks), dtype=np.int64)
    return np.argpartition(ranks, len(ranks) - count)[len(ranks) - count :].astype(np.int64)


def cut(ranks: Ranks, start: int, end: int) -> Ranks:
    """Those from place `start` up to `end`, best first; the others are not put in order."""
    size = len(ranks)
    start, end = min(max(start, 0), size), min(max(end, 0), size)
    if start >= end:
        return ranks[:0]
    if size > FULL_SORT:
        ranks = np.partition(ranks, sorted({size - end, size - start - 1}))[size - end : size - start]
        return np.sort(ranks)[::-1]
    return np.sort(ranks)[::-1][start:end]


def ranked(ranks: Ranks, with_scores: bool) -> Ranked:
    """What the numbers stand for."""
    keys = ranks & LARGEST_KEY
    if not with_scores:
        return Ranked(keys, np.zeros(len(ranks), dtype=np.float32))
    return Ranked(keys, (ranks >> KEY_BITS).astype(np.int32).view(np.float32))
