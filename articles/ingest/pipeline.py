"""Documents -> articles, tags, report. Each article in a transaction of its own: one failure costs no sibling."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from django.db import DatabaseError
from django.utils import timezone

from articles.ingest.discover import find, load, shown
from articles.ingest.outlets import Outlets
from articles.ingest.readers.base import Context
from articles.ingest.reading import read
from articles.ingest.records import Unreadable
from articles.ingest.storing import Outcome, store_once
from articles.models import IngestFailure, IngestRun, Source

Found = Path | Unreadable
Watch = Callable[[list[Found]], Iterable[Found]]  # shows the progress of a loop over the files


@dataclass
class Report:
    """What a run did with each article; `failures` has the path or address and the reason of each failure."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: list[Unreadable] = field(default_factory=list)
    interrupted: bool = False

    @property
    def failed(self) -> int:
        return len(self.failures)

    def count(self, outcome: Outcome) -> None:
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)


def ingest(paths: Iterable[Path], watch: Watch = iter) -> Report:
    """Put the articles of files and folders into the archive. Doing it again changes nothing.

    When the run is interrupted, what is stored stays, and the report and the run's row say how far it came.
    """
    paths = list(paths)
    run, report = IngestRun.objects.create(paths=[shown(path) for path in paths]), Report()
    outlets = known_outlets()
    try:
        for found in watch(list(find(paths))):
            _ingest_file(found, outlets, report)
    except KeyboardInterrupt:
        report.interrupted = True
    finally:
        _close(run, report)
    return report


def known_outlets() -> Outlets:
    sources = list(Source.objects.only("slug", "name_ar", "name_en", "other_names", "domain", "country_code"))
    names = ((name, source.slug) for source in sources for name in source.all_names)
    return Outlets.of(names, {source.slug: source.country_code for source in sources})


def _ingest_file(found: Found, outlets: Outlets, report: Report) -> None:
    document = load(found) if isinstance(found, Path) else found
    if isinstance(document, Unreadable):
        report.failures.append(document)
        return
    for record in read(document, Context(outlets)):
        if isinstance(record, Unreadable):
            report.failures.append(_named(record))
            continue
        try:
            report.count(store_once(record))
        except (DatabaseError, ValueError) as error:
            report.failures.append(_named(Unreadable(record.reference, str(error), record.number)))


def _named(failure: Unreadable) -> Unreadable:
    """With a file's path instead of its address."""
    return replace(failure, reference=unquote(failure.reference.removeprefix("file://")))


def _close(run: IngestRun, report: Report) -> None:
    counts = {outcome.value: getattr(report, outcome.value) for outcome in Outcome}
    IngestFailure.objects.bulk_create(
        IngestFailure(run=run, reference=failure.reference[:2000], reason=failure.reason) for failure in report.failures
    )
    IngestRun.objects.filter(pk=run.pk).update(finished_at=timezone.now(), failed=report.failed, **counts)
