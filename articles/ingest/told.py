"""What a document tells of an article, in its own words -> an `ArticleRecord`.

Readers of every format but plain text, whose parts are found by their place, end here: so that the same article is the
same record whatever it came in.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from articles.arabic.dates import Origin, PartialDate, Reason
from articles.arabic.tokens import tokens
from articles.ingest.clean import clean
from articles.ingest.context import Context
from articles.ingest.dating import DatedFields, dated_fields, read_published
from articles.ingest.layout import LONGEST_GIVEN, derived_headline, shortened
from articles.ingest.records import ArticleRecord, RawDocument, UnreadableError, reference_within

LONGEST_TEXT = 1_000_000  # characters: some three hundred pages, which no article has; more would stall every page
LONGEST_URL = 2000
PARTS = ("headline", "body", "url", "source", "byline", "section", "date", "id")


class Block(NamedTuple):
    """A block of a text. `kind` is "" for a paragraph, else subheading, quote, caption or credit."""

    text: str
    kind: str = ""


class Dated(NamedTuple):
    """A date as written, and where."""

    written: str
    origin: Origin = Origin.METADATA


@dataclass(frozen=True)
class Told:
    """The parts of an article as a document gives them, not yet cleaned. `dates`: the most trusted first."""

    headline: str = ""
    body: Sequence[Block] = ()
    dates: Sequence[Dated] = ()
    source: str = ""
    byline: str = ""
    section: str = ""
    url: str = ""


class Piece(NamedTuple):
    """The part of a document an article was made from. `name` tells it from its siblings, as lasting as can be had."""

    content: bytes
    number: int  # from 1
    name: str = ""


def record_of(
    told: Told, document: RawDocument, context: Context, *, media_type: str, encoding: str, piece: Piece | None = None
) -> ArticleRecord:
    """The record of one article. Raises UnreadableError where there is no text in it."""
    body, kinds = _body(told.body)
    headline = shortened(clean(told.headline), LONGEST_GIVEN)
    slug = context.outlets.find(told.source) or ("" if told.source.strip() else context.source_slug)
    return ArticleRecord(
        reference=_reference(document, piece),
        sha256=hashlib.sha256(piece.content).hexdigest() if piece else document.sha256,
        size=len(piece.content) if piece else len(document.content),
        media_type=media_type,
        encoding=encoding,
        headline=headline or derived_headline(body),
        headline_is_derived=not headline,
        body=body,
        block_kinds=kinds,
        source_slug=slug,
        source_name=shortened(clean(told.source), 150),
        byline=shortened(clean(told.byline), 300),
        section=shortened(clean(told.section), 150),
        url=_web_address(told.url),
        number=piece.number if piece else 0,
        document=document,
        **_date(told.dates, document, context.outlets.country(slug)),
    )


def _reference(document: RawDocument, piece: Piece | None) -> str:
    return reference_within(document.reference, piece.name or str(piece.number)) if piece else document.reference


def _body(blocks: Iterable[Block]) -> tuple[str, dict[str, str]]:
    """The clean text, a block a line, and the kinds of its lines."""
    lines: list[str] = []
    kinds: dict[str, str] = {}
    for block in blocks:
        for line in clean(block.text).split("\n"):
            if line:
                if block.kind:
                    kinds[str(len(lines))] = block.kind
                lines.append(line)
    body = "\n".join(lines)
    if next(tokens(body), None) is None:
        raise UnreadableError("it has no text")
    if len(body) > LONGEST_TEXT:
        raise UnreadableError(f"its text is too long: {len(body):,} characters, the limit is {LONGEST_TEXT:,}")
    return body, kinds


def _web_address(url: str) -> str:
    """The address if it is one of the web and not too long to keep; no other is ever linked to."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        fits = len(url) <= LONGEST_URL and url.isprintable() and " " not in url
        return url if fits and parts.scheme in {"http", "https"} and parts.hostname else ""
    except ValueError:
        return ""


def _date(dates: Sequence[Dated], document: RawDocument, country: str) -> DatedFields:
    """The first date that is known; where none is, why the first that is written is not."""
    first: tuple[PartialDate, str] | None = None
    for each in dates:
        if not each.written.strip():
            continue
        found = read_published(each.written, origin=each.origin, page=document.fetched_at, country=country)
        if found.first:
            return dated_fields(found, each.written)
        first = first or (found, each.written)
    return dated_fields(*(first or (PartialDate(reason=Reason.NO_DATE), "")))
