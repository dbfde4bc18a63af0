"""What a run, or a part of one, did."""

from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from articles.ingest.records import ArticleRecord, Unreadable
from articles.ingest.storing import Outcome

SHOWN_FAILURES = 1000  # kept in memory for the report; the log has them all


@dataclass
class Report:
    """What a run did with each article; `failures` has the path or address and the reason of the first failures.

    `resumed`: what a run that was broken off had stored before, which is counted here.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    failures: list[Unreadable] = field(default_factory=list)
    interrupted: bool = False
    resumed: int = 0
    run: int = 0  # its number in the log

    @property
    def articles(self) -> int:
        return self.created + self.updated + self.unchanged

    def count(self, outcome: Outcome, times: int = 1) -> None:
        setattr(self, outcome.value, getattr(self, outcome.value) + times)

    def fail(self, failure: Unreadable) -> None:
        self.failed += 1
        if len(self.failures) < SHOWN_FAILURES:
            self.failures.append(failure)


def named(failure: Unreadable) -> Unreadable:
    """With a file's path instead of its address."""
    return replace(failure, reference=name_of(failure.reference))


def name_of(reference: str) -> str:
    """What people call a document: a file by its path, an upload by the name it was brought under."""
    if reference.startswith("upload:"):
        return unquote(reference.partition("/")[2])
    return unquote(reference.removeprefix("file://")) if reference.startswith("file://") else reference


def place_of(item: ArticleRecord | Unreadable) -> tuple[str, int]:
    """Where in what was read an article, or a failure, stands: the document's name, the number of the record."""
    if isinstance(item, ArticleRecord):
        return name_of(item.document.reference if item.document else item.reference), item.number
    return name_of(item.reference), item.number
