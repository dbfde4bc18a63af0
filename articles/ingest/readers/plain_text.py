"""Plain text: one article a file."""

import re
from collections.abc import Iterator

from articles.arabic.tokens import tokens
from articles.ingest.clean import clean
from articles.ingest.dating import dated_fields
from articles.ingest.decode import decode
from articles.ingest.layout import lay_out
from articles.ingest.readers.base import Context
from articles.ingest.records import ArticleRecord, RawDocument, UnreadableError
from articles.ingest.told import LONGEST_TEXT

_MARKUP = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|<rss|<feed)", re.IGNORECASE)


class PlainTextReader:
    name = "plain text"

    def accepts(self, document: RawDocument) -> bool:
        """Any document: what is no text says so when it is read."""
        return True

    def read(self, document: RawDocument, context: Context) -> Iterator[ArticleRecord]:
        if not document.content.strip(b"\0\t\n\r "):
            raise UnreadableError("it is empty")
        text, encoding = decode(document.content, document.charset or None)
        if _MARKUP.match(text):
            raise UnreadableError("it is a page or a feed in markup, not plain text")
        text = clean(text)
        if next(tokens(text), None) is None:
            raise UnreadableError("it has no words")
        if len(text) > LONGEST_TEXT:
            raise UnreadableError(f"its text is too long: {len(text):,} characters, the limit is {LONGEST_TEXT:,}")
        layout = lay_out(text, context.outlets)
        if not layout.body:
            raise UnreadableError("it has no text besides its headline and labels")
        yield ArticleRecord(
            reference=document.reference,
            sha256=document.sha256,
            size=len(document.content),
            media_type="text/plain",
            encoding=encoding,
            headline=layout.headline,
            headline_is_derived=layout.headline_is_derived,
            body=layout.body,
            block_kinds=layout.block_kinds,
            source_slug=layout.source_slug or ("" if layout.source_name else context.source_slug),
            source_name=layout.source_name,
            byline=layout.byline,
            url=layout.url,
            document=document,
            **dated_fields(layout.date, layout.date_as_written),
        )
