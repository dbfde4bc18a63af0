"""Database -> index: the outbox is drained by one process at a time, in batches."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db.models import Max
from haystack import connections

from articles.models import IndexingTask
from articles.search.engine import ArchiveSearchBackend
from articles.search.indexing import entries, write_each
from articles.search.rebuild import WORTH_PROCESSES, RebuildRunningError, rebuild, size
from articles.search.store import IndexStore

BATCH = 1000  # articles a commit: each word is written once a commit, and nobody else can index meanwhile
_WITH_REST = BATCH * 5 // 4  # a small rest goes along with the last
PATIENCE = 2.0  # seconds that whoever saved something waits for the index; a watcher does the rest
PAUSE = 0.02  # seconds between two attempts at the lock
_paused: ContextVar[bool] = ContextVar("indexing_paused", default=False)

Progress = Callable[[int], object]  # is told how many tasks have just been done


def backend() -> ArchiveSearchBackend:
    found: ArchiveSearchBackend = connections["default"].get_backend()
    return found


def drain(progress: Progress = lambda done: None, seconds: float = float("inf"), patience: float = PATIENCE) -> int:
    """Do every task there is, or what can be begun within so many seconds; returns how many were done.

    While another process has the lock, this one waits `patience` seconds for the tasks there were, and then leaves them
    to that one, which looks again after giving it back. An index that has never been filled is filled first.
    """
    store, began = backend().store, time.monotonic()
    done = 0 if store.is_filled else fill(progress)
    newest = IndexingTask.objects.waiting().aggregate(newest=Max("pk"))["newest"] or 0
    while time.monotonic() < began + seconds and IndexingTask.objects.waiting().exists():
        if store.is_filled and store.lock.acquire():
            done += _do_tasks(store, progress, began + seconds)
        elif time.monotonic() < began + patience and IndexingTask.objects.waiting().filter(pk__lte=newest).exists():
            time.sleep(PAUSE)
        else:
            break
    return done


def _do_tasks(store: IndexStore, progress: Progress, until: float) -> int:
    done = 0
    try:
        for count in _batches(store):
            progress(count)
            done += count
            if time.monotonic() >= until:
                break
    finally:
        store.lock.release()
    return done


def fill(progress: Progress = lambda done: None, restart: bool = False, processes: int = 0) -> int:
    """Build a new generation of the index; returns how many articles it has. Tasks from before are done with it.

    Where another process is at it, that one does it.
    """
    articles = size()
    try:
        failures = rebuild(backend().store, progress, restart, processes)
    except RebuildRunningError:
        return 0
    return articles - len(failures)


def waiting() -> int:
    """How many articles there are to do, roughly: all of them where a new generation is wanted."""
    return size() if backend().store.wants_rebuild else IndexingTask.objects.waiting().count()


def retry_failed() -> None:
    """Let the tasks that were set aside have another try."""
    IndexingTask.objects.failed().update(error="")


def drain_unless_paused() -> None:
    """What a process does once it has committed a change. Filling a large index is not its business."""
    if not _paused.get() and (backend().store.is_filled or size() < WORTH_PROCESSES):
        drain(seconds=PATIENCE)


@contextmanager
def paused() -> Iterator[None]:
    """Within, tasks pile up instead of being done after each transaction: for bulk work, drained afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def _batches(store: IndexStore) -> Iterator[int]:
    """Does the tasks batch by batch: index, to disk, and only then away with the tasks."""
    waiting = IndexingTask.objects.waiting().order_by("article_id").values_list("article_id", flat=True).distinct()
    while keys := list(waiting[:_WITH_REST]):
        keys = keys if len(keys) < _WITH_REST else keys[:BATCH]
        tasks = list(IndexingTask.objects.filter(article_id__in=keys).values_list("pk", flat=True))
        failures = write_each(keys, partial(_write, store))
        IndexingTask.objects.set_aside(failures)
        IndexingTask.objects.finish(tasks)
        yield len(tasks)


def _write(store: IndexStore, keys: list[int]) -> None:
    store.refresh(keys, entries(keys))
