"""A table as text -> its rows. How its cells are parted and quoted is told by the rows themselves.

A quotation mark that is never closed would swallow the rest of a dump. So a row whose cells do not come out is given
up at the first line behind it that is a row, and reading goes on there.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple

from articles.ingest.json_text import LONGEST_RECORD
from articles.ingest.text_stream import Line

CUT_OFF = "the file is cut off here"
MOST_LINES = 20_000  # of a row
TOO_LONG = f"the row is too long: the limit is {LONGEST_RECORD:,} characters in {MOST_LINES:,} lines"
UNQUOTED = "its quotation marks part it into no cells"

_JUDGED = 200  # rows by which a dialect is judged
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED_LETTER = re.compile(r"\\([a-zA-Z0])")
_ESCAPED = {"n": "\n", "r": "\n", "t": "\t"}
_QUOTED = re.compile('".*"', re.DOTALL)
csv.field_size_limit(LONGEST_RECORD)  # the module's own limit is 131,072


class Dialect(NamedTuple):
    """How cells are parted, and whether quotation marks quote them: with marks within them doubled or escaped."""

    delimiter: str
    is_quoted: bool = True
    is_escaped: bool = False


DIALECTS = [
    Dialect(delimiter, quoted, escaped)
    for quoted, escaped in ((True, False), (True, True), (False, False))
    for delimiter in ",\t;|"
]


class Row(NamedTuple):
    """The cells of a row and its text as written, or what is wrong with it."""

    cells: Sequence[str]
    text: str
    fault: str = ""


class Fit(NamedTuple):
    """How well a dialect fits: the share of `rows` that are as wide as the `header`, and parted without a doubt."""

    dialect: Dialect
    header: Sequence[str]
    share: float
    rows: int


def fits(text: str, *, is_whole: bool, may_be_one_column: bool) -> list[Fit]:
    """How each dialect that parts its first line fits the beginning of a text; of one column it is in the first."""
    lines = text.replace("\r\n", "\n").split("\n")
    lines = [line for line in (lines if is_whole else lines[:-1]) if line.strip()]
    parting = [dialect for dialect in DIALECTS if lines and dialect.delimiter in lines[0]]
    return [fit for dialect in parting or DIALECTS[:may_be_one_column] if (fit := _fit(lines, dialect))]


def _fit(lines: Sequence[str], dialect: Dialect) -> Fit | None:
    header = strictly_parted(lines[0], dialect) if lines else None
    if not header or (dialect.is_escaped and not any('\\"' in line for line in lines)):
        return None
    table = Table((Line(line, True) for line in lines[1:]), dialect, len(header))
    rows = list(islice(table.rows(), _JUDGED))
    rows = rows[:-1] if len(rows) > 1 and rows[-1].fault == CUT_OFF else rows
    if (
        not dialect.is_quoted
        and dialect.delimiter != "\t"
        and any(map(_QUOTED.fullmatch, chain(*(row.cells for row in rows))))
    ):
        return None
    sure = sum(not row.fault and strictly_parted(row.text, dialect) is not None for row in rows)
    return Fit(dialect, [cell.strip(" \ufeff") for cell in header], sure / len(rows) if rows else 1.0, len(rows))


@dataclass
class Table:
    """Reads `lines` of a table `width` cells wide once, its first row left out."""

    lines: Iterable[Line]
    dialect: Dialect
    width: int
    _waiting: deque[Line] = field(default_factory=deque)

    def rows(self) -> Iterator[Row]:
        """Its rows; empty lines are none."""
        self._more = iter(self.lines)
        while (line := self._next()) is not None:
            if line.text.strip():
                yield self._row(line)

    def _next(self) -> Line | None:
        return self._waiting.popleft() if self._waiting else next(self._more, None)

    def _row(self, first: Line) -> Row:
        """The row that begins with this line: of as many lines as its quotation marks hold together."""
        if len(first.text) == LONGEST_RECORD and not first.is_whole:
            return self._given_up([first], TOO_LONG)
        lines, length, is_open = [first], len(first.text), self._opens(first)
        while is_open and length <= LONGEST_RECORD and len(lines) <= MOST_LINES and (line := self._next()) is not None:
            lines.append(line)
            length += len(line.text) + 1
            is_open ^= self._opens(line)
        if length > LONGEST_RECORD or len(lines) > MOST_LINES:
            return self._given_up(lines, TOO_LONG)
        if is_open:
            return self._given_up(lines, CUT_OFF)
        text = "\n".join(line.text for line in lines)
        cells = parted(text, self.dialect, self.width)
        if cells is None or len(cells) != self.width:
            return self._given_up(lines, self._why_not(cells, lines[-1]))
        return Row(cells, text)

    def _why_not(self, cells: Sequence[str] | None, last: Line) -> str:
        if cells is None:
            return UNQUOTED
        if not last.is_whole and len(cells) < self.width:
            return CUT_OFF
        return f"it has {len(cells)} cells, and the table {self.width} columns"

    def _opens(self, line: Line) -> bool:
        """Whether the line opens a quoted cell that it does not close, or closes one it did not open."""
        if not self.dialect.is_quoted:
            return False
        text = _ESCAPE.sub("", line.text) if self.dialect.is_escaped else line.text
        return text.count('"') % 2 == 1

    def _given_up(self, lines: list[Line], fault: str) -> Row:
        """The row that is none, up to the first line that is a row by itself."""
        at = next((at for at in range(1, len(lines)) if self._is_row(lines[at])), len(lines))
        self._waiting.extendleft(reversed(lines[at:]))
        if fault == TOO_LONG and at == len(lines):
            while (line := self._next()) is not None:
                if self._is_row(line):
                    self._waiting.appendleft(line)
                    break
        return Row((), lines[0].text, UNQUOTED if fault == CUT_OFF and at < len(lines) else fault)

    def _is_row(self, line: Line) -> bool:
        if self.width < 2 or self.dialect.delimiter not in line.text or self._opens(line):
            return False
        cells = strictly_parted(line.text, self.dialect)
        return cells is not None and len(cells) == self.width


def strictly_parted(text: str, dialect: Dialect) -> list[str] | None:
    """The cells of a row, None where its quotation marks stand where none can."""
    if not dialect.is_quoted:
        return text.split(dialect.delimiter)
    escape = "\\" if dialect.is_escaped else None
    if escape:
        text = _ESCAPED_LETTER.sub(r"\\\\\1", text)
    reader = csv.reader([text], delimiter=dialect.delimiter, strict=True, doublequote=not escape, escapechar=escape)
    try:
        cells = next(reader, None)
    except csv.Error:
        return None
    return [_ESCAPED_LETTER.sub(_named_by, cell) for cell in cells] if cells and escape else cells


def parted(text: str, dialect: Dialect, width: int) -> list[str] | None:
    """The cells of a row. Where marks within quoted cells are not doubled, only one before a delimiter ends a cell."""
    cells = strictly_parted(text, dialect)
    if cells is not None and len(cells) >= width:
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        return cells
    loosely = _loosely_parted(text, dialect.delimiter)
    return loosely if len(loosely) == width else cells


def _loosely_parted(text: str, delimiter: str) -> list[str]:
    sign = re.escape(delimiter)
    cell = re.compile(rf'(?:"((?:[^"]|"(?!\s*(?:{sign}|$)))*+)"\s*|([^{sign}\n]*+))({sign}|$)')
    cells, at = [], 0
    while match := cell.match(text, at):
        cells.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        at = match.end()
        if not match[3]:
            return cells if at == len(text) else []
    return []


def _named_by(escape: re.Match[str]) -> str:
    return _ESCAPED.get(escape[1], escape[0])
