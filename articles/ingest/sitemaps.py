"""Sitemaps -> the pages they list, with what the news extension says of each. Addresses are of the sitemap's own site.

They are read tag by tag, without a parser of XML: no entity is known, and what is cut off gives what is whole.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from articles.ingest.page_parts import site_of
from articles.ingest.tags import End, Start, Text, tags

MOST_ENTRIES = 50_000  # as the protocol has it
LARGEST = 50 * 1024 * 1024  # bytes, unpacked
_BEGIN = re.compile(
    r"\s*(?:<\?[^>]{0,300}\?>\s*|<!--.{0,5000}?-->\s*)*<(?:[\w-]+:)?(urlset|sitemapindex)[\s>]", re.DOTALL
)
_PARTS = {"loc", "lastmod", "title", "publication_date", "name"}


@dataclass
class Entry:
    """A page, or another sitemap. Dates as written; `headline` and `date` are of the news extension."""

    url: str = ""
    changed: str = ""
    headline: str = ""
    date: str = ""
    outlet: str = ""


@dataclass
class Sitemap:
    """`is_index`: its entries are sitemaps."""

    is_index: bool
    entries: list[Entry] = field(default_factory=list)


def is_sitemap(content: bytes) -> bool:
    return _BEGIN.match(content[:8192].decode("utf-8", "replace").lstrip("\ufeff")) is not None


def unpacked(content: bytes) -> bytes:
    """The content, out of gzip if it is in it, as far as the limit. Sitemaps are often packed as files."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return zlib.decompressobj(31).decompress(content, LARGEST)
    except zlib.error:
        return content


def read_sitemap(content: bytes, address: str) -> Sitemap:
    """The sitemap found at an address; its entries that lead to other sites are left out."""
    text = content[:LARGEST].decode("utf-8", "replace")
    begin = _BEGIN.match(text.lstrip("\ufeff"))
    sitemap = Sitemap(is_index=begin is not None and begin[1] == "sitemapindex")
    site = _site(address)
    for entry in _entries(text):
        if _site(entry.url) == site:
            sitemap.entries.append(entry)
        if len(sitemap.entries) == MOST_ENTRIES:
            break
    return sitemap


def _entries(text: str) -> Iterator[Entry]:
    entry, part, written = Entry(), "", ""
    for tag in tags(_without_sections(text)):
        match tag:
            case Start(name) if _local(name) in ("url", "sitemap"):
                entry, part = Entry(), ""
            case Start(name):
                part, written = (name if _local(name) in _PARTS else ""), ""
            case Text(more):
                written += more[:5000] if part else ""
            case End(name) if _local(name) in ("url", "sitemap"):
                if entry.url:
                    yield entry
                entry, part = Entry(), ""
            case End(name) if name == part:
                _take(entry, name, " ".join(written.split()))
                part = ""


def _without_sections(text: str) -> str:
    """The text with what stands in sections of character data written as other text is."""
    first, *others = text.split("<![CDATA[")
    parts = [first]
    for other in others:
        within, end, rest = other.partition("]]>")
        parts += [within.replace("&", "&amp;").replace("<", "&lt;"), rest] if end else [other]
    return "".join(parts)


def _take(entry: Entry, name: str, written: str) -> None:
    match _local(name), name:
        case "loc", _ if not name.startswith(("image:", "video:")):
            entry.url = entry.url or written
        case "lastmod", _:
            entry.changed = written
        case "title", _ if not name.startswith(("image:", "video:")):
            entry.headline = written
        case "publication_date", _ if not name.startswith("video:"):
            entry.date = written
        case "name", _:
            entry.outlet = written


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _site(address: str) -> str:
    try:
        parts = urlsplit(address)
        return site_of(parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
