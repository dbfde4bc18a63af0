"""The processes that build segments side by side. Nothing here needs Django before `begin` has set it up."""

import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import connection as waiting
from multiprocessing import parent_process
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

Watch = Callable[[int], object]  # is told how many articles have just been done

_told: list["SimpleQueue[int]"] = []


def begin(database: str, told: "SimpleQueue[int]") -> None:
    """Make a new process ready, on the very database of the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    _told.append(told)


def tell(done: int) -> None:
    """Tell the process that started this one."""
    _told[0].put(done)


def _end_with_parent() -> None:
    """A killed parent cannot say that it is gone."""
    if parent := parent_process():
        waiting.wait([parent.sentinel])
        os._exit(1)
