"""Plain text: one article a file."""

import hashlib
import re
from collections.abc import Iterator

from articles.arabic.tokens import tokens
from articles.ingest.clean import clean
from articles.ingest.dating import dated_fields
from articles.ingest.decode import decode
from articles.ingest.layout import lay_out
from articles.ingest.outlets import Outlets
from articles.ingest.records import ArticleRecord, RawDocument, UnreadableError

LONGEST_TEXT = 1_000_000  # characters: some three hundred pages, which no article has; more would stall every page
_MARKUP = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|<rss|<feed)", re.IGNORECASE)


class PlainTextReader:
    name = "plain text"

    def accepts(self, document: RawDocument) -> bool:
        """Any document: what is no text says so when it is read."""
        return True

    def read(self, document: RawDocument, outlets: Outlets) -> Iterator[ArticleRecord]:
        if not document.content.strip(b"\0\t\n\r "):
            raise UnreadableError("it is empty")
        text, encoding = decode(document.content)
        if _MARKUP.match(text):
            raise UnreadableError("it is a page or a feed in markup, not plain text")
        text = clean(text)
        if next(tokens(text), None) is None:
            raise UnreadableError("it has no words")
        if len(text) > LONGEST_TEXT:
            raise UnreadableError(f"its text is too long: {len(text):,} characters, the limit is {LONGEST_TEXT:,}")
        layout = lay_out(text, outlets)
        if not layout.body:
            raise UnreadableError("it has no text besides its headline and labels")
        yield ArticleRecord(
            reference=document.reference,
            sha256=hashlib.sha256(document.content).hexdigest(),
            size=len(document.content),
            media_type="text/plain",
            encoding=encoding,
            headline=layout.headline,
            headline_is_derived=layout.headline_is_derived,
            body=layout.body,
            block_kinds=layout.block_kinds,
            source_slug=layout.source_slug,
            source_name=layout.source_name,
            byline=layout.byline,
            url=layout.url,
            **dated_fields(layout.date, layout.date_as_written),
        )
