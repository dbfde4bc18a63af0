"""All engines, each in its process, asked kind by kind in turns, so that the machine's noise is shared."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from tqdm import tqdm

from articles.benchmark.folder import BenchFolder
from articles.benchmark.requests import MEASURED, PageKind

ASKED_ONCE = PageKind.FIRST_SEEN  # what is asked for a second time is not seen first


@dataclass
class Measured:
    """What was measured of one engine. `pages` has for each kind a list a round: [wall ms, CPU ms, hits] or None."""

    opened: dict[str, Any]
    pages: dict[PageKind, list[list[list[float] | None]]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[str, float] = field(default_factory=dict)


class EngineProcess:
    """The near end of a worker."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def order(self, do: str, **more: object) -> dict[str, Any]:
        """Have something done; raises RuntimeError when the worker has ended."""
        assert self._process.stdin  # noqa: S101 - it was started with pipes
        assert self._process.stdout  # noqa: S101
        try:
            self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
            self._process.stdin.flush()
            answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError) as error:
            raise RuntimeError("An engine's process has ended; its message is above.") from error
        return answer


def own_command(*arguments: str) -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "benchmark_search", *arguments]


@contextmanager
def engine_process(name: str, folder: BenchFolder, *options: str) -> Iterator[EngineProcess]:
    command = own_command("--step", f"measure:{name}", *options)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=folder.environment(), stdin=pipe, stdout=pipe, text=True) as process:  # noqa: S603
        try:
            yield EngineProcess(process)
        finally:
            process.terminate()


def measure(folder: BenchFolder, names: Sequence[str], rounds: int, *options: str) -> dict[str, Measured]:
    with ExitStack() as stack:
        engines = {name: stack.enter_context(engine_process(name, folder, *options)) for name in names}
        measured = {name: Measured(engine.order("open")) for name, engine in engines.items()}
        for number in tqdm(range(rounds), unit=" rounds", desc="pages", disable=None):
            for kind in MEASURED:
                if kind is ASKED_ONCE and number:
                    continue
                for name, engine in engines.items():
                    measured[name].pages[kind].append(engine.order("pages", kind=kind)["pages"])
        for name, engine in engines.items():
            measured[name].memory = engine.order("memory")
    return measured
