"""A query's text -> lexemes: words, phrases, operators, keywords with their colon, brackets and dates."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from articles.arabic.normalize import INVISIBLE, fold_word
from articles.arabic.tokens import Token, folded_words, spelled_words, tokens
from articles.search.notices import Notice
from articles.search.params import FacetName
from articles.search.periods import PERIOD, Period, read_period
from articles.search.tree import DateRange

MAX_DEPTH = 4  # brackets within brackets
MIN_PREFIX = 2  # letters

TITLE = "title"
FIELDS: dict[str, FacetName | str] = {
    fold_word(word): field
    for field, words in (
        (FacetName.PERSON, "person شخص"),
        (FacetName.ORGANISATION, "org organisation organization جهة"),
        (FacetName.PLACE, "place مكان"),
        (FacetName.SOURCE, "source مصدر"),
        (TITLE, "title عنوان"),
        ("before", "before قبل"),
        ("after", "after بعد"),
        ("date", "date تاريخ"),
    )
    for word in words.split()
}
_DATE_FIELDS = ("before", "after", "date")
_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02'
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d-"  # the hyphen last: these stand in bracket expressions too
_COLONS = ":\ufe55\uff1a"
_QUOTE = re.compile(f"[{_QUOTES}]")
_PAIRED_DASH = re.compile(rf"[^\s{_DASHES}][{_DASHES}](?=\s|$)")  # one that ends a word, as behind an aside
_NUMBER_RANGE = re.compile(rf"\d+\s*(?:[{_DASHES}]|\.\.)\s*\d")
_TO = rf"\.\.+|\u2026|[{_DASHES}](?=\d{{4}}(?!\w))"  # between two dates; a dash only before a year
_DATES = re.compile(rf"\s*[{_QUOTES}]?({PERIOD})?({_TO})?({PERIOD})?[{_QUOTES}]?(?![\w{_DASHES}])")
_FOREIGN_SIGNS = frozenset("*~^[]{}\\")  # those of other engines' languages: left out, and said


class Kind(Enum):
    WORD = auto()
    PHRASE = auto()  # `words` may be empty
    PREFIX = auto()
    DATES = auto()
    FIELD = auto()  # a keyword with its colon
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    NOT = auto()
    AND = auto()


_OPERATORS = {"OR": Kind.OR, "NOT": Kind.NOT, "AND": Kind.AND}  # as written
_ARABIC_OPERATORS = {fold_word("أو"): Kind.OR, fold_word("ليس"): Kind.NOT}  # in any spelling

TERMS = frozenset({Kind.WORD, Kind.PHRASE, Kind.PREFIX, Kind.DATES, Kind.FIELD, Kind.OPEN, Kind.NOT})
VALUES = frozenset({Kind.WORD, Kind.PHRASE, Kind.PREFIX, Kind.OPEN})  # what may stand behind a keyword
COUNTED = frozenset({Kind.WORD, Kind.PHRASE, Kind.PREFIX})


@dataclass(frozen=True)
class Lexeme:
    """`start` and `end` are its place in the cleaned text; `words` are folded, `spellings` as written."""

    kind: Kind
    start: int
    end: int
    words: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    field: FacetName | str = ""
    dates: DateRange | None = None


Noted = list[tuple[Notice, str]]


def clean(text: str) -> str:
    """Without what has no shape and what no page can hold; dashes and colons stay as written."""
    text = text.replace("\0", " ").encode("utf-8", "ignore").decode()
    return "".join(char for char in text if char not in INVISIBLE)


def is_operator(word: Token) -> bool:
    """Whether the word, where it stands alone between terms, joins or excludes them."""
    return word.surface in _OPERATORS or word.folded in _ARABIC_OPERATORS


def lexemes(text: str, noted: Noted) -> list[Lexeme]:
    """The lexemes of a cleaned text, its brackets in pairs; what is left out is added to `noted`."""
    return list(_paired(list(_Scanner(text, noted).scan()), noted))


class _Scanner:
    """Goes over a text once, from its beginning to its end."""

    def __init__(self, text: str, noted: Noted) -> None:
        self.text, self.noted, self.at = text, noted, 0
        self.words = {token.start: token for token in tokens(text)}

    def scan(self) -> Iterator[Lexeme]:
        while self.at < len(self.text):
            start, char = self.at, self.text[self.at]
            self.at += 1
            if token := self.words.get(start):
                yield self._word(token)
            elif char in _QUOTES:
                yield from self._phrase(start)
            elif char in "()":
                yield Lexeme(Kind.OPEN if char == "(" else Kind.CLOSE, start, self.at)
            elif char == "|" and self.text[start - 1 : start] != "|":
                yield Lexeme(Kind.OR, start, self.at)
            elif char in _DASHES:
                if self._is_minus(start):
                    yield Lexeme(Kind.NOT, start, self.at)
            elif char in _FOREIGN_SIGNS or (char == "?" and self._is_inside_word(start)):
                self.noted.append((Notice.IGNORED, char))

    def _word(self, token: Token) -> Lexeme:
        self.at = token.end
        word = Lexeme(Kind.WORD, token.start, token.end, (token.folded,), tuple(spelled_words(token.surface)))
        if self._peek(token.end) in _COLONS and self._begins(token.start) and token.folded in FIELDS:
            return self._field(word, FIELDS[token.folded])
        if self._peek(token.end) == "*" and token.end + 1 not in self.words:
            return self._prefix(word)
        return replace(word, kind=self._operator(token))

    def _field(self, word: Lexeme, field: FacetName | str) -> Lexeme:
        """The keyword with its colon; those of dates with the date behind it, or as words without."""
        self.at = word.end + 1
        if field not in _DATE_FIELDS:
            return replace(word, kind=Kind.FIELD, field=field, end=self.at)
        match = _DATES.match(self.text, self.at)
        dates = _dates(field, *match.groups("")) if match else None
        if match is None or dates is None:
            self.noted.append((Notice.AS_WORDS, self.text[word.start : self.at]))
            return word
        self.at = match.end()
        return replace(word, kind=Kind.DATES, dates=dates, end=self.at)

    def _prefix(self, word: Lexeme) -> Lexeme:
        self.at = word.end + 1
        if len(word.words[0]) >= MIN_PREFIX:
            return replace(word, kind=Kind.PREFIX, end=self.at)
        self.noted.append((Notice.SHORT_PREFIX, self.text[word.start : self.at]))
        return word

    def _operator(self, token: Token) -> Kind:
        """OR, NOT and AND in capitals, and the Arabic words, where they stand alone."""
        if not self._begins(token.start) or not self._ends(token.end):
            return Kind.WORD
        return _OPERATORS.get(token.surface) or _ARABIC_OPERATORS.get(token.folded, Kind.WORD)

    def _phrase(self, start: int) -> Iterator[Lexeme]:
        closing = _QUOTE.search(self.text, self.at)
        if not closing:
            self.noted.append((Notice.OPEN_QUOTE, ""))
            return
        inside = self.text[self.at : closing.start()]
        self.at = closing.end()
        yield Lexeme(Kind.PHRASE, start, self.at, tuple(folded_words(inside)), tuple(spelled_words(inside)))

    def _is_minus(self, start: int) -> bool:
        """Whether a dash excludes: at the beginning of a term, and neither in a range of numbers nor an aside."""
        follows = self.at in self.words or self._peek(self.at) in f"{_QUOTES}("
        if not follows or not self._is_free(start) or _NUMBER_RANGE.match(self.text, self.at):
            return False
        if self.text[self.at].isdigit() and self.text[:start].rstrip()[-1:].isdigit():
            return False
        return not _PAIRED_DASH.search(self.text, self.at)

    def _is_inside_word(self, start: int) -> bool:
        return self.text[start - 1 : start].isalnum() and self._peek(start + 1).isalnum()

    def _begins(self, start: int) -> bool:
        """Whether a word at `start` has nothing of another word before it, apart from a minus."""
        return self._is_free(start) or (self.text[start - 1] in _DASHES and self._is_free(start - 1))

    def _is_free(self, start: int) -> bool:
        return not start or self.text[start - 1].isspace() or self.text[start - 1] in f"()|{_QUOTES}"

    def _ends(self, end: int) -> bool:
        after = self._peek(end)
        return after.isspace() or after in f"()|{_QUOTES}{_DASHES}"

    def _peek(self, at: int) -> str:
        return self.text[at] if at < len(self.text) else " "


def _dates(field: str, first: str, dots: str, last: str) -> DateRange | None:
    """`date:2015..2016`, `before:2016`, `after:2016-08`; None when it is not to be understood."""
    begin, end = read_period(first), read_period(last)
    if (first and not begin) or (last and not end) or not (begin or end):
        return None
    if field == "date":
        return _between(begin, end, bool(dots))
    if begin is None or dots or last:
        return None
    if field == "before":
        return DateRange(None, _day(begin.first.toordinal() - 1))
    return DateRange(_day(begin.last.toordinal() + 1), None)


def _between(begin: Period | None, end: Period | None, is_range: bool) -> DateRange | None:
    if begin and end and end.last < begin.first:
        begin, end = end, begin
    if not is_range:
        return DateRange(begin.first, begin.last) if begin and not end else None
    return DateRange(begin.first if begin else None, end.last if end else None)


def _day(ordinal: int) -> dt.date:
    """The day, or the nearest there is in the calendar."""
    return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))


def _paired(found: list[Lexeme], noted: Noted) -> Iterator[Lexeme]:
    """The lexemes without brackets that have no pair or lie too deep."""
    opened: list[int] = []
    dropped: set[int] = set()
    for index, lexeme in enumerate(found):
        if lexeme.kind is Kind.OPEN:
            opened.append(index)
        elif lexeme.kind is Kind.CLOSE and opened:
            if len(opened) > MAX_DEPTH:
                dropped |= {opened[-1], index}
                noted.append((Notice.TOO_DEEP, ""))
            opened.pop()
        elif lexeme.kind is Kind.CLOSE:
            dropped.add(index)
            noted.append((Notice.IGNORED, ")"))
    noted.extend((Notice.IGNORED, "(") for _ in opened)
    dropped.update(opened)
    return (lexeme for index, lexeme in enumerate(found) if index not in dropped)
