"""manage.py benchmark_search: the archive's search measured beside other engines."""

import json
import os
from argparse import SUPPRESS, ArgumentParser, BooleanOptionalAction
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.benchmark.engines import PEERS, POSTGRESQL_URL
from articles.benchmark.folder import BenchFolder, CorpusParameters, UnfitFolderError
from articles.benchmark.processes import StepError
from articles.benchmark.report import as_markdown, as_text
from articles.benchmark.run import Plan, default_corpus, run
from articles.benchmark.steps import do_step
from articles.benchmark.texts import article_files


class Command(BaseCommand):
    help = "Measure the archive's search beside other engines, in a data folder of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="how many (%(default)s)")
        parser.add_argument("--peers", default="tantivy,fts5", help=f"of {', '.join(PEERS)} (%(default)s)")
        parser.add_argument("--pages", action="store_true", help="also our whole page, and the page over HTTP")
        parser.add_argument("--queries", type=int, default=30, metavar="K", help="of each kind (%(default)s)")
        parser.add_argument("--rounds", type=int, default=5, help="how often each is asked (%(default)s)")
        parser.add_argument(
            "--corpus", type=Path, metavar="PATH", help="a .jsonl.gz file of articles or a folder of them"
        )
        parser.add_argument("--coined", action="store_true", help="coined words, even where there are real articles")
        parser.add_argument("--seed", type=int, default=1, help=SUPPRESS)
        parser.add_argument("--folder", type=Path, help="where to work (bench/N in the data folder)")
        parser.add_argument("--reuse", action=BooleanOptionalAction, default=True, help="what fits of an earlier run")
        parser.add_argument("--reindex", action="store_true", help="make the archive's index anew, and measure that")
        parser.add_argument("--postgresql", default="", metavar="URL", help="a database to measure PostgreSQL in")
        parser.add_argument("--no-saves", action="store_true", help="leave out what saving one article costs")
        parser.add_argument("--seconds-a-kind", type=float, default=5.0, help="for an engine in a round (%(default)s)")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
        parser.add_argument("--markdown", type=Path, metavar="FILE", help="write a report there")
        parser.add_argument("--step", default="", help=SUPPRESS)

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - what was parsed
        try:
            if options["step"]:
                do_step(options["step"], options["queries"], options["seconds_a_kind"])
                return
            os.environ[POSTGRESQL_URL] = options["postgresql"] or os.environ.get(POSTGRESQL_URL, "")
            result = run(_plan(options), self.stderr.write)
        except (StepError, UnfitFolderError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(as_text(result))
        if path := options["json"]:
            path.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        if path := options["markdown"]:
            path.write_text(as_markdown(result), encoding="utf-8")


def _plan(options: Mapping[str, Any]) -> Plan:
    peers = tuple(name for name in options["peers"].split(",") if name)
    if unknown := set(peers) - set(PEERS):
        raise CommandError(f"no such engine: {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")
    articles = options["articles"]
    if options["corpus"] and not article_files(options["corpus"]):
        raise CommandError(f"no .jsonl.gz file at {options['corpus']}")
    corpus = "" if options["coined"] else str(options["corpus"] or default_corpus(settings.BASE_DIR))
    folder = options["folder"] or settings.DATA_DIR / "bench" / str(articles)
    return Plan(
        folder=BenchFolder(folder.resolve()),
        parameters=CorpusParameters(articles, options["seed"], corpus),
        peers=peers,
        own=("ours_page", "ours_http") if options["pages"] else (),
        queries=options["queries"],
        rounds=options["rounds"],
        seconds_a_kind=options["seconds_a_kind"],
        is_reused=options["reuse"],
        is_index_new=options["reindex"],
        with_saves=not options["no_saves"],
    )
