"""What every reader is."""

from collections.abc import Iterator
from typing import Protocol

from articles.ingest.outlets import Outlets
from articles.ingest.records import ArticleRecord, RawDocument


class Reader(Protocol):
    """Reads the documents of one format."""

    name: str

    def accepts(self, document: RawDocument) -> bool:
        """Whether the document's content, not its name alone, is of this format."""

    def read(self, document: RawDocument, outlets: Outlets) -> Iterator[ArticleRecord]:
        """The articles of the document, one by one. Raises UnreadableError when there is none to be had."""
