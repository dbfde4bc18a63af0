"""What failed once more: the file, or just the records of it that failed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from articles.ingest import failures
from articles.ingest.checkpoints import Mark, is_unchanged
from articles.ingest.discover import load, path_of
from articles.ingest.failures import Place
from articles.ingest.pipeline import Brought, Order, Watch, files_at, ingest_files
from articles.ingest.records import Unreadable
from articles.ingest.report import Report, name_of
from articles.ingest.uploads import staged_file
from articles.models import FailureState, IngestFailure, IngestRun, Starter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

GONE = "the uploaded file is kept no longer: upload it again"
_HERE = Q(document__startswith="file:") | Q(document__startswith="upload:")


def to_retry(runs: Iterable[int] | None = None, failures: Iterable[int] | None = None) -> "QuerySet[IngestFailure]":
    """The failures that are not mended: of these runs, or just these, or all of which no later run has one more."""
    failed = IngestFailure.objects.exclude(state=FailureState.MENDED)
    if failures is not None:
        return failed.filter(pk__in=list(failures))
    return failed.filter(state=FailureState.OPEN) if runs is None else failed.filter(run__in=list(runs))


def out_of_reach(failed: "QuerySet[IngestFailure]") -> int:
    """How many are of pages of the web, which are fetched again and not retried."""
    return failed.exclude(_HERE).count()


def retry(
    failed: "QuerySet[IngestFailure]", watch: Watch | None = None, user: "User | None" = None
) -> Iterator[Report]:
    """A report, and a run in the log, for each set of options that what failed was read with."""
    groups: dict[str, list[IngestFailure]] = defaultdict(list)
    for failure in failed.filter(_HERE).select_related("run"):
        groups[repr(failure.run.options)].append(failure)
    for group in groups.values():
        yield _retry(group, watch, user)


def _retry(group: Sequence[IngestFailure], watch: Watch | None, user: "User | None") -> Report:
    places: dict[str, set[Place]] = defaultdict(set)
    for failure in group:
        places[failure.document].add((failure.reference, failure.number))
    options = group[0].run.options
    order = Order(options.get("columns", {}), options.get("source", ""), Starter.RETRY, user)
    files = [file for document in places for file in _files_of(document)]
    only = {document: wanted for document, wanted in places.items() if _is_for_records_alone(document, wanted)}
    report = ingest_files(files, [name_of(document) for document in places], watch, order, only, again=True)
    if not report.interrupted:
        run = IngestRun.objects.get(pk=report.run)
        for document, wanted in places.items():
            failures.settle(run, document, wanted)
    return report


def _files_of(document: str) -> list[Brought | Unreadable]:
    """What is to be read for a document; a folder that could not be read may have files now."""
    if path := path_of(document):
        return files_at([path])
    staged = staged_file(document)
    return [Brought(staged, document)] if staged else [Unreadable(document, GONE)]


def _is_for_records_alone(document: str, wanted: Iterable[Place]) -> bool:
    """Whether the file is the one whose records failed: in another, other records may be new."""
    path = path_of(document) or staged_file(document)
    if not path or not all(number for _name, number in wanted):
        return False
    found = load(path, document)
    return not isinstance(found, Unreadable) and is_unchanged(Mark.at_beginning(path, found))
