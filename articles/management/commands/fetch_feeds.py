"""manage.py fetch_feeds: what is new in the feeds and sitemaps of the sources."""

import sys
from argparse import ArgumentParser
from contextlib import closing

from django.core.management.base import BaseCommand, CommandError

from articles.ingest.feeding import Told, fetch_sources, with_feeds
from articles.ingest.gathering import MOST_PAGES
from articles.management.progress import Bar
from articles.management.reports import silent, tell
from articles.models import FeedOutcome
from articles.search import sync


class Command(BaseCommand):
    help = "Fetch the feeds and sitemaps of the sources, or of those named, and ingest what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="*", metavar="SOURCE", help="the slug of a source")
        parser.add_argument(
            "--pages", type=int, default=MOST_PAGES, help="pages that one feed or sitemap may lead to (%(default)s)"
        )

    def handle(self, *, sources: list[str], pages: int, verbosity: int, **_options: object) -> None:
        found = with_feeds(sources)
        if missing := set(sources) - {source.slug for source in found}:
            raise CommandError(f"No source with a feed or a sitemap: {', '.join(sorted(missing))}.")
        with sync.paused(), closing(Bar(bool(verbosity))) as bar:
            told = [self._tell(each, verbosity) for each in fetch_sources(found, watch=bar, most_pages=pages)]
        sync.drain()
        if not all(told):
            sys.exit(1)

    def _tell(self, told: Told, verbosity: int) -> bool:
        """Whether all went well."""
        write = self.stdout.write if verbosity else silent
        run = told.run
        if run.outcome == FeedOutcome.FAILED:
            self.stderr.write(f"{run.url}: {run.reason}")
            return False
        write(f"{run.url}: {run.get_outcome_display()}")
        return tell(told.report, write, self.stderr.write) if told.report else True
