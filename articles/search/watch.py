"""The index kept fresh by a process of its own, whoever changed the rows and whatever happened to them since."""

import logging
import os
import signal
import threading

from django.db import DatabaseError, close_old_connections, connection

from articles.models import IndexingTask
from articles.search import sync

PAUSE = 0.5  # seconds between two looks
AFTER_A_FAULT = 5.0
MERGED_AT_ONCE = 10_000  # documents: what comes meanwhile has to wait for so many

log = logging.getLogger(__name__)


class StoppedError(Exception):
    """The watcher has been told to stop while it is building a generation."""


class Watcher:
    """Does what waits, and looks again, until SIGTERM or SIGINT; with `with_parent`, until its parent has ended."""

    def __init__(self, with_parent: bool = False) -> None:
        self._stopped = threading.Event()
        self._parent = os.getppid() if with_parent else None

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop())
        while not self._stopped.is_set() and self._parent in (None, os.getppid()):
            self._stopped.wait(PAUSE if self._look() else AFTER_A_FAULT)

    def stop(self) -> None:
        """After the batch at hand. A rebuild is broken off; what it has done is kept."""
        self._stopped.set()

    def _go_on(self, _done: int) -> None:
        if self._stopped.is_set():
            raise StoppedError

    def _look(self) -> bool:
        """Whether all went well. Whatever goes wrong is told and tried again: the tasks are still there."""
        try:
            if sync.backend().store.wants_rebuild:
                sync.fill(self._go_on)
            if IndexingTask.objects.waiting().exists():
                sync.drain(seconds=PAUSE)
            else:
                sync.backend().store.merge_small(MERGED_AT_ONCE)
        except StoppedError:
            pass  # a rebuild goes on when it is next looked for
        except DatabaseError:
            log.exception("The database could not be read")
            connection.close()
            return False
        except Exception:
            log.exception("The index could not be brought up to date")
            return False
        finally:
            close_old_connections()
        return True
