"""Postings -> the files of a Whoosh segment, block by block instead of posting by posting.

Whoosh's own codec makes and reads the files; what is ours is that its buffers are filled from arrays, and the
encoding of positions, which Whoosh leaves to a field's format.
"""

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter, W3TermInfo
from whoosh.fields import FieldType
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Positions
from whoosh.util.numeric import byte_to_length

from articles.search.postings import Postings

BLOCK = 512  # postings
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


class BlockWriter(W3PostingsWriter):
    """Whoosh's blocks without Whoosh's loops over their single postings."""

    def _mini_ids(self) -> tuple[int, ...]:
        return tuple(np.diff(np.frombuffer(self._ids, dtype=np.uint32), prepend=np.uint32(0)).tolist())

    def _mini_weights(self) -> tuple[float, ...] | float | None:
        weights = np.frombuffer(self._weights, dtype=np.float32)
        if (weights == weights[0]).all():
            return None if weights[0] == 1 else float(weights[0])
        return tuple(weights.tolist())


class ArchiveCodec(W3Codec):
    """Whoosh's codec, its blocks not compressed: they are seldom read, and writing is what takes time."""

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK, compression=0)

    def postings_writer(self, dbfile: StructFile, byteids: bool = False) -> W3PostingsWriter:
        return BlockWriter(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)


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
    block_writer = writer._postwriter  # Whoosh has no public way to hand over more than one posting
    values = _Values(postings)
    starts = postings.starts.tolist()
    for number, term in enumerate(postings.terms):
        writer._btext = term
        block_writer.start_postings(field.format, W3TermInfo())
        for start in range(starts[number], starts[number + 1], BLOCK):
            end = min(start + BLOCK, starts[number + 1])
            _fill(block_writer, postings, start, end, lengths)
            block_writer._values = values.of(start, end)
            block_writer._write_block(last=end == starts[number + 1])
        writer.finish_term()
    writer.finish_field()


class _Values:
    """The encoded positions of postings, cut from one buffer."""

    def __init__(self, postings: Postings) -> None:
        self._ends: NDArray[np.int64] | None = None
        if postings.positions is not None:
            self._bytes = postings.positions.astype(POSITION).tobytes()
            self._ends = np.cumsum(postings.counts, dtype=np.int64) * POSITION.itemsize

    def of(self, start: int, end: int) -> list[bytes]:
        if self._ends is None:
            return []
        ends = self._ends[start:end].tolist()
        begins = [int(self._ends[start - 1]) if start else 0, *ends[:-1]]
        return [self._bytes[begin:end] for begin, end in zip(begins, ends, strict=True)]


def _fill(writer: Any, postings: Postings, start: int, end: int, lengths: NDArray[np.uint8] | None) -> None:  # noqa: ANN401
    """Put the postings from `start` to `end` into the writer's block."""
    docs, counts = postings.docs[start:end], postings.counts[start:end]
    writer._ids = array("I", docs.astype(np.uint32).tobytes())
    writer._weights = array("f", counts.astype(np.float32).tobytes())
    writer._maxweight = float(counts.max())
    if lengths is None:
        writer._minlength, writer._maxlength = None, 0
    else:
        found = lengths[docs]
        writer._minlength, writer._maxlength = _BYTE_LENGTHS[found.min()], _BYTE_LENGTHS[found.max()]
