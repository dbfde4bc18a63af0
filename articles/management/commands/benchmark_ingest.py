"""manage.py benchmark_ingest: articles a second from a file to where a search finds them."""

import json
from argparse import SUPPRESS, ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.benchmark.ingesting import Stage, as_table, measure, staged, stages_as_table, write_articles
from articles.benchmark.processes import StepError
from articles.benchmark.run import default_corpus
from articles.benchmark.stages import stages
from articles.benchmark.texts import read_texts


class Command(BaseCommand):
    help = (
        "Measure ingest on articles of 200 words as JSON lines: articles a second end to end, and memory, by size; "
        "then what each stage costs. Each size goes into a new archive in a folder of its own."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sizes", default="1000,5000,20000", metavar="N,…", help="articles (%(default)s)")
        parser.add_argument("--folder", type=Path, help="where to work (bench/ingest in the data folder)")
        parser.add_argument("--json", dest="output", type=Path, metavar="FILE", help="write the figures to a file, too")
        parser.add_argument("--stages", type=Path, help=SUPPRESS)  # in the process that measures them

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - what was parsed
        if options["stages"]:
            self.stdout.write(json.dumps(list(stages(options["stages"]))))
            return
        folder = (options["folder"] or settings.DATA_DIR / "bench" / "ingest").resolve()
        texts = read_texts(Path(corpus) if (corpus := default_corpus(settings.BASE_DIR)) else None, seed=1)
        figures = []
        try:
            sizes = [int(size) for size in options["sizes"].split(",")]
            folder.mkdir(parents=True, exist_ok=True)
            for figure in measure(folder, texts, sizes):
                figures.append(figure)
                self.stderr.write(f"{figure.articles} articles: {figure.per_second:.0f} a second")
            write_articles(folder / "stages.jsonl", texts, 1000)
            costs: list[Stage] = staged(folder, folder / "stages.jsonl", 1000)
        except (StepError, ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{as_table(figures)}\n\n{stages_as_table(costs)}")
        if options["output"]:
            report = {"sizes": [asdict(figure) for figure in figures], "stages": dict(costs)}
            options["output"].write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
