"""What is at an address of the web -> files to ingest: a page, a feed, or the pages that a sitemap or a feed leads to.

What is fetched lies in a folder until it is read, since files are read in a process of their own.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from articles.ingest.context import Context
from articles.ingest.dating import read_published
from articles.ingest.failures import Place
from articles.ingest.feeds import is_feed
from articles.ingest.fetching import Fetched, FetchError
from articles.ingest.pipeline import Brought, file_at_beginning
from articles.ingest.politeness import Visitor
from articles.ingest.records import LONGEST_REFERENCE, ArticleRecord, Unreadable
from articles.ingest.report import place_of
from articles.ingest.sandbox import Sandbox
from articles.ingest.sitemaps import Entry, is_sitemap, read_sitemap, unpacked
from articles.models import Original

MOST_PAGES = 200  # that one feed or sitemap leads to in one run; the next run has the next ones
MOST_SITEMAPS = 20  # that one sitemap leads to
_DEEPEST = 2
_LOOKED_UP = 500


@dataclass
class Gathered:
    """`only`: of documents that are not to be read as a whole, the places that are.

    `instead`: by the address of a page, the place in the feed of the item that led there.
    """

    files: list[Brought | Unreadable] = field(default_factory=list)
    only: dict[str, Collection[Place]] = field(default_factory=dict)
    pages: int = 0
    feed: Brought | None = None
    instead: dict[str, Place] = field(default_factory=dict)

    def add_page(self, page: Brought | Unreadable) -> bool:
        self.files.append(page)
        self.pages += isinstance(page, Brought)
        return isinstance(page, Brought)


@dataclass
class Gatherer:
    visitor: Visitor
    folder: Path
    context: Context
    most_pages: int = MOST_PAGES
    _staged: int = 0

    def at(self, url: str) -> Gathered:
        """All that an address leads to."""
        try:
            return self.of(self.visitor.fetch(url), url)
        except FetchError as error:
            return Gathered([Unreadable(url[:LONGEST_REFERENCE], str(error))])

    def of(self, fetched: Fetched, url: str, follows_links: bool = False) -> Gathered:
        """What was fetched from an address, or what it leads to."""
        content = unpacked(fetched.content)
        if is_sitemap(content):
            return self._pages_of(self._entries(content, fetched.url, 1))
        document = self._staged_file(fetched, url)
        if follows_links and is_feed(content[:8192].decode("latin-1").removeprefix("\xef\xbb\xbf")):
            return self._linked_from(document)
        return Gathered([document])

    def _staged_file(self, fetched: Fetched, url: str, hints: Mapping[str, str] | None = None) -> Brought:
        self._staged += 1
        path = self.folder / str(self._staged)
        path.write_bytes(fetched.content)
        told = {"address": fetched.url, **(hints or {})}
        return Brought(path, url, fetched.media_type, fetched.charset, fetched.fetched_at, told)

    def _page(self, entry: Entry) -> Brought | Unreadable:
        try:
            fetched = self.visitor.follow(entry.url)
        except FetchError as error:
            return Unreadable(entry.url[:LONGEST_REFERENCE], str(error))
        hints = {"headline": entry.headline, "date": entry.date}
        return self._staged_file(fetched, entry.url, {name: value for name, value in hints.items() if value})

    def _pages_of(self, entries: Iterable[Entry]) -> Gathered:
        """The newest pages that the archive has not, or has from before they were changed."""
        newest = sorted(entries, key=lambda entry: entry.date or entry.changed, reverse=True)
        gathered = Gathered()
        for entry in islice(_unknown(newest), self.most_pages):
            gathered.add_page(self._page(entry))
        return gathered

    def _entries(self, content: bytes, url: str, depth: int) -> Iterator[Entry]:
        sitemap = read_sitemap(content, url)
        if not sitemap.is_index:
            yield from sitemap.entries
            return
        if depth > _DEEPEST:
            return
        newest = sorted(sitemap.entries, key=lambda entry: entry.changed, reverse=True)
        for entry in newest[:MOST_SITEMAPS]:
            try:
                fetched = self.visitor.follow(entry.url)
            except FetchError:
                continue  # the others are not worse for it, and the next run asks again
            yield from self._entries(unpacked(fetched.content), fetched.url, depth + 1)

    def _linked_from(self, feed: Brought) -> Gathered:
        """The pages of a feed's items; of items whose page cannot be had, what the feed itself has of them."""
        gathered = Gathered(feed=feed)
        items = list(self._items(feed))
        linked = {item.url: item for item in items if isinstance(item, ArticleRecord) and item.url}
        unknown = [entry.url for entry in _unknown(map(Entry, linked))]
        had = set(linked) - set(unknown)
        for url in unknown[: self.most_pages]:
            item = linked[url]
            if gathered.add_page(self._page(_entry_of(item))):
                had.add(url)
                gathered.instead[url] = place_of(item)
        left = {place_of(item) for item in items if not (isinstance(item, ArticleRecord) and item.url in had)}
        if left:
            gathered.files.insert(0, feed)
            gathered.only[feed.reference] = left
        return gathered

    def _items(self, feed: Brought) -> Iterator[ArticleRecord | Unreadable]:
        mark = file_at_beginning(feed)
        if isinstance(mark, Unreadable):
            yield mark
            return
        with Sandbox(self.context) as sandbox:
            for portion in sandbox.read(mark.document):
                yield from portion.items


def _entry_of(item: ArticleRecord) -> Entry:
    headline = "" if item.headline_is_derived else item.headline
    return Entry(item.url, headline=headline, date=item.date_as_written)


def _unknown(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The pages that are worth fetching, looked up some at a time."""
    left = iter(entries)
    while some := list(islice(left, _LOOKED_UP)):
        had = Original.objects.filter(reference__in=[entry.url for entry in some], is_current=True)
        since = dict(had.values_list("reference", "fetched_at"))
        yield from (entry for entry in some if entry.url not in since or _has_changed(entry, since[entry.url]))


def _has_changed(entry: Entry, since: dt.datetime | None) -> bool:
    """Whether the page was changed after it was fetched, as the sitemap says."""
    changed = read_published(entry.changed).instant if entry.changed else None
    return bool(changed and since and changed > since)
