"""A new generation of the index, built beside the one that is read, and put in its place in one step.

Changes go on meanwhile: whoever indexes them in the old generation notes their keys for the new one, which takes
them from the database before the switch. `builds` says how a build that was broken off goes on.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

from articles.models import Article, IndexingTask
from articles.search import workers, writing
from articles.search.builds import Build, BuiltChunk, Chunk, planned
from articles.search.entry import Entry
from articles.search.indexing import Failures, entries, entries_between, published_keys, write_each
from articles.search.store import LOCK_TIMEOUT, IndexStore
from articles.search.workers import Watch

if TYPE_CHECKING:
    from whoosh.codec.whoosh3 import W3Segment

CHUNK = 10_000  # articles a segment, at most: what is lost when a build is broken off, and what fills the memory
WORTH_PROCESSES = 2_000  # articles: with fewer, starting processes takes longer than indexing
REPLAYED_AT_ONCE = 500  # changed articles a commit
TOLD_EVERY = 100  # articles


class RebuildRunningError(Exception):
    """Another process is just building a new generation."""


def rebuild(store: IndexStore, watch: Watch = lambda done: None, restart: bool = False, processes: int = 0) -> Failures:
    """Build a generation, or go on with one that was begun, and switch to it.

    `watch` is told how many articles have just been indexed. Returns the articles that cannot be, and why.
    """
    if not store.rebuild_lock.acquire():
        raise RebuildRunningError("Another process is just building the index anew.")
    try:
        build = _begun(store, restart, processes)
        _build_chunks(build, watch, processes)
        writing.compact(build.folder)
        return _replay_and_switch(store, build)
    finally:
        store.rebuild_lock.release()


def size() -> int:
    """How many articles a rebuild has before it."""
    return Article.objects.published().count()


def _begun(store: IndexStore, restart: bool, processes: int) -> Build:
    """The build that was broken off, or a new one."""
    with store.lock.held(LOCK_TIMEOUT):
        unfinished = store.generations.unfinished()
        if unfinished and not restart and not store.rebuild_asked:
            build = Build(unfinished)
            build.remove_parts()
            return build
        tasks = IndexingTask.objects.values_list("pk", flat=True)
        chunks = planned(published_keys(), _chunk_size(size(), processes))
        build = Build.begin(store.generations, chunks, tasks)
        store.forget_asking()
        return build


def _chunk_size(articles: int, processes: int) -> int:
    """Some chunks for each process, so that none is left idle for long and a broken build loses little."""
    return max(1, min(CHUNK, -(-articles // (4 * _process_count(articles, processes)))))


def _process_count(articles: int, wanted: int) -> int:
    """How many processes build."""
    if articles < WORTH_PROCESSES or _only_here():
        return 1
    return wanted or len(os.sched_getaffinity(0))


def _only_here() -> bool:
    """Whether the rows can be read by this process alone."""
    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()  # type: ignore[attr-defined]
    return bool(in_memory or connection.in_atomic_block)


def _build_chunks(build: Build, watch: Watch, processes: int) -> None:
    chunks = [] if build.all_built else build.chunks
    left = build.left()
    watch(sum(chunk.count for chunk in chunks) - sum(chunk.count for chunk in left))
    count = _process_count(sum(chunk.count for chunk in left), processes)
    for built in _built(build, left, watch, min(count, len(left))):
        build.add(built)
    if not build.all_built:
        build.mark_all_built()


def _built(build: Build, chunks: list[Chunk], watch: Watch, processes: int) -> Iterator[BuiltChunk]:
    """Each chunk's segments, as they come."""
    if processes < 2:
        yield from (build_chunk(chunk, build.new_part(), watch) for chunk in chunks)
        return
    context = get_context("spawn")
    told = context.SimpleQueue()
    begin = partial(workers.begin, str(connection.settings_dict["NAME"]), told)
    with ProcessPoolExecutor(processes, context, begin) as pool:
        running = {pool.submit(build_chunk, chunk, build.new_part()) for chunk in chunks}
        try:
            while running:
                done, running = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
                while not told.empty():
                    watch(told.get())
                yield from (future.result() for future in done)
        except BaseException:
            for process in list(pool._processes.values()):
                process.terminate()  # what it was building is built again
            raise


def build_chunk(chunk: Chunk, part: Path, watch: Watch = workers.tell) -> BuiltChunk:
    """The chunk's segment; where an article of it cannot be indexed, one for each range between such."""
    segments: list[W3Segment] = []

    def build(keys: Sequence[int]) -> None:
        found = _counted(entries_between(keys[0], keys[-1]), watch)
        segments.extend(filter(None, [writing.build_segment(part, found)]))

    keys = list(published_keys(chunk.first, chunk.last))
    failures = write_each(keys, build) if keys else {}
    return BuiltChunk(chunk, part, tuple(segments), failures)


def _counted(entries: Iterable[Entry], watch: Watch) -> Iterator[Entry]:
    number = 0
    for number, entry in enumerate(entries, 1):
        yield entry
        if not number % TOLD_EVERY:
            watch(TOLD_EVERY)
    watch(number % TOLD_EVERY)


def _replay_and_switch(store: IndexStore, build: Build) -> Failures:
    """Index anew what has changed since the build began: most of it while others go on, the last under the lock."""
    failures, seen = build.failures, 0
    while len(keys := build.changed_keys(seen)) > REPLAYED_AT_ONCE:
        failures = _replay(build.folder, keys, failures)
        seen += len(keys)
    with store.lock.held(LOCK_TIMEOUT):
        failures = _replay(build.folder, build.changed_keys(seen), failures)
        store.generations.switch_to(build.folder)
        IndexingTask.objects.set_aside(failures)
        IndexingTask.objects.finish(build.tasks)
        build.remove_records()
    return failures


def _replay(folder: Path, keys: list[int], failures: Failures) -> Failures:
    changed, left = set(keys), dict(failures)
    ordered = sorted(changed)
    for start in range(0, len(ordered), REPLAYED_AT_ONCE):
        part = ordered[start : start + REPLAYED_AT_ONCE]
        for key in part:
            left.pop(key, None)
        left |= write_each(part, partial(_write, folder))
    return left


def _write(folder: Path, keys: Sequence[int]) -> None:
    writing.apply_batch(folder, keys, entries(keys))
