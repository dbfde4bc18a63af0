"""An inverted segment -> its files: Whoosh's own, and beside them the arrays that queries are answered from."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3FieldWriter, W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME as INDEX_NAME

from articles.search.arrayfile import Array, ArrayWriter
from articles.search.codec import ArchiveCodec, length_bytes, write_field
from articles.search.facets import facet_arrays
from articles.search.forward import forward_arrays, term_arrays
from articles.search.inversion import InvertedSegment
from articles.search.postings import Postings, narrowed
from articles.search.schema import FACET_FIELDS, TEXT_FIELDS

ARRAYS_EXTENSION = ".arrays"
EPOCH = dt.date(1970, 1, 1).toordinal()


def arrays_path(folder: Path, segment: W3Segment) -> Path:
    return folder / str(segment.make_filename(ARRAYS_EXTENSION))


def write_segment(folder: Path, inverted: InvertedSegment, schema: Schema) -> W3Segment:
    """Write all files of a segment. It belongs to the index once its commit names it."""
    storage, codec = FileStorage(str(folder)), ArchiveCodec()
    segment = codec.new_segment(storage, INDEX_NAME)
    segment.set_doc_count(inverted.size)
    lengths = {name: length_bytes(inverted.lengths[name]) for name in TEXT_FIELDS}
    _write_documents(codec, storage, segment, schema, inverted)
    with ArrayWriter(arrays_path(folder, segment)) as arrays:
        arrays.add(_document_arrays(inverted, lengths))
        _write_fields(codec.field_writer(storage, segment), arrays, schema, inverted, lengths)
    return segment


def _write_fields(
    writer: W3FieldWriter, arrays: ArrayWriter, schema: Schema, inverted: InvertedSegment, lengths: Mapping[str, Array]
) -> None:
    """All postings, field by field, into Whoosh's files and beside them; the facets' once more by document."""
    facets, terms = {}, {}
    for name in sorted((*TEXT_FIELDS, *FACET_FIELDS, "published_on")):
        postings = inverted.take(name)
        write_field(writer, name, schema[name], postings, lengths.get(name))
        if name != "published_on":
            arrays.add(_field_arrays(name, postings))
        if name in FACET_FIELDS:
            facets[name] = postings
        if name in {"exact", "text"}:
            terms[name] = postings.terms
    writer.close()
    arrays.add(forward_arrays(inverted.forward(), terms["exact"], terms["text"]))
    arrays.add(facet_arrays([facets[name] for name in FACET_FIELDS], inverted.size))


def _write_documents(
    codec: ArchiveCodec, storage: FileStorage, segment: W3Segment, schema: Schema, inverted: InvertedSegment
) -> None:
    """Whoosh's columns and lengths of fields."""
    writer = codec.per_document_writer(storage, segment)
    columns = {
        "pk": inverted.keys.tolist(),
        "digest": inverted.digests.tolist(),
        "published_on": inverted.days.tolist(),
    }
    kinds = {name: schema[name].column_type for name in columns}
    columns["published_on"] = [schema["published_on"].to_column_value(day) for day in columns["published_on"]]
    lengths = {name: inverted.lengths[name].tolist() for name in TEXT_FIELDS}
    for docnum in range(inverted.size):
        writer.start_doc(docnum)
        for name, of_documents in lengths.items():
            writer.add_field(name, schema[name], None, of_documents[docnum])
        for name, values in columns.items():
            writer.add_column_value(name, kinds[name], values[docnum])
        writer.finish_doc()
    writer.close()


def _document_arrays(inverted: InvertedSegment, lengths: Mapping[str, Array]) -> dict[str, Array]:
    arrays: dict[str, Array] = {
        "keys": inverted.keys,
        "days": inverted.days.astype(np.int32),
        "digests": inverted.digests,
        **_months(inverted.days),
        **_periods(inverted.days, inverted.last_days),
        "newest": np.lexsort((-inverted.keys, -inverted.days)).astype(np.int32),
    }
    for name in TEXT_FIELDS:
        arrays |= {f"{name}.lengths": lengths[name], f"{name}.total": np.array([inverted.lengths[name].sum()])}
    return arrays


def _field_arrays(name: str, postings: Postings) -> dict[str, Array]:
    arrays: dict[str, Any] = {
        "starts": postings.starts,
        "docs": postings.docs,
        "counts": postings.counts,
    }
    if postings.positions is not None and postings.position_starts is not None:
        arrays |= {"positions": postings.positions, "position_starts": postings.position_starts}
    return term_arrays(name, postings.terms) | {f"{name}.{part}": array for part, array in arrays.items()}


def _periods(days: NDArray[np.int64], last_days: NDArray[np.int64]) -> dict[str, Array]:
    """`period_docs`: the few documents, ascending, whose date is a month or a year; `period_ends`: their last days."""
    docs = np.flatnonzero(last_days > days).astype(np.int32)
    return {"period_docs": docs, "period_ends": last_days[docs].astype(np.int32)}


def _months(days: NDArray[np.int64]) -> dict[str, Array]:
    """`months`: each document's month, counted from 1 for `first_month`; 0 for an unknown day.

    `first_month` is a year * 12 + month - 1.
    """
    known = days > 0
    since_epoch = (days[known] - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    first = since_epoch.min() if len(since_epoch) else np.int64(0)
    numbers = np.zeros(len(days), dtype=np.int64)
    numbers[known] = since_epoch - first + 1
    return {"months": narrowed(numbers), "first_month": np.array([first + 1970 * 12])}
