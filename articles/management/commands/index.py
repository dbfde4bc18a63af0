"""manage.py index: bring the search index up to the database."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.models import IndexingTask
from articles.search import sync
from articles.search.rebuild import size
from articles.search.watch import Watcher
from articles.search.writing import LARGE


class Command(BaseCommand):
    help = "Bring the search index up to the database. Exit status 1 when an article cannot be indexed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="build a new index beside this one, then switch")
        parser.add_argument("--restart", action="store_true", help="rebuild, without what a broken-off one has done")
        parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes of a rebuild (one a core)")
        parser.add_argument("--watch", action="store_true", help="go on doing what comes until stopped")
        parser.add_argument("--status", action="store_true", help="only say what the index has and how large it is")
        parser.add_argument("--with-parent", action="store_true", help="stop watching when the parent process ends")

    def handle(
        self, *, rebuild: bool, restart: bool, workers: int, watch: bool, status: bool, with_parent: bool, **_: object
    ) -> None:
        if status:
            self.stdout.write(_status())
            return
        if watch:
            Watcher(with_parent).run()
            return
        sync.retry_failed()
        rebuild = rebuild or restart or sync.backend().store.wants_rebuild
        with tqdm(total=size() if rebuild else sync.waiting(), unit=" articles", disable=None) as bar:
            done = sync.fill(bar.update, restart, workers) if rebuild else 0
            done += sync.drain(bar.update)
        while sync.backend().store.merge_small(LARGE):
            pass
        self.stdout.write(f"indexed {done}")
        failed = IndexingTask.objects.failed()
        for task in failed:
            self.stderr.write(f"article {task.article_id} cannot be indexed: {task.error}")
        if failed:
            sys.exit(1)


def _status() -> str:
    snapshot = sync.backend().snapshot()
    mapped, kept = snapshot.mapped / 2**20, snapshot.answers.memory / 2**20
    tasks = IndexingTask.objects.count()
    return (
        f"{snapshot.count:,} articles in {len(snapshot.segments)} segments, {tasks:,} tasks waiting\n"
        f"{mapped:,.0f} MB of arrays, mapped and shared by all processes; each keeps up to {kept:,.0f} MB of answers"
    )
