"""manage.py benchmark_analysis: how fast texts become words, stems and roots."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.benchmark.analysis import as_table, measure
from articles.benchmark.run import default_corpus
from articles.benchmark.texts import read_texts


class Command(BaseCommand):
    help = "Measure how many words a second are folded, placed and stemmed, beside a plain regular expression."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=3_000, metavar="N", help="how many (%(default)s)")
        parser.add_argument("--corpus", type=Path, metavar="PATH", help="as of benchmark_search")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - what was parsed
        corpus = options["corpus"] or default_corpus(Path(settings.BASE_DIR))
        texts = read_texts(Path(corpus) if corpus else None, seed=1)
        articles = [texts[number] for number in range(options["articles"])]
        self.stdout.write(as_table(measure([f"{article.headline}\n{article.body}" for article in articles])))
