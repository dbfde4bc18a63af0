"""A stream of JSON -> the records in it, whatever they are wrapped in, without holding more than one.

Strings and brackets are told from each other here; what stands between a record's brackets is left to `json`. So a
record that is no JSON costs no other, and a dump that is cut off gives all before the cut.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass
from typing import Any, NamedTuple

from articles.ingest.json_text import LONGEST_RECORD, JsonText

DEEPEST = 100  # brackets within brackets of a record
CUT_OFF = "the file is cut off here"
NO_JSON = "it is no JSON"
TOO_LONG = f"the record is too long: the limit is {LONGEST_RECORD:,} characters"
TOO_DEEP = f"the record has brackets within brackets, deeper than {DEEPEST}"
# Where a dump has its articles: {"status": "ok", "articles": [...]}, {"response": {"docs": [...]}}.
LISTS = frozenset(
    [
        "articles",
        "items",
        "entries",
        "records",
        "results",
        "data",
        "docs",
        "documents",
        "news",
        "posts",
        "stories",
        "rows",
        "hits",
        "response",
        "result",
        "feed",
        "المقالات",
        "الأخبار",
    ]
)

_WRAPPINGS = 4  # objects within objects around a list
_LONGEST_NUMBER = 40  # digits; longer ones are names
_SHOWN = 200  # characters of a record that was given up
_AGAIN = 4 * LONGEST_RECORD  # characters of broken records that are looked through once more
_BRACKET = re.compile(r'["{}\[\]]')
_SCALAR = re.compile(r'[^\s,\[\]{}"]+|}+|\]+')
_FIRST_KEY = re.compile(r'\{\s*+("(?:[^"\\]|\\.){1,100}+")\s*+:')
_CLOSING = {"{": "}", "[": "]"}


class Found(NamedTuple):
    """A record: its value and its text as written, or what is wrong with it. `key` names it in an object of records.

    Without a text it is no record, but the end of a document that is cut off between two.
    """

    value: Any = None
    text: str = ""
    fault: str = ""
    key: str = ""


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) < _LONGEST_NUMBER else digits


def _why_not(length: int) -> str:
    """Why a record of which so many characters were read has no end."""
    return TOO_LONG if length > LONGEST_RECORD else CUT_OFF


def _closes_all(waiting: list[str], char: str) -> bool:
    """Keeps account of the brackets that wait to be closed. One that closes nothing is passed over."""
    if char in _CLOSING:
        waiting.append(_CLOSING[char])
        return False
    if char in waiting:
        while waiting.pop() != char:
            pass
        return not waiting
    return False


@dataclass
class JsonStream(JsonText):
    """Reads `chunks` of text once. `is_article` tells whether an object has an article's text of its own."""

    _: KW_ONLY
    is_article: Callable[[dict[str, Any]], bool]
    _again: int = _AGAIN

    def records(self) -> Iterator[Found]:
        """Each record: an element of the outermost list, or a whole value where there is no list."""
        is_cut_off = False
        for found in self._all():
            if not (is_cut_off and found.fault == CUT_OFF):
                yield found
            is_cut_off = is_cut_off or found.fault == CUT_OFF

    def _all(self) -> Iterator[Found]:
        while char := self._next():
            if char == "[":
                self._at += 1
                yield from self._elements()
            elif char == "{":
                yield from self._object()
            else:
                yield self._value()

    def _elements(self) -> Iterator[Found]:
        """The elements of a list, from behind its bracket to behind its end."""
        while char := self._next():
            if char == "]":
                self._at += 1
                return
            yield self._value()
        yield Found(fault=CUT_OFF)

    def _object(self) -> Iterator[Found]:
        """The records that an object wraps; where it wraps none, itself."""
        start, self._is_held = self._at, True
        levels = self._into_list(_WRAPPINGS)
        is_keyed = not levels and self._returned_to(start) and self._has_records_by_key()
        self._is_held = False
        if not levels:
            self._at = start
        if is_keyed:
            self._at += 1
            yield from self._members(1, are_records=True)
        elif levels:
            yield from self._elements()
            yield from self._members(levels)
        else:
            yield self._value()

    def _returned_to(self, start: int) -> bool:
        self._at = start
        return True

    def _into_list(self, levels: int) -> int:
        """Goes behind the bracket of the list that an object wraps; how many braces are then open, 0 for no list.

        As much of the object is looked at as a record may have.
        """
        start = self._at
        self._at += 1
        while self._at - start < LONGEST_RECORD and (key := self._key()) is not None:
            char = self._next()
            bracket = self._at
            if key in LISTS and char == "[":
                self._at += 1
                if self._next() == "{":
                    return 1
                self._at = bracket
            elif key in LISTS and char == "{" and levels > 1:
                if inner := self._into_list(levels - 1):
                    return inner + 1
                self._at = bracket
            if self._ends() or self._value().fault:
                return 0
        return 0

    def _has_records_by_key(self) -> bool:
        """Whether the first members of an object are articles: {"2016-1": {"title": ...}, "2016-2": ...}."""
        self._at += 1
        for _ in range(2):
            if self._key() is None:
                return False
            value = None if self._ends() else self._value().value
            if not isinstance(value, dict) or not self.is_article(value):
                return False
        return True

    def _members(self, levels: int, *, are_records: bool = False) -> Iterator[Found]:
        """The rest of an object in which `levels` braces are open: its members, or further lists among them."""
        while levels:
            char = self._next()
            if char == "}":
                self._at, levels = self._at + 1, levels - 1
                continue
            key = self._key() if char == '"' else None
            if self._ends():
                yield Found(fault=CUT_OFF)
                return
            if key in LISTS and not are_records and self._next() == "[":
                self._at += 1
                yield from self._elements()
                continue
            found = self._value()
            if are_records:
                yield found._replace(key=key or "")
            elif found.fault:
                yield Found(fault=found.fault)

    def _value(self) -> Found:
        """The value that begins here; behind it, or behind what is wrong."""
        char = self._next()
        if char in "{[":
            return self._bracketed()
        if char == '"':
            end = self._behind_string(1)
            return self._taken(end) if end else self._given_up(len(self._text) - self._at, CUT_OFF)
        while True:
            match = _SCALAR.match(self._text, self._at)
            end = match.end() - self._at if match else 1
            if self._at + end < len(self._text) or end > LONGEST_RECORD or not self._fill():
                return self._taken(end)

    def _bracketed(self) -> Found:
        """The object or list that begins here. A bracket that is not closed ends with the one it stands in."""
        waiting: list[str] = []
        end = 0
        while True:
            match = _BRACKET.search(self._text, self._at + end)
            end = (match.end() if match else len(self._text)) - self._at
            if end > LONGEST_RECORD or (match is None and not self._fill()):
                return self._given_up(end, _why_not(end), len(waiting))
            char = match[0] if match else ""
            if char == '"':
                end = self._behind_string(end)
                if not end:
                    read = len(self._text) - self._at
                    return self._given_up(read, _why_not(read), len(waiting), in_string=True)
            elif char and _closes_all(waiting, char):
                return self._taken(end)
            elif len(waiting) > DEEPEST:
                return self._given_up(end, TOO_DEEP, len(waiting))

    def _taken(self, length: int) -> Found:
        """The value of so many characters."""
        text = self._text[self._at : self._at + length]
        try:
            value = json.loads(text, strict=False, parse_int=_whole_number)
        except (ValueError, RecursionError):
            self._at += self._sibling(text) or length
            return Found(text=text, fault=NO_JSON)
        self._at += length
        return Found(value, text)

    def _given_up(self, length: int, fault: str, levels: int = 0, *, in_string: bool = False) -> Found:
        """What is wrong with the record, of which so many characters were read; on to the next record."""
        text = self._text[self._at : self._at + length]
        sibling = 0 if fault == TOO_DEEP else self._sibling(text)
        self._at += sibling or length
        if not sibling and fault != CUT_OFF and not self._is_held:
            self._skip(levels, in_string)
        return Found(text=text[:_SHOWN], fault=NO_JSON if sibling and fault == CUT_OFF else fault)

    def _sibling(self, text: str) -> int:
        """Where in the text of a broken record the next one begins, 0 for nowhere: by the same first key.

        With a quotation mark too few or too many, all behind it reads inside out.
        """
        key = _FIRST_KEY.match(text)
        if not key or self._again < len(text):
            return 0
        self._again -= len(text)
        match = re.compile(r"\{\s*+" + re.escape(key[1]) + r"\s*+:").search(text, key.end())
        return match.start() if match else 0
