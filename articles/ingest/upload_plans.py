"""What is known of an upload beside its row: the plan that was made of it, and whether a process is at work on it.

Both lie in the upload's folder and go with it.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypedDict

from articles.ingest.column_choices import Columns
from articles.ingest.preview import Plan, Planned
from articles.ingest.records import ArticleRecord, Unreadable
from articles.ingest.uploads import folder_of
from articles.models import Upload

LONGEST = 160  # characters of a headline, and of a text's beginning
TO_BEGIN = 20.0  # seconds in which a process that was started must be at work


class PlannedArticle(TypedDict):
    outcome: str
    headline: str
    headline_is_derived: bool
    source: str  # its slug, or its name as written where the archive does not know it
    published_on: str  # ISO, "" where it is not known
    date_precision: str
    text: str


class PlannedFailure(TypedDict):
    reference: str
    number: int
    reason: str


class WrittenPlan(TypedDict):
    """`columns`: the name, a sample and the part of each, as in `Column`; `lack_text` as in `Columns`."""

    articles: list[PlannedArticle]
    failures: list[PlannedFailure]
    created: int
    updated: int
    unchanged: int
    failed: int
    is_whole: bool
    columns: list[tuple[str, str, str]]
    lack_text: bool


def written(made: Plan, columns: Columns) -> WrittenPlan:
    return {
        "articles": [_article(row, row.record) for row in made.rows if row.record],
        "failures": [_failure(each) for each in made.failures],
        "created": made.created,
        "updated": made.updated,
        "unchanged": made.unchanged,
        "failed": made.failed,
        "is_whole": made.is_whole,
        "columns": [(column.name, column.sample, column.part) for column in columns.columns],
        "lack_text": columns.lack_text,
    }


def _article(row: Planned, record: ArticleRecord) -> PlannedArticle:
    return {
        "outcome": row.outcome.value if row.outcome else "",
        "headline": _start(record.headline),
        "headline_is_derived": record.headline_is_derived,
        "source": record.source_slug or record.source_name,
        "published_on": record.published_on.isoformat() if record.published_on else "",
        "date_precision": record.date_precision,
        "text": _start(record.body),
    }


def _failure(failure: Unreadable) -> PlannedFailure:
    return {"reference": failure.reference, "number": failure.number, "reason": failure.reason}


def _start(text: str) -> str:
    line = " ".join(text[: 2 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rpartition(' ')[0] or line[:LONGEST]}…"


def keep_plan(upload: Upload, plan: WrittenPlan) -> None:
    path = _plan(upload)
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(plan), encoding="ascii")
    unfinished.replace(path)


def plan_of(upload: Upload) -> WrittenPlan | None:
    """The plan, if it is made."""
    try:
        plan: WrittenPlan = json.loads(_plan(upload).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    return plan


def forget_plan(upload: Upload) -> None:
    _plan(upload).unlink(missing_ok=True)


@contextmanager
def at_work(upload: Upload) -> Iterator[None]:
    """Alone at work on the upload, after whoever was before; the system ends this with the process.

    Raises FileNotFoundError where its files are kept no longer.
    """
    with _lock(upload).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def note_start(upload: Upload) -> None:
    """A process is on its way."""
    with suppress(FileNotFoundError):
        _lock(upload).touch(mode=0o600)


def is_at_work(upload: Upload) -> bool:
    """Whether a process works on the upload, or may still come to it."""
    try:
        with _lock(upload).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return time.time() - _lock(upload).stat().st_mtime < TO_BEGIN
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False


def note_end(upload: Upload) -> None:
    """Nothing more comes of the process that was started."""
    with suppress(FileNotFoundError):
        os.utime(_lock(upload), (0, 0))


def _plan(upload: Upload) -> Path:
    return folder_of(upload.token) / "plan.json"


def _lock(upload: Upload) -> Path:
    return folder_of(upload.token) / "at-work"
