"""Documents -> articles, tags, report. One failure costs no sibling, and a run that dies goes on where it was."""

import datetime as dt
import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from django.db import transaction

from articles.ingest.checkpoints import Mark
from articles.ingest.context import Context
from articles.ingest.discover import address, find, load, shown
from articles.ingest.failures import Place
from articles.ingest.originals import Keeper, store
from articles.ingest.outlets import Outlets
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable
from articles.ingest.report import Report, place_of
from articles.ingest.runs import Batch, Order, RunLog
from articles.ingest.sandbox import Portion, Sandbox
from articles.ingest.storing import Outcome, read_before, store_batch, with_findings
from articles.ingest.tagging_apart import Body, TaggingApart
from articles.models import RunState, Source
from articles.tagging.apply import day_of

__all__ = ["Brought", "Order", "Report", "ingest", "ingest_files", "known_outlets"]

LOOKED_UP = 500  # files whose marks are looked up at once
LARGEST_GROUP = 64  # articles and failures from which on they are stored …
LONGEST_GROUP = 0.5  # … or seconds: people wait to see them


@dataclass(frozen=True)
class Brought:
    """A file to read. `reference` is its lasting address where that is not its path; the rest as in `RawDocument`."""

    path: Path
    reference: str = ""
    media_type: str = ""
    charset: str = ""
    fetched_at: dt.datetime | None = None
    hints: Mapping[str, str] = field(default_factory=dict)

    def told_of(self, document: RawDocument) -> RawDocument:
        """The document with what was told when it was brought."""
        return replace(
            document,
            media_type=self.media_type,
            charset=self.charset,
            fetched_at=self.fetched_at,
            hints=self.hints,
        )


class Watch(Protocol):
    """Is shown how a run comes along."""

    def begin(self, total: int, run: int) -> None:
        """So many bytes are to be read, in the run of this number."""

    def update(self, read: int, articles: int) -> None:
        """So many more bytes were read, and articles and failures done with."""


class NoWatch:
    def begin(self, total: int, run: int) -> None: ...
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
    watch.begin(total, log.row.pk)
    context = Context(known_outlets(), order.columns, order.source)
    state = RunState.DIED
    try:
        with Sandbox(context) as sandbox, TaggingApart() as tagging:
            _Run(log, sandbox, watch, again, only or {}, tagging, Keeper(store(), context)).over(files)
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


@dataclass(frozen=True)
class _Some:
    """A portion of a document, and what of it is wanted. `mark`: where reading the document began."""

    mark: Mark
    portion: Portion
    wanted: Sequence[ArticleRecord | Unreadable]

    @property
    def reference(self) -> str:
        return self.mark.document.reference

    @property
    def records(self) -> list[ArticleRecord]:
        return [item for item in self.wanted if isinstance(item, ArticleRecord)]


@dataclass
class _Run:
    log: RunLog
    sandbox: Sandbox
    watch: Watch
    again: bool
    only: Mapping[str, Collection[Place]]
    tagging: TaggingApart
    keeper: Keeper
    _reached: Mark | None = None  # how far the document has come of which something was stored last

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
            self._take_in(self._portions(to_read))

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

    def _portions(self, marks: Iterable[Mark]) -> Iterator[_Some]:
        """What the documents give, some at a time."""
        for mark in marks:
            only = self.only.get(mark.document.reference)
            for portion in self.sandbox.read(mark.document, mark.position):
                wanted = [item for item in portion.items if only is None or place_of(item) in only]
                yield _Some(mark, portion, wanted)

    def _take_in(self, portions: Iterable[_Some]) -> None:
        """Each group of portions is stored while the names of the next ones are looked for."""
        waiting: deque[tuple[list[_Some], list[ArticleRecord]]] = deque()
        for group in _groups(portions):
            known = read_before([record for some in group for record in some.records])
            group = [self._kept(some, known) for some in group]
            records = [each for some in group for each in some.records if (each.reference, each.sha256) not in known]
            bodies = [Body(record.body, day_of(record)) for record in records]
            while waiting and not self.tagging.has_room(bodies):
                self._store(*waiting.popleft())
            self.tagging.begin(bodies)
            waiting.append((group, records))
        while waiting:
            self._store(*waiting.popleft())

    def _kept(self, some: _Some, known: Mapping[tuple[str, str], str]) -> _Some:
        """With the document kept where it is of anything that is new, or of which no document is kept."""
        unkept = {each.reference for each in some.records if not known.get((each.reference, each.sha256))}
        return replace(some, wanted=self.keeper.keep(some.mark.document, some.wanted, unkept))

    def _store(self, group: Sequence[_Some], tagged: Sequence[ArticleRecord]) -> None:
        """Store what documents give in one transaction, with the marks of how far they came.

        `tagged`: the records whose names were asked for.
        """
        found = zip(tagged, self.tagging.result(), strict=True)
        findings = {record.reference: each for record, each in found}
        batch = Batch(read=sum(some.portion.read for some in group))
        with transaction.atomic():
            outcomes = iter(store_batch([record for some in group for record in some.records], with_findings(findings)))
            for some in group:
                self._note(some, outcomes, batch)
            self.log.write(batch)
            for some in group:
                if some.portion.is_last:
                    self.log.settle(some.reference, self.only.get(some.reference))
        self._told(batch)

    def _note(self, some: _Some, outcomes: Iterator[Outcome | Unreadable], batch: Batch) -> None:
        """What became of each item of a portion, and so of the document."""
        stored = 0
        for item in some.wanted:
            outcome = item if isinstance(item, Unreadable) else _placed(next(outcomes), item)
            if isinstance(outcome, Unreadable):
                batch.fail(some.reference, outcome)
            else:
                batch.count(outcome)
                stored += 1
        if self.only.get(some.reference) is None:
            known = self._reached if self._reached and self._reached.document is some.mark.document else some.mark
            self._reached = known.on(len(some.portion.items), stored, some.portion.is_last)
            batch.reached(self._reached)

    def _commit(self, batch: Batch) -> None:
        self.log.commit(batch)
        self._show(batch)

    def _told(self, batch: Batch) -> None:
        self.log.told(batch)
        self._show(batch)

    def _show(self, batch: Batch) -> None:
        self.watch.update(batch.read, sum(times for _, times in batch.outcomes) + len(batch.failed))


def _groups(portions: Iterable[_Some]) -> Iterator[list[_Some]]:
    """Portions together, closed by what they hold or by time: small files need not be stored one by one."""
    group: list[_Some] = []
    items, began = 0, time.monotonic()
    for some in portions:
        group.append(some)
        items += len(some.portion.items)
        if items >= LARGEST_GROUP or time.monotonic() - began > LONGEST_GROUP:
            yield group
            group, items, began = [], 0, time.monotonic()
    if group:
        yield group


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
        return Mark.at_beginning(file.path, file.told_of(document))
    except OSError as error:
        return Unreadable(file.reference or address(file.path), f"it cannot be read: {error.strerror}")
