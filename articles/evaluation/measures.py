"""Measures of a ranking against judgements, as trec_eval defines them, and how sure a difference of two is."""

from collections.abc import Mapping, Sequence
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
_SEED = 20_161_220  # any number: the same figures every time


def ndcg(ranking: Sequence[str], judged: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain, the gain being the relevance; 0 where nothing is relevant."""
    best = sorted((max(relevance, 0) for relevance in judged.values()), reverse=True)[:depth]
    ideal = _discounted(best)
    return _discounted([max(judged.get(document, 0), 0) for document in ranking[:depth]]) / ideal if ideal else 0.0


def reciprocal_rank(ranking: Sequence[str], judged: Mapping[str, int], depth: int = 10) -> float:
    """One by the place of the first relevant document; 0 where none is among the first."""
    places = (place for place, document in enumerate(ranking[:depth], 1) if judged.get(document, 0) > 0)
    return next((1 / place for place in places), 0.0)


def recall(ranking: Sequence[str], judged: Mapping[str, int], depth: int) -> float:
    """The share of the relevant documents that are among the first; 0 where nothing is relevant."""
    relevant = {document for document, relevance in judged.items() if relevance > 0}
    return len(relevant & set(ranking[:depth])) / len(relevant) if relevant else 0.0


class Interval(NamedTuple):
    """A mean difference, and between which bounds it lies in 95 of 100 resamples."""

    difference: float
    low: float
    high: float

    @property
    def is_significant(self) -> bool:
        return self.low > 0 or self.high < 0


def paired_bootstrap(ours: Sequence[float], theirs: Sequence[float], resamples: int = RESAMPLES) -> Interval:
    """Of the measures of two systems for the same queries: queries are drawn again, with both their measures."""
    differences = np.array(ours, dtype=np.float64) - np.array(theirs, dtype=np.float64)
    if not len(differences):
        return Interval(0.0, 0.0, 0.0)
    means = _resampled_means(differences, resamples)
    low, high = np.percentile(means, [2.5, 97.5]).tolist()
    return Interval(float(differences.mean()), low, high)


def _resampled_means(values: NDArray[np.float64], resamples: int) -> NDArray[np.float64]:
    """In portions: a large set of queries times all resamples would fill the memory."""
    random, portion = np.random.default_rng(_SEED), 500
    means = [
        values.take(random.integers(0, len(values), (min(portion, resamples - done), len(values)))).mean(axis=1)
        for done in range(0, resamples, portion)
    ]
    return np.concatenate(means)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, 1))
