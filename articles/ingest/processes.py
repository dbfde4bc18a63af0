"""A child process that has what this one had loaded, and talks with it over two pipes."""

import fcntl
import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

_PIPE_SIZE = 1024 * 1024  # bytes that may wait in a pipe: some two hundred articles
_LEAST_PIPE = 16 * 1024
_GRACE = 1.0  # seconds for a child to end by itself


class Ends(NamedTuple):
    """What a process reads from, and what it writes to."""

    source: Connection
    sink: Connection


class Child:
    """Forked, so that models and records need not be loaded again; `work` runs in it until its source is closed.

    It must not touch the database: the connection is its parent's.
    """

    def __init__(self, work: Callable[[Ends], None]) -> None:
        to_child, from_child = _pipe(), _pipe()
        self._ends = Ends(from_child.source, to_child.sink)
        self.room = _room(to_child.sink)  # bytes that can be sent without waiting for it to read
        theirs = Ends(to_child.source, from_child.sink)
        forking = multiprocessing.get_context("fork")
        self._process = forking.Process(target=_run, args=(work, theirs, self._ends), daemon=True)
        self._process.start()
        theirs.source.close()  # so that the child's end is seen
        theirs.sink.close()

    @property
    def process_id(self) -> int:
        return self._process.pid or 0

    def send(self, message: Any) -> None:  # noqa: ANN401 - whatever can be pickled
        """Raises OSError where the child is gone."""
        self._ends.sink.send(message)

    def receive(self, seconds: float) -> Any:  # noqa: ANN401
        """Its next message. Raises TimeoutError when none comes in time, EOFError when the child is gone."""
        if not self._ends.source.poll(seconds):
            raise TimeoutError
        return self._ends.source.recv()

    def end(self) -> None:
        """Let it end; kill it if it does not."""
        for end in self._ends:
            with suppress(OSError):
                end.close()
        self._process.join(_GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def kill(self) -> None:
        self._process.kill()
        self.end()


def _pipe() -> Ends:
    source, sink = multiprocessing.Pipe(duplex=False)
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):  # the system may allow less: then the two wait for each other more often
            fcntl.fcntl(sink.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
    return Ends(source, sink)


def _room(sink: Connection) -> int:
    """What surely fits: a tenth is left for what goes along with the messages."""
    size = fcntl.fcntl(sink.fileno(), fcntl.F_GETPIPE_SZ) if hasattr(fcntl, "F_GETPIPE_SZ") else _LEAST_PIPE
    return size * 9 // 10


def _run(work: Callable[[Ends], None], own: Ends, others: Ends) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in others:
        end.close()  # else the end of the parent would go unseen
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        work(own)
    os._exit(0)  # nothing of what the parent would do at its own end is the child's to do
