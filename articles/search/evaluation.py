"""Plans: a query evaluated over arrays, segment by segment: the documents that match, and their BM25F scores.

Documents and scores are those of Whoosh's own matchers, which tests hold against them.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from math import log
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from articles.search.doclists import NO_DOCS, SEARCHED, Docs, Mask, contained, scattered, united
from articles.search.segment import Segment
from articles.search.weighting import Impacts

Scores = NDArray[np.float64]

GATHERED = 1.2  # what taking one document's score out of the segment's costs, as the costs in `doclists`
ROUNDING = 1e-4  # of weights added up in single precision
SCORED = 9.0  # what scoring every document of a list costs for each


class Collection(Protocol):
    """What plans need to know of all segments together."""

    segments: Sequence[Segment]
    size: int

    def numbers_of(self, field: str, term: bytes) -> tuple[int | None, ...]: ...
    def impacts(self, field: str) -> Impacts: ...
    def check(self) -> None:
        """Raise when the query has taken too long; asked wherever postings are read."""


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
        self.collection.check()
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
        by_docs, by_having = len(docs) * SEARCHED, len(having) * (SEARCHED + SCORED)
        all_at_once = len(having) * SCORED + len(docs) * GATHERED
        if by_docs < min(by_having, all_at_once):
            place = np.minimum(np.searchsorted(having, docs), len(having) - 1)
            return np.where(having.take(place) == docs, self._impacts(at, docs, counts.take(place)), 0.0)
        if by_having < all_at_once:
            return self._placed(at, having, counts, docs)
        return scattered(having, self._impacts(at, having, counts), docs, self.collection.segments[at].size)

    def _placed(self, at: int, having: Docs, counts: NDArray[Any], docs: Docs) -> Scores:
        """The scores of the documents, of which few have the term: each of these is looked for among them."""
        place = np.minimum(np.searchsorted(docs, having), len(docs) - 1)
        among = docs.take(place) == having
        scores = np.zeros(len(docs))
        scores[place.compress(among)] = self._impacts(at, having.compress(among), counts.compress(among))
        return scores

    def _impacts(self, at: int, docs: Docs, counts: NDArray[Any]) -> Scores:
        lengths = self.collection.segments[at].lengths.get(self.field)
        if lengths is None:  # a field without lengths: Whoosh's score is then the count
            return counts * self.boost
        return self.collection.impacts(self.field).of(counts, lengths.take(docs)) * (self.idf * self.boost)


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


class SharePlan(AnyPlan):
    """Documents that have `share` of the weight of those parts that match anything; a part weighs as its idf."""

    def __init__(self, collection: Collection, parts: Sequence[Plan], share: float) -> None:
        super().__init__(collection, parts)
        self._share = share

    def match(self, at: int) -> Docs:
        weights, size = self._weights, self.collection.segments[at].size
        weighed = np.zeros(size, dtype=np.float32)
        for part, weight in zip(self.parts, weights, strict=True):
            weighed[part.match(at).astype(np.intp)] += weight
        least = max(self._share * sum(weights) - ROUNDING, ROUNDING)
        return np.flatnonzero(weighed >= least).astype(np.int32)

    def among(self, at: int, docs: Docs) -> Mask:
        return contained(docs, self.match(at), self.collection.segments[at].size)

    @cached_property
    def _weights(self) -> list[float]:
        """How rare each part is over all segments; 0 for one that matches nothing."""
        segments = range(len(self.collection.segments))
        found = [sum(part.estimate(at) for at in segments) for part in self.parts]
        return [log(self.collection.size / (frequency + 1)) + 1 if frequency else 0.0 for frequency in found]


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
            docs = docs.compress(part.among(at, docs)) if len(docs) else docs
        for part in self.excluded:
            docs = docs.compress(~part.among(at, docs)) if len(docs) else docs
        return docs

    def score(self, at: int, docs: Docs, sure: bool) -> Scores:
        return scored(self, at, docs, sure, lambda matching: self._sum(at, matching))

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
        return scored(self, at, docs, sure, lambda matching: self._sum(at, matching))

    def _sum(self, at: int, docs: Docs) -> Scores:
        return self.required.score(at, docs, sure=True) + self.optional.score(at, docs, sure=False)


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


def scored(plan: Plan, at: int, docs: Docs, sure: bool, score: Callable[[Docs], Scores]) -> Scores:
    """The scores of the documents that match, 0 for the others."""
    if sure:
        return score(docs)
    mask = plan.among(at, docs)
    total = np.zeros(len(docs))
    if mask.any():
        total[mask] = score(docs.compress(mask))
    return total
