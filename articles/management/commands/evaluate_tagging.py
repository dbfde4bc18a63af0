"""manage.py evaluate_tagging: how many names of labelled texts the tagger finds, how many links are right, how fast."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.management.records import names_of_records, whole_tagger
from articles.models import Kind
from articles.tagging.conll import ConllError, read_conll
from articles.tagging.link_evaluation import LinkFigures, figures, links_of, read_labelled, read_texts
from articles.tagging.measuring import Measurement, measure


class Command(BaseCommand):
    help = (
        "Measure the tagger on labelled texts: CoNLL lines `token TAG`, -DOCSTART- before documents, plain or gzipped. "
        "A name is right when its words and its kind are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a labelled file")
        parser.add_argument(
            "--links", type=Path, metavar="FOLDER", help="names labelled with their records: articles.tsv, mentions.tsv"
        )
        parser.add_argument("--texts", type=Path, metavar="FILE", help="the texts of these: JSON lines, gzipped")
        parser.add_argument("--json", dest="output", type=Path, metavar="FILE", help="write the figures to a file, too")

    def handle(
        self, *, files: list[Path], links: Path | None, texts: Path | None, output: Path | None, **_options: object
    ) -> None:
        if not files:
            raise CommandError("Name the labelled files to measure on; the archive ships none.")
        try:
            labelled = [text for file in files for text in read_conll(file)]
            linking = _linking(links, texts) if links and texts else None
        except ConllError as error:
            raise CommandError(str(error)) from error
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{links} with {texts}: {error}") from error
        measured = measure(whole_tagger(), labelled)
        self._print(measured)
        if linking:
            self.stdout.write(_said(linking))
        if output:
            _write(output, measured, linking)

    def _print(self, measured: Measurement) -> None:
        self.stdout.write(f"{'':24}{'precision':>10}{'recall':>8}{'F1':>7}{'labelled':>10}")
        for title, counts in (("", measured.whole), ("recogniser: ", measured.recogniser)):
            for name, kinds in (("all", ()), *((kind.value, (kind,)) for kind in Kind)):
                score = counts.score(*kinds)
                labelled = sum(counts.labelled[kind] for kind in kinds or Kind)
                line = f"{score.precision:>10.1f}{score.recall:>8.1f}{score.f1:>7.1f}{labelled:>10}"
                self.stdout.write(f"{title + name:24}{line}")
        self.stdout.write(f"{measured.articles_per_second:.0f} articles of 500 words a second of one processor")


def _linking(labelled: Path, texts: Path) -> LinkFigures:
    articles = read_labelled(labelled)
    return figures(articles, links_of(articles, read_texts(texts), whole_tagger().find, names_of_records()))


def _said(linking: LinkFigures) -> str:
    right = f"{linking.right} of {linking.linked} right ({linking.accuracy:.1%})"
    return f"links: {right}; {linking.found} of {linking.linkable} labelled names linked ({linking.recall:.1%})"


def _write(path: Path, measured: Measurement, linking: LinkFigures | None) -> None:
    """The figures of the whole tagger; F1 as shares of a hundred."""
    f1 = {"all": measured.whole.score().f1} | {kind.value: measured.whole.score(kind).f1 for kind in Kind}
    report: dict[str, object] = {
        "f1": {name: round(value, 2) for name, value in f1.items()},
        "articles_per_second": round(measured.articles_per_second, 1),
    }
    if linking:
        report["linking"] = {"accuracy": round(linking.accuracy, 4), "recall": round(linking.recall, 4)}
    try:
        path.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
