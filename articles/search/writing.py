"""Writing one Whoosh index folder: a batch in one commit, or segments built first and committed later.

Whoever calls these holds the index's lock, but for `build_segment`, which touches nothing that is committed.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh.codec.base import Segment
from whoosh.index import TOC, FileIndex, create_in, open_dir
from whoosh.query import Or, Term
from whoosh.writing import CLEAR, SegmentWriter

from articles.search.schema import build_schema

Document = Mapping[str, Any]  # a value for each field of the schema; what else it holds is left out

LOCK_TIMEOUT = 30.0  # seconds a writer waits for another process's writer
MEMORY_LIMIT = 128  # MB of postings before Whoosh's writer spills them to disk


def create_index(folder: Path) -> FileIndex:
    """An empty index in the folder, made with access for its owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return create_in(str(folder), build_schema())


def apply_batch(folder: Path, keys: Iterable[int], documents: Iterable[Document]) -> None:
    """Take the articles with the keys out and put the documents in, in one commit; all of it or nothing."""
    writer = _writer(folder)
    try:
        if gone := [Term("pk", key) for key in keys]:
            writer.delete_by_query(Or(gone))
        _add(writer, documents)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def empty(folder: Path) -> None:
    """Take everything out, in one commit."""
    _writer(folder).commit(mergetype=CLEAR)


def build_segment(folder: Path, documents: Iterable[Document]) -> Segment | None:
    """A segment of these documents, its files in the folder, committed nowhere; None where there are no documents.

    The folder is the segment's own until it is committed: it needs an index (`create_index`) that stays empty.
    """
    writer = _writer(folder)
    try:
        _add(writer, documents)
        segment = writer._finalize_segment() if writer.doc_count() else None
    except BaseException:
        writer.cancel()
        raise
    writer._close_segment()
    writer._finish()
    return segment


def commit_segments(folder: Path, segments: Sequence[Segment]) -> None:
    """Make segments whose files lie in the folder part of its index, in one commit."""
    writer = _writer(folder)
    writer._close_segment()
    writer._commit_toc([*writer.segments, *segments])
    writer._finish()


def committed_segments(folder: Path) -> list[Segment]:
    index = open_dir(str(folder))
    return list(TOC.read(index.storage, index.indexname).segments)


def _writer(folder: Path) -> SegmentWriter:
    return SegmentWriter(open_dir(str(folder)), timeout=LOCK_TIMEOUT, limitmb=MEMORY_LIMIT, compound=False)


def _add(writer: SegmentWriter, documents: Iterable[Document]) -> None:
    names = writer.schema.names()
    for document in documents:
        writer.add_document(**{name: document[name] for name in names if name in document})
