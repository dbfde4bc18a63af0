"""manage.py evaluate_quotations: how many quotations of labelled articles are found, and their speakers."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.management.records import whole_tagger
from articles.tagging.link_evaluation import read_texts
from articles.tagging.quotation_evaluation import Finding, LabelledQuotations, figures, read_labelled


class Command(BaseCommand):
    help = "Measure on labelled articles how many quotations are found, and how many have the right speaker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("texts", type=Path, metavar="FILE", help="the articles' texts: JSON lines, gzipped")
        parser.add_argument(
            "--labelled", type=Path, default=Path("tests/tagging/labelled/quotations"), metavar="FOLDER"
        )
        parser.add_argument("--half", choices=("dev", "report"), help="measure on one half of the articles alone")
        parser.add_argument("--faults", action="store_true", help="say what is wrong, and where")

    def handle(self, *, texts: Path, labelled: Path, half: str | None, faults: bool, **_options: object) -> None:
        try:
            labels, bodies = read_labelled(labelled), read_texts(texts)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        tagger = whole_tagger()
        at_hand = [each for each in labels if each.article in bodies and each.is_of(bodies[each.article][0])]
        found = {each.article: tagger.read(*bodies[each.article]).quotations for each in at_hand}
        for name in (half,) if half else ("dev", "report"):
            self._print(name, [each for each in at_hand if each.half == name], found, faults)

    def _print(self, half: str, articles: list[LabelledQuotations], found: dict, faults: bool) -> None:  # type: ignore[type-arg]
        measured = figures(articles, found)
        self.stdout.write(f"{half}: {len(articles)} articles{'':18}precision  recall     F1  labelled")
        for name, finding in (*measured.findings.items(), ("speaker", measured.attribution)):
            self.stdout.write(f"{name:32}{_percent(finding)}")
        for article, fault, (start, end) in measured.faults if faults else ():
            self.stdout.write(f"  {article} {start}-{end}: {fault}")


def _percent(finding: Finding) -> str:
    shares = f"{100 * finding.precision:>15.1f}{100 * finding.recall:>8.1f}{100 * finding.f1:>7.1f}"
    return f"{shares}{finding.labelled:>10}"
