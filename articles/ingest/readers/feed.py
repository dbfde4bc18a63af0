"""An RSS or Atom feed: an article an item, as much of it as the feed has.

`content:encoded` and Atom's `content` are the whole text. A description may be all of it or its beginning; where the
feed says that it is a summary, or it breaks off, its blocks are marked as one, and readers are told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from articles.arabic.dates import Origin
from articles.ingest.context import Context
from articles.ingest.decode import decode
from articles.ingest.feeds import Feed, Item, NoFeedError, is_feed, read_feed
from articles.ingest.markup import blocks_of
from articles.ingest.page_parts import authors_of
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable, UnreadableError
from articles.ingest.told import Block, Dated, Piece, Told, record_of

SUMMARY = "summary"
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
_BREAKS_OFF = re.compile(
    r"(?:\u2026|\.\.\.|(?:اقرأ|قراءة|شاهد) المزيد|التفاصيل|read more|continue reading)\W*$", re.IGNORECASE
)
_TAG = re.compile(r"</?(?:a|b|i|u|em|br|p|sup|sub|span|font|strong|img)\b[^>]*>", re.IGNORECASE)


class FeedReader:
    name = "RSS or Atom feed"

    def accepts(self, document: RawDocument) -> bool:
        return is_feed(
            document.head.replace(b"\0", b"").decode("latin-1").removeprefix("\xef\xbb\xbf").lstrip("\xff\xfe")
        )

    def read(self, document: RawDocument, context: Context) -> Iterator[ArticleRecord | Unreadable]:
        text, encoding = decode(document.content, declared_encoding(document.head) or document.charset or None)
        try:
            feed = read_feed(text)
        except NoFeedError as error:
            raise UnreadableError(str(error)) from error
        reading = _Reading(document, context, feed, encoding)
        for number, item in enumerate(feed.items(), 1):
            yield reading.article(item, number)
        if not reading.has_items:
            raise UnreadableError("the feed has no items")


def declared_encoding(head: bytes) -> str | None:
    found = _ENCODING.search(head[:1000])
    return found[1].decode("ascii") if found else None


@dataclass
class _Reading:
    document: RawDocument
    context: Context
    feed: Feed
    encoding: str
    has_items: bool = False
    names: set[str] = field(default_factory=set)

    def article(self, item: Item | str, number: int) -> ArticleRecord | Unreadable:
        self.has_items = True
        if isinstance(item, str):
            return Unreadable(self.document.reference, item, number)
        try:
            piece = Piece(item.source.encode("utf-8", "replace"), number, self._name(item, number))
            media_type = "application/atom+xml" if self.feed.is_atom else "application/rss+xml"
            return record_of(
                self._told(item),
                self.document,
                self.context,
                media_type=media_type,
                encoding=self.encoding,
                piece=piece,
            )
        except UnreadableError as error:
            return Unreadable(self.document.reference, str(error), number)

    def _name(self, item: Item, number: int) -> str:
        """What tells the item from others for good: a feed shows new ones first, so that numbers do not last."""
        name = item.id or item.link or f"{item.title} {item.published}".strip() or str(number)
        if name in self.names:
            name = f"{name}~{number}"
        self.names.add(name)
        return name

    def _told(self, item: Item) -> Told:
        source = "" if self.context.source_slug else item.outlet or self.feed.title
        return Told(
            headline=headline_of(item.title),
            body=body_of(item, self.feed.is_atom),
            dates=[Dated(written, Origin.FEED) for written in (item.published, item.updated) if written.strip()],
            source=source,
            byline=authors_of(item.authors, source),
            section=next((each for each in item.categories if each.strip()), ""),
            url=link_of(item.link, self.document.reference),
        )


def headline_of(title: str) -> str:
    return " ".join(block.text for block in blocks_of(title)) if _TAG.search(title) else title


def body_of(item: Item, is_atom: bool) -> list[Block]:
    """The whole text, or else what there is of it, marked as a summary where it is known to be one."""
    body = blocks_of(item.content)
    if body:
        return body
    summary = blocks_of(item.summary)
    is_summary = is_atom or (bool(summary) and _BREAKS_OFF.search(summary[-1].text) is not None)
    return [block._replace(kind=SUMMARY) if is_summary and not block.kind else block for block in summary]


def link_of(link: str, reference: str) -> str:
    """The item's address; one that is told from its place in the feed's own site is joined to it."""
    if link.startswith("/") and reference.startswith(("http://", "https://")):
        try:
            return urljoin(reference, link)
        except ValueError:
            return ""
    return link
