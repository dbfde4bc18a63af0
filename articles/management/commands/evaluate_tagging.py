"""manage.py evaluate_tagging: how many names of labelled texts the tagger finds, and how fast."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.management.records import whole_tagger
from articles.models import Kind
from articles.tagging.conll import ConllError, read_conll
from articles.tagging.measuring import Measurement, measure


class Command(BaseCommand):
    help = (
        "Measure the tagger on labelled texts: CoNLL lines `token TAG`, -DOCSTART- before documents, plain or gzipped. "
        "A name is right when its words and its kind are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a labelled file")
        parser.add_argument("--json", dest="output", type=Path, metavar="FILE", help="write the figures to a file, too")

    def handle(self, *, files: list[Path], output: Path | None, **_options: object) -> None:
        if not files:
            raise CommandError("Name the labelled files to measure on; the archive ships none.")
        try:
            texts = [text for file in files for text in read_conll(file)]
        except ConllError as error:
            raise CommandError(str(error)) from error
        measured = measure(whole_tagger(), texts)
        self._print(measured)
        if output:
            _write(output, measured)

    def _print(self, measured: Measurement) -> None:
        self.stdout.write(f"{'':24}{'precision':>10}{'recall':>8}{'F1':>7}{'labelled':>10}")
        for title, figures in (("", measured.whole), ("recogniser: ", measured.recogniser)):
            for name, kinds in (("all", ()), *((kind.value, (kind,)) for kind in Kind)):
                score = figures.score(*kinds)
                labelled = sum(figures.labelled[kind] for kind in kinds or Kind)
                line = f"{score.precision:>10.1f}{score.recall:>8.1f}{score.f1:>7.1f}{labelled:>10}"
                self.stdout.write(f"{title + name:24}{line}")
        self.stdout.write(f"{measured.articles_per_second:.0f} articles of 500 words a second of one processor")


def _write(path: Path, measured: Measurement) -> None:
    """The figures of the whole tagger; F1 as shares of a hundred."""
    f1 = {"all": measured.whole.score().f1} | {kind.value: measured.whole.score(kind).f1 for kind in Kind}
    figures = {
        "f1": {name: round(value, 2) for name, value in f1.items()},
        "articles_per_second": round(measured.articles_per_second, 1),
    }
    try:
        path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
