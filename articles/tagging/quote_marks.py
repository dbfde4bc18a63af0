"""What stands in quotation marks: «…», “…”, "…", ‘…’, also turned wrongly, nested, over paragraphs, unclosed.

Arabic news types them as it comes: ”…“ and »…« for “…” and «…», a space on the wrong side, an opening mark at each
paragraph of a long quotation, a mark that is never closed. A mark's place among the letters tells more than its shape.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MARKS = "\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2018\u2019'"  # " “ ” „ ‟ « » ‹ › ‘ ’ '
_MARK = re.compile(f"[{MARKS}]")
_FAMILIES = {'"': '"'} | dict.fromkeys("\u201c\u201d\u201e\u201f", "\u201c")
_FAMILIES |= dict.fromkeys("\u00ab\u00bb\u2039\u203a", "\u00ab") | dict.fromkeys("\u2018\u2019'", "'")
_OPENING, _CLOSING = frozenset("\u201c\u201e\u00ab\u2039\u2018"), frozenset("\u201d\u201f\u00bb\u203a\u2019")
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u200e\u200f\u0640([{:,\u060c-\u2013\u2014")  # tatweel: بـ"…"
_BEHIND_CLOSING = frozenset(" \t\n\u00a0\u200e\u200f)]}.,\u060c\u061b;:!?\u061f\u2026-\u2013\u2014")
_SINGLE = "'"  # also an apostrophe: counts only where its place is clear
_LONGEST = 3000  # characters of one quotation …
_MOST_PARAGRAPHS = 6  # … and its paragraphs
_MOST_WITHIN = 40  # marks in it
_INDENT = 20  # characters: what may stand before a mark that begins a line
_TRIMMED = " \t\n\u00a0\u200e\u200f:"


class Quoted(NamedTuple):
    """`body[start:end]` are the words between the marks, which stand at `opening` and right before `closing`."""

    start: int
    end: int
    opening: int
    closing: int
    is_closed: bool = True


class _Mark(NamedTuple):
    at: int
    family: str
    role: str  # "open", "close" or "either"
    begins_line: bool


def quoted(body: str) -> list[Quoted]:
    """The outermost quotations in order; none overlap."""
    marks = list(_marks(body))
    found, number, free = [], 0, 0
    while number < len(marks):
        mark = marks[number]
        number += 1
        if mark.at >= free and mark.role != "close" and (pair := _pair(body, marks, number - 1)):
            free = pair.closing
            if pair.start < pair.end:
                found.append(pair)
    return found


def _marks(body: str) -> Iterator[_Mark]:
    for match in _MARK.finditer(body):
        at, char = match.start(), match.group()
        family, role = _FAMILIES[char], _role(body, at, char)
        if family != _SINGLE or role != "either":
            before = body[max(0, at - _INDENT) : at].rpartition("\n")
            begins = bool(before[1] or at < _INDENT) and not before[2].strip(_TRIMMED + "-\u2013\u2014")
            yield _Mark(at, family, role, begins)


def _role(body: str, at: int, char: str) -> str:
    """Its neighbours tell which way a mark is turned; where they do not, its shape."""
    before = body[at - 1] if at else " "
    behind = body[at + 1] if at + 1 < len(body) else " "
    may_open, may_close = before in _BEFORE_OPENING, behind in _BEHIND_CLOSING
    if may_open != may_close:
        return "open" if may_open else "close"
    if _FAMILIES[char] == _SINGLE:
        return "either"
    return "open" if char in _OPENING else "close" if char in _CLOSING else "either"


def _pair(body: str, marks: Sequence[_Mark], number: int) -> Quoted | None:
    """What the mark opens: up to the next of its family that closes, or to its line's end where none does."""
    first, last = marks[number], marks[number]
    for mark in marks[number + 1 : number + 1 + _MOST_WITHIN]:
        if mark.at - first.at > _LONGEST:
            break
        if mark.family != first.family:
            continue
        if mark.role == "open" or (mark.role == "either" and mark.begins_line):
            if not mark.begins_line:
                return None  # what was opened before is never closed
            last = mark
            continue
        lines = body.count("\n", last.at, mark.at)
        if lines <= 1 and body.count("\n", first.at, mark.at) <= _MOST_PARAGRAPHS:
            return _trimmed(body, first.at, mark.at, is_closed=True)
        break
    return _unclosed(body, first.at)


def _unclosed(body: str, at: int) -> Quoted | None:
    """To the end of the line, where no other mark of the family stands in it."""
    furthest = at + _LONGEST
    end = body.find("\n", at, furthest)
    end = min(len(body), furthest) if end < 0 else end
    family = _FAMILIES[body[at]]
    if family == _SINGLE or end == furthest:
        return None
    others = (match for match in _MARK.finditer(body, at + 1, end) if _FAMILIES[match.group()] == family)
    return None if any(others) else _trimmed(body, at, end, is_closed=False)


def _trimmed(body: str, opening: int, end: int, is_closed: bool) -> Quoted:
    start, stop = opening + 1, end
    while start < stop and body[start] in _TRIMMED:
        start += 1
    while start < stop and body[stop - 1] in _TRIMMED:
        stop -= 1
    closing = end + 1 if is_closed else end
    return Quoted(start, stop, opening, closing, is_closed)
