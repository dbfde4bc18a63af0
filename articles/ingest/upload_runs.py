"""An upload's way into the archive: its plan, its run, and what came of it."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.ingest.pipeline import Brought, NoWatch, Order, ingest_files
from articles.ingest.preview import Plan, plan
from articles.ingest.report import Report
from articles.ingest.runs import bury_dead
from articles.ingest.uploads import let_go, reference_of, staged_files
from articles.models import Article, IngestRun, Original, Starter, Upload

AT_ONCE = 50  # articles that are put in while the curator waits
AT_ONCE_BYTES = 2_000_000
SHOWN = 50  # rows of a plan
PATIENCE = 8.0  # seconds in which a plan is made


def order_of(upload: Upload) -> Order:
    options = upload.options
    return Order(options.get("columns", {}), options.get("source", ""), Starter.UPLOAD, upload.user)


def plan_of(upload: Upload) -> Plan:
    """What the upload would make."""
    return plan(_brought(upload), order_of(upload), SHOWN, PATIENCE)


def is_small(upload: Upload, made: Plan) -> bool:
    """Whether it is put into the archive while the curator waits."""
    size = sum(file["size"] for file in upload.files)
    return made.is_whole and made.articles + made.failed <= AT_ONCE and size <= AT_ONCE_BYTES


def confirm(upload: Upload) -> bool:
    """Whether this is the first to confirm it."""
    return bool(Upload.objects.filter(pk=upload.pk, confirmed_at=None).update(confirmed_at=timezone.now()))


def run(upload: Upload) -> Report:
    """Put a confirmed upload into the archive. Its bytes are kept where something failed, to be retried."""
    references = [reference for _, reference in staged_files(upload)]
    report = ingest_files(_brought(upload), references, _Joined(upload), order_of(upload))
    if not report.failed and not report.interrupted:
        let_go(upload)
    return report


def state_of(upload: Upload) -> str:
    """waiting for confirmation, "started", or the state of its run as it really is."""
    if upload.confirmed_at is None:
        return "waiting"
    bury_dead()
    state = IngestRun.objects.filter(uploads=upload).values_list("state", flat=True).first()
    return state or "started"


def articles_of(upload: Upload) -> QuerySet[Article]:
    """The articles that have an original in the upload, the first read first."""
    within = Q(pk__in=[])
    for file in upload.files:
        within |= Q(reference=reference_of(file)) | Q(reference__startswith=f"{reference_of(file)}#")
    originals = Original.objects.filter(within).values("article")
    return Article.objects.filter(pk__in=originals).order_by("pk")


def with_columns(upload: Upload, columns: Mapping[str, str], source: str) -> None:
    """Have the files read in another way."""
    upload.options = {"columns": {part: name for part, name in columns.items() if name}, "source": source}
    upload.save(update_fields=["options"])


def _brought(upload: Upload) -> list[Brought]:
    return [Brought(path, reference) for path, reference in staged_files(upload)]


class _Joined(NoWatch):
    """Tells the upload which run is its own, as soon as there is one."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload

    def begin(self, total: int, run: int) -> None:
        Upload.objects.filter(pk=self.upload.pk).update(run=run)
