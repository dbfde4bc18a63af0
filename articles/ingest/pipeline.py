"""Documents -> articles, tags, report. One failure costs no sibling, and a run that dies goes on where it was."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from django.db import transaction

from articles.ingest.checkpoints import Mark
from articles.ingest.context import Context
from articles.ingest.discover import address, find, load, shown
from articles.ingest.failures import Place
from articles.ingest.outlets import Outlets
from articles.ingest.records import ArticleRecord, Unreadable
from articles.ingest.report import Report, place_of
from articles.ingest.runs import Batch, Order, RunLog
from articles.ingest.sandbox import Sandbox
from articles.ingest.storing import Outcome, store_batch
from articles.models import RunState, Source

__all__ = ["Brought", "Order", "Report", "ingest", "ingest_files", "known_outlets"]

LOOKED_UP = 500  # files whose marks are looked up at once


@dataclass(frozen=True)
class Brought:
    """A file to read. `reference` is its lasting address where that is not its path."""

    path: Path
    reference: str = ""


class Watch(Protocol):
    """Is shown how a run comes along."""

    def begin(self, total: int) -> None:
        """So many bytes are to be read."""

    def update(self, read: int, articles: int) -> None:
        """So many more bytes were read, and articles and failures done with."""


class NoWatch:
    def begin(self, total: int) -> None: ...
    def update(self, read: int, articles: int) -> None: ...


def ingest(
    paths: Iterable[Path], watch: Watch | None = None, order: Order | None = None, again: bool = False
) -> Report:
    """Put the articles of files and folders into the archive. Doing it again changes nothing.

    When the run is interrupted, what is stored stays, and the report and the run's row say how far it came.
    """
    paths = list(paths)
    return ingest_files(files_at(paths), [shown(path.absolute()) for path in paths], watch, order, again=again)


def files_at(paths: Iterable[Path]) -> "list[Brought | Unreadable]":
    """The files under the paths, and what of it cannot be read."""
    return [Brought(each) if isinstance(each, Path) else each for each in find(paths)]


def ingest_files(
    files: Sequence[Brought | Unreadable],
    names: Sequence[str],
    watch: Watch | None = None,
    order: Order | None = None,
    only: Mapping[str, Collection[Place]] | None = None,
    again: bool = False,
) -> Report:
    """Put the articles of files into the archive, in a run that the log has under these names.

    `again`: read also what is known to be stored. `only`: by the address of a document, the places in it that are to
    be read, where that is not all of it.
    """
    watch, order = watch or NoWatch(), order or Order()
    total = sum(_size(file) for file in files)
    log = RunLog.begin(names, order, total)
    watch.begin(total)
    context = Context(known_outlets(), order.columns, order.source)
    state = RunState.DIED
    try:
        with Sandbox(context) as sandbox:
            _Run(log, sandbox, watch, again, only or {}).over(files)
        _settle_paths(log, names)
        state = RunState.FINISHED
    except KeyboardInterrupt:
        state = RunState.INTERRUPTED
    finally:
        log.close(state)
    return log.report


def known_outlets() -> Outlets:
    sources = list(Source.objects.only("slug", "name_ar", "name_en", "other_names", "domain", "country_code"))
    names = ((name, source.slug) for source in sources for name in source.all_names)
    return Outlets.of(names, {source.slug: source.country_code for source in sources})


@dataclass
class _Run:
    log: RunLog
    sandbox: Sandbox
    watch: Watch
    again: bool
    only: Mapping[str, Collection[Place]]

    def over(self, files: Sequence[Brought | Unreadable]) -> None:
        for start in range(0, len(files), LOOKED_UP):
            batch, marks = Batch(), []
            for file in files[start : start + LOOKED_UP]:
                mark = file_at_beginning(file)
                if isinstance(mark, Unreadable):
                    batch.fail(mark.reference, mark)
                    batch.ended.append(mark.reference)
                else:
                    marks.append(mark)
            to_read = marks if self.again else self._skip_known(marks, batch)
            self._commit(batch)
            for mark in to_read:
                self._read(mark)

    def _skip_known(self, marks: Sequence[Mark], batch: Batch) -> Iterator[Mark]:
        """Those of which there is something to read; what is stored of them is counted."""
        to_read = []
        for mark in self.log.checkpoints.known(marks):
            self.log.known(mark, batch)
            if mark.is_whole:
                batch.read += mark.stamp.size
            else:
                to_read.append(mark)
        return iter(to_read)

    def _read(self, mark: Mark) -> None:
        """Store what a document gives, batch by batch, each with the mark of how far it came."""
        reference = mark.document.reference
        only = self.only.get(reference)
        for portion in self.sandbox.read(mark.document, mark.position):
            wanted = [item for item in portion.items if only is None or place_of(item) in only]
            batch = Batch(read=portion.read)
            with transaction.atomic():
                stored = self._store(wanted, reference, batch)
                if only is None:
                    mark = mark.on(len(portion.items), stored, portion.is_last)
                    batch.marks.append(mark)
                self.log.write(batch)
                if portion.is_last:
                    self.log.settle(reference, only)
            self._told(batch)

    def _store(self, items: Sequence[ArticleRecord | Unreadable], document: str, batch: Batch) -> int:
        """Store the articles among the items; returns how many of them the archive has now."""
        records = [item for item in items if isinstance(item, ArticleRecord)]
        outcomes = iter(store_batch(records))
        for item in items:
            outcome = item if isinstance(item, Unreadable) else _placed(next(outcomes), item)
            if isinstance(outcome, Unreadable):
                batch.fail(document, outcome)
            else:
                batch.count(outcome)
        return len(batch.outcomes)

    def _commit(self, batch: Batch) -> None:
        self.log.commit(batch)
        self._show(batch)

    def _told(self, batch: Batch) -> None:
        self.log.told(batch)
        self._show(batch)

    def _show(self, batch: Batch) -> None:
        self.watch.update(batch.read, sum(times for _, times in batch.outcomes) + len(batch.failed))


def _placed(outcome: Outcome | Unreadable, record: ArticleRecord) -> Outcome | Unreadable:
    """A failure names the document and the record in it, as readers' failures do."""
    if isinstance(outcome, Unreadable) and record.document:
        return replace(outcome, reference=record.document.reference)
    return outcome


def _settle_paths(log: RunLog, names: Iterable[str]) -> None:
    """A folder that could not be read before has been read now."""
    for name in names:
        log.settle(address(Path(name)))


def _size(file: Brought | Unreadable) -> int:
    try:
        return file.path.stat().st_size if isinstance(file, Brought) else 0
    except OSError:
        return 0


def file_at_beginning(file: Brought | Unreadable) -> Mark | Unreadable:
    """The file at its beginning."""
    if isinstance(file, Unreadable):
        return file
    document = load(file.path, file.reference)
    if isinstance(document, Unreadable):
        return document
    try:
        return Mark.at_beginning(file.path, document)
    except OSError as error:
        return Unreadable(file.reference or address(file.path), f"it cannot be read: {error.strerror}")
