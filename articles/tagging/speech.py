"""A text as one reads it for who says what: words, the breaks between them, names, and what stands in marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from articles.arabic.tokens import Token, folded_words
from articles.models import Kind
from articles.tagging.gazetteer import Record, Text
from articles.tagging.given_names import GIVEN_NAMES
from articles.tagging.mentions import FoundMention
from articles.tagging.quote_marks import Quoted, quoted
from articles.tagging.saying import SAYING
from articles.tagging.saying_cues import ABOUT, ACCORDING, EVENTS, THAT, TITLED
from articles.tagging.unlinked import Span

NONE, CLAUSE, SENTENCE = range(3)  # what parts a word from the one before
_PARTS = frozenset("\u060c,\u061b;:()-\u2013\u2014")
_ENDS = frozenset("!?\u061f\u2026")
_TELLING = SAYING.keys() | ACCORDING | THAT | {"علي"}
_GOVERN = frozenset("لبك")  # ل ب ك
_LONG_SENTENCE, _LONG_NAME = 200, 200  # words, characters
_NAME_SHARE = 0.7  # of words in marks: if a name has as much of them, they are a name
_NEAR_EVENT = 5  # words from what is held to the marks with its subject
_SHORT, _LONG_TITLE = 7, 10  # words of a title that is announced from afar, or by the word before


class Named(NamedTuple):
    """`body[start:end]` names somebody or something, with or without a record.

    `is_governed`: a preposition is written together with it, as its record tells.
    """

    start: int
    end: int
    kind: Kind
    entity_id: int | None = None
    is_governed: bool = False


class Speech:
    """`breaks[i]` tells what parts word i from the one before it.

    `places` are the words at which one has to look: those parted from the one before, words of saying, أن, وفق.
    """

    def __init__(self, body: str, names: Iterable[Named]) -> None:
        self.body = body
        text = Text.of(body)
        self.tokens: Sequence[Token] = text.tokens
        self.joined = text.joined
        self.breaks = _breaks(body, text)
        self.places = [at for at, token in enumerate(self.tokens) if not self.joined[at] or token.folded in _TELLING]
        self.names = sorted(names)
        self.pairs = quoted(body)
        self._name_starts = [name.start for name in self.names]
        self._openings = [pair.opening for pair in self.pairs]
        self._opened = {self.at_or_after(pair.opening): pair for pair in reversed(self.pairs)}

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return [token.start for token in self.tokens]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(token.folded for token in self.tokens)

    def lines_between(self, start: int, end: int) -> int:
        """How many lines further on `end` is, blank ones not counted."""
        if "\n" not in self.body[start:end]:
            return 0
        *between, _last = self.body[start:end].split("\n")[1:]
        return 1 + sum(1 for line in between if line.strip())

    def next_place(self, at: int) -> int:
        """The next word at which one has to look; the number of all words where there is none."""
        number = bisect_right(self.places, at)
        return self.places[number] if number < len(self.places) else len(self.tokens)

    def at_or_after(self, char: int) -> int:
        """The first word that begins there or later."""
        return bisect_left(self.starts, char)

    def word(self, at: int) -> str:
        """The folded word at a position; "" outside the text."""
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def word_before(self, at: int) -> str:
        """The folded word before, in the same sentence; "" where the sentence begins."""
        return self.word(at - 1) if 0 < at <= len(self.tokens) and not self.ends(at) else ""

    def ends(self, at: int) -> bool:
        """Whether a sentence ends before the word."""
        return at <= 0 or at >= len(self.tokens) or self.breaks[at] == SENTENCE

    def sentence_start(self, at: int) -> int:
        """The first word of the sentence, looked for among the words right before."""
        first = max(at - _LONG_SENTENCE, 0)
        while at > first and not self.ends(at):
            at -= 1
        return at

    def gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        start = self.tokens[at - 1].end if at else 0
        return self.body[start : self.tokens[at].start if at < len(self.tokens) else len(self.body)]

    def pair_before(self, at: int) -> Quoted | None:
        """What stands in marks, where the marks open right before a word and behind the word before it."""
        return self._opened.get(at)

    def pair_around(self, char: int) -> Quoted | None:
        """The marks in which a character stands."""
        number = bisect_right(self._openings, char) - 1
        return self.pairs[number] if number >= 0 and char < self.pairs[number].closing else None

    def length(self, pair: Quoted) -> int:
        """Words between the marks."""
        return self.at_or_after(pair.end) - self.at_or_after(pair.start)

    def name_at(self, at: int) -> Named | None:
        """The name that begins with a word."""
        if not 0 <= at < len(self.tokens):
            return None
        number = bisect_left(self._name_starts, self.tokens[at].start)
        found = self.names[number : number + 1]
        return found[0] if found and found[0].start == self.tokens[at].start else None

    def name_before(self, at: int) -> Named | None:
        """The name that ends with the word before."""
        if not 0 < at <= len(self.tokens):
            return None
        end = self.tokens[at - 1].end
        number = bisect_left(self._name_starts, end) - 1
        return self.names[number] if number >= 0 and self.names[number].end == end else None

    def names_between(self, start: int, end: int) -> Sequence[Named]:
        return self.names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    def is_governed(self, name: Named) -> bool:
        """Whether a preposition is written together with it: لترامب."""
        if name.is_governed:
            return True
        first = self.word(self.at_or_after(name.start))
        bare = "ال" + first[2:] if first.startswith("لل") else first[1:]
        return first[:1] in _GOVERN and first not in GIVEN_NAMES and (bare in GIVEN_NAMES or bare in self.words)

    def is_name(self, pair: Quoted) -> bool:
        """Whether what stands in marks is a name: "داعش"."""
        near = self.names_between(pair.start - _LONG_NAME, pair.end)
        inside = (name for name in near if name.start < pair.end and pair.start < name.end)
        covered = sum(min(name.end, pair.end) - max(name.start, pair.start) for name in inside)
        return covered >= _NAME_SHARE * (pair.end - pair.start)

    def is_title(self, pair: Quoted, at: int) -> bool:
        """Whether the words before announce a name or a title: فيلم "…"; `at` is the first word in marks."""
        words = self.length(pair)
        announced = self.word_before(at) in TITLED or (words < _SHORT and self.word(at - 2) in TITLED)
        return (announced or self._is_subject_of_event(at)) and words <= _LONG_TITLE

    def _is_subject_of_event(self, at: int) -> bool:
        """Whether what a meeting or a study is about begins at the word: ورشة استراتيجية حول "…"."""
        events = (self.word(place) in EVENTS for place in range(at - _NEAR_EVENT, at - 1))
        return self.word_before(at) in ABOUT and any(events)


def named_in(
    text: Text, mentions: Sequence[FoundMention], records: Mapping[int, Record], spans: Iterable[Span]
) -> list[Named]:
    """The mentions, and the recognised names that meet none of them; each begins and ends with a word."""
    named = [_mentioned(text, each, records[each.entity_id]) for each in mentions]
    ends = [each.end for each in named]
    for span in spans:
        start = text.tokens[span.at].start
        end = text.tokens[span.at + span.words - 1].end
        number = bisect_right(ends, start)
        if number >= len(mentions) or mentions[number].start >= end:
            named.append(Named(start, end, span.recognised.kind))
    return named


def _mentioned(text: Text, mention: FoundMention, record: Record) -> Named:
    is_governed = False
    if text.body[mention.start] in _GOVERN:
        first = folded_words(text.body[mention.start : mention.end])[0]
        known = {word for name in record.names for word in folded_words(name.text)}
        is_governed = first not in known and (first[1:] in known or f"ا{first[1:]}" in known)
    return Named(mention.start, mention.end, record.kind, mention.entity_id, is_governed)


def _breaks(body: str, text: Text) -> list[int]:
    """What parts each word from the one before; the first begins a sentence."""
    found = [NONE if joined else -1 for joined in text.joined]
    for at, kind in enumerate(found):
        if kind < 0:
            found[at] = _break(body, text.tokens, at) if at else SENTENCE
    return found


def _break(body: str, tokens: Sequence[Token], at: int) -> int:
    before, after = tokens[at - 1], tokens[at]
    gap = body[before.end : after.start]
    if "\n" in gap or not _ENDS.isdisjoint(gap):
        return SENTENCE
    if "." in gap and not _is_inner_point(gap, before, after):
        return SENTENCE
    return NONE if _PARTS.isdisjoint(gap) else CLAUSE


def _is_inner_point(gap: str, before: Token, after: Token) -> bool:
    """A point that ends no sentence: behind an initial (د. محمد), in a number (2.3), in an address."""
    if gap.strip() != ".":
        return False
    is_initial = len(before.surface) == 1 and before.surface.isalpha()
    return is_initial or (gap == "." and before.folded.isascii() and after.folded.isascii())
