"""A Latin word -> the Arabic words of the archive that spell it, for names that no record has.

The words are the terms of the index. They are found by their keys (see `articles.arabic.translit`), which each segment
is given once, and ranked by how alike the spellings are and by how many articles have the word.
"""

import re
from collections import Counter
from heapq import nsmallest
from math import log
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from articles.arabic.rendering import likeness, looks_like_a_name
from articles.arabic.translit import arabic_keys, latin_letters, word_keys
from articles.search.analyzer import loose_form
from articles.search.segment import Field, Segment
from articles.search.snapshot import Snapshot

FIELD = "exact"
MAX_SPELLINGS = 8  # of one word
MAX_RATED = 90  # words that share a key, of which the likeness is asked
LETTERS = 0.75  # of an Arabic spelling, for each of the Latin word
MIN_LIKENESS = 0.0003
LEAST_SHARE = 0.01  # of the likeness of the most alike
DOCUMENTS_WEIGHT = 0.8  # of the logarithm of a word's articles, beside that of its likeness
# What each Latin letter may be rendered by, alone or with others; what else stands in a word speaks against it.
_LETTERS = """a اعيوه b ب c كسشتقجخ d دضذظ e ياعه f ف g غجقك h هحخشغثذف i ياعء j جيخ k كقخ l ل m م n ن o واعه
p بف q قكغ r ر s سصزشث t تطثش u واعي v فوب w وف x كسزخش y يا z زظضسذجت"""
_RENDERED = dict(zip(_LETTERS.split()[::2], _LETTERS.split()[1::2], strict=True))
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
    looks_like_a_name("a")  # reads the counts
    for segment in snapshot.segments:
        _terms_of(segment)


def spellings_of(snapshot: Snapshot, latin: str) -> list[str]:
    """The Arabic words, at most MAX_SPELLINGS, the best first; one of each stem, no function words."""
    if not looks_like_a_name(latin):
        return []
    shared = nsmallest(MAX_RATED, _sharing_a_key(snapshot, latin).items(), key=_Cost(latin))
    rated = [(likeness(latin, word), articles, word) for word, articles in shared if loose_form(word)]
    least = max(MIN_LIKENESS, LEAST_SHARE * max((rate for rate, _, _ in rated), default=0.0))
    ranked = sorted(
        (rated_word for rated_word in rated if rated_word[0] >= least),
        key=lambda of: (-(log(of[0]) + DOCUMENTS_WEIGHT * log(of[1])), of[2]),
    )
    by_stem = {loose_form(word): word for _, _, word in reversed(ranked)}
    return [word for _, _, word in ranked if by_stem[loose_form(word)] == word][:MAX_SPELLINGS]


class _Cost:
    """What a word that shares a key has against it, told fast: strange letters, another beginning, another length."""

    def __init__(self, latin: str) -> None:
        letters = latin_letters(latin)
        self._usual = dict.fromkeys(map(ord, "".join(_RENDERED[letter] for letter in letters)))
        self._first = _RENDERED[letters[0]]
        self._length = round(LETTERS * len(letters))

    def __call__(self, counted: tuple[str, int]) -> tuple[int, int]:
        """Of a word and the number of its articles; of equal words those in more articles cost less."""
        word, articles = counted
        bare = word.removeprefix("ال") if len(word) >= 4 else word
        strange = len(bare.translate(self._usual)) + (bare[0] not in self._first)
        return strange + abs(len(bare) - self._length), -articles


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
