"""manage.py index: bring the search index up to the database."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.search import sync


class Command(BaseCommand):
    help = "Bring the search index up to the database: do what is waiting, or with --all make it anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="index every article again")

    def handle(self, *, all: bool, **_options: object) -> None:  # noqa: A002 - the option's name
        if all:
            sync.request_all()
        with tqdm(total=sync.waiting(), unit=" articles", disable=None) as bar:
            done = sync.drain(bar.update)
        self.stdout.write(f"indexed {done}")
