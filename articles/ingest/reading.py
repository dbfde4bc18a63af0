"""A document -> its articles, and what of it gave none: containers are opened, every failure is a value."""

from collections.abc import Iterator

from articles.ingest.containers import container_for
from articles.ingest.readers import reader_for
from articles.ingest.readers.base import Context
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable, UnreadableError

DEEPEST = 3  # containers within containers: a TAR in a gzip in a ZIP


def read(document: RawDocument, context: Context, depth: int = 0) -> Iterator[ArticleRecord | Unreadable]:
    """Whatever the document holds, in its order. It raises nothing for what is wrong with a document."""
    try:
        container = container_for(document)
        if container is None:
            yield from reader_for(document).read(document, context)
        elif depth == DEEPEST:
            yield Unreadable(document.reference, f"containers within containers go deeper than {DEEPEST}")
        else:
            for member in container.unpack(document):
                yield from [member] if isinstance(member, Unreadable) else read(member, context, depth + 1)
    except (UnreadableError, OSError, ValueError) as error:
        yield Unreadable(document.reference, str(error))
