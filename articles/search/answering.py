"""A question put to a snapshot: its hits in order, and the counts of facets and dates over all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.search import ranking, reranking
from articles.search.choices import Choice
from articles.search.compile import compile_query
from articles.search.doclists import Docs, Mask, contained
from articles.search.language import ParsedQuery
from articles.search.planning import plan
from articles.search.ranking import Ranked, Ranks
from articles.search.schema import FACET_FIELDS
from articles.search.segment import Segment
from articles.search.snapshot import Snapshot
from articles.search.time_limit import TimeLimited
from articles.search.tree import Word

Longs = NDArray[np.int64]
Hits = list[Docs]  # the documents of each segment, ascending


class Order(Enum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Question:
    query: ParsedQuery
    choices: frozenset[Choice] = frozenset()
    order: Order = Order.RELEVANCE


class Answer:
    def __init__(self, snapshot: Snapshot, question: Question) -> None:
        self._snapshot, self._question = snapshot, question
        everything = question.query.is_empty
        evaluated = None if everything else plan(compile_query(question.query), TimeLimited(snapshot))
        self._matching = living(snapshot) if evaluated is None else snapshot.matching(evaluated)
        self._masks = {choice: _masks(snapshot, choice) for choice in question.choices}
        self._hits = self._narrowed(self._masks)
        self._by_score = question.order is Order.RELEVANCE and evaluated is not None
        scores = snapshot.scores(evaluated, self._hits) if evaluated is not None and self._by_score else None
        self._ranks = _ranks(snapshot.segments, self._hits, scores, question.order)
        if self._by_score:
            self._rerank([word for word in question.query.plain_words if word.loose])
        self._facets: dict[str, NDArray[np.int64]] = {}
        self._counted: dict[frozenset[Choice], list[NDArray[np.int64]]] = {}

    @property
    def total(self) -> int:
        return len(self._ranks)

    @property
    def memory(self) -> int:
        """Bytes of the arrays that are kept with the answer."""
        held = sum(docs.nbytes for docs in (*self._matching, *self._hits))
        return held + self._ranks.nbytes + sum(mask.nbytes for masks in self._masks.values() for mask in masks)

    def page(self, start: int, end: int) -> Ranked:
        """The hits from place `start` up to `end`."""
        return ranking.ranked(ranking.cut(self._ranks, start, end), self._by_score)

    def facet(self, name: str, limit: int | None = None) -> list[tuple[str, int]]:
        """The facet's values with their counts, most first; what is chosen of it does not narrow its counts."""
        at = FACET_FIELDS.index(name)
        if name not in self._facets:
            self._facets[name] = self._snapshot.facets[at].totals(self._counts(name, at))
        return self._snapshot.facets[at].most_frequent(self._facets[name], limit)

    def dates(self) -> dict[str, Any]:
        """Hits by "year" and by "month" (a pair of numbers), in the order of time, and how many are "unknown".

        Those of which the year is known alone are in no month; "year_alone" counts them by year.
        """
        first = min((segment.first_month for segment in self._snapshot.segments), default=0)
        counts, of_years = (np.zeros(0, dtype=np.int64) for _ in range(2))
        unknown = 0
        for segment, docs in zip(self._snapshot.segments, self._hits, strict=True):
            of_segment = np.bincount(segment.months.take(docs), minlength=1)
            unknown += int(of_segment[0])
            counts = _added(counts, of_segment[1:], segment.first_month - first)
            vague = segment.year_docs[contained(segment.year_docs, docs, segment.size)]
            found = np.bincount(segment.months.take(vague), minlength=len(of_segment))
            of_years = _added(of_years, found[1:], segment.first_month - first)
        return {
            "year": _by_year(counts, first),
            "month": [((month // 12, month % 12 + 1), count) for month, count in _counted(counts - of_years, first)],
            "year_alone": _by_year(of_years, first),
            "unknown": unknown,
        }

    def _rerank(self, words: Sequence[Word]) -> None:
        """Score the best hits again, by all that the words of the query say."""
        if not words or not len(self._ranks):
            return
        best = ranking.best(self._ranks, reranking.DEPTH)
        firsts = np.cumsum([0, *map(len, self._hits)])
        places = np.searchsorted(firsts, best, side="right") - 1
        within = best - firsts.take(places)
        docs = np.array([self._hits[at][hit] for at, hit in zip(places.tolist(), within.tolist(), strict=True)])
        before = ranking.ranked(self._ranks.take(best), with_scores=True)
        extra = reranking.rescored(self._snapshot, words, places, docs)
        self._ranks[best] = ranking.by_score(before.scores + extra, before.keys)

    def _narrowed(self, masks: Mapping[Choice, Sequence[Mask]]) -> Hits:
        hits = list(self._matching)
        for of_segments in masks.values():
            hits = [docs.compress(mask.take(docs)) for docs, mask in zip(hits, of_segments, strict=True)]
        return hits

    def _counts(self, name: str, at: int) -> list[NDArray[np.int64]]:
        """Each segment's counts of the facet's values, over the hits that the other choices leave."""
        others = frozenset(c for c in self._masks if c.facet != name or c.excluded)
        if others not in self._counted:
            hits = self._narrowed({choice: self._masks[choice] for choice in others})
            self._counted[others] = [
                segment.count_facets(docs) for segment, docs in zip(self._snapshot.segments, hits, strict=True)
            ]
        return [
            counts[segment.bounds[at] : segment.bounds[at + 1]]
            for segment, counts in zip(self._snapshot.segments, self._counted[others], strict=True)
        ]


def answer(snapshot: Snapshot, question: Question) -> Answer:
    """The answer, remembered among the snapshot's last ones.

    Queries that find the same may be spelled apart, and then rank apart.
    """
    asked = (question, tuple(word.spelling for word in question.query.plain_words))
    kept = snapshot.answers.get(asked)
    if isinstance(kept, Answer):
        return kept
    found = Answer(snapshot, question)
    snapshot.answers.keep(asked, found, found.memory)
    return found


def living(snapshot: Snapshot) -> Hits:
    return [
        np.arange(segment.size, dtype=np.int32) if live is None else np.flatnonzero(live).astype(np.int32)
        for segment, live in snapshot.parts
    ]


def _masks(snapshot: Snapshot, choice: Choice) -> list[Mask]:
    having = [segment.having_any(choice.facet, choice.values) for segment in snapshot.segments]
    return [~mask for mask in having] if choice.excluded else having


def _ranks(
    segments: Sequence[Segment], hits: Hits, scores: Sequence[NDArray[np.float64]] | None, order: Order
) -> Ranks:
    ranks = []
    for at, (segment, docs) in enumerate(zip(segments, hits, strict=True)):
        keys = segment.keys.take(docs)
        if scores is not None:
            ranks.append(ranking.by_score(scores[at], keys))
        elif order is Order.OLDEST:
            ranks.append(ranking.by_oldest(segment.days.take(docs), keys))
        else:
            ranks.append(ranking.by_newest(segment.days.take(docs), keys))
    return np.concatenate(ranks) if ranks else np.zeros(0, dtype=np.int64)


def _added(counts: Longs, more: Longs, at: int) -> Longs:
    """The counts with some more, of which the first belongs at place `at`."""
    counts = np.pad(counts, (0, max(at + len(more) - len(counts), 0)))
    counts[at : at + len(more)] += more
    return counts


def _counted(counts: Longs, first: int = 0) -> list[tuple[int, int]]:
    """What occurs, numbered from `first`, with its counts."""
    found = np.flatnonzero(counts)
    return list(zip((found + first).tolist(), counts[found].tolist(), strict=True))


def _by_year(counts: Longs, first: int) -> list[tuple[int, int]]:
    """Counts by month, of which the first is year * 12 + month - 1, by year."""
    months = np.arange(first, first + len(counts))
    return _counted(np.bincount(months // 12, weights=counts).astype(np.int64))
