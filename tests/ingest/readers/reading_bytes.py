"""Bytes -> what the archive reads in them, with no database."""

from collections.abc import Mapping

from articles.ingest.context import Context
from articles.ingest.outlets import Outlets
from articles.ingest.reading import read
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable

REFERENCE = "file:///archive/document"


def items_in(
    content: bytes | str, *, name: str = "", columns: Mapping[str, str] | None = None
) -> list[ArticleRecord | Unreadable]:
    """All that is read, in its order. `name`: of the file, where it matters."""
    reference = f"file:///archive/{name}" if name else REFERENCE
    document = RawDocument.of_bytes(reference, content.encode() if isinstance(content, str) else content)
    return list(read(document, Context(Outlets({}), columns or {})))


def articles_in(
    content: bytes | str, *, name: str = "", columns: Mapping[str, str] | None = None
) -> list[ArticleRecord]:
    return [item for item in items_in(content, name=name, columns=columns) if isinstance(item, ArticleRecord)]


def outline(items: list[ArticleRecord | Unreadable]) -> list[str]:
    """What came of each record: its headline, or its number and why it gave none."""
    return [item.headline if isinstance(item, ArticleRecord) else f"{item.number}: {item.reason}" for item in items]
