"""An upload's way into the archive: its plan, its run, and what came of it."""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.ingest.column_choices import columns_of
from articles.ingest.discover import load
from articles.ingest.pipeline import Brought, Order, Watch, ingest_files
from articles.ingest.preview import plan
from articles.ingest.records import RawDocument
from articles.ingest.report import Report
from articles.ingest.runs import bury_dead
from articles.ingest.upload_plans import forget_plan, is_at_work, keep_plan, plan_of, written
from articles.ingest.uploads import is_kept, let_go, reference_of, staged_files
from articles.models import Article, IngestRun, Original, RunState, Starter, Upload

SHOWN = 50  # articles and failures of a plan
PATIENCE = 20.0  # seconds in which a plan is made


class Stage(StrEnum):
    """Where an upload is on its way."""

    READING = "reading"  # its plan is being made
    PLANNED = "planned"
    UNPLANNED = "unplanned"  # the process that was to plan it is gone
    RUNNING = "running"
    STOPPED = "stopped"  # the process that was to run it is gone, or was interrupted
    DONE = "done"
    GONE = "gone"  # it was not confirmed in time


def stage_of(upload: Upload) -> Stage:
    if upload.confirmed_at is None:
        if not is_kept(upload):
            return Stage.GONE
        if plan_of(upload):
            return Stage.PLANNED
        return Stage.READING if is_at_work(upload) else Stage.UNPLANNED
    bury_dead()
    state = IngestRun.objects.filter(uploads=upload).values_list("state", flat=True).first()
    if state == RunState.FINISHED:
        return Stage.DONE
    return Stage.RUNNING if state == RunState.RUNNING or is_at_work(upload) else Stage.STOPPED


def order_of(upload: Upload) -> Order:
    options = upload.options
    return Order(options.get("columns", {}), options.get("source", ""), Starter.UPLOAD, upload.user)


def make_plan(upload: Upload) -> None:
    """Keep what the upload would make, unless that is known."""
    if plan_of(upload):
        return
    documents = [load(path, reference) for path, reference in staged_files(upload)]
    columns = columns_of([document for document in documents if isinstance(document, RawDocument)])
    keep_plan(upload, written(plan(_brought(upload), order_of(upload), SHOWN, PATIENCE), columns))


def read_otherwise(upload: Upload, columns: Mapping[str, str], source: str) -> None:
    """Have the files read in another way: the plan is to be made anew."""
    upload.options = {"columns": {part: name for part, name in columns.items() if name}, "source": source}
    upload.save(update_fields=["options"])
    forget_plan(upload)


def confirm(upload: Upload) -> bool:
    """Whether this is the first to confirm it."""
    return bool(Upload.objects.filter(pk=upload.pk, confirmed_at=None).update(confirmed_at=timezone.now()))


def run(upload: Upload, watch: Watch) -> Report | None:
    """Put a confirmed upload into the archive, unless that is done. Its bytes are kept where something failed."""
    upload.refresh_from_db()
    if upload.confirmed_at is None or (upload.run and upload.run.state == RunState.FINISHED):
        return None
    references = [reference for _, reference in staged_files(upload)]
    report = ingest_files(_brought(upload), references, _Joined(upload, watch), order_of(upload))
    if not report.failed and not report.interrupted:
        let_go(upload)
    return report


def articles_of(upload: Upload) -> QuerySet[Article]:
    """The articles that have an original in the upload, the first stored first.

    Pages of a web archive are called by their addresses on the web, and are not among them.
    """
    within = Q(pk__in=[])
    for file in upload.files:
        within |= Q(reference=reference_of(file)) | Q(reference__startswith=f"{reference_of(file)}#")
    originals = Original.objects.filter(within).values("article")
    return Article.objects.filter(pk__in=originals).order_by("pk")


def _brought(upload: Upload) -> list[Brought]:
    return [Brought(path, reference) for path, reference in staged_files(upload)]


class _Joined:
    """Tells the upload which run is its own, as soon as there is one."""

    def __init__(self, upload: Upload, watch: Watch) -> None:
        self.upload, self.watch = upload, watch

    def begin(self, total: int, run: int) -> None:
        Upload.objects.filter(pk=self.upload.pk).update(run=run)
        self.watch.begin(total, run)

    def update(self, read: int, articles: int) -> None:
        self.watch.update(read, articles)
