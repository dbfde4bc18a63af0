"""How fast articles come into an archive: from a file of JSON lines to where a search finds them."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from articles.benchmark.processes import Cost, StepError, run_step
from articles.benchmark.texts import Texts

WORDS = 200  # of an article
_PLACES = ("القاهرة", "دمشق", "جنيف", "الرياض", "تونس", "باريس")


@dataclass(frozen=True)
class Figure:
    """What it cost to take so many articles in, with all that the command loads; `again`: the same file once more."""

    articles: int
    first: Cost
    again: Cost

    @property
    def per_second(self) -> float:
        """Articles a second by the clock, from the file to the index."""
        return self.articles / self.first.wall_s


class Stage(NamedTuple):
    """Milliseconds of processor that one article costs in a stage."""

    name: str
    milliseconds: float


def measure(folder: Path, texts: Texts, sizes: Sequence[int]) -> Iterator[Figure]:
    """Each number of articles goes into a new archive below the folder."""
    for size in sizes:
        data, dump = folder / f"archive-{size}", folder / f"articles-{size}.jsonl"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        write_articles(dump, texts, size)
        for command in (["migrate"], ["load_authority"]):
            _run(data, *command)
        first = _run(data, "ingest", str(dump))
        dump.touch()
        yield Figure(size, first, _run(data, "ingest", "--again", str(dump)))


def staged(folder: Path, dump: Path, articles: int) -> list[Stage]:
    """What an article costs in each stage, in a new archive."""
    data = folder / "archive-stages"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    for command in (["migrate"], ["load_authority"]):
        _run(data, *command)
    measuring = [sys.executable, "manage.py", "benchmark_ingest", "--stages", str(dump)]
    said = subprocess.run(measuring, env=_environment(data), stdout=subprocess.PIPE, check=False)  # noqa: S603
    if said.returncode:
        raise StepError("the stages could not be measured")
    return [Stage(name, seconds / articles * 1000) for name, seconds in json.loads(said.stdout)]


def write_articles(path: Path, texts: Texts, count: int) -> None:
    """A file of JSON lines: article n is the same whatever the count."""
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write(json.dumps(_article(texts, number), ensure_ascii=False) + "\n")


def _article(texts: Texts, number: int) -> dict[str, str]:
    text, chance = texts[number], random.Random(number)  # noqa: S311 - for measuring
    words = text.body.split()
    while len(words) < WORDS:
        words += text.body.split()
    middle = WORDS // 2
    return {
        "id": f"article-{number}",
        "title": text.headline,
        "text": f"{chance.choice(_PLACES)}: {' '.join(words[:middle])}\n{' '.join(words[middle:WORDS])}",
        "date": f"{2000 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}",
        "url": f"https://example.org/{number}",
    }


def _run(data: Path, *command: str) -> Cost:
    return run_step([sys.executable, "manage.py", *command, "--verbosity", "0"], _environment(data))


def _environment(data: Path) -> dict[str, str]:
    return {**os.environ, "NEWSARCHIVE_DATA": str(data)}


def as_table(figures: Sequence[Figure]) -> str:
    lines = [f"{'articles':>9}{'a second':>10}{'seconds':>9}{'CPU s':>8}{'MB':>7}{'again, a second':>17}"]
    for each in figures:
        cost, again = each.first, each.articles / each.again.wall_s
        lines.append(
            f"{each.articles:>9}{each.per_second:>10.0f}{cost.wall_s:>9.1f}{cost.cpu_s:>8.1f}{cost.peak_mb:>7.0f}"
            f"{again:>17.0f}"
        )
    return "\n".join(lines)


def stages_as_table(stages: Sequence[Stage]) -> str:
    total = sum(stage.milliseconds for stage in stages)
    return "\n".join(f"{name:>9}{cost:>8.2f} ms{cost / total:>7.0%}" for name, cost in stages)
