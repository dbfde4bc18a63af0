"""A sitemap that was brought as a file: it lists pages, and holds none."""

from collections.abc import Iterator

from articles.ingest.context import Context
from articles.ingest.records import ArticleRecord, RawDocument, UnreadableError
from articles.ingest.sitemaps import is_sitemap


class SitemapReader:
    name = "sitemap"

    def accepts(self, document: RawDocument) -> bool:
        return is_sitemap(document.head)

    def read(self, document: RawDocument, context: Context) -> Iterator[ArticleRecord]:
        raise UnreadableError("it is a sitemap, which lists pages: give its address on the web, and they are fetched")
