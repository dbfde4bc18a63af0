"""One engine in a process of its own: it takes orders from its standard input and answers on its output.

Orders and answers are JSON, one a line: {"do": "open"} {"do": "pages", "kind": "rare"} {"do": "memory"}.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from articles.benchmark.engines import make_engine
from articles.benchmark.engines.base import Engine
from articles.benchmark.folder import BenchFolder
from articles.benchmark.processes import age_ms, resident_mb
from articles.benchmark.requests import AnsweredPage, PageKind, Request, read_requests

ENOUGH = 3  # pages of a kind that even the slowest engine answers in a round


class Worker:
    def __init__(self, name: str, folder: BenchFolder, seconds_a_kind: float) -> None:
        self._start_ms = age_ms()  # of Python, Django and the archive's code, before the engine's own
        self._engine: Engine = make_engine(name, folder)
        self._requests = read_requests(folder.queries)
        self._seconds_a_kind = seconds_a_kind

    def obey(self, orders: TextIO, answers: TextIO) -> None:
        """Take orders to the end of the input."""
        doing: dict[str, Callable[..., dict[str, Any]]] = {
            "open": self.open,
            "pages": self.pages,
            "memory": self.memory,
        }
        for line in orders:
            order = json.loads(line)
            answers.write(json.dumps(doing[order.pop("do")](**order)) + "\n")
            answers.flush()
        self._engine.close()

    def open(self) -> dict[str, Any]:
        """Open the index and answer a first page, then a few more to warm up."""
        before, start = resident_mb(), time.perf_counter()
        self._engine.open()
        first, *others = self._of_kind(PageKind.WARM_UP)
        self._engine.page(first)
        first_page_ms = (time.perf_counter() - start) * 1000
        for request in others:
            self._engine.page(request)
        return {
            "start_ms": self._start_ms,
            "first_page_ms": first_page_ms,
            "before": before,
            "disk": self._engine.disk(),
            "version": self._engine.version(),
        }

    def pages(self, kind: str) -> dict[str, Any]:
        """Every page of a kind once: [milliseconds by the clock, of processor, hits]; null where time was up."""
        measured: list[tuple[float, float, int] | None] = []
        end = time.perf_counter() + self._seconds_a_kind
        for request in self._of_kind(PageKind(kind)):
            is_late = time.perf_counter() > end and len(measured) >= ENOUGH
            measured.append(None if is_late else measured_page(self._engine, request))
        return {"pages": measured}

    def memory(self) -> dict[str, Any]:
        return dict(resident_mb())

    def _of_kind(self, kind: PageKind) -> Iterator[Request]:
        return (request for request in self._requests if request.kind is kind)


def measured_page(engine: Engine, request: Request) -> tuple[float, float, int]:
    engine.forget()
    wall, cpu = time.perf_counter(), time.process_time()
    page: AnsweredPage = engine.page(request)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return wall * 1000, cpu * 1000, page.total


def work(name: str, folder: BenchFolder, seconds_a_kind: float) -> None:
    Worker(name, folder, seconds_a_kind).obey(sys.stdin, sys.stdout)
