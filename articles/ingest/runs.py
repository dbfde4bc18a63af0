"""The row of a run, kept true while it works, and taken up again where the process at work on it has died."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.ingest import failures
from articles.ingest.checkpoints import Checkpoints, Mark
from articles.ingest.liveness import is_alive, this_process
from articles.ingest.records import Unreadable
from articles.ingest.report import Report, named
from articles.ingest.storing import Outcome
from articles.models import IngestFailure, IngestRun, RunState, Starter

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Order:
    """What a run is to do beside reading its paths.

    `columns` and `source` as in `Context`.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    started_by: Starter = Starter.COMMAND
    user: "User | None" = None

    @property
    def options(self) -> dict[str, object]:
        return {"columns": dict(sorted(self.columns.items())), "source": self.source}


@dataclass
class Batch:
    """What is stored in one transaction: outcomes, failures with their documents, and how far documents have come."""

    outcomes: list[tuple[Outcome, int]] = field(default_factory=list)
    failed: list[tuple[str, Unreadable]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)  # the addresses of documents that were read to their end
    read: int = 0  # bytes

    def reached(self, mark: Mark) -> None:
        """In place of an earlier mark of the same document."""
        if self.marks and self.marks[-1].document is mark.document:
            self.marks.pop()
        self.marks.append(mark)

    def count(self, outcome: Outcome, times: int = 1) -> None:
        self.outcomes.append((outcome, times))

    def fail(self, document: str, failure: Unreadable) -> None:
        self.failed.append((document, named(failure)))


class RunLog:
    """One run. `report` is what it has done, never ahead of what is committed."""

    def __init__(self, row: IngestRun) -> None:
        self.row = row
        self.report = _report_so_far(row)
        self.checkpoints = Checkpoints(row)
        self._open = failures.open_documents()
        self._noted = set(self.report.failures)  # before the run was broken off

    @classmethod
    def begin(cls, paths: Sequence[str], order: Order, total: int = 0) -> "RunLog":
        """A new run, or the one over the same paths and options whose process has died. `total` in bytes."""
        bury_dead()
        same = {"paths": list(paths), "options": order.options, "started_by": order.started_by}
        row = IngestRun.objects.filter(state=RunState.DIED, **same).first() or IngestRun(user=order.user, **same)
        row.state, row.process, row.beat_at = RunState.RUNNING, this_process(), timezone.now()
        row.total_bytes, row.read_bytes, row.finished_at = total, 0, None
        row.save()
        return cls(row)

    def write(self, batch: Batch) -> None:
        """Keep what a batch did. Call it in the transaction that stores its articles, and `told` after that."""
        batch.failed = [pair for pair in batch.failed if pair[1] not in self._noted]
        counts = {name: F(name) + times for name, times in _sums(batch).items()}
        IngestRun.objects.filter(pk=self.row.pk).update(
            beat_at=timezone.now(), read_bytes=F("read_bytes") + batch.read, **counts
        )
        failures.note(self.row, batch.failed)
        self.checkpoints.save(batch.marks)
        for document in batch.ended:
            self.settle(document)

    def told(self, batch: Batch) -> None:
        """Count a batch that is committed."""
        for outcome, times in batch.outcomes:
            self.report.count(outcome, times)
        for _document, failure in batch.failed:
            self.report.fail(failure)

    def commit(self, batch: Batch) -> None:
        """Keep what a batch did that stores nothing itself."""
        with transaction.atomic():
            self.write(batch)
        self.told(batch)

    def known(self, mark: Mark, batch: Batch) -> None:
        """Take over what is known of a document that is not read from its beginning."""
        if mark.is_counted or not mark.position:
            return
        batch.marks.append(mark)
        batch.count(Outcome.UNCHANGED, mark.articles)
        reference = mark.document.reference
        if reference in self._open:
            for failure in failures.carried(reference, mark.run, mark.is_whole):
                batch.fail(reference, failure)

    def settle(self, document: str, only: Collection[failures.Place] | None = None) -> None:
        """The document was read: what failed in it before is mended, or has failed again."""
        if document in self._open:
            failures.settle(self.row, document, only)

    def close(self, state: RunState) -> Report:
        self.report.interrupted = state == RunState.INTERRUPTED
        IngestRun.objects.filter(pk=self.row.pk).update(state=state, finished_at=timezone.now(), process="")
        return self.report


def bury_dead() -> None:
    """Mark the runs whose process has died."""
    for row in IngestRun.objects.filter(state=RunState.RUNNING):
        if not is_alive(row.process, row.beat_at):
            mine = IngestRun.objects.filter(pk=row.pk, state=RunState.RUNNING, process=row.process)
            mine.update(state=RunState.DIED, finished_at=row.beat_at)


def _report_so_far(row: IngestRun) -> Report:
    report = Report(created=row.created, updated=row.updated, unchanged=row.unchanged, run=row.pk)
    report.resumed = report.articles
    for failure in IngestFailure.objects.filter(run=row).iterator():
        report.fail(Unreadable(failure.reference, failure.reason, failure.number))
    return report


def _sums(batch: Batch) -> dict[str, int]:
    sums = {outcome.value: 0 for outcome in Outcome}
    for outcome, times in batch.outcomes:
        sums[outcome.value] += times
    return {**sums, "failed": len(batch.failed)}
