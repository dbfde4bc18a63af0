"""manage.py ingest: files and folders of articles, pages, feeds and sitemaps of the web, into the archive."""

import sys
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.ingest.columns import MappingError, parse_mapping
from articles.ingest.feeding import ingest_from_web
from articles.ingest.pipeline import Order, files_at, ingest
from articles.ingest.preview import Plan, foretell
from articles.ingest.told import PARTS
from articles.management.along import IndexedAlong
from articles.management.plans import line_of
from articles.management.progress import Bar
from articles.management.reports import silent, tell
from articles.models import Source
from articles.search import sync


class Command(BaseCommand):
    help = "Put articles into the archive: files, folders, or what is at an address. The same file twice is unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "places",
            nargs="+",
            metavar="PATH",
            help="a file, a folder, or the address (https://…) of a page, a feed or a sitemap",
        )
        parser.add_argument("--source", default="", metavar="SLUG", help="the outlet of articles that name none")
        parser.add_argument(
            "--map",
            default="",
            metavar="COLUMN=PART,…",
            help="which column of a table, or member of a JSON object, is which part of an article, as in "
            f"title=headline,story=body; the parts: {', '.join(PARTS)}. A member of a member: author.name=byline. "
            "A table without names of columns: 1=headline,2=body. What usual names say needs no map",
        )
        parser.add_argument("--again", action="store_true", help="read also files that are known to be stored")
        parser.add_argument("--dry-run", action="store_true", help="say what would be made, and store nothing")

    def handle(
        self,
        *,
        places: list[str],
        source: str,
        again: bool,
        dry_run: bool,
        verbosity: int,
        **options: object,
    ) -> None:
        order = Order(source=known_source(source), columns=mapped(str(options["map"])))
        urls = [place for place in places if place.lower().startswith(("http://", "https://"))]
        paths = [Path(place) for place in places if place not in urls]
        if dry_run:
            if urls:
                raise CommandError("--dry-run is for files; what is fetched is stored.")
            self._foretell(paths, order)
            return
        with sync.paused(), closing(Bar(bool(verbosity))) as bar:
            along = IndexedAlong(bar)
            reports = [ingest(paths, along, order, again)] if paths else []
            reports += (ingest_from_web(url, order, along) for url in urls)
        sync.drain()
        write = self.stdout.write if verbosity else silent
        told = [tell(report, write, self.stderr.write) for report in reports]
        if not all(told):
            sys.exit(1)

    def _foretell(self, paths: list[Path], order: Order) -> None:
        plan = Plan()
        for planned in foretell(files_at(paths), order):
            plan.count(planned)
            self.stdout.write(line_of(planned))
        counts = f"{plan.created} created, {plan.updated} updated, {plan.unchanged} unchanged"
        self.stdout.write(f"would be: {counts}, {plan.failed} failed; nothing is stored")
        if plan.failed:
            sys.exit(1)


def mapped(text: str) -> dict[str, str]:
    """The column of each part, as `--map` says."""
    try:
        return parse_mapping(text)
    except MappingError as error:
        raise CommandError(f"--map: {error}.") from error


def known_source(slug: str) -> str:
    """The slug, if the archive has such an outlet."""
    if slug and not Source.objects.filter(slug=slug).exists():
        raise CommandError(f"There is no source {slug!r}. The admin's list of sources shows the slugs.")
    return slug
