"""Plans of what matches or does not, and is not scored by words: beginnings of words, dates, everything, nothing."""

import numpy as np
from numpy.typing import NDArray

from articles.search.doclists import NO_DOCS, Docs, Mask, contained, marked
from articles.search.evaluation import Collection, Plan, Scores


class PrefixPlan(Plan):
    """Words that begin alike. They stand together in the term dictionary, and so do their postings."""

    def __init__(self, collection: Collection, field: str, prefix: str) -> None:
        super().__init__(collection)
        self.field = field
        self._ranges = [segment.fields[field].with_prefix(prefix.encode()) for segment in collection.segments]
        self._masks: dict[int, Mask] = {}

    def match(self, at: int) -> Docs:
        segment, terms = self.collection.segments[at], self._ranges[at]
        if terms.end - terms.first < 2:
            return segment.fields[self.field].docs_of(terms)
        return np.flatnonzero(self._mask(at)).astype(np.int32)

    def among(self, at: int, docs: Docs) -> Mask:
        return self._mask(at).take(docs)

    def _mask(self, at: int) -> Mask:
        self.collection.check()
        if at not in self._masks:
            segment = self.collection.segments[at]
            self._masks[at] = marked([segment.fields[self.field].docs_of(self._ranges[at])], segment.size)
        return self._masks[at]


class DaysPlan(Plan):
    """Dates from one day to another, both included; a document without a date is never within.

    A date that is known to the month or the year alone is within where all of that lies within.
    """

    def __init__(self, collection: Collection, first: int, last: int) -> None:
        super().__init__(collection)
        self._first, self._last = max(first, 1), last

    def match(self, at: int) -> Docs:
        segment = self.collection.segments[at]
        mask = self._within(segment.days)
        mask[segment.period_docs[segment.period_ends > self._last]] = False
        return np.flatnonzero(mask).astype(np.int32)

    def among(self, at: int, docs: Docs) -> Mask:
        segment = self.collection.segments[at]
        late = segment.period_docs[segment.period_ends > self._last]
        return self._within(segment.days.take(docs)) & ~contained(docs, late, segment.size)

    def _within(self, days: NDArray[np.int32]) -> Mask:
        mask: Mask = (days >= self._first) & (days <= self._last)
        return mask


class EveryPlan(Plan):
    def match(self, at: int) -> Docs:
        return np.arange(self.collection.segments[at].size, dtype=np.int32)

    def among(self, at: int, docs: Docs) -> Mask:
        return np.ones(len(docs), dtype=np.bool_)

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        return np.ones(len(docs))


class NothingPlan(Plan):
    def estimate(self, at: int) -> int:
        return 0

    def match(self, at: int) -> Docs:
        return NO_DOCS

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        return np.zeros(len(docs))
