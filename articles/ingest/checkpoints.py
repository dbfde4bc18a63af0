"""How far each document has come, so that what is stored is neither read nor counted again.

A mark says that the first so many things a file gives, articles and failures, are stored for good. It is saved in the
transaction that stores them. It holds for the same bytes, read in the same way: by the same code and options.
"""

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.db.models.signals import post_delete

from articles.ingest.records import RawDocument
from articles.models import IngestCheckpoint, IngestRun, Original

_SETTLED = 2_000_000_000  # nanoseconds after which a changed file has another time, whatever the file system
_CODE = Path(__file__).parent
_FIELDS = (
    "run",
    "size",
    "modified_ns",
    "changed_ns",
    "sha256",
    "reading",
    "position",
    "articles",
    "is_whole",
    "noted_ns",
)


@dataclass(frozen=True)
class Stamp:
    """The state of a file when it was looked at. Times in nanoseconds; `seen_ns` is that of the look itself."""

    size: int
    modified_ns: int
    changed_ns: int
    seen_ns: int

    @classmethod
    def of(cls, path: Path) -> "Stamp":
        seen = time.time_ns()
        status = path.stat()
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, seen)


@dataclass(frozen=True)
class Mark:
    """How far a document has come. `position` counts what it gave, `articles` those of it that the archive has.

    `is_counted` is of marks read back: what is stored was counted by this very run, before it was broken off.
    """

    document: RawDocument
    path: Path
    stamp: Stamp
    position: int = 0
    articles: int = 0
    is_whole: bool = False
    is_counted: bool = False
    run: int | None = None

    @classmethod
    def at_beginning(cls, path: Path, document: RawDocument) -> "Mark":
        """Raises OSError."""
        return cls(document, path, Stamp.of(path))

    def still_holds(self) -> bool:
        """Whether the file is as it was when it was looked at first."""
        try:
            return replace(Stamp.of(self.path), seen_ns=self.stamp.seen_ns) == self.stamp
        except OSError:
            return False

    def on(self, position: int, articles: int, is_whole: bool) -> "Mark":
        """The mark so much further on."""
        return replace(self, position=self.position + position, articles=self.articles + articles, is_whole=is_whole)


class Checkpoints:
    """The marks of one run. `options` are those that decide what a document gives."""

    def __init__(self, run: IngestRun) -> None:
        self.run = run
        self.reading = reading(run.options)

    def known(self, files: Sequence[Mark]) -> list[Mark]:
        """How far each of the files has come: to its beginning, where nothing that holds is known."""
        references = [file.document.reference for file in files]
        rows = IngestCheckpoint.objects.filter(reference__in=references, reading=self.reading)
        by_reference = {row.reference: row for row in rows}
        return [self._known(file, by_reference.get(file.document.reference)) for file in files]

    def _known(self, file: Mark, row: IngestCheckpoint | None) -> Mark:
        if row is None or not _is_same(file, row):
            return file
        return replace(
            file,
            position=row.position,
            articles=row.articles,
            is_whole=row.is_whole,
            is_counted=row.run_id == self.run.pk,
            run=row.run_id,
        )

    def save(self, marks: Iterable[Mark]) -> None:
        """Keep the marks, as this run's. Call it in the transaction that stores what they say is stored.

        None is kept of a file that gave no article, which is read again, or that has changed while it was read.
        """
        rows = [self._row(mark) for mark in marks if (mark.articles or not mark.is_whole) and mark.still_holds()]
        IngestCheckpoint.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["reference"], update_fields=_FIELDS
        )

    def _row(self, mark: Mark) -> IngestCheckpoint:
        return IngestCheckpoint(
            reference=mark.document.reference,
            run=self.run,
            size=mark.stamp.size,
            modified_ns=mark.stamp.modified_ns,
            changed_ns=mark.stamp.changed_ns,
            sha256=mark.document.sha256,
            reading=self.reading,
            position=mark.position,
            articles=mark.articles,
            is_whole=mark.is_whole,
            noted_ns=mark.stamp.seen_ns,
        )


def is_unchanged(file: Mark) -> bool:
    """Whether the file is the one that was read last, in whatever way."""
    row = IngestCheckpoint.objects.filter(reference=file.document.reference).first()
    return row is not None and _is_same(file, row)


def connect() -> None:
    """A document is read again once something made from it has left the archive."""
    post_delete.connect(_forget, sender=Original, dispatch_uid="articles.ingest.checkpoints")


def _forget(instance: Original, **_more: object) -> None:
    IngestCheckpoint.objects.filter(reference=instance.reference.partition("#")[0]).delete()


def reading(options: object) -> str:
    """Equal where the same document is read in the same way."""
    return hashlib.sha256(f"{_code()}\n{options!r}".encode()).hexdigest()


def _is_same(file: Mark, row: IngestCheckpoint) -> bool:
    """By size and times; where they leave a doubt, by the bytes."""
    stamp = file.stamp
    if stamp.size != row.size:
        return False
    looks_same = (stamp.modified_ns, stamp.changed_ns) == (row.modified_ns, row.changed_ns)
    if looks_same and row.noted_ns - max(stamp.modified_ns, stamp.changed_ns) > _SETTLED:
        return True
    try:
        return file.document.sha256 == row.sha256
    except OSError:
        return False


@cache
def _code() -> str:
    """Of the code that reads: what it makes of a document may differ after an update."""
    digest = hashlib.sha256()
    for path in sorted(_CODE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
