"""manage.py load_authority: bring people, organisations, places and outlets up to the authority files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.authority.load import load_authority
from articles.authority.records import DATA, AuthorityFileError, read_authority
from articles.models import Article


class Command(BaseCommand):
    help = "Load the authority files; what a curator has changed, added or deleted stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, metavar="FOLDER", help="the folder of the files")

    def handle(self, *, data: Path, **_options: object) -> None:
        try:
            report = load_authority(read_authority(data))
        except (AuthorityFileError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"created {report.created}, updated {report.updated}, unchanged {report.unchanged}, "
            f"kept as a curator has them {report.kept}, in conflict {len(report.conflicts)}"
        )
        if report.renamed and Article.objects.exists():
            call_command("retag", stdout=self.stdout)
        for conflict in report.conflicts:
            self.stderr.write(f"in conflict with a curator's own record of that address: {conflict}")
