"""How much of a file has been read, while others read it."""

from collections.abc import Callable
from dataclasses import replace
from io import BufferedIOBase, BufferedReader, RawIOBase

from articles.ingest.records import RawDocument

_AT_ONCE = 256 * 1024  # bytes


class Meter:
    """Counts the bytes of a document from its beginning; what is read twice counts once."""

    def __init__(self, document: RawDocument) -> None:
        self.size = document.size
        self.document = replace(document, open=lambda: BufferedReader(_Metered(document.open, self._reached), _AT_ONCE))
        self._furthest = self._taken = 0

    def _reached(self, position: int) -> None:
        self._furthest = max(self._furthest, position)

    def take(self) -> int:
        """How many bytes more than when it was asked last."""
        more, self._taken = self._furthest - self._taken, self._furthest
        return more

    def rest(self) -> int:
        """What is left of the document, which is done with."""
        self._reached(self.size)
        return self.take()


class _Metered(RawIOBase):
    def __init__(self, opened: Callable[[], BufferedIOBase], reached: Callable[[int], None]) -> None:
        self._file = opened()
        self._tell = reached

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        count = self._file.readinto(buffer)
        self._tell(self._file.tell())
        return count

    def close(self) -> None:
        self._file.close()
        super().close()
