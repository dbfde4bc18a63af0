"""Whoosh's query objects evaluated over arrays: the documents that match, and their BM25F scores.

A query becomes a plan once for a snapshot; the plan is then run segment by segment. Documents and scores are
those of Whoosh's own matchers, which tests hold against them.
"""

from collections.abc import Callable, Sequence
from math import log
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh import query as whoosh_query

from articles.search.postings import spread
from articles.search.segment import NO_DOCS, Docs, Segment, TermRange
from articles.search.weighting import Impacts

Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]

DENSE = 64  # from one document in so many on, a mask over the whole segment is faster than a binary search


class Collection(Protocol):
    """What plans need to know of all segments together."""

    segments: Sequence[Segment]
    size: int

    def numbers_of(self, field: str, term: bytes) -> tuple[int | None, ...]: ...
    def impacts(self, field: str) -> Impacts: ...


class Plan:
    """Matches and scores documents of segment number `at`."""

    def estimate(self, at: int) -> int:
        """About how many documents match: never fewer."""
        return self.collection.segments[at].size

    def match(self, at: int) -> Docs:
        """The documents that match, ascending, deleted ones included."""
        raise NotImplementedError

    def among(self, at: int, docs: Docs) -> Mask:
        """Which of the ascending documents match."""
        return contained(docs, self.match(at), self.collection.segments[at].size)

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        """The scores of ascending documents, 0 for those that do not match; `sure` says that all do."""
        raise NotImplementedError

    def __init__(self, collection: Collection) -> None:
        self.collection = collection


class TermPlan(Plan):
    def __init__(self, collection: Collection, field: str, text: str | bytes, boost: float) -> None:
        super().__init__(collection)
        self.field, self.boost = field, boost
        self._numbers = collection.numbers_of(field, text if isinstance(text, bytes) else text.encode())

    @property
    def frequency(self) -> int:
        """In how many documents of all segments the term is, deleted ones included."""
        found = zip(self.collection.segments, self._numbers, strict=True)
        return sum(segment.fields[self.field].frequency(n) for segment, n in found if n is not None)

    @property
    def idf(self) -> float:
        return log(self.collection.size / (self.frequency + 1)) + 1

    def number(self, at: int) -> int | None:
        return self._numbers[at]

    def estimate(self, at: int) -> int:
        number = self._numbers[at]
        return 0 if number is None else self.collection.segments[at].fields[self.field].frequency(number)

    def postings(self, at: int) -> tuple[Docs, NDArray[Any]]:
        number = self._numbers[at]
        if number is None:
            return NO_DOCS, NO_DOCS
        return self.collection.segments[at].fields[self.field].postings(number)

    def match(self, at: int) -> Docs:
        return self.postings(at)[0]

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        having, counts = self.postings(at)
        if not len(having) or not len(docs):
            return np.zeros(len(docs))
        if having is docs or (sure and len(having) == len(docs)):
            return self._impacts(at, having, counts)
        size = self.collection.segments[at].size
        if len(docs) * DENSE < size and len(docs) < len(having):
            place = np.minimum(np.searchsorted(having, docs), len(having) - 1)
            return np.where(having[place] == docs, self._impacts(at, docs, counts[place]), 0.0)
        everywhere = np.zeros(size)
        everywhere[having] = self._impacts(at, having, counts)
        return everywhere[docs]

    def _impacts(self, at: int, docs: Docs, counts: NDArray[Any]) -> Scores:
        lengths = self.collection.segments[at].lengths.get(self.field)
        if lengths is None:  # a field without lengths: Whoosh's score is then the count
            return counts * self.boost
        return self.collection.impacts(self.field).of(counts, lengths[docs]) * (self.idf * self.boost)


class AnyPlan(Plan):
    def __init__(self, collection: Collection, parts: Sequence[Plan]) -> None:
        super().__init__(collection)
        self.parts = parts

    def estimate(self, at: int) -> int:
        return min(sum(part.estimate(at) for part in self.parts), self.collection.segments[at].size)

    def match(self, at: int) -> Docs:
        found = [docs for part in self.parts if len(docs := part.match(at))]
        if len(found) < 2:
            return found[0] if found else NO_DOCS
        return united(found, self.collection.segments[at].size)

    def among(self, at: int, docs: Docs) -> Mask:
        mask = np.zeros(len(docs), dtype=np.bool_)
        for part in self.parts:
            mask |= part.among(at, docs)
        return mask

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        total = np.zeros(len(docs))
        for part in self.parts:
            total += part.score(at, docs, sure=False)
        return total


