"""A plain text -> its parts: headline, source, date, byline, and the body with its kinds of lines.

Such texts carry their parts by place alone. What is told by a label ("المصدر: …") or by its place is taken as that
part; nothing is guessed beyond.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from articles.arabic.dates import PartialDate, Reason
from articles.arabic.tokens import folded_words
from articles.ingest.dating import may_be_date, read_published
from articles.ingest.outlets import Outlets

LONGEST_DERIVED = 120  # characters of a derived headline
LONGEST_GIVEN = 500  # characters of a headline as stored
_LONGEST_SUBHEADING = 8  # words
_LONGEST_TITLE = 25
_LONGEST_BARE_TITLE = 12  # without an empty line behind it
_PARAGRAPH = 20  # words of what is surely no headline
_LONGEST_CREDIT = 6
_ELLIPSIS = "\u2026"
_CLOSING = "\"'\u201d\u2019\u00bb)]}"
_ENDS = ".!?\u061f\u2026:\u060c\u061b;,"  # what ends a sentence, a clause or an announcement
_STATEMENT_ENDS = (".", ":", "\u060c", "\u061b", ";", ",")  # a headline may ask, exclaim and quote
_SENTENCE_END = re.compile(f"[.!?\u061f][{re.escape(_CLOSING)}]*(?=\\s|$)")
_SEPARATORS = " :-\u2013\u2014|/()[]"

_LABELS = {
    "headline": "العنوان|عنوان|title|headline",
    "date": "التاريخ|تاريخ النشر|date|published",
    "byline": "الكاتب|بقلم|author|by",
    "url": "الرابط|url|link",
    "source": "المصدر|source",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{part}>^(?:{names})\s*[:\uff1a]\s*)" for part, names in _LABELS.items()), re.IGNORECASE
)
_SOURCE_LINE = re.compile(
    r"^[(\[\s]*(?:(?P<label>المصدر\s*[:\uff1a-]|source\s*:)|نقلا عن|نقلًا عن)\s*(?P<name>.+?)[)\]\s.]*$", re.IGNORECASE
)
# A dateline names a place and perhaps an agency before the first sentence: دمشق (رويترز) -, القاهرة - أ ف ب:
_NAME = r"[^\s.:\u060c()\u2013\u2014-]+"
_DASH = r"[-\u2013\u2014]"
_DATELINE = re.compile(
    rf"^{_NAME}(?: {_NAME}){{0,2}} ?"  # up to three words for the place
    rf"(?:\([^()\n]{{1,40}}\) ?(?:{_DASH}|:)|{_DASH} ?{_NAME}(?: {_NAME}){{0,3}} ?(?::|{_DASH}))\s*"  # and the agency
)
_UNDATED = PartialDate(reason=Reason.NO_DATE)


@dataclass(frozen=True)
class Layout:
    """The parts of a text. `block_kinds` names lines of the body, by number, that are no ordinary paragraphs."""

    headline: str = ""
    headline_is_derived: bool = False
    body: str = ""
    block_kinds: dict[str, str] = field(default_factory=dict)
    source_slug: str = ""
    source_name: str = ""
    date: PartialDate = _UNDATED
    date_as_written: str = ""
    byline: str = ""
    url: str = ""

    @property
    def published_on(self) -> dt.date | None:
        """The first day of the period that the date says."""
        return self.date.first


def lay_out(text: str, outlets: Outlets) -> Layout:
    """The parts of a cleaned text. A text of one line is all body."""
    layout, lines = _labelled(text.split("\n"), outlets)
    if not layout.headline:
        headline, lines = _title(lines)
        layout = replace(layout, headline=headline)
    lines = [line for line in lines if line]
    layout, lines = _credited(layout, lines, outlets)
    layout = _dated(layout, layout.date_as_written, outlets)
    body = "\n".join(lines)
    kinds = _kinds(lines, has_source=bool(layout.source_slug or layout.source_name))
    if layout.headline:
        return replace(layout, headline=shortened(layout.headline, LONGEST_GIVEN), body=body, block_kinds=kinds)
    return replace(layout, headline=derived_headline(body), headline_is_derived=True, body=body, block_kinds=kinds)


def _labelled(lines: list[str], outlets: Outlets) -> tuple[Layout, list[str]]:
    """Takes labelled lines ("التاريخ: …") off the beginning; one whose value cannot be read stays in the text."""
    layout = Layout()
    for number, line in enumerate(lines):
        if not line:
            continue
        match = _LABEL.match(line)
        part, value = (str(match.lastgroup), line[match.end() :].strip()) if match else ("", "")
        read = _with_part(layout, part, value, outlets) if value else None
        if read is None:
            noted = _dated(layout, value, outlets) if part == "date" and not layout.published_on else layout
            return noted, lines[number:]
        layout = read
    return layout, []


def _with_part(layout: Layout, part: str, value: str, outlets: Outlets) -> Layout | None:
    match part:
        case "date":
            dated = _dated(replace(layout, date=_UNDATED), value, outlets)
            return dated if dated.published_on else None
        case "url":
            return replace(layout, url=value) if re.fullmatch(r"https?://\S{1,1900}", value) else None
        case "source":
            return replace(layout, source_slug=outlets.find(value), source_name=shortened(value, 150))
        case "byline":
            return replace(layout, byline=shortened(value, 300))
    return replace(layout, headline=value)


def _dated(layout: Layout, written: str, outlets: Outlets) -> Layout:
    """With the date as the outlet's country counts; a line that only begins like a date's label is none."""
    date = read_published(written, country=outlets.country(layout.source_slug))
    return replace(layout, date=date, date_as_written=written) if may_be_date(date) else layout


def _title(lines: list[str]) -> tuple[str, list[str]]:
    """A short first line that ends like no statement, before an empty line or a much longer one, is the headline."""
    rest = [line for line in lines[1:] if line]
    if not rest or not folded_words(lines[0]):
        return "", lines
    words, after = len(folded_words(lines[0])), len(folded_words(rest[0]))
    may_be_parted = not lines[0].rstrip(_CLOSING).endswith(_STATEMENT_ENDS) and words <= _LONGEST_TITLE
    parted = not lines[1] and may_be_parted and any(len(line) > len(lines[0]) for line in rest)
    towering = _is_unended(lines[0]) and words <= _LONGEST_BARE_TITLE and after >= _PARAGRAPH
    return (lines[0], lines[1:]) if parted or towering else ("", lines)


def _credited(layout: Layout, lines: list[str], outlets: Outlets) -> tuple[Layout, list[str]]:
    """Takes a last line that names the outlet off the text: one that the archive knows, or one behind a label."""
    if len(lines) < 2 or len(lines[-1]) > 150:
        return layout, lines
    last = lines[-1]
    named = _SOURCE_LINE.match(last)
    name = (named["name"] if named else last).strip(_SEPARATORS)
    slug = outlets.find(name) or next(filter(None, map(outlets.find, re.split(r"\s*[-\u2013\u2014|/+]\s*", name))), "")
    is_credit = len(folded_words(name)) <= _LONGEST_CREDIT and (slug or (named and named["label"]))
    if not is_credit:
        return layout, lines
    if layout.source_slug or layout.source_name:
        return layout, lines[:-1] if slug and slug == layout.source_slug else lines
    return replace(layout, source_slug=slug, source_name=name), lines[:-1]


def _kinds(lines: list[str], has_source: bool) -> dict[str, str]:
    """Subheadings stand alone between two paragraphs; a short last line of a text without a source is a credit."""
    short = [_is_short(line) for line in lines]
    kinds = {
        str(number): "subheading"
        for number in range(1, len(lines) - 1)
        if short[number] and not short[number - 1] and not short[number + 1]
    }
    if (
        len(lines) > 2
        and short[-1]
        and not short[-2]
        and not has_source
        and len(folded_words(lines[-1])) <= _LONGEST_CREDIT
    ):
        kinds[str(len(lines) - 1)] = "credit"
    return kinds


def _is_short(line: str) -> bool:
    words = len(folded_words(line))
    return 0 < words <= _LONGEST_SUBHEADING and _is_unended(line)


def _is_unended(line: str) -> bool:
    """Whether a line ends neither a sentence nor a quotation."""
    return bool(line) and line[-1] not in _CLOSING and not line.endswith(tuple(_ENDS))


def derived_headline(body: str) -> str:
    """The first sentence without its dateline, cut between words and marked by an ellipsis where it is long."""
    line = next((line for line in body.split("\n") if folded_words(line)), "")
    line = _DATELINE.sub("", line, count=1) or line
    end = _SENTENCE_END.search(line)
    sentence = line[: end.start()] if end and end.start() else line
    return shortened(sentence.strip().rstrip("\u060c\u061b:"), LONGEST_DERIVED)


def shortened(text: str, length: int) -> str:
    """The text in one line, of at most `length` characters with the ellipsis that tells it was cut.

    It is cut between words and, where that costs less than half of it, before a quotation that it would cut open.
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    end = cut.rfind(" ")
    cut = cut[:end] if end > length // 2 else cut
    opened = max(cut.rfind(mark) for mark in "\u201c\u00ab")
    if opened > length // 2 and opened > max(cut.rfind(mark) for mark in "\u201d\u00bb"):
        cut = cut[:opened]
    return cut.rstrip(" \u060c\u061b:,-") + _ELLIPSIS
