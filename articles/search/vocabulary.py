"""The archive's own words: how many articles have each, which begin so, and which are spelled almost so.

    of(snapshot).frequency("حلب")         -> 812
    of(snapshot).with_prefix("حل", 10)    -> [WordCount("حلب", 812), …], the most frequent first
    of(snapshot).near("حلت", 1, 10, 20)   -> [Near("حلب", 7, 812), …], the likeliest first
    of(snapshot).counts()                 -> every word, once for each segment that has it

Words are folded, as the index's `exact` field has them, and are read where they lie: in the mapped arrays of each
segment, which all processes share. Of its own memory a process needs eight bytes a word, for `near`, made when it
is first asked; a segment that stays open keeps them, so that a commit costs as much as it brings new words.
Articles count with those that were deleted and not yet merged away.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from articles.search.analyzer import loose_form
from articles.search.segment import Field, Segment
from articles.search.snapshot import Snapshot
from articles.search.wordlist import WordList

WORDS, STEMS = "exact", "text"  # the fields
EDIT = 6.0  # what a plain edit costs, against the natural logarithm of the articles that have a word
_lists: WeakKeyDictionary[Segment, WordList] = WeakKeyDictionary()


class WordCount(NamedTuple):
    """A folded word, and how many articles have it."""

    word: str
    articles: int


class Near(NamedTuple):
    """A folded word spelled almost like another: how far, in tenths of a plain edit, and how many articles have it."""

    word: str
    distance: int
    articles: int

    @property
    def likelihood(self) -> float:
        """How likely it was meant, as a logarithm: an edit counts for as much as so many times the articles."""
        return float(_likelihood(self.articles, self.distance))


class Vocabulary:
    """The words of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def frequency(self, word: str) -> int:
        """How many articles have the folded word, spelled so."""
        return self._snapshot.frequency(WORDS, word)

    def reach(self, word: str) -> int:
        """How many articles a search for the word finds, in whatever form they have it; a function word, as spelled."""
        stem = loose_form(word)
        return self._snapshot.frequency(STEMS, stem) if stem else self.frequency(word)

    def with_prefix(self, prefix: str, limit: int) -> list[WordCount]:
        """The words that begin so, the most frequent first."""
        found: Counter[str] = Counter()
        for field in self._fields():
            terms = field.with_prefix(prefix.encode())
            frequencies = np.diff(field.starts[terms.first : terms.end + 1])
            most = (
                np.argsort(frequencies, kind="stable")[-2 * limit :]
                if len(frequencies) <= 2 * limit
                else (np.argpartition(frequencies, -2 * limit)[-2 * limit :])
            )
            found.update(field.term(terms.first + number).decode() for number in most.tolist())
        counted = [WordCount(word, self.frequency(word)) for word in found]
        return sorted(counted, key=lambda pair: (-pair.articles, pair.word))[:limit]

    def near(self, word: str, edits: int, farthest: int, limit: int) -> list[Near]:
        """The words that so many edits make of this one, at most so many tenths away, the likeliest first."""
        found: dict[str, int] = {}
        for segment in self._snapshot.segments:
            field, words = segment.fields[WORDS], _list_of(segment)
            numbers, distances = words.near(word, edits)
            close = distances <= farthest
            numbers, distances = numbers.compress(close), distances.compress(close)
            articles = field.starts.take(numbers + 1).astype(np.int64) - field.starts.take(numbers)
            likeliest = np.argsort(-_likelihood(articles, distances), kind="stable")[:limit]
            near = zip(numbers[likeliest].tolist(), distances[likeliest].tolist(), strict=True)
            found.update((words.word(number).decode(), distance) for number, distance in near)
        counted = [Near(near, distance, self.frequency(near)) for near, distance in found.items()]
        return sorted(counted, key=lambda near: (-near.likelihood, near.word))[:limit]

    def counts(self) -> Iterator[WordCount]:
        """Every word of every segment, in the order of their bytes; one of several segments comes several times."""
        for field in self._fields():
            frequencies = np.diff(field.starts).tolist()
            for term, articles in zip(field.terms(), frequencies, strict=True):
                yield WordCount(term.decode(), articles)

    def prepare(self) -> None:
        """Make what `near` needs before somebody waits for it."""
        for segment in self._snapshot.segments:
            _list_of(segment).prepare()

    def __len__(self) -> int:
        """How many words there are, those of several segments counted several times."""
        return sum(map(len, self._fields()))

    def _fields(self) -> Iterator[Field]:
        return (segment.fields[WORDS] for segment in self._snapshot.segments)


def _likelihood(articles: Any, distance: Any) -> Any:  # noqa: ANN401 - numbers, or arrays of them
    return np.log1p(articles) - np.asarray(distance, dtype=np.float64) * (EDIT / 10)


def _list_of(segment: Segment) -> WordList:
    """The segment's words. Two threads may make them at once, which costs time and nothing else."""
    known = _lists.get(segment)
    if known is None:
        known = _lists[segment] = WordList(*segment.fields[WORDS].arrays)
    return known
