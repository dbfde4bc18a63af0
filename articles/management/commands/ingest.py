"""manage.py ingest: files and folders of articles into the archive."""

import sys
from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.ingest.pipeline import ingest
from articles.search import sync


class Command(BaseCommand):
    help = "Put articles into the archive: files or folders of plain text. The same file twice is unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")

    def handle(self, *, paths: list[Path], verbosity: int, **_options: object) -> None:
        with sync.paused():
            report = ingest(paths, partial(tqdm, unit=" files", disable=None if verbosity else True))
        sync.drain()
        if verbosity:
            counts = f"created {report.created}, updated {report.updated}, unchanged {report.unchanged}"
            self.stdout.write(f"{counts}, failed {report.failed}")
        for failure in report.failures:
            name = failure.reference if failure.reference.isprintable() else repr(failure.reference)
            self.stderr.write(f"{name}: {failure.reason}")
        if report.interrupted:
            self.stderr.write("interrupted: what is counted above is stored; run it again for the rest")
        if report.failures or report.interrupted:
            sys.exit(1)
