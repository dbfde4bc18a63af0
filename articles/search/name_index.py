"""Records and sources by the beginnings of the words of their names, and the words of all names.

    index().beginning(["بشار", "الا"])   -> Bashar al-Assad, …
    index().near("lavrof", 1, 10, 5)      -> [Near("lavrov", 5, 214)]

A word with the article counts without it as well. How many articles mention each is counted by the index, anew after
each commit; the words are read anew when a name has changed.
"""

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from articles.arabic.normalize import strip_marks
from articles.arabic.tokens import tokens
from articles.search import naming
from articles.search.answering import Question, answer
from articles.search.language import ParsedQuery
from articles.search.naming import Bearer, Names
from articles.search.params import FacetName
from articles.search.snapshot import Snapshot
from articles.search.vocabulary import Near
from articles.search.wordlist import WordList

ARTICLE = "ال"
BEARING = (FacetName.PERSON, FacetName.PLACE, FacetName.ORGANISATION, FacetName.SOURCE)
_AFTER = "\U0010ffff"  # stands behind every letter

Keys = NDArray[np.int64]


class NameIndex:
    """The names of one moment. Never changes."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.bearers: list[Bearer] = []
        self._surfaces: dict[str, str] = {}
        self._bearer_of, self._words_of = self._read(names)
        by_form: dict[str, list[int]] = defaultdict(list)
        for spelling, words in enumerate(self._words_of):
            for form in dict.fromkeys(form for word in words for form in _forms(word)):
                by_form[form].append(spelling)
        self._forms = sorted(by_form)
        self._spellings = np.array([s for form in self._forms for s in by_form[form]], dtype=np.int32)
        self._starts = np.cumsum([0, *(len(by_form[form]) for form in self._forms)])

    def _read(self, names: Names) -> tuple[Keys, list[tuple[str, ...]]]:
        """The place of each name's bearer among `bearers`, and each name's words."""
        places: dict[Bearer, int] = {}
        bearer_of, words_of = [], []
        for bearer, written in names.written():
            found = list(tokens(written))
            bearer_of.append(places.setdefault(bearer, len(places)))
            words_of.append(tuple(token.folded for token in found))
            for token in found:
                self._surfaces.setdefault(token.folded, strip_marks(token.surface))
        self.bearers = list(places)
        return np.array(bearer_of, dtype=np.int64), words_of

    def beginning(self, prefixes: Sequence[str]) -> Keys:
        """Whose name has, for each prefix, a word that begins so: places among `bearers`, ascending."""
        found = None
        for prefix in prefixes:
            of_prefix = np.unique(np.concatenate([self._spellings_from(form) for form in _forms(prefix)]))
            found = of_prefix if found is None else np.intersect1d(found, of_prefix, assume_unique=True)
        if found is None:
            return np.zeros(0, dtype=np.int64)
        return np.unique(self._bearer_of.take(found))

    def surface(self, word: str) -> str | None:
        """How a name's folded word is written; None for no word of a name."""
        return self._surfaces.get(word)

    def bearing(self, word: str) -> Keys:
        """Who has the word in a name: places among `bearers`."""
        at = bisect_left(self._forms, word)
        if at == len(self._forms) or self._forms[at] != word:
            return np.zeros(0, dtype=np.int64)
        return np.unique(self._bearer_of.take(self._spellings[self._starts[at] : self._starts[at + 1]]))

    @cached_property
    def words(self) -> WordList:
        return WordList.of(sorted(word.encode() for word in self._surfaces))

    def _spellings_from(self, prefix: str) -> NDArray[np.int32]:
        first, end = bisect_left(self._forms, prefix), bisect_left(self._forms, prefix + _AFTER)
        return self._spellings[self._starts[first] : self._starts[end]]


class CountedNames:
    """The names, and how many articles of a snapshot mention each bearer; of a source, how many it has published."""

    def __init__(self, index: NameIndex, snapshot: Snapshot) -> None:
        self.index = index
        counts = _counts(snapshot)
        self.articles = np.array([counts.get(bearer, 0) for bearer in index.bearers], dtype=np.int64)

    def most_used(self, prefixes: Sequence[str], limit: int) -> dict[FacetName, list[tuple[int, int]]]:
        """Of each kind the keys of those whose names have words that begin so, with their articles, most used first.

        Those that no article mentions are left out.
        """
        bearers = self.index.beginning(prefixes)
        bearers = bearers.compress(self.articles.take(bearers) > 0)
        articles = self.articles.take(bearers)
        bearers = bearers.take(np.lexsort((bearers, -articles)))
        return {
            facet: [
                (self.index.bearers[at][1], int(self.articles[at]))
                for at in bearers.compress(of_facet.take(bearers))[:limit].tolist()
            ]
            for facet, of_facet in self._of_facets.items()
        }

    def near(self, word: str, edits: int, farthest: int, limit: int) -> list[Near]:
        """The words of names that so many edits make of this one, the likeliest first."""
        numbers, distances = self.index.words.near(word, edits)
        found = []
        for number, distance in zip(numbers.tolist(), distances.tolist(), strict=True):
            if distance <= farthest:
                near = self.index.words.word(number).decode()
                found.append(Near(near, distance, self.frequency(near)))
        return sorted(found, key=lambda near: (-near.likelihood, near.word))[:limit]

    def frequency(self, word: str) -> int:
        """How often the bearers of the word are mentioned, in articles of each."""
        return int(self.articles.take(self.index.bearing(word)).sum())

    @cached_property
    def _of_facets(self) -> dict[FacetName, NDArray[np.bool_]]:
        facets = [facet for facet, _ in self.index.bearers]
        return {name: np.array([facet is name for facet in facets], dtype=np.bool_) for name in BEARING}


def _counts(snapshot: Snapshot) -> dict[Bearer, int]:
    everything = answer(snapshot, Question(ParsedQuery()))
    return {
        (facet, int(key)): count for facet in BEARING for key, count in everything.facet(facet.value) if key.isdigit()
    }


class _Kept:
    """The last index and its counts. Two threads may make them at once, which costs time and nothing else."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counted: CountedNames | None = None
        self._snapshot: Snapshot | None = None

    def current(self, snapshot: Snapshot) -> CountedNames:
        names = naming.current()
        with self._lock:
            index = self._counted.index if self._counted and self._counted.index.names is names else NameIndex(names)
            if self._counted is None or index is not self._counted.index or self._snapshot is not snapshot:
                self._counted, self._snapshot = CountedNames(index, snapshot), snapshot
            return self._counted


_kept = _Kept()


def current(snapshot: Snapshot) -> CountedNames:
    """The names as they are now, counted over this snapshot."""
    return _kept.current(snapshot)


def _forms(word: str) -> Iterable[str]:
    """The word, and without the article where letters enough remain."""
    return (word, word[len(ARTICLE) :]) if word.startswith(ARTICLE) and len(word) >= len(ARTICLE) + 2 else (word,)
