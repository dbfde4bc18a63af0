"""Database -> index: the outbox is drained by one process at a time, in batches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from haystack import connections

from articles.models import Article, IndexingTask
from articles.search.engine import ArchiveSearchBackend
from articles.search.indexes import entries_of

BATCH = 500  # articles a commit
_paused: ContextVar[bool] = ContextVar("indexing_paused", default=False)

Progress = Callable[[int], object]  # is told how many tasks have just been done


def backend() -> ArchiveSearchBackend:
    found: ArchiveSearchBackend = connections["default"].get_backend()
    return found


def drain(progress: Progress = lambda done: None) -> int:
    """Do every task there is; returns how many were done.

    While another process is draining, this one leaves the tasks to it: whoever holds the lock looks again
    after giving it back, so that none is left lying.
    """
    done = 0
    while not backend().store.is_filled or IndexingTask.objects.exists():
        lock = backend().store.lock()
        if lock is None:
            break
        try:
            for count in _batches():
                progress(count)
                done += count
        finally:
            lock.release()
    return done


def waiting() -> int:
    """How many tasks there are to do; in a new index, or one of another version, every article is one."""
    if not backend().store.is_filled:
        request_all()
    return IndexingTask.objects.count()


def drain_unless_paused() -> None:
    if not _paused.get():
        drain()


@contextmanager
def paused() -> Iterator[None]:
    """Within, tasks pile up instead of being done after each transaction: for bulk work, drained afterwards."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def request_all() -> None:
    """Ask for every article's entry to be made anew."""
    with paused():
        waiting = IndexingTask.objects.values("article_id")
        IndexingTask.objects.request(Article.objects.exclude(pk__in=waiting).values_list("pk", flat=True))


def _batches() -> Iterator[int]:
    """Does the tasks batch by batch: index, to disk, and only then away with the tasks."""
    if not backend().store.is_filled:
        request_all()
    waiting = IndexingTask.objects.order_by("article_id").values_list("article_id", flat=True).distinct()
    while article_ids := set(waiting[:BATCH]):
        tasks = list(IndexingTask.objects.filter(article_id__in=article_ids).values_list("pk", flat=True))
        _index(article_ids)
        IndexingTask.objects.filter(pk__in=tasks).delete()
        yield len(tasks)
    backend().store.mark_filled()


def _index(article_ids: set[int]) -> None:
    articles = Article.objects.published().filter(pk__in=article_ids)
    backend().store.replace(article_ids, entries_of(articles))
