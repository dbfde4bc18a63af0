"""A page of a news site: one article, with what the page says of it."""

import re
from collections.abc import Iterator, Sequence

from articles.arabic.dates import Origin
from articles.ingest.boilerplate import Part
from articles.ingest.context import Context
from articles.ingest.decode import decode
from articles.ingest.markup import as_blocks, blocks_of
from articles.ingest.page_dates import dates_of
from articles.ingest.page_markup import PageMarkup
from articles.ingest.page_parts import address_of, byline_in, byline_of, headline_of, section_of, source_of
from articles.ingest.page_text import text_of
from articles.ingest.records import ArticleRecord, RawDocument, UnreadableError
from articles.ingest.told import Block, Dated, Told, record_of

_MEDIA_TYPES = {"text/html", "application/xhtml+xml"}
_BEGIN = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,20000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|article|main|section|header|div|table|center|h[1-6]|p)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})""", re.IGNORECASE)
_CHARSET_WITHIN = 16 * 1024  # bytes; browsers look at the first 1,024
_MOST_LINKED = 0.75  # share of a page's text in links from which it is a list of other pages
_SHORT_TEXT = 600  # letters; no article if the page is a list otherwise


class HtmlPageReader:
    name = "HTML page"

    def accepts(self, document: RawDocument) -> bool:
        return document.media_type in _MEDIA_TYPES or _BEGIN.match(_plain(document.head)) is not None

    def read(self, document: RawDocument, context: Context) -> Iterator[ArticleRecord]:
        html, encoding = decode(document.content, document.charset or declared_charset(document.head))
        yield record_of(told_by(html, document, context), document, context, media_type="text/html", encoding=encoding)


def declared_charset(head: bytes) -> str | None:
    """The charset that a page declares in itself."""
    found = _CHARSET.search(head[:_CHARSET_WITHIN])
    return found[1].decode("ascii") if found else None


def told_by(html: str, document: RawDocument, context: Context) -> Told:
    """What a page, and those who pointed to it, tell of its article. Raises UnreadableError where it holds none."""
    page, hints = PageMarkup.of(html), document.hints
    metadata, linked = page.metadata, page.metadata.linked
    address = address_of(metadata, hints.get("address", "") or document.reference)
    source = source_of(page, context.outlets, address)
    byline = byline_of(page, source)
    headline = headline_of(page, context.outlets) or hints.get("headline", "")
    text = text_of(page, headline, byline, metadata.meta("og:description", "description"))
    body = as_blocks(text.body)
    if 2 * _length(body) < len(linked.body):
        body = blocks_of(linked.body)
    if not body or _is_list(page, text.body):
        raise UnreadableError(_why_none(page))
    if context.source_slug and not context.outlets.find(source):
        source = ""  # that of the feed the page is from
    return Told(
        headline=headline,
        body=body,
        dates=[*dates_of(page, text), Dated(hints.get("date", ""), Origin.FEED)],
        source=source,
        byline=byline or byline_in(text.above, source),
        section=section_of(page),
        url=address,
    )


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _is_list(page: PageMarkup, body: Sequence[Part]) -> bool:
    """Whether a page leads to articles instead of being one."""
    if page.metadata.is_article:
        return False
    if page.metadata.linked.is_list:
        return True
    linked = sum(len(part.text) for part in page.parts if part.is_linked)
    total = sum(len(part.text) for part in page.parts)
    return linked > _MOST_LINKED * total and sum(len(part.text) for part in body) < _SHORT_TEXT


def _why_none(page: PageMarkup) -> str:
    if any(part.is_linked for part in page.parts):
        return "it is a list of links to articles, not an article"
    return "no article's text is found in it"


def _plain(head: bytes) -> bytes:
    """The beginning without byte order mark and, in UTF-16, without its zero bytes."""
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
