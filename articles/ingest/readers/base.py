"""What every reader is."""

from collections.abc import Iterator
from typing import Protocol

from articles.ingest.context import Context
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable

__all__ = ["Container", "Context", "Reader"]


class Reader(Protocol):
    """Reads the documents of one format."""

    name: str

    def accepts(self, document: RawDocument) -> bool:
        """Whether the document's content, not its name alone, is of this format. It looks at the head."""

    def read(self, document: RawDocument, context: Context) -> Iterator[ArticleRecord | Unreadable]:
        """The articles of the document, one by one, and what of it gave none.

        Raises UnreadableError where nothing, or nothing more, is to be had from it.
        """


class Container(Protocol):
    """Holds documents: an archive of files, a crawl."""

    name: str

    def accepts(self, document: RawDocument) -> bool:
        """Whether the document's content, not its name alone, is of this format. It looks at the head."""

    def unpack(self, document: RawDocument) -> Iterator[RawDocument | Unreadable]:
        """The documents it holds, one by one. A member may be read only until the next is asked for.

        Raises UnreadableError where nothing, or nothing more, is to be had from it.
        """
