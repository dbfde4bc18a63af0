"""The index held against the database, entry by entry, and its files against the checksums of their commit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from articles.models import Article, IndexingTask
from articles.search import writing
from articles.search.commits import DamagedIndexError, damaged_files
from articles.search.indexes import entries_of
from articles.search.store import LOCK_TIMEOUT, IndexStore

Watch = Callable[[int], object]  # is told how many articles have just been compared
TOLD_EVERY = 1000


@dataclass(frozen=True)
class Drift:
    """Keys of articles: readers see `missing` ones and the index has not got them; `ghosts` are the other way round.

    `stale` ones are in the index otherwise than in the database, `doubled` ones more than once.
    """

    missing: tuple[int, ...] = ()
    ghosts: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()

    @property
    def keys(self) -> tuple[int, ...]:
        return (*self.missing, *self.ghosts, *self.stale, *self.doubled)


@dataclass(frozen=True)
class IndexReport:
    """`unreadable` says why the index cannot be compared at all; `damaged` names files that have changed.

    `waiting` counts tasks that are still to be done: what they are about is not drift.
    """

    drift: Drift = Drift()
    unreadable: str = ""
    damaged: tuple[str, ...] = ()
    failed: tuple[tuple[int, str], ...] = ()
    waiting: int = 0

    @property
    def wants_rebuild(self) -> bool:
        return bool(self.unreadable or self.damaged)


def check_index(store: IndexStore, watch: Watch = lambda done: None) -> IndexReport:
    """What is wrong with the index. It may be written to meanwhile: that gives no false alarm."""
    failed = tuple(IndexingTask.objects.failed().order_by("article_id").values_list("article_id", "error"))
    waiting = IndexingTask.objects.waiting().count()
    report = IndexReport(failed=failed, waiting=waiting)
    if not store.is_filled:
        return replace(report, unreadable="it has never been filled")
    with store.lock.held(LOCK_TIMEOUT):
        damaged = tuple(damaged_files(store.current_folder()))
    report = replace(report, damaged=damaged)
    if any(name.endswith(".toc") for name in damaged):
        return replace(report, unreadable="its table of contents is damaged")
    try:
        suspects = _drift(writing.digests_of(store.current_folder()), _wanted(watch)).keys
        with store.lock.held(LOCK_TIMEOUT):
            return replace(report, drift=_confirmed(store, suspects))
    except (DamagedIndexError, OSError) as error:
        return replace(report, unreadable=str(error))


def _wanted(watch: Watch) -> dict[int, int]:
    """The digest of what should be in the index for every article that readers see."""
    wanted: dict[int, int] = {}
    for entry in entries_of(Article.objects.published()):
        wanted[entry.key] = entry.digest
        if not len(wanted) % TOLD_EVERY:
            watch(TOLD_EVERY)
    watch(len(wanted) % TOLD_EVERY)
    return wanted


def _drift(indexed: dict[int, int | None], wanted: dict[int, int]) -> Drift:
    doubled = {key for key, digest in indexed.items() if digest is None}
    both = indexed.keys() & wanted.keys() - doubled
    return Drift(
        missing=tuple(sorted(wanted.keys() - indexed.keys())),
        ghosts=tuple(sorted(indexed.keys() - wanted.keys())),
        stale=tuple(sorted(key for key in both if indexed[key] != wanted[key])),
        doubled=tuple(sorted(doubled & wanted.keys())),
    )


def _confirmed(store: IndexStore, suspects: Iterable[int]) -> Drift:
    """Looked at again while nobody writes: what somebody has asked to be indexed does not count."""
    suspects = set(suspects)
    asked = IndexingTask.objects.filter(article_id__in=suspects).values_list("article_id", flat=True)
    left = sorted(suspects - set(asked))
    wanted = {entry.key: entry.digest for entry in entries_of(Article.objects.published().filter(pk__in=left))}
    return _drift(writing.digests_of(store.current_folder(), left), wanted)
