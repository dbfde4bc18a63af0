"""gzip, bzip2 and xz: one document, compressed."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from io import BufferedIOBase, RawIOBase
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from articles.ingest.containers.bounds import Unpacked, budget_of, metered
from articles.ingest.records import MEGABYTE, RawDocument, Unreadable, UnreadableError, reference_within

_CHUNK = 64 * 1024  # bytes
_MEMORY = 128 * MEGABYTE  # that xz may ask for
_SUFFIXES = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


class Decompressor(Protocol):
    """As `bz2` and `lzma` have them: a call gives so many bytes at most."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)  # with the frame of gzip, whose checksum is tested

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


_FORMATS: dict[bytes, Callable[[], Decompressor]] = {
    b"\x1f\x8b\x08": _Gunzip,
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\x00": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _MEMORY),
}


class CompressedFile:
    name = "gzip, bzip2, xz"

    def accepts(self, document: RawDocument) -> bool:
        return _magic(document) is not None

    def unpack(self, document: RawDocument) -> Iterator[RawDocument | Unreadable]:
        magic, budget = _magic(document), budget_of(document)
        if magic is None:
            raise UnreadableError("it is not compressed")
        budget.take_member()
        opened = metered(lambda: Decompressed(document.open(), magic), budget)
        yield Unpacked(reference_within(document.reference, _name(document)), 0, opened, budget=budget)


def _magic(document: RawDocument) -> bytes | None:
    head = document.head[:10]
    found = next((magic for magic in _FORMATS if head.startswith(magic)), None)
    is_bzip2 = head[3:4].isdigit() and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90")
    return None if found == b"BZh" and not is_bzip2 else found


def _name(document: RawDocument) -> str:
    """The file's name without what tells that it is compressed: `articles.jsonl` of `articles.jsonl.gz`."""
    parts = urlsplit(document.reference)
    path = PurePosixPath(unquote(parts.fragment or parts.path))
    return path.stem + _SUFFIXES.get(path.suffix.lower(), "") or "content"


class Decompressed(RawIOBase):
    """What a compressed stream says, of one part after the other.

    What comes before a cut or a damaged place is given first; reading on raises UnreadableError.
    """

    def __init__(self, source: BufferedIOBase, magic: bytes) -> None:
        self._source, self._magic = source, magic
        self._part = _FORMATS[magic]()
        self._fed = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while True:
            if self._part.eof and not self._next_part():
                return 0
            if not self._fed and self._part.needs_input:
                self._fed = self._source.read(_CHUNK)
                if not self._fed:
                    raise UnreadableError("it is cut off: the compressed data end too early")
            content = self._decompressed(len(buffer))
            if content:
                buffer[: len(content)] = content
                return len(content)

    def _decompressed(self, length: int) -> bytes:
        try:
            content = self._part.decompress(self._fed, length)
        except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
            raise UnreadableError("it is damaged: the compressed data cannot be read") from error
        self._fed = b""
        return content

    def _next_part(self) -> bool:
        """On to another part, if there is one; zeros and whatever else may follow are none."""
        rest = self._part.unused_data or self._source.read(_CHUNK)
        while rest and not rest.strip(b"\0"):
            rest = self._source.read(_CHUNK)
        rest = rest.lstrip(b"\0")
        if len(rest) < len(self._magic):
            rest += self._source.read(_CHUNK)
        if not rest.startswith(self._magic):
            return False
        self._part, self._fed = _FORMATS[self._magic](), rest
        return True

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
