"""manage.py retry_ingest: what failed once more."""

import sys
from argparse import ArgumentParser
from contextlib import closing

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from articles.ingest.retrying import out_of_reach, retry, to_retry
from articles.management.along import IndexedAlong
from articles.management.progress import Bar
from articles.management.reports import silent, tell
from articles.models import IngestRun
from articles.search import sync


class Command(BaseCommand):
    help = "Retry exactly what failed: the file, or its record. What is mended is marked so in the log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "runs", nargs="*", type=int, default=[], metavar="RUN", help="the number of a run in the log"
        )
        which.add_argument(
            "--failure", action="append", type=int, metavar="NUMBER", help="the number of a failure; may be repeated"
        )
        which.add_argument("--all", action="store_true", help="whatever failed and is not mended")
        parser.add_argument("--curator", default="", metavar="NAME", help="the account that asks for it")

    def handle(
        self, *, runs: list[int], failure: list[int] | None, curator: str, verbosity: int, **options: object
    ) -> None:
        if missing := set(runs) - set(IngestRun.objects.filter(pk__in=runs).values_list("pk", flat=True)):
            raise CommandError(f"There is no run {min(missing)} in the log.")
        failed = to_retry(None if options["all"] else runs, failure)
        user = get_user_model().objects.filter(username=curator).first()
        away, fine, retried = out_of_reach(failed), True, False
        with sync.paused(), closing(Bar(bool(verbosity))) as bar:
            for report in retry(failed, IndexedAlong(bar), user):
                fine &= tell(report, self.stdout.write if verbosity else silent, self.stderr.write)
                retried = True
        sync.drain()
        if away:
            self.stderr.write(f"{away} failures are of pages of the web, which are fetched again and not retried")
        if not retried and verbosity:
            self.stdout.write("nothing to retry")
        if not fine:
            sys.exit(1)
