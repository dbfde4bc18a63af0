"""A Latin word -> the Arabic words of the archive that spell it, for names that no record has.

The words are the terms of the index. They are found by their keys (see `articles.arabic.translit`), which each segment
is given once, and ranked by how alike the spellings are and by how many articles have the word.
"""

import re
from collections import Counter
from functools import partial
from heapq import nsmallest
from math import log
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from articles.arabic.rendering import likeness, looks_like_a_name
from articles.arabic.translit import arabic_keys, word_keys
from articles.search.analyzer import loose_form
from articles.search.segment import Field, Segment
from articles.search.snapshot import Snapshot

FIELD = "exact"
MAX_SPELLINGS = 8  # of one word
MAX_RATED = 120  # words that share a key, of which the likeness is asked: those of the likeliest length
LETTERS = 0.75  # of an Arabic spelling, for each of the Latin word
MIN_LIKENESS = 0.0003
LEAST_SHARE = 0.01  # of the likeness of the most alike
DOCUMENTS_WEIGHT = 0.8  # of the logarithm of a word's articles, beside that of its likeness
_ARABIC = re.compile("[\u0621-\u064a]+")


class KeyedTerms:
    """The Arabic terms of one segment by their keys: 16 bytes a term and key."""

    def __init__(self, field: Field) -> None:
        terms = [(number, term.decode()) for number, term in enumerate(field.terms())]
        words = [(number, word) for number, word in terms if _ARABIC.fullmatch(word)]
        pairs = [(hash(key), words[at][0]) for at, key in arabic_keys([word for _, word in words])]
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        order = np.argsort(table[:, 0], kind="stable")
        self._hashes, self._numbers = table[order, 0], table[order, 1]

    def numbers_of(self, key: str) -> list[int]:
        first, end = np.searchsorted(self._hashes, hash(key), "left"), np.searchsorted(self._hashes, hash(key), "right")
        return [int(number) for number in self._numbers[first:end]]


_keyed: WeakKeyDictionary[Segment, KeyedTerms] = WeakKeyDictionary()
_lock = Lock()


def warm_up(snapshot: Snapshot) -> None:
    """Give the segments their keys, which takes about a second for half a million terms."""
    for segment in snapshot.segments:
        _terms_of(segment)


def spellings_of(snapshot: Snapshot, latin: str) -> list[str]:
    """The Arabic words, at most MAX_SPELLINGS, the best first; one of each stem, no function words."""
    if not looks_like_a_name(latin):
        return []
    shared = nsmallest(MAX_RATED, _sharing_a_key(snapshot, latin).items(), key=partial(_cost, latin))
    rated = [(likeness(latin, word), articles, word) for word, articles in shared if loose_form(word)]
    least = max(MIN_LIKENESS, LEAST_SHARE * max((rate for rate, _, _ in rated), default=0.0))
    ranked = sorted(
        (rated_word for rated_word in rated if rated_word[0] >= least),
        key=lambda of: (-(log(of[0]) + DOCUMENTS_WEIGHT * log(of[1])), of[2]),
    )
    by_stem = {loose_form(word): word for _, _, word in reversed(ranked)}
    return [word for _, _, word in ranked if by_stem[loose_form(word)] == word][:MAX_SPELLINGS]


def _cost(latin: str, counted: tuple[str, int]) -> tuple[int, int]:
    """How far the length of an Arabic word is from the usual one, in whole letters; then, how few articles have it."""
    word, articles = counted
    length = len(word.removeprefix("ال"))
    return abs(length - round(LETTERS * len(latin))), -articles


def _sharing_a_key(snapshot: Snapshot, latin: str) -> Counter[str]:
    """The words with a key of the Latin word, and in how many articles each is."""
    found: Counter[str] = Counter()
    for segment in snapshot.segments:
        field, keyed = segment.fields[FIELD], _terms_of(segment)
        for number in {number for key in word_keys(latin) for number in keyed.numbers_of(key)}:
            found[field.term(number).decode()] += field.frequency(number)
    return found


def _terms_of(segment: Segment) -> KeyedTerms:
    with _lock:
        if segment not in _keyed:
            _keyed[segment] = KeyedTerms(segment.fields[FIELD])
        return _keyed[segment]
