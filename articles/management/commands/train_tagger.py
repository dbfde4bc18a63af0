"""manage.py train_tagger: a model of the embedded recogniser from labelled texts and what curators decided."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.management.records import gazetteer_in_use, has_records
from articles.tagging.conll import ConllError, read_conll
from articles.tagging.crf import Reading
from articles.tagging.crfsuite import PERCEPTRON, Options
from articles.tagging.curated import curated_texts
from articles.tagging.gazetteer import Gazetteer
from articles.tagging.model import FILE
from articles.tagging.plain_texts import PlainTextError, read_plain_texts
from articles.tagging.resources import shipped
from articles.tagging.retraining import Material, retrain
from articles.tagging.selection import LowerScoreError, file_digest
from articles.tagging.training import Trainer


class Command(BaseCommand):
    help = (
        "Train the recogniser of names on labelled texts (CoNLL) and on the sentences curators have decided in. "
        "A model that finds fewer names than the one in use does not replace it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="labelled: CoNLL lines `token TAG`, plain or gzipped"
        )
        parser.add_argument(
            "--texts", nargs="*", type=Path, default=[], metavar="FILE", help="unlabelled: .jsonl, .tsv or plain text"
        )
        parser.add_argument("--output", type=Path, default=FILE, metavar="FILE", help="the model; its card lies beside")
        parser.add_argument("--licence", default="", help="of the labelled texts, and so of the model, for its card")
        parser.add_argument("--quick", action="store_true", help="averaged perceptron: minutes less, a little worse")
        parser.add_argument("--force", action="store_true", help="replace the model even by one that finds fewer names")

    def handle(self, *, files: list[Path], texts: list[Path], output: Path, **options: Any) -> None:  # noqa: ANN401
        trainer = Trainer(
            gazetteer_in_use(),
            shipped(),
            PERCEPTRON if options["quick"] else Options(),
            say=self._say(options["verbosity"]),
        )
        origin = {
            "files": {path.name: file_digest(path) for path in (*files, *texts) if path.is_file()},
            "licence": options["licence"],
        }
        try:
            material = _material(files, texts, trainer.gazetteer)
            scores = retrain(trainer, material, output, origin, force=options["force"])
        except (ConllError, PlainTextError, LowerScoreError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(", ".join(f"{name} {f1:.1f}" for name, f1 in scores.items()))
        self.stdout.write(f"written: {output}")

    def _say(self, verbosity: int) -> Any:  # noqa: ANN401
        return self.stdout.write if verbosity > 1 else (lambda text: None)


def _material(files: Iterable[Path], texts: Iterable[Path], gazetteer: Gazetteer) -> Material:
    readings = (Reading.of(text, gazetteer) for path in texts for text in read_plain_texts(path))
    return Material(
        labelled=[read_conll(path) for path in files],
        curated=list(curated_texts()) if has_records() else [],
        unlabelled=[reading for reading in readings if reading.row.tokens],
    )
