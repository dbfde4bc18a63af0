"""manage.py run_upload: what the upload page of the admin has done apart from the server's own processes."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from articles.ingest.pipeline import NoWatch
from articles.ingest.upload_plans import at_work, note_end
from articles.ingest.upload_runs import make_plan, run
from articles.management.along import IndexedAlong
from articles.models import Upload
from articles.search import sync


class Command(BaseCommand):
    help = (
        "Plan a curator's upload, or put it into the archive once it is confirmed. A second process waits, then rests."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("upload", type=int, metavar="NUMBER", help="the number of the upload")
        parser.add_argument("--plan", action="store_true", help="only find out what would be made")

    def handle(self, *, upload: int, plan: bool, **_options: object) -> None:
        found = Upload.objects.filter(pk=upload).first()
        if found is None:
            raise CommandError(f"There is no upload {upload}.")
        try:
            with at_work(found):
                try:
                    _plan(found) if plan else _run(found)
                finally:
                    note_end(found)
        except FileNotFoundError as error:
            raise CommandError(f"The files of upload {upload} are kept no longer.") from error


def _plan(upload: Upload) -> None:
    upload.refresh_from_db()
    make_plan(upload)


def _run(upload: Upload) -> None:
    with sync.paused():
        run(upload, IndexedAlong(NoWatch()))
    sync.drain()
