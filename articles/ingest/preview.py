"""What files would make of the archive. It reads as a run does, and stores nothing."""

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from articles.ingest.context import Context
from articles.ingest.foretelling import Foretelling
from articles.ingest.pipeline import Brought, Order, file_at_beginning, known_outlets
from articles.ingest.records import ArticleRecord, Unreadable
from articles.ingest.report import named
from articles.ingest.sandbox import Sandbox
from articles.ingest.storing import Outcome

AT_ONCE = 100  # records that are looked up together


@dataclass(frozen=True)
class Planned:
    """What would become of a record; one without an outcome would fail, and `failure` says why."""

    record: ArticleRecord | None = None
    outcome: Outcome | None = None
    failure: Unreadable | None = None


@dataclass
class Plan:
    """`rows` and `failures` are the first ones; the counts are of all that was read: the whole or what time allowed."""

    rows: list[Planned] = field(default_factory=list)
    failures: list[Unreadable] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    is_whole: bool = True

    def count(self, planned: Planned) -> None:
        name = planned.outcome.value if planned.outcome else "failed"
        setattr(self, name, getattr(self, name) + 1)

    @property
    def articles(self) -> int:
        return self.created + self.updated + self.unchanged


def foretell(files: Iterable[Brought | Unreadable], order: Order) -> Generator[Planned, None, None]:
    """What a run over the files would do, item by item."""
    context, foretelling = Context(known_outlets(), order.columns, order.source), Foretelling()
    with Sandbox(context) as sandbox:
        items = (item for file in files for item in _items_of(file, sandbox))
        while some := list(islice(items, AT_ONCE)):
            outcomes = iter(foretelling.of([item for item in some if isinstance(item, ArticleRecord)]))
            for item in some:
                if isinstance(item, ArticleRecord):
                    yield Planned(item, next(outcomes))
                else:
                    yield Planned(failure=named(item))


def plan(files: Sequence[Brought | Unreadable], order: Order, rows: int, seconds: float) -> Plan:
    """The plan with its first rows, made within so many seconds or left unfinished."""
    made, until = Plan(), time.monotonic() + seconds
    with closing(foretell(files, order)) as foretold:
        for planned in foretold:
            made.count(planned)
            if planned.failure and len(made.failures) < rows:
                made.failures.append(planned.failure)
            elif planned.record and len(made.rows) < rows:
                made.rows.append(planned)
            if time.monotonic() > until:
                made.is_whole = next(foretold, None) is None
                break
    return made


def _items_of(file: Brought | Unreadable, sandbox: Sandbox) -> Iterator[ArticleRecord | Unreadable]:
    mark = file_at_beginning(file)
    if isinstance(mark, Unreadable):
        yield mark
        return
    for portion in sandbox.read(mark.document):
        yield from portion.items
