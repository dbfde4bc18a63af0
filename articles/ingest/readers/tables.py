"""CSV and its kin: a table with an article a row and names of columns in the first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from articles.ingest.columns import part_of
from articles.ingest.context import Context
from articles.ingest.json_text import LONGEST_RECORD
from articles.ingest.record_reading import RecordReading
from articles.ingest.records import HEAD, ArticleRecord, RawDocument, Unreadable, UnreadableError
from articles.ingest.tables import Fit, Table, fits
from articles.ingest.text_stream import Line, TextStream, beginning

_NAMED_SO = re.compile(r"\.(?:csv|tsv|tab)$", re.IGNORECASE)
_DECLARED = re.compile(r"text/(?:csv|tab-separated-values)\b")
_SEPARATOR = re.compile(r"sep=.\n")  # a line by which a spreadsheet tells the delimiter
_GUARDED = re.compile(r"^'(?=[ \u00a0\u200f\u200e]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20'])")
_LONGEST_NAME = 60  # characters of a column's name
_LEAST_SHARE = 0.5  # of rows that must have as many cells as the header


class TableReader:
    name = "CSV"

    def accepts(self, document: RawDocument) -> bool:
        return best_fit(document) is not None

    def read(self, document: RawDocument, context: Context) -> Iterator[ArticleRecord | Unreadable]:
        fit = best_fit(document)
        if fit is None:
            raise UnreadableError("it is no table")
        stream = TextStream.of(document)
        kind = "text/tab-separated-values" if fit.dialect.delimiter == "\t" else "text/csv"
        reading = RecordReading(stream, context, kind)
        names, has_header = _names(fit.header, context.columns)
        lines = without_first(stream.lines(LONGEST_RECORD), leave_out=has_header)
        for row in Table(lines, fit.dialect, len(names)).rows():
            if row.fault:
                yield reading.fault(row.fault)
            else:
                yield reading.article(dict(zip(names, map(_as_meant, row.cells), strict=True)), row.text)
        if not reading.number:
            raise UnreadableError("the table has no rows")


def _as_meant(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from taking the cell for a formula: our own tables have it."""
    return _GUARDED.sub("", cell, count=1)


def best_fit(document: RawDocument) -> Fit | None:
    """How the document is a table, None where it is none."""
    text = _SEPARATOR.sub("", beginning(document).replace("\r\n", "\n"), count=1)
    if text.lstrip()[:1] in ("<", "{", "[", ""):
        return None
    is_called_so = bool(_NAMED_SO.search(unquote(document.reference)) or _DECLARED.match(document.media_type))
    is_whole = len(document.head) < HEAD
    fitting = fits(text, is_whole=is_whole, may_be_one_column=is_called_so)
    found = [fit for fit in fitting if _is_table(fit, is_called_so, is_whole)]
    return max(found, key=lambda fit: (len(_parts(fit)), fit.share, len(fit.header)), default=None)


def _parts(fit: Fit) -> set[str]:
    return {part for name in fit.header if (part := part_of(name))}


def _is_table(fit: Fit, is_called_so: bool, is_whole: bool) -> bool:
    """Whether these are columns and rows, and no text that has commas in it."""
    names, parts = [name for name in fit.header if name], _parts(fit)
    if fit.share < _LEAST_SHARE or len(set(names)) < len(names) or max(map(len, fit.header)) > _LONGEST_NAME:
        return is_called_so and fit.share >= _LEAST_SHARE and len(names) > 1
    if len(fit.header) == 1:
        return is_called_so and "body" in parts
    if is_called_so or (len(parts) > 1 and (fit.rows or not is_whole)):
        return True
    return fit.rows > 2 and fit.share > 0.9 and len(names) > 2 and not any(name.isdecimal() for name in names)


def _names(header: Sequence[str], columns: Mapping[str, str]) -> tuple[list[str], bool]:
    """The columns' names, and whether the first row has them. Raises UnreadableError where none is the text.

    Who maps columns by their numbers, from 1, has a table without names.
    """
    numbers = [str(number) for number in range(1, len(header) + 1)]
    if columns and set(columns.values()) <= set(numbers):
        return numbers, any(map(part_of, header))
    known = set(map(part_of, header))
    missing = [column for part, column in columns.items() if column not in header and part not in known]
    if missing:
        raise UnreadableError(f"it has no column {missing[0]!r}: its columns are {_listed(header)}")
    if "body" not in columns and "body" not in known:
        raise UnreadableError(f"which column is the text? Say --map COLUMN=body: its columns are {_listed(header)}")
    return [name if header.index(name) == at else f"{name} {at + 1}" for at, name in enumerate(header)], True


def _listed(header: Sequence[str]) -> str:
    return ", ".join(name[:_LONGEST_NAME] for name in header[:50])


def without_first(lines: Iterator[Line], *, leave_out: bool) -> Iterator[Line]:
    """The lines behind the header, and behind a line that tells the delimiter."""
    for line in lines:
        if not line.text.strip("\ufeff \t") or _SEPARATOR.fullmatch(line.text + "\n"):
            continue
        if not leave_out:
            yield line
        break
    yield from lines
