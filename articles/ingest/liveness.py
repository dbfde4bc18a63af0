"""Which process is at work on something, and whether it still lives: a killed one cannot say that it is gone."""

import datetime as dt
import os
import socket
from pathlib import Path

from django.utils import timezone

LEASE = dt.timedelta(minutes=5)  # after which a process of another machine that says nothing counts as dead
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_STATE, _START = 0, 19  # fields of /proc/PID/stat behind the name


def this_process() -> str:
    """The process by its machine, that machine's start, its number and its own start: numbers are given again."""
    pid = os.getpid()
    return f"{socket.gethostname()} {_boot()} {pid} {_started(pid)}"


def is_alive(process: str, beat_at: dt.datetime | None) -> bool:
    """Whether a process named by `this_process`, last heard of at `beat_at`, can still be at work."""
    host, boot, pid, start = process.split(" ") if process.count(" ") == 3 else ("", "", "", "")
    if host == socket.gethostname() and start and boot:
        return boot == _boot() and _started(int(pid)) == start
    return beat_at is not None and timezone.now() - beat_at < LEASE


def _boot() -> str:
    return _BOOT.read_text().strip() if _BOOT.exists() else ""


def _started(pid: int) -> str:
    """When the process started, in ticks; "" where there is none at work, or the system does not tell."""
    try:
        facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if facts[_STATE] in "ZX" else facts[_START]
