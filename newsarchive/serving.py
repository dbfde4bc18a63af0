"""Gunicorn's settings for `make run`: beside the pages, a process of its own keeps the index fresh."""

import subprocess
import sys
from pathlib import Path
from typing import Any

_MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
_SECONDS_TO_STOP = 20

_watchers: list[subprocess.Popen[bytes]] = []


def when_ready(_server: Any) -> None:  # noqa: ANN401 - gunicorn has no types
    """The watcher ends with this process, even when this one is killed."""
    command = [sys.executable, str(_MANAGE), "index", "--watch", "--with-parent"]
    _watchers.append(subprocess.Popen(command))  # noqa: S603 - our own command


def on_exit(_server: Any) -> None:  # noqa: ANN401
    for watcher in _watchers:
        watcher.terminate()
        try:
            watcher.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            watcher.kill()
