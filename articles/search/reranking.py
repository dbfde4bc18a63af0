"""The second stage of ranking: the first hits by relevance are scored again, from their words in order.

Postings say how often a document has the words of a query. The forward index says more: how often it has them spelled
letter by letter so, words of the same root, two of the query's words side by side, and words that share runs of letters
with them. What each is worth was chosen by retrieval quality: docs/arabic.md. It is added to the first stage's score,
so that the hits scored again stay ahead of all others. A single word is scored by its spelling alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.arabic.roots import root
from articles.search.forward import GRAMS, grams_of
from articles.search.postings import spread
from articles.search.segment import Segment
from articles.search.snapshot import Snapshot
from articles.search.tree import Word
from articles.search.weighting import saturated

DEPTH = 150  # hits that are scored again
READ = 2_000  # words of each, its first, that are looked at
SPELLING_WEIGHT = 0.1  # of a word as the reader spelled it, where one of the same stem has 1
ROOT_WEIGHT = 1.1  # of a word of the same root
PAIR_WEIGHT = 0.45  # of two neighbouring words of the query that are neighbours in the text
GRAM_WEIGHT = 0.6  # of a run of three letters

Ints = NDArray[Any]
Scores = NDArray[np.float64]


@dataclass(frozen=True)
class _Sought:
    """What is looked for in the documents: roots and pairs with their idf, and runs of letters."""

    stems: tuple[str, ...]
    idf_of_spelling: dict[str, float]
    idf_of_root: dict[str, float]
    grams: NDArray[np.uint16]

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys(pairwise(self.stems)))


class Reranker:
    """Scores documents by the words of one query, which are taken in their order."""

    def __init__(self, snapshot: Snapshot, words: Sequence[Word]) -> None:
        self._snapshot = snapshot
        told = [word for word in words if word.loose]
        self._idf = {word.loose: self._idf_of(word.loose) for word in told}
        roots: dict[str, float] = {}
        for word in told:
            roots.setdefault(root(word.exact), self._idf[word.loose])
        grams, _ = grams_of([*dict.fromkeys(word.exact for word in told)])
        spellings = {word.spelling: self._idf[word.loose] for word in told if word.spelling}
        self._sought = _Sought(tuple(word.loose for word in told), spellings, roots, np.unique(grams))

    def scores(self, at: int, docs: Ints) -> Scores:
        """What the documents of segment number `at` get beside their scores of the first stage."""
        segment = self._snapshot.segments[at]
        spelled, of_doc = segment.forward.tokens(docs, READ)
        norms = self._snapshot.impacts("text").norms.take(segment.lengths["text"].take(docs))
        by_spelling = self._by_spelling(segment, spelled, of_doc, norms)
        if len(self._sought.stems) < 2:
            return by_spelling
        words = segment.forward.words.take(spelled)
        stems = segment.forward.stems.take(words)
        tells = stems >= 0
        words, stems, of_doc = words.compress(tells), stems.compress(tells), of_doc.compress(tells)
        by_root = self._by_root(segment, words, of_doc, norms)
        by_pair = self._by_pair(segment, stems, of_doc, norms)
        return by_spelling + by_root + by_pair + self._by_gram(segment, words, of_doc, norms)

    def _by_spelling(self, segment: Segment, spelled: Ints, of_doc: Ints, norms: Scores) -> Scores:
        total = np.zeros(len(norms))
        for spelling, idf in self._sought.idf_of_spelling.items():
            if (number := segment.spellings.number_of(spelling.encode())) is not None:
                counts = np.bincount(of_doc.compress(spelled == number), minlength=len(norms))
                total += SPELLING_WEIGHT * idf * saturated(counts, norms)
        return total

    def _by_root(self, segment: Segment, words: Ints, of_doc: Ints, norms: Scores) -> Scores:
        total, roots = np.zeros(len(norms)), segment.forward.roots.take(words)
        for name, idf in self._sought.idf_of_root.items():
            if (number := segment.roots.number_of(name.encode())) is not None:
                counts = np.bincount(of_doc.compress(roots == number), minlength=len(norms))
                total += ROOT_WEIGHT * idf * saturated(counts, norms)
        return total

    def _by_pair(self, segment: Segment, stems: Ints, of_doc: Ints, norms: Scores) -> Scores:
        total, rarest = np.zeros(len(norms)), log(1 + 2 * self._snapshot.size + 1)
        together = of_doc[1:] == of_doc[:-1]
        numbers = {stem: segment.fields["text"].number_of(stem.encode()) for stem in self._sought.stems}
        for first, second in self._sought.pairs:
            if numbers[first] is None or numbers[second] is None:
                continue
            beside = (stems[:-1] == numbers[first]) & (stems[1:] == numbers[second]) & together
            counts = np.bincount(of_doc[:-1].compress(beside), minlength=len(norms))
            idf = (rarest + max(self._idf[first], self._idf[second])) / 2
            total += PAIR_WEIGHT * idf * saturated(counts, norms)
        return total

    def _by_gram(self, segment: Segment, words: Ints, of_doc: Ints, norms: Scores) -> Scores:
        sought, place = self._sought.grams, np.full(GRAMS, -1, dtype=np.int16)
        place[sought.astype(np.intp)] = np.arange(len(sought))
        ends = segment.forward.gram_ends
        starts = ends.take(words).astype(np.int64)
        lengths = ends.take(words + 1) - starts
        found = place.take(segment.forward.grams.take(spread(starts, lengths)))
        having = np.flatnonzero(found >= 0)
        cells = np.repeat(of_doc, lengths).take(having) * len(sought) + found.take(having)
        counts = np.bincount(cells, minlength=len(norms) * len(sought)).reshape(len(norms), -1)
        idf = self._snapshot.gram_idf.take(sought.astype(np.intp))
        total: Scores = GRAM_WEIGHT * (saturated(counts, norms[:, None]) @ idf)
        return total

    def _idf_of(self, stem: str) -> float:
        frequency = self._snapshot.frequency("text", stem)
        return log(1 + (self._snapshot.size - frequency + 0.5) / (frequency + 0.5))


def rescored(snapshot: Snapshot, words: Sequence[Word], places: Ints, docs: Ints) -> Scores:
    """The extra scores of documents given as their segments' numbers and their numbers in these."""
    extra, reranker = np.zeros(len(docs)), Reranker(snapshot, words)
    for at in np.unique(places).tolist():
        of_segment = np.flatnonzero(places == at)
        extra[of_segment] = reranker.scores(at, docs.take(of_segment).astype(np.int64))
    return extra
