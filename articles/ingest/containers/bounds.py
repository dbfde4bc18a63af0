"""How much may be unpacked from one file, whatever its containers hold within each other.

A bomb is small and unpacks to something large. So the bytes that come out are bounded by those of the file that was
brought, over all levels together; what is read twice counts once.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BufferedIOBase, BufferedReader, RawIOBase

from articles.ingest.records import MEGABYTE, RawDocument, UnreadableError

MOST_TIMES = 200  # text packs to a tenth of its size, pages full of the same markup to a fiftieth
ALWAYS = 32 * MEGABYTE  # whatever the file's size
LARGEST = 32 * 1024 * MEGABYTE
MOST_MEMBERS = 200_000
LONGEST = 3600.0  # seconds that unpacking may take, without what is done with its result


@dataclass
class Budget:
    """What is left to be unpacked."""

    bytes: int
    members: int = MOST_MEMBERS
    seconds: float = LONGEST

    def take_member(self) -> None:
        """Raises UnreadableError where there are too many."""
        self.members -= 1
        if self.members < 0:
            raise UnreadableError(f"it holds more than {MOST_MEMBERS:,} files")

    def take(self, count: int, seconds: float) -> None:
        """Raises UnreadableError where it is too much."""
        self.bytes -= count
        self.seconds -= seconds
        if self.bytes < 0:
            raise UnreadableError(f"it unpacks to too much: the limit is {MOST_TIMES} times the size of the file")
        if self.seconds < 0:
            raise UnreadableError(f"it takes too long to unpack: the limit is {LONGEST:.0f} seconds")

    @property
    def is_spent(self) -> bool:
        return self.bytes < 0 or self.members < 0 or self.seconds < 0


@dataclass(frozen=True)
class Unpacked(RawDocument):
    """A document out of a container."""

    budget: Budget = field(default_factory=lambda: Budget(ALWAYS), compare=False, repr=False)


def budget_of(document: RawDocument) -> Budget:
    """What may be unpacked from a document: what is left, where it comes out of a container itself."""
    if isinstance(document, Unpacked):
        return document.budget
    return Budget(min(LARGEST, ALWAYS + MOST_TIMES * document.size))


class _Reached:
    """The furthest place in a member that has been read."""

    def __init__(self) -> None:
        self.position = 0


def metered(opened: Callable[[], RawIOBase | BufferedIOBase], budget: Budget) -> Callable[[], BufferedIOBase]:
    """What opens a member, with its bytes counted."""
    reached = _Reached()
    return lambda: BufferedReader(_Metered(opened(), budget, reached))


class _Metered(RawIOBase):
    def __init__(self, source: RawIOBase | BufferedIOBase, budget: Budget, reached: _Reached) -> None:
        self._source, self._budget, self._reached, self._position = source, budget, reached, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        began = time.perf_counter()
        content = self._source.read(len(buffer)) or b""
        self._position += len(content)
        more = max(0, self._position - self._reached.position)
        self._reached.position += more
        self._budget.take(more, time.perf_counter() - began)
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()
