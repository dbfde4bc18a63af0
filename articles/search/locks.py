"""A lock that one process at a time holds, and that the system takes back when its holder dies."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from articles.search.durable import make_private

_PAUSE = 0.02  # seconds between two attempts


class LockTimeoutError(Exception):
    """Another process has held the lock for too long."""


class FileLock:
    """Held by one thread, through one object; there it may be taken again.

    Two threads, or two objects on one path, exclude each other, in one process as in two.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = -1
        self._depth = 0
        self._owner = 0  # the thread that has it

    def acquire(self, timeout: float = 0.0) -> bool:
        """Whether the lock was got within so many seconds."""
        mine = self._depth and self._owner == threading.get_ident()
        if not mine and not self._wait(time.monotonic() + timeout):
            return False
        self._owner = threading.get_ident()
        self._depth += 1
        return True

    def release(self) -> None:
        self._depth -= 1
        if not self._depth:
            os.close(self._descriptor)  # which gives the lock back

    @contextmanager
    def held(self, timeout: float) -> Iterator[None]:
        if not self.acquire(timeout):
            raise LockTimeoutError(f"{self.path} has been locked by another process for {timeout:.0f} seconds.")
        try:
            yield
        finally:
            self.release()

    def _wait(self, until: float) -> bool:
        make_private(self.path.parent)
        descriptor = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
        while not _locked(descriptor):
            if time.monotonic() >= until:
                os.close(descriptor)
                return False
            time.sleep(_PAUSE)
        self._descriptor = descriptor
        return True


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
