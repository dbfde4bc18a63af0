"""The formats that can be read, the most particular first."""

from articles.ingest.readers.base import Reader
from articles.ingest.readers.feed import FeedReader
from articles.ingest.readers.html_page import HtmlPageReader
from articles.ingest.readers.json_documents import JsonReader
from articles.ingest.readers.json_lines import JsonLinesReader
from articles.ingest.readers.plain_text import PlainTextReader
from articles.ingest.readers.sitemap import SitemapReader
from articles.ingest.readers.tables import TableReader
from articles.ingest.readers.wires import NEWSML, NITF
from articles.ingest.records import RawDocument

READERS: tuple[Reader, ...] = (
    NEWSML,
    NITF,
    FeedReader(),
    SitemapReader(),
    HtmlPageReader(),
    JsonLinesReader(),
    JsonReader(),
    TableReader(),
    PlainTextReader(),
)


def reader_for(document: RawDocument) -> Reader:
    """The first reader that accepts the document."""
    return next(reader for reader in READERS if reader.accepts(document))
