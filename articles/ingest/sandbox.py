"""Documents are read in a process of their own, bounded in time and memory: what hangs or bursts costs no one else."""

import logging
import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from errno import EBADF
from functools import partial
from io import BufferedIOBase
from itertools import islice
from pathlib import Path
from typing import Self

from articles.ingest.context import Context
from articles.ingest.metering import Meter
from articles.ingest.processes import Child, Ends
from articles.ingest.reading import read
from articles.ingest.records import MEGABYTE, ArticleRecord, RawDocument, Unreadable

Item = ArticleRecord | Unreadable
log = logging.getLogger(__name__)

_AT_ONCE = 64  # items in a portion …
_AT_LATEST = 0.25  # … or what there is after so many seconds
_STATUS = Path("/proc/self/statm")


@dataclass(frozen=True)
class Limits:
    """`seconds` a document may take without giving anything, and all in all, to which its size adds."""

    seconds: float = 10.0
    megabytes: int = 512  # of memory, beside what the process had when it began
    bytes_a_second: int = 200_000  # slower than this no honest document is read

    def allowed(self, size: int) -> float:
        """Seconds in which a document of so many bytes must have been read."""
        return self.seconds + size / self.bytes_a_second


@dataclass(frozen=True)
class Portion:
    """Some of what a document holds, in its order. `read`: bytes that were read for it; `is_last`: no more follows."""

    items: Sequence[Item]
    read: int = 0
    is_last: bool = False


class Sandbox:
    """Reads documents one after the other in a child process, which is begun anew whenever one has cost it its life."""

    def __init__(self, context: Context, limits: Limits | None = None) -> None:
        self._context = context
        self._limits = limits or Limits()
        self._child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_more: object) -> None:
        if self._child:
            self._child.end() if kind is None else self._child.kill()
            self._child = None

    def read(self, document: RawDocument, position: int = 0) -> Iterator[Portion]:
        """What the document holds behind so many items, in its order. What is wrong with a document is a value, too."""
        portion, last, waited = Portion(()), 0, 0.0
        read = 0
        try:
            child = self._begun()
            child.send((document, position))
            while not portion.is_last:
                began = time.monotonic()
                portion = child.receive(min(self._limits.seconds, self._limits.allowed(document.size) - waited))
                waited += time.monotonic() - began  # not what this process took meanwhile
                last, read = max([last, *(item.number for item in portion.items)]), read + portion.read
                yield replace(portion, items=[_of(item, document) for item in portion.items])
        except TimeoutError:
            yield self._lost(document, last, read, "it takes too long to read")
        except (EOFError, OSError):
            yield self._lost(document, last, read, f"reading it needs more than {self._limits.megabytes} MB of memory")

    def _begun(self) -> Child:
        if self._child is None:
            self._child = Child(partial(_serve, context=self._context, megabytes=self._limits.megabytes))
        return self._child

    def _lost(self, document: RawDocument, last: int, read: int, reason: str) -> Portion:
        """The child is given up, and with it the rest of the document, from the record behind the last one had."""
        if self._child:
            self._child.kill()
            self._child = None
        behind = f"{reason}: nothing behind record {last} was taken in" if last else reason
        return Portion([Unreadable(document.reference, behind)], max(0, document.size - read), is_last=True)


def _of(item: Item, document: RawDocument) -> Item:
    """With the document, which was not sent back along with each of its articles."""
    return replace(item, document=document) if isinstance(item, ArticleRecord) and item.document is None else item


def _serve(ends: Ends, context: Context, megabytes: int) -> None:
    """What the child does: documents come in, portions go out."""
    limit_memory(megabytes)
    while True:
        document, position = ends.source.recv()
        meter = Meter(document)
        items = islice(_guarded(meter.document, context), position, None)
        for some, is_last in _some(items):
            sent = [_sent(item, meter.document) for item in some]
            ends.sink.send(Portion(sent, meter.rest() if is_last else meter.take(), is_last))


def _sent(item: Item, document: RawDocument) -> Item:
    """What can be sent: without the document, or with what is told of a member of it."""
    if isinstance(item, Unreadable) or item.document is None:
        return item
    member = None if item.document is document else replace(item.document, open=_closed)
    return replace(item, document=member)


def _closed() -> BufferedIOBase:
    raise OSError(EBADF, "a member of a container can be read only where that is open")


def _guarded(document: RawDocument, context: Context) -> Iterator[Item]:
    """No document ends the run, not even by a fault of a reader: that is logged, and the document is named."""
    try:
        yield from read(document, context)
    except MemoryError:
        raise EOFError from None  # what is left of the memory is not to be trusted: end, and be begun anew
    except RecursionError:
        yield Unreadable(document.reference, "it is nested too deeply")
    except Exception as error:
        log.exception("%s: a fault of its reader", document.reference)
        yield Unreadable(document.reference, f"its reader failed: {type(error).__name__}: {error}"[:500])


def _some(items: Iterable[Item]) -> Iterator[tuple[list[Item], bool]]:
    """The items, closed into lists by number or time, and whether each list is the last; one at least, be it empty."""
    some: list[Item] = []
    began = time.monotonic()
    for item in items:
        if len(some) >= _AT_ONCE or (some and time.monotonic() - began > _AT_LATEST):
            yield some, False
            some, began = [], time.monotonic()
        some.append(item)
    yield some, True


def limit_memory(megabytes: int) -> None:
    """Where the system tells what a process has: no more than so much beside it."""
    with suppress(OSError, ValueError, IndexError):
        pages = int(_STATUS.read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
