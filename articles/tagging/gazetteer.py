"""The names of the authority records, ready to be found in a text: an index over folded words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from articles.arabic.stopwords import STOP_WORDS
from articles.arabic.tokens import Token, folded_words, tokens
from articles.models import AliasUse, Kind
from articles.tagging.clitics import Reading, readings
from articles.tagging.cues import NEVER_ALONE, NO_NAMES, ORDINALS, PARTICLES, TITLES
from articles.tagging.given_names import GIVEN_NAMES

MAX_NAME_WORDS = 12
_WITHIN_NAMES = " \t\u00a0\u200f\u200e-\u2010\u2011\u0640"  # spaces, direction marks, hyphens, tatweel
_FULL = frozenset({AliasUse.ALWAYS, AliasUse.WITH_COUNTRY})
_LEAST_STRIPPED = 3  # letters of a name of one word behind a clitic …
LEAST_BEFORE_OTHERS = 2  # … and of the first word of a longer one: وأم درمان
_MOST_KEPT = 100_000  # words whose beginnings of names are remembered
_DYNASTY = "ال"  # آل, folded
_COMPOUNDING = frozenset({"عبد", "ابو"})  # first parts that are also written together with the next


@dataclass(frozen=True)
class Name:
    """One name of a record: its text as written in the record, and when it counts."""

    text: str
    use: AliasUse = AliasUse.ALWAYS
    is_main: bool = False


@dataclass(frozen=True)
class Record:
    """What tagging knows of an authority record. `prior` is its weight among namesakes, from 0 to 1."""

    id: int
    kind: Kind
    names: tuple[Name, ...]
    category: str = ""
    country_code: str = ""
    prior: float = 0.5
    population: int = 0
    surname_counts: bool = True


# Stands for phrases that only look like a name: as the longest match they keep names from being seen in them.
NOBODY = Record(0, Kind.PLACE, tuple(Name(text) for text in NO_NAMES))


@dataclass(frozen=True)
class Entry:
    """A name of a record as it stands in the index."""

    record: Record
    name: Name
    lacks_article: bool = False  # reached by leaving out an article that the name does not have


@dataclass(frozen=True)
class Match:
    """`words` words from position `at` may stand for any of the entries."""

    at: int
    words: int
    reading: Reading
    entries: tuple[Entry, ...]

    @property
    def positions(self) -> range:
        return range(self.at, self.at + self.words)


class Link(NamedTuple):
    """What a match stands for, how sure that is (from 0 to 1), and in a word what it rests on."""

    match: Match
    entry: Entry
    confidence: float
    evidence: str


@dataclass(frozen=True, eq=False)
class Text:
    """A text as words; `joined[i]` tells that word i follows the one before with nothing but space between."""

    tokens: Sequence[Token]
    joined: Sequence[bool]
    has_ta_marbuta: bool = False  # who writes ة at all does not write ه for it
    body: str = ""

    @classmethod
    def of(cls, body: str) -> "Text":
        return _read(body)

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each folded word stands."""
        places: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            places.setdefault(token.folded, []).append(at)
        return places

    def has_word(self, folded: str) -> bool:
        return folded in self.places

    def goes_on(self, at: int) -> bool:
        return at < len(self.tokens) and self.joined[at]

    def word_before(self, at: int) -> str:
        """The folded word right before position `at`; "" at the beginning of a text, a line or a clause."""
        return self.tokens[at - 1].folded if self.goes_on(at) else ""

    def bracketed(self, at: int, longest: int) -> Sequence[Token]:
        """The words from position `at` that stand in brackets by themselves, at most `longest`; or none."""
        if not 0 < at < len(self.tokens) or "(" not in self.body[self.tokens[at - 1].end : self.tokens[at].start]:
            return ()
        words = self.tokens[at : at + longest]
        for count, word in enumerate(words, 1):
            if self.body[word.end : word.end + 2].lstrip('"”').startswith(")"):
                return words[:count]
        return ()


@lru_cache(maxsize=2)  # who recognises names reads the same text as who links them
def _read(body: str) -> Text:
    words = list(tokens(body))
    gaps = (body[before.end : word.start] for before, word in pairwise(words))
    joined = [False, *(gap == " " or (not gap.strip(_WITHIN_NAMES) and "\n" not in gap) for gap in gaps)]
    return Text(words, joined, "ة" in body, body)


@dataclass
class _Node:
    """Where the words of names lead: the entries that end here, and the next words."""

    entries: list[Entry] = field(default_factory=list)
    following: dict[str, "_Node"] = field(default_factory=dict)

    def add(self, words: Sequence[str], entry: Entry) -> None:
        node = self
        for word in words:
            node = node.following.setdefault(word, _Node())
        if entry not in node.entries:
            node.entries.append(entry)

    def longest_first(self, text: "Text", at: int) -> list[tuple[int, list[Entry]]]:
        """(length in words, entries) of every name that begins as the names here do, with the word at position `at`."""
        found = []
        node: _Node | None = self
        length = 1
        while node is not None:
            if node.entries:
                found.append((length, node.entries))
            if not text.goes_on(at + length):
                break
            node = node.following.get(text.tokens[at + length].folded)
            length += 1
        return found[::-1]