class AllPlan(Plan):
    def __init__(self, collection: Collection, parts: Sequence[Plan], excluded: Sequence[Plan] = ()) -> None:
        super().__init__(collection)
        self.parts, self.excluded = parts, excluded

    def estimate(self, at: int) -> int:
        return min(part.estimate(at) for part in self.parts)

    def match(self, at: int) -> Docs:
        rarest, *others = sorted(self.parts, key=lambda part: part.estimate(at))
        docs = rarest.match(at)
        for part in others:
            docs = docs[part.among(at, docs)] if len(docs) else docs
        for part in self.excluded:
            docs = docs[~part.among(at, docs)] if len(docs) else docs
        return docs

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        return _scored(self, at, docs, sure, lambda matching: self._sum(at, matching))

    def _sum(self, at: int, docs: Docs) -> Scores:
        total = self.parts[0].score(at, docs, sure=True)
        for part in self.parts[1:]:
            total = total + part.score(at, docs, sure=True)
        return total


class MaybePlan(Plan):
    """What `required` matches; `optional` only adds to the score."""

    def __init__(self, collection: Collection, required: Plan, optional: Plan) -> None:
        super().__init__(collection)
        self.required, self.optional = required, optional

    def estimate(self, at: int) -> int:
        return self.required.estimate(at)

    def match(self, at: int) -> Docs:
        return self.required.match(at)

    def among(self, at: int, docs: Docs) -> Mask:
        return self.required.among(at, docs)

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        return _scored(self, at, docs, sure, lambda matching: self._sum(at, matching))

    def _sum(self, at: int, docs: Docs) -> Scores:
        return self.required.score(at, docs, sure=True) + self.optional.score(at, docs, sure=False)


class PhrasePlan(Plan):
    """Words that stand one behind the other; scored as all of them together."""

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
        return _scored(self, at, docs, sure, lambda matching: self._all.score(at, matching, sure=True) * self._boost)

    def _in_row(self, at: int, docs: Docs) -> Docs:
        """Those of the documents, which all have all words, that have them in a row."""
        if not len(docs):
            return docs
        by_frequency = sorted(range(len(self._words)), key=lambda index: self._words[index].estimate(at))
        beginnings = self._beginnings(at, docs, by_frequency[0])
        for index in by_frequency[1:]:
            others = self._beginnings(at, docs, index)
            place = np.minimum(np.searchsorted(others, beginnings), len(others) - 1)
            beginnings = beginnings[others[place] == beginnings]
        return docs[np.unique(beginnings >> 32)]

    def _beginnings(self, at: int, docs: Docs, index: int) -> NDArray[np.int64]:
        """Where a phrase would begin of which word number `index` stands where it does, ascending.

        Each is the document's place in `docs` in the upper 32 bits, and the position in the lower ones.
        """
        having, counts = self._words[index].postings(at)
        number = self._words[index].number(at)
        assert number is not None  # noqa: S101 - all of the documents have the word
        positions = self.collection.segments[at].fields[self._field].positions_of(number)
        place = np.searchsorted(having, docs)
        ends = np.cumsum(counts, dtype=np.int64)[place]
        lengths = counts[place].astype(np.int64)
        found = positions[spread(ends - lengths, lengths)].astype(np.int64) - index
        rows = np.repeat(np.arange(len(docs), dtype=np.int64), lengths)
        return (rows[found >= 0] << 32) | found[found >= 0]


class PrefixPlan(Plan):
    """Words that begin alike. They stand together in the term dictionary, and so do their postings."""

    def __init__(self, collection: Collection, field: str, prefix: str) -> None:
        super().__init__(collection)
        self.field = field
        self._ranges: list[TermRange] = [
            segment.fields[field].with_prefix(prefix.encode()) for segment in collection.segments
        ]

    def match(self, at: int) -> Docs:
        segment, terms = self.collection.segments[at], self._ranges[at]
        if terms.end - terms.first < 2:
            return segment.fields[self.field].docs_of(terms)
        return united([segment.fields[self.field].docs_of(terms)], segment.size)


