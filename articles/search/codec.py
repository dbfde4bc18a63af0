"""Postings -> the files of a Whoosh segment, block by block instead of posting by posting.

Whoosh's own codec opens, closes and reads the files, and writes the terms. Ours are the blocks of postings, which
are made from arrays many terms at a time, and the encoding of positions, which Whoosh leaves to a field's format.
"""

from array import array
from collections.abc import Iterator
from itertools import pairwise
from pickle import dumps
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3TermInfo
from whoosh.fields import FieldType
from whoosh.formats import Positions
from whoosh.system import pack_int
from whoosh.util.numeric import byte_to_length, length_to_byte

from articles.search.postings import Postings

BLOCK = 512  # postings
FEW = 16  # numbers from which on an array takes less room than a list
PICKLE = 4  # the protocol; Whoosh's own, 2, has no bytes
CHUNK = 200_000  # postings that are prepared at a time
_BYTE_LENGTHS = [byte_to_length(byte) for byte in range(256)]
POSITION = np.dtype("<u4")


class PackedPositions(Positions):
    """Positions as unsigned numbers of four bytes, where Whoosh's own format pickles a list for each posting."""

    def encode(self, poslist: list[int]) -> bytes:
        return np.array(poslist, dtype=POSITION).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        positions: list[int] = np.frombuffer(valuestring, dtype=POSITION).tolist()
        return positions

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // POSITION.itemsize


class ArchiveCodec(W3Codec):
    """Whoosh's codec, its blocks not compressed: they are seldom read, and writing is what takes time."""

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK, compression=0)


def length_bytes(lengths: NDArray[np.int64]) -> NDArray[np.uint8]:
    """How Whoosh keeps the lengths of fields: a byte each, rounded up to one of 256 lengths; 0 for none."""
    return np.searchsorted(np.array(_BYTE_LENGTHS[:255]), lengths, side="left").astype(np.uint8)


def length_of_byte() -> NDArray[np.int64]:
    """The length that each byte stands for."""
    return np.array(_BYTE_LENGTHS)


def write_field(
    writer: W3FieldWriter, name: str, field: FieldType, postings: Postings, lengths: NDArray[np.uint8] | None
) -> None:
    """Write all terms of a field; fields have to come in the order of their names, as Whoosh demands.

    `lengths`: each document's length byte, or None for a field that is not scored.
    """
    writer.start_field(name, field)
    for first, end in _chunks(postings.starts):
        for number, (statistics, columns) in enumerate(_terms(postings, first, end, lengths), first):
            writer._btext = postings.terms[number]
            writer._postwriter = _Written(writer, statistics, columns)
            writer.finish_term()
    writer.finish_field()


class _Statistics(NamedTuple):
    """Of one term: uses, greatest count, shortest and longest document, all as Whoosh keeps them."""

    weight: float
    max_weight: float
    same_weight: bool
    shortest: int
    longest: int


class _Columns(NamedTuple):
    """The postings of one term."""

    docs: list[int]
    deltas: list[int]
    weights: list[float]
    values: list[bytes] | None


