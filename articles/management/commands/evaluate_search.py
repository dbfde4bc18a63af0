"""manage.py evaluate_search: the quality of the archive's own search on judged queries."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.evaluation.report import as_json, as_text
from articles.evaluation.run import evaluate
from articles.evaluation.trec import Collection, CollectionError, collections_in, write_run

BESIDE = Path("../shared/data/retrieval")  # looked for beside the project where no collection is named


class Command(BaseCommand):
    help = "Measure how good the search is: nDCG, MRR and recall on judged queries, beside a recorded run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of collections")
        parser.add_argument("--documents", type=Path, metavar="FILE", help="`id TAB text`, or JSON Lines")
        parser.add_argument("--queries", type=Path, metavar="FILE", help="`id TAB text`")
        parser.add_argument("--judgements", "--qrels", type=Path, metavar="FILE", help="`query 0 document relevance`")
        parser.add_argument("--baseline", type=Path, metavar="FILE", help="another engine's run, in TREC's format")
        parser.add_argument("--only", default="", metavar="NAME", help="only collections whose names begin so")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
        parser.add_argument("--runs", type=Path, metavar="FOLDER", help="write our rankings there, as TREC's runs")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - what was parsed
        try:
            chosen = [one for one in _collections(options) if one.name.startswith(options["only"])]
            results = evaluate(chosen, self.stderr.write)
        except CollectionError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(as_text(results))
        if path := options["json"]:
            path.write_text(json.dumps(as_json(results), indent=2) + "\n", encoding="utf-8")
        if folder := options["runs"]:
            folder.mkdir(parents=True, exist_ok=True)
            for result in results:
                write_run(folder / f"{result.collection}.run", result.rankings)


def _collections(options: dict[str, Any]) -> list[Collection]:
    documents, queries, judgements = (options[name] for name in ("documents", "queries", "judgements"))
    if documents or queries or judgements:
        return [_named(documents, queries, judgements, options["baseline"])]
    folders = options["folders"] or [Path(settings.BASE_DIR) / BESIDE]
    for folder in folders:
        if not folder.is_dir():
            raise CommandError(f"{folder}: no such folder. Name one with collections, or their files (see --help).")
    return [collection for folder in folders for collection in collections_in(folder)]


def _named(documents: Path | None, queries: Path | None, judgements: Path | None, baseline: Path | None) -> Collection:
    if not documents or not queries or not judgements:
        raise CommandError("--documents, --queries and --judgements belong together.")
    return Collection(judgements.name.partition(".qrels")[0], documents, queries, judgements, baseline)
