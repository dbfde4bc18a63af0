"""A step in a process of its own, and what it cost: time, processor and memory of all its processes."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SAMPLED_EVERY = 0.2  # seconds


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds of processor (user and system) and the most MB held at one moment.

    Memory is that of all the processes together, a page shared by several counted once.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float


class StepError(RuntimeError):
    """A step ended with a failure."""


def run_step(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command to its end; raises StepError unless it succeeds."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=dict(environment))  # noqa: S603 - our own command
    sampler = _MemorySampler(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = sampler.stop()
    if process.returncode:
        raise StepError(f"{' '.join(command)}: exit status {process.returncode}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss / 1024))


class _MemorySampler:
    """Looks again and again how much memory a process and all those it started hold."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._ended = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._ended.set()
        self._thread.join()
        return self._peak

    def _sample(self) -> None:
        while not self._ended.wait(_SAMPLED_EVERY):
            self._peak = max(self._peak, sum(map(shared_fairly_mb, family(self._pid))))


def family(pid: int) -> list[int]:
    """The process and all those below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def shared_fairly_mb(pid: int) -> float:
    """MB of a process, a page that n processes map counted as an n-th; 0 when it has ended."""
    return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") / 1024


def resident_mb() -> dict[str, float]:
    """Of this process: the memory of its own, and the pages of files that it maps."""
    status = Path("/proc/self/status")
    return {"own_mb": _kilobytes(status, "RssAnon:") / 1024, "mapped_mb": _kilobytes(status, "RssFile:") / 1024}


def age_ms() -> float:
    """Milliseconds since this process was started."""
    started = int(Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19])
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - started / os.sysconf("SC_CLK_TCK")) * 1000


def _kilobytes(file: Path, label: str) -> int:
    try:
        lines = file.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(label)), 0)
