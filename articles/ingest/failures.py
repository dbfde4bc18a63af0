"""Failures as rows: each stays, and says whether it was mended since."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils import timezone

from articles.ingest.records import Unreadable
from articles.models import FailureState, IngestFailure, IngestRun

LONGEST_REFERENCE = 2000
Place = tuple[str, int]  # as of `report.place_of`


def still_open() -> QuerySet[IngestFailure]:
    return IngestFailure.objects.filter(state=FailureState.OPEN)


def open_documents() -> set[str]:
    """The documents with failures that are not mended."""
    return set(still_open().order_by().values_list("document", flat=True).distinct())


def note(run: IngestRun, failures: Iterable[tuple[str, Unreadable]]) -> None:
    """Keep failures, each with the address of its document."""
    IngestFailure.objects.bulk_create(
        IngestFailure(
            run=run,
            document=document[:LONGEST_REFERENCE],
            reference=failure.reference[:LONGEST_REFERENCE],
            number=failure.number,
            reason=failure.reason,
        )
        for document, failure in failures
    )


def carried(document: str, run: int | None, is_whole: bool) -> list[Unreadable]:
    """The failures of what is known of a document and not read again.

    Of one that was read to its end all that are open; else those of the run that came so far.
    """
    found = still_open().filter(document=document)
    rows = found if is_whole else found.filter(run=run)
    return [Unreadable(row.reference, row.reason, row.number) for row in rows]


def settle(run: IngestRun, document: str, only: Collection[Place] | None = None) -> None:
    """Mark what failed in the document before this run, now that the run has read it: mended, or failed again.

    `only`: the places that were read again, where that was not all of it.
    """
    now = set(IngestFailure.objects.filter(document=document, run=run).values_list("reference", "number"))
    before = still_open().filter(document=document).exclude(run=run)
    for row in before:
        place = (row.reference, row.number)
        if only is None or place in only:
            row.state = FailureState.REPEATED if place in now else FailureState.MENDED
            row.settled_by, row.settled_at = run, timezone.now()
            row.save(update_fields=["state", "settled_by", "settled_at"])