_Beginnings = tuple[tuple[int, Reading, _Node], ...]


class Gazetteer:
    """Finds the names of records in texts. Immutable once made."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._root = _Node()
        self._kept: dict[str, _Beginnings] = {}
        self._last: tuple[Text, Sequence[Sequence[Match]]] | None = None
        self.given_names = set(GIVEN_NAMES)  # with the first words of the people's names
        self.records: dict[int, Record] = {}
        for record in (NOBODY, *records):
            self.records[record.id] = record
            for name in record.names:
                self._add(record, name)

    def matches(self, text: Text) -> Sequence[Sequence[Match]]:
        """What the words from each position may be: longest names first, words as written before stripped ones.

        Kept for the last text, since several look at it.
        """
        last = self._last
        if last is None or last[0] is not text:
            found: list[Sequence[Match]] = [()] * len(text.tokens)
            for word, places in text.places.items():
                if beginnings := self._beginnings(word):
                    for at in places:
                        found[at] = _matches(text, at, beginnings)
            last = self._last = text, found
        return last[1]

    def matches_at(self, text: Text, at: int) -> Sequence[Match]:
        return self.matches(text)[at]

    def _beginnings(self, folded: str) -> _Beginnings:
        """The readings of a word with which a name begins, and where they lead. Kept, since most words are none."""
        kept = self._kept.get(folded)
        if kept is None:
            following = self._root.following
            found = enumerate(readings(folded, LEAST_BEFORE_OTHERS))
            kept = tuple((order, each, following[each.name]) for order, each in found if each.name in following)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[folded] = kept
        return kept

    def _add(self, record: Record, name: Name) -> None:
        words = folded_words(name.text)
        if not words or len(words) > MAX_NAME_WORDS:
            return
        if record.kind == Kind.PERSON and len(words) > 1 and words[0] not in TITLES | STOP_WORDS:
            self.given_names.add(words[0])
        for variant in spellings(words):
            self._root.add(variant, Entry(record, name))
            takes_article = record.kind == Kind.ORGANISATION or name.use == AliasUse.ABOUT
            if takes_article and not variant[0].startswith("ال"):
                self._root.add(["ال" + variant[0], *variant[1:]], Entry(record, name, lacks_article=True))


def _matches(text: Text, at: int, beginnings: _Beginnings) -> list[Match]:
    found = [
        (words, order, reading, entries)
        for order, reading, node in beginnings
        for words, entries in node.longest_first(text, at)
        if not order or words > 1 or len(reading.name) >= _LEAST_STRIPPED
    ]
    found.sort(key=lambda item: (-item[0], item[1]))
    return [Match(at, words, reading, tuple(entries)) for words, _order, reading, entries in found]


def spellings(words: Sequence[str]) -> list[list[str]]:
    """The words, and the words with their compounds joined or parted: عبد الفتاح, عبدالفتاح; نصر الله, نصرالله.

    A father of somebody declines: أبو بكر, أبي بكر, أبا بكر.
    """
    found = [list(words)]
    for index, (word, after) in enumerate(pairwise(words)):
        if word in _COMPOUNDING or after == "الله":
            found.append([*words[:index], word + after, *words[index + 2 :]])
    for index, word in enumerate(words):
        if word.startswith("عبدال") and len(word) > 6:
            found.append([*words[:index], "عبد", word[3:], *words[index + 1 :]])
        if word == "ابو" and len(words) > index + 1:
            found += [[*words[:index], case, *words[index + 1 :]] for case in ("ابي", "ابا")]
    return found


def surnames(record: Record) -> set[tuple[str, ...]]:
    """The last names of a person, folded, that may stand alone beside the full name: دي ميستورا, الاسد."""
    if record.kind != Kind.PERSON or not record.surname_counts:
        return set()
    full = (folded_words(name.text) for name in record.names if name.use in _FULL)
    return {surname for words in full if (surname := _surname(words))}


def _surname(words: Sequence[str]) -> tuple[str, ...]:
    """The last word with the particles before it; nothing of a one-word name, a title, an ordinal or a dynasty."""
    length = 1
    while len(words) > length + 1 and (words[-length - 1] in PARTICLES or words[-length] in NEVER_ALONE):
        length += 1
    surname = tuple(words[-length:])
    is_name = len(surname[-1]) >= 3 and not {surname[-1]} & ORDINALS and not (length == 1 and {*surname} & NEVER_ALONE)
    is_name = is_name and surname[0] != _DYNASTY  # آل سعود is no one person
    return surname if is_name and len(words) > length and words[0] not in TITLES else ()
