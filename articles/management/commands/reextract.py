"""manage.py reextract: kept originals are read again."""

import sys
from argparse import ArgumentParser
from typing import TYPE_CHECKING

from django.core.management.base import BaseCommand, CommandError

from articles.ingest.reextraction import reextract
from articles.management.commands.ingest import known_source, mapped
from articles.management.reports import at, one_line
from articles.models import Article
from articles.search import sync

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Command(BaseCommand):
    help = (
        "Read the kept originals of articles again, and update what has changed: after an update of the readers, or by "
        "other columns. What an article said becomes a revision; what curators have set stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "articles", nargs="*", type=int, metavar="ARTICLE", help="the number of an article; all without any"
        )
        parser.add_argument("--source", default="", metavar="SLUG", help="the articles of this outlet alone")
        parser.add_argument("--map", default="", metavar="COLUMN=PART,…", help="other columns, as in `ingest`")

    def handle(self, *, articles: list[int], verbosity: int, **options: str) -> None:
        chosen = chosen_articles(articles, known_source(options["source"]))
        with sync.paused():
            done = reextract(chosen, mapped(options["map"]))
        sync.drain()
        if verbosity:
            self.stdout.write(
                f"updated {done.updated}, unchanged {done.unchanged}, failed {len(done.failures)}, "
                f"without a kept original {done.unkept}"
            )
        for failure in done.failures:
            self.stderr.write(f"{one_line(failure.reference)}{at(failure.number)}: {failure.reason}")
        if done.failures:
            sys.exit(1)


def chosen_articles(keys: list[int], source: str) -> "QuerySet[Article]":
    articles = Article.objects.filter(source__slug=source) if source else Article.objects.all()
    if not keys:
        return articles
    articles = articles.filter(pk__in=keys)
    if missing := set(keys) - set(articles.values_list("pk", flat=True)):
        raise CommandError(f"There is no article {min(missing)}{f' of {source}' if source else ''}.")
    return articles
