"""Values as JSON and tables have them -> what they say of an article's parts."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from articles.ingest.clean import unescaped
from articles.ingest.columns import values_of
from articles.ingest.markup import blocks_of
from articles.ingest.told import Block, Dated, Told

_TEXTS = ("rendered", "html", "value", "text", "#text", "plain", "body", "content", "paragraphs", "main", "ar")
_NAMES = ("name", "#text", "value", "rendered", "title", "text", "main", "ar", "$oid", "$date", "$numberLong", "@id")
_DEEPEST = 8  # values within values
_BETWEEN = "\u060c "  # the Arabic comma
# fmt: off
_TAGS = (
    "p|br|div|span|h[1-6]|strong|b|em|i|u|a|ul|ol|li|blockquote|figure|figcaption|img|table|tbody|tr|td|th|article"
    "|section|font|center|iframe|script|style|hr|sup|sub|html|body|q|cite|pre|small|mark|video|header|footer|aside"
)
# fmt: on
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ESCAPED_MARKUP = re.compile(rf"&lt;/?(?:{_TAGS})(?:\s[^<>]{{0,500}}?)?/?&gt;", re.IGNORECASE)
# Numbers that are moments, of the years 1980 to 2100: in seconds since 1970, or in thousandths.
_SECONDS = range(315_532_800, 4_102_444_800)
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class Article(NamedTuple):
    """What a record tells, and its name: what it is called by in its document, "" where it has no name."""

    told: Told
    name: str


def article_of(record: Mapping[str, Any], columns: Mapping[str, str]) -> Article:
    """A record's parts by the names of its members. `columns`: the column of a part, where that was said."""
    values = values_of(record, columns)
    lines = {part: [line for value in found if (line := line_of(value))] for part, found in values.items()}
    urls = [line for line in (*lines["url"], *lines["id"]) if _WEB_ADDRESS.match(line)]
    first = {part: next(iter(found), "") for part, found in lines.items()}
    told = Told(
        headline=first["headline"],
        body=next((blocks for value in values["body"] if (blocks := list(blocks_in(value)))), ()),
        dates=[Dated(date) for value in values["date"] if (date := date_in(value))],
        source=first["source"],
        byline=first["byline"],
        section=first["section"],
        url=next(iter(urls), ""),
    )
    return Article(told, first["id"] or told.url)


def line_of(value: object) -> str:
    """The text of a value in one line; several are joined by commas."""
    text = _text(value, _DEEPEST)
    if has_markup(text):
        text = " ".join(block.text for block in blocks_of(text))
    return " ".join(text.split())


def blocks_in(value: object, depth: int = _DEEPEST) -> Iterator[Block]:
    """The paragraphs of a text: of markup by its tags, else by its lines; a list's elements one by one."""
    if isinstance(value, str):
        yield from blocks_of_text(value)
    elif depth and isinstance(value, list):
        for element in value:
            yield from blocks_in(element, depth - 1)
    elif depth and isinstance(value, Mapping):
        yield from next((found for name in _TEXTS if (found := list(blocks_in(value.get(name), depth - 1)))), ())


def blocks_of_text(text: str) -> Sequence[Block]:
    """Of a text that may be markup, or markup that was escaped."""
    if not has_markup(text) and _ESCAPED_MARKUP.search(text):
        text = unescaped(text)
    if has_markup(text):
        return blocks_of(text)
    return [Block(text)] if text.strip() else []


def has_markup(text: str) -> bool:
    return "<" in text and bool(_MARKUP.search(text))


def date_in(value: object) -> str:
    """A date as written; the moment where it is a number since 1970."""
    if isinstance(value, list):
        value = next(iter(value), None)
    written = _text(value, _DEEPEST).strip()
    if not re.fullmatch(r"\d{9,13}(?:\.\d{1,9})?", written):
        return written
    number = float(written)
    seconds = number if int(number) in _SECONDS else number / 1000
    if int(seconds) not in _SECONDS:
        return written
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).isoformat()


def _text(value: object, depth: int) -> str:
    match value:
        case str():
            return value
        case bool() | None:
            return ""
        case int():
            return str(value) if abs(value) < 10**18 else ""
        case float():
            return f"{value:.15g}" if math.isfinite(value) else ""
        case list() if depth:
            texts = [text for element in value[:50] if (text := _text(element, depth - 1).strip())]
            return _BETWEEN.join(dict.fromkeys(texts))
        case Mapping() if depth:
            return next((text for name in _NAMES if (text := _text(value.get(name), depth - 1).strip())), "")
    return ""
