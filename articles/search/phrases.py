"""Phrases: words that stand one behind the other, told by the positions of their postings."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from articles.search.doclists import Docs
from articles.search.evaluation import AllPlan, Collection, Plan, Scores, TermPlan, scored
from articles.search.postings import spread

POSITION = 2**32 - 1  # the bits that hold a position


class PhrasePlan(Plan):
    """Scored as all of its words together."""

    def __init__(self, collection: Collection, field: str, words: Sequence[str], boost: float) -> None:
        super().__init__(collection)
        self._words = [TermPlan(collection, field, word, 1.0) for word in words]
        self._all = AllPlan(collection, self._words)
        self._field, self._boost = field, boost
        self._matched: dict[int, Docs] = {}

    def estimate(self, at: int) -> int:
        return self._all.estimate(at)

    def match(self, at: int) -> Docs:
        if at not in self._matched:
            self._matched[at] = self._in_row(at, self._all.match(at))
        return self._matched[at]

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        return scored(self, at, docs, sure, lambda matching: self._all.score(at, matching, sure=True) * self._boost)

    def _in_row(self, at: int, docs: Docs) -> Docs:
        """Those of the documents, which all have all words, that have them in a row."""
        return docs[np.unique(self._rows(at, docs) >> 32)] if len(docs) else docs

    def _rows(self, at: int, docs: Docs) -> NDArray[np.int64]:
        """Where all of the words stand in a row, as `_beginnings` has it."""
        by_frequency = sorted(range(len(self._words)), key=lambda index: self._words[index].estimate(at))
        beginnings = self._beginnings(at, docs, by_frequency[0])
        for index in by_frequency[1:]:
            others = self._beginnings(at, docs, index)
            if not len(others):
                return others  # the word stands nowhere far enough from the beginning
            place = np.minimum(np.searchsorted(others, beginnings), len(others) - 1)
            beginnings = beginnings.compress(others.take(place) == beginnings)
        return beginnings

    def _beginnings(self, at: int, docs: Docs, index: int) -> NDArray[np.int64]:
        """Where a phrase would begin of which word number `index` stands where it does, ascending.

        Each is the document's place in `docs` in the upper 32 bits, and the position in the lower ones.
        """
        having, counts = self._words[index].postings(at)
        number = self._words[index].number(at)
        assert number is not None  # noqa: S101 - all of the documents have the word
        positions = self.collection.segments[at].fields[self._field].positions_of(number)
        place = np.searchsorted(having, docs)
        ends = np.cumsum(counts, dtype=np.int64).take(place)
        lengths = counts.take(place).astype(np.int64)
        found = positions.take(spread(ends - lengths, lengths)).astype(np.int64) - index
        rows = np.repeat(np.arange(len(docs), dtype=np.int64), lengths)
        begins = found >= 0
        beginnings: NDArray[np.int64] = (rows.compress(begins) << 32) | found.compress(begins)
        return beginnings


class SpelledPlan(PhrasePlan):
    """A phrase, or a single word, whose words are spelled letter by letter as asked."""

    def __init__(
        self, collection: Collection, field: str, words: Sequence[str], spellings: Sequence[str], boost: float
    ) -> None:
        super().__init__(collection, field, words, boost)
        self._spellings = [spelling.encode() for spelling in spellings]

    def _rows(self, at: int, docs: Docs) -> NDArray[np.int64]:
        segment, rows = self.collection.segments[at], super()._rows(at, docs)
        having, positions = docs.take(rows >> 32).astype(np.int64), rows & POSITION
        spelled = np.ones(len(rows), dtype=np.bool_)
        for index, spelling in enumerate(self._spellings):
            number = segment.spellings.number_of(spelling)
            if number is None:
                return rows[:0]
            spelled &= segment.forward.at_positions(having, positions + index) == number
        return rows.compress(spelled)
