"""Documents -> articles, tags, report. One failure costs no sibling, and a run that dies goes on where it was."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from django.db import DatabaseError, transaction

from articles.ingest.checkpoints import Mark
from articles.ingest.context import Context
from articles.ingest.discover import address, find, load, shown
from articles.ingest.failures import Place
from articles.ingest.metering import Meter
from articles.ingest.outlets import Outlets
from articles.ingest.reading import read
from articles.ingest.records import ArticleRecord, Unreadable
from articles.ingest.report import Report, place_of
from articles.ingest.runs import Batch, Order, RunLog
from articles.ingest.storing import store_once
from articles.models import RunState, Source

__all__ = ["Brought", "Order", "Report", "ingest", "ingest_files", "known_outlets"]

LOOKED_UP = 500  # files whose marks are looked up at once
LARGEST_BATCH = 100  # articles and failures that are stored in one transaction
LONGEST_BATCH = 0.5  # seconds after which a batch is closed: other writers wait for it


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
        _Run(log, context, watch, again, only or {}).over(files)
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
    context: Context
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
        meter, reference = Meter(mark.document), mark.document.reference
        only = self.only.get(reference)
        try:
            items = islice(read(meter.document, self.context), mark.position, None)
            wanted = items if only is None else (item for item in items if place_of(item) in only)
            for some, is_last in _batches(wanted):
                batch = Batch()
                with transaction.atomic():
                    stored = sum(self._store(item, reference, batch) for item in some)
                    batch.read = meter.rest() if is_last else meter.take()
                    if only is None:
                        mark = mark.on(len(some), stored, is_last)
                        batch.marks.append(mark)
                    self.log.write(batch)
                    if is_last:
                        self.log.settle(reference, only)
                self._told(batch)
        except OSError as error:
            batch = Batch(ended=[reference])
            batch.fail(reference, Unreadable(reference, f"it cannot be read: {error.strerror}"))
            self._commit(batch)

    def _store(self, item: ArticleRecord | Unreadable, document: str, batch: Batch) -> bool:
        """Whether the archive has it now."""
        if isinstance(item, Unreadable):
            batch.fail(document, item)
            return False
        try:
            batch.count(store_once(item))
            return True
        except (DatabaseError, ValueError) as error:
            batch.fail(document, Unreadable((item.document or item).reference, str(error), item.number))
            return False

    def _commit(self, batch: Batch) -> None:
        self.log.commit(batch)
        self._show(batch)

    def _told(self, batch: Batch) -> None:
        self.log.told(batch)
        self._show(batch)

    def _show(self, batch: Batch) -> None:
        self.watch.update(batch.read, sum(times for _, times in batch.outcomes) + len(batch.failed))


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


def _batches(items: Iterable[ArticleRecord | Unreadable]) -> Iterator[tuple[list[ArticleRecord | Unreadable], bool]]:
    """The items in batches, closed by number or time, and whether each is the last; one at least, be it empty."""
    batch: list[ArticleRecord | Unreadable] = []
    began = time.monotonic()
    for item in items:
        if len(batch) >= LARGEST_BATCH or (batch and time.monotonic() - began > LONGEST_BATCH):
            yield batch, False
            batch, began = [], time.monotonic()
        batch.append(item)
    yield batch, True