class DaysPlan(Plan):
    """Dates from one day to another, both included; a document without a date is never within."""

    def __init__(self, collection: Collection, first: int, last: int) -> None:
        super().__init__(collection)
        self._first, self._last = max(first, 1), last

    def match(self, at: int) -> Docs:
        days = self.collection.segments[at].days
        return np.flatnonzero((days >= self._first) & (days <= self._last)).astype(np.int32)

    def among(self, at: int, docs: Docs) -> Mask:
        days = self.collection.segments[at].days[docs]
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


class ConstantPlan(Plan):
    """Every document that matches has the same score."""

    def __init__(self, collection: Collection, part: Plan, value: float) -> None:
        super().__init__(collection)
        self._part, self._value = part, value

    def estimate(self, at: int) -> int:
        return self._part.estimate(at)

    def match(self, at: int) -> Docs:
        return self._part.match(at)

    def among(self, at: int, docs: Docs) -> Mask:
        return self._part.among(at, docs)

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        scores: Scores = np.full(len(docs), self._value)
        return scores if sure else scores * self.among(at, docs)


def plan(query: whoosh_query.Query, collection: Collection) -> Plan:
    """The plan of a query made of the kinds that `compile` uses; another kind raises NotImplementedError."""
    made = _PLANNERS.get(type(query))
    if made is None:
        raise NotImplementedError(f"No plan for {type(query).__name__}")
    return made(query, collection)


def _all(parts: Sequence[whoosh_query.Query], collection: Collection) -> Plan:
    excluded = [plan(part.query, collection) for part in parts if isinstance(part, whoosh_query.Not)]
    wanted = [plan(part, collection) for part in parts if not isinstance(part, whoosh_query.Not)]
    return AllPlan(collection, wanted or [EveryPlan(collection)], excluded)


def _days(query: whoosh_query.NumericRange, collection: Collection) -> Plan:
    if query.fieldname != "published_on":
        raise NotImplementedError(f"No plan for ranges of {query.fieldname}")
    first = 1 if query.start is None else query.start + query.startexcl
    last = np.iinfo(np.int32).max if query.end is None else query.end - query.endexcl
    return ConstantPlan(collection, DaysPlan(collection, first, last), query.boost)


_PLANNERS: dict[type, Callable[[Any, Collection], Plan]] = {
    whoosh_query.Term: lambda q, among: TermPlan(among, q.fieldname, q.text, q.boost),
    whoosh_query.Phrase: lambda q, among: PhrasePlan(among, q.fieldname, q.words, q.boost),
    whoosh_query.Prefix: lambda q, among: PrefixPlan(among, q.fieldname, q.text),
    whoosh_query.ConstantScoreQuery: lambda q, among: ConstantPlan(among, plan(q.child, among), q.score),
    whoosh_query.NumericRange: _days,
    whoosh_query.Every: lambda _, among: EveryPlan(among),
    whoosh_query.AndMaybe: lambda q, among: MaybePlan(among, plan(q.a, among), plan(q.b, among)),
    whoosh_query.AndNot: lambda q, among: AllPlan(among, [plan(q.a, among)], [plan(q.b, among)]),
    whoosh_query.Or: lambda q, among: AnyPlan(among, [plan(part, among) for part in q.subqueries]),
    whoosh_query.And: lambda q, among: _all(q.subqueries, among),
    type(whoosh_query.NullQuery): lambda _, among: NothingPlan(among),
}


def contained(docs: Docs, among: Docs, size: int) -> Mask:
    """Which of the ascending documents are in the other ascending list, of a segment of so many documents."""
    if not len(among) or not len(docs):
        return np.zeros(len(docs), dtype=np.bool_)
    if len(docs) * DENSE < size:
        place = np.minimum(np.searchsorted(among, docs), len(among) - 1)
        found: Mask = among[place] == docs
        return found
    mask = np.zeros(size, dtype=np.bool_)
    mask[among] = True
    return mask[docs]


def united(lists: Sequence[Docs], size: int) -> Docs:
    """Every document of the lists once, ascending."""
    if sum(map(len, lists)) * DENSE < size:
        return np.unique(np.concatenate(lists))
    mask = np.zeros(size, dtype=np.bool_)
    for docs in lists:
        mask[docs] = True
    return np.flatnonzero(mask).astype(np.int32)


def _scored(plan: Plan, at: int, docs: Docs, sure: bool, score: Callable[[Docs], Scores]) -> Scores:
    """The scores of the documents that match, 0 for the others."""
    if sure:
        return score(docs)
    mask = plan.among(at, docs)
    total = np.zeros(len(docs))
    if mask.any():
        total[mask] = score(docs[mask])
    return total