class _Written:
    """One term's postings as blocks in the file of postings; stands where Whoosh's posting writer would."""

    def __init__(self, writer: W3FieldWriter, statistics: _Statistics, columns: _Columns) -> None:
        self._file, self._statistics, self._columns = writer._postfile, statistics, columns

    def finish_postings(self) -> W3TermInfo:
        statistics, docs = self._statistics, self._columns.docs
        info = W3TermInfo()
        info._weight, info._df, info._maxweight = statistics.weight, len(docs), statistics.max_weight
        info._minlength, info._maxlength = statistics.shortest, statistics.longest
        info._minid, info._maxid = docs[0], docs[-1]
        blocks = [WHOOSH3_HEADER_MAGIC, *self._blocks()]
        info.set_extent(self._file.tell(), sum(map(len, blocks)))
        self._file.write(b"".join(blocks))
        return info

    def _blocks(self) -> Iterator[bytes]:
        """Each is its length (negative for the last one), what Whoosh may skip it by, and its postings."""
        columns, statistics = self._columns, self._statistics
        shortest, longest = length_to_byte(statistics.shortest), length_to_byte(statistics.longest)
        for start in range(0, len(columns.docs), BLOCK):
            end = min(start + BLOCK, len(columns.docs))
            about = (end - start, columns.docs[end - 1], statistics.max_weight, 0, shortest, longest)
            deltas = [columns.docs[start], *columns.deltas[start + 1 : end]]
            values = None if columns.values is None else columns.values[start:end]
            block = dumps(about, PICKLE) + dumps((_packed("I", deltas), self._weights(start, end), values), PICKLE)
            yield pack_int(len(block) if end < len(columns.docs) else -len(block))
            yield block

    def _weights(self, start: int, end: int) -> "list[float] | array[float] | float | None":
        if self._statistics.same_weight:
            return None if self._statistics.max_weight == 1 else self._statistics.max_weight
        return _packed("f", self._columns.weights[start:end])


def _packed(kind: str, numbers: list[Any]) -> "list[Any] | array[Any]":
    """Numbers that take little room in a pickle."""
    return numbers if len(numbers) < FEW else array(kind, numbers)


def _chunks(starts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Ranges of terms that have together about CHUNK postings: Python's lists of them take much memory."""
    first = 0
    while first < len(starts) - 1:
        end = int(np.searchsorted(starts, starts[first] + CHUNK, side="right")) - 1
        end = max(end, first + 1)
        yield first, end
        first = end


def _terms(
    postings: Postings, first: int, end: int, lengths: NDArray[np.uint8] | None
) -> Iterator[tuple[_Statistics, _Columns]]:
    """What is written of the terms from `first` to `end`."""
    bounds = postings.starts[first : end + 1]
    start, stop = int(bounds[0]), int(bounds[-1])
    docs, counts = postings.docs[start:stop], postings.counts[start:stop]
    columns = _Columns(
        docs.tolist(),
        np.diff(docs, prepend=0).tolist(),
        counts.astype(np.float64).tolist(),
        _values(postings, first, end, counts),
    )
    statistics = _statistics(docs, counts, (bounds[:-1] - start), lengths)
    edges = (bounds - start).tolist()
    for of_term, (begin, close) in zip(statistics, pairwise(edges), strict=True):
        values = None if columns.values is None else columns.values[begin:close]
        yield (
            of_term,
            _Columns(columns.docs[begin:close], columns.deltas[begin:close], columns.weights[begin:close], values),
        )


def _statistics(
    docs: NDArray[np.int32], counts: NDArray[Any], begins: NDArray[np.int64], lengths: NDArray[np.uint8] | None
) -> Iterator[_Statistics]:
    greatest, smallest = np.maximum.reduceat(counts, begins), np.minimum.reduceat(counts, begins)
    of_docs = np.zeros(len(docs), dtype=np.int64) if lengths is None else length_of_byte()[lengths[docs]]
    columns: list[NDArray[Any]] = [
        np.add.reduceat(counts, begins, dtype=np.float64),
        greatest.astype(np.float64),
        greatest == smallest,
        np.minimum.reduceat(of_docs, begins),
        np.maximum.reduceat(of_docs, begins),
    ]
    return map(_Statistics, *(column.tolist() for column in columns))


def _values(postings: Postings, first: int, end: int, counts: NDArray[Any]) -> list[bytes] | None:
    """The encoded positions of the postings of some terms, cut from one buffer."""
    if postings.positions is None or postings.position_starts is None:
        return None
    start, stop = int(postings.position_starts[first]), int(postings.position_starts[end])
    packed = postings.positions[start:stop].astype(POSITION).tobytes()
    ends = (np.cumsum(counts, dtype=np.int64) * POSITION.itemsize).tolist()
    return [packed[begin:close] for begin, close in zip([0, *ends[:-1]], ends, strict=True)]
