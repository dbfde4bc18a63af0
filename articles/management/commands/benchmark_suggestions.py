"""manage.py benchmark_suggestions: other spellings and suggestions measured on this archive."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.benchmark.suggestions import as_text, measured
from articles.models import Article


class Command(BaseCommand):
    help = "Measure how well and how fast slips are put right, and how fast queries are completed, on this archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--queries", type=int, default=300, metavar="N", help="of each kind (%(default)s)")
        parser.add_argument("--seed", type=int, default=1, help="which words and slips are drawn (%(default)s)")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - what was parsed
        if not Article.objects.published().exists():
            raise CommandError("The archive has no articles to draw words from.")
        found = measured(max(1, options["queries"]), options["seed"])
        for line in as_text(found):
            self.stdout.write(line)
        if path := options["json"]:
            path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
