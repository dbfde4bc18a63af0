"""Writing one index folder: all of a commit or nothing of it, and on the disk before it counts.

A commit names the segments of the index and their deleted documents in one new file, Whoosh's table of contents:
see `commits`. Whoever calls these holds the index's lock, but for `build_segment`, which touches nothing that is
committed.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME as INDEX_NAME
from whoosh.index import TOC, LockError
from whoosh.util.filelock import try_for

from articles.batches import batched
from articles.search.commits import blaming_index, commit
from articles.search.durable import make_private
from articles.search.entry import Entry
from articles.search.inversion import invert_entries, joined
from articles.search.merging import merge_segments, renumbered, to_compact, to_merge
from articles.search.schema import build_schema
from articles.search.segment import Segment
from articles.search.segment_files import arrays_path, write_segment

LOCK_TIMEOUT = 30.0  # seconds a writer waits for another process's writer
AT_A_TIME = 4_000  # entries whose words are held in memory before they are inverted
LARGE = 100_000  # documents of a segment from which on it is not merged with others
MERGING = "merging-"  # what the folders begin with in which segments are merged apart
SMALL_MERGE = 2_000  # documents that a commit may rewrite while somebody waits for it


def create_index(folder: Path) -> None:
    """An empty index in the folder, made with access for its owner alone."""
    commit(make_private(folder), build_schema(), [], 0)


def apply_batch(folder: Path, keys: Iterable[int], entries: Iterable[Entry], merge_up_to: int = SMALL_MERGE) -> None:
    """Take the articles with the keys out of the index and put the entries in, in one commit; all or nothing.

    Small segments are merged on the way, as long as that rewrites at most `merge_up_to` documents.
    """
    with _write_lock(folder):
        new = build_segment(folder, entries)
        with blaming_index(folder):
            _commit(folder, list(keys), [new] if new else [], merge_up_to)


def build_segment(folder: Path, entries: Iterable[Entry]) -> W3Segment | None:
    """A segment of these entries, its files in the folder, committed nowhere; None where there are none.

    A commit removes the files of segments it does not know: while others may commit, build in a folder apart.
    """
    schema = build_schema()
    parts = [invert_entries(some, schema) for some in batched(entries, AT_A_TIME)]
    if not parts:
        return None
    numbers = renumbered([(part.size, ()) for part in parts])
    return write_segment(folder, joined(parts, numbers) if len(parts) > 1 else parts[0], schema)


def commit_segments(folder: Path, segments: Sequence[W3Segment], merge_up_to: int = 0) -> None:
    """Make segments whose files lie in the folder part of its index; it must not have their articles yet."""
    with _write_lock(folder):
        _commit(folder, [], segments, merge_up_to)


def compact(folder: Path, largest: int = LARGE) -> None:
    """Merge segments that together have at most `largest` documents: a search looks into each one."""
    with _write_lock(folder):
        while groups := to_compact(
            [s.doc_count_all() - s.deleted_count() for s in committed_segments(folder)], largest
        ):
            _write_contents(folder, lambda segments, group=groups[0]: _merged(folder, segments, group))  # type: ignore[misc]


def merge_beside(folder: Path, up_to: int, committing: AbstractContextManager[object]) -> bool:
    """Merge one group of small segments while others go on writing; returns whether there was one.

    The merged segment is written apart. What is deleted from the old ones meanwhile is deleted from it when it is
    committed, within `committing`; nothing is done where one of the old ones has gone.
    """
    before = committed_segments(folder)
    groups = to_merge([(segment.doc_count_all(), segment.deleted_count()) for segment in before], up_to)
    if not groups:
        return False
    chosen = [before[place] for place in groups[0]]
    with TemporaryDirectory(prefix=MERGING, dir=folder) as apart:
        merged = merge_segments(Path(apart), _parts(folder, chosen))
        with committing, _write_lock(folder):
            return _put_in_place(folder, Path(apart), chosen, merged)


def remove_broken_off(folder: Path) -> None:
    """What merges left behind whose process was killed; nobody may be merging."""
    for path in folder.glob(f"{MERGING}*"):
        shutil.rmtree(path, ignore_errors=True)


def committed_segments(folder: Path) -> list[W3Segment]:
    return list(TOC.read(FileStorage(str(folder)), INDEX_NAME).segments)


def digests_of(folder: Path, keys: Iterable[int] | None = None) -> dict[int, int | None]:
    """The digests of the entries that the index has for these articles, or for all; None for one it has twice."""
    wanted, found = None if keys is None else np.array(list(keys), dtype=np.int64), dict[int, int | None]()
    with blaming_index(folder):
        for committed in committed_segments(folder):
            segment = Segment(arrays_path(folder, committed))
            chosen = np.ones(segment.size, dtype=np.bool_) if wanted is None else np.isin(segment.keys, wanted)
            chosen[list(committed.deleted_docs())] = False
            for key, digest in zip(segment.keys[chosen].tolist(), segment.digests[chosen].tolist(), strict=True):
                found[key] = None if key in found else digest
    return found


def files_of(folder: Path, segment: W3Segment) -> list[str]:
    """The names of the segment's files, committed or not."""
    names: list[str] = segment.list_files(FileStorage(str(folder)))
    return names


def _commit(folder: Path, gone: Sequence[int], new: Sequence[W3Segment], merge_up_to: int) -> None:
    """One new table of contents: without the articles gone, with the new segments, small ones merged."""

    def changed(segments: list[W3Segment]) -> list[W3Segment]:
        opened = {segment.segment_id(): Segment(arrays_path(folder, segment)) for segment in (*segments, *new)}
        _delete(segments, opened, gone)
        kept = [segment for segment in (*segments, *new) if segment.deleted_count() < segment.doc_count_all()]
        groups = to_merge([(s.doc_count_all(), s.deleted_count()) for s in kept], merge_up_to)
        for names in [[kept[place].segment_id() for place in group] for group in groups]:
            kept = _merged(folder, kept, [at for at, segment in enumerate(kept) if segment.segment_id() in names])
        return kept

    _write_contents(folder, changed)


def _merged(folder: Path, segments: list[W3Segment], group: Sequence[int]) -> list[W3Segment]:
    """The segments with those at the places of the group as one."""
    chosen = [segments[place] for place in group]
    merged = merge_segments(folder, _parts(folder, chosen))
    return [segment for segment in segments if segment not in chosen] + [merged]


def _parts(folder: Path, segments: Iterable[W3Segment]) -> list[tuple[Segment, list[int]]]:
    """Each segment's arrays and its deleted documents."""
    return [(Segment(arrays_path(folder, segment)), list(segment.deleted_docs())) for segment in segments]


def _put_in_place(folder: Path, apart: Path, old: Sequence[W3Segment], merged: W3Segment) -> bool:
    now = {segment.segment_id(): segment for segment in committed_segments(folder)}
    names = [segment.segment_id() for segment in old]
    if not all(name in now for name in names):
        return False
    numbers = renumbered([(segment.doc_count_all(), segment.deleted_docs()) for segment in old])
    for segment, new_number in zip(old, numbers, strict=True):
        for docnum in set(now[segment.segment_id()].deleted_docs()) - set(segment.deleted_docs()):
            merged.delete_document(int(new_number[docnum]))
    for name in files_of(apart, merged):
        (apart / name).rename(folder / name)
    _write_contents(folder, lambda segments: [s for s in segments if s.segment_id() not in names] + [merged])
    return True


def _delete(segments: Sequence[W3Segment], opened: dict[str, Segment], keys: Sequence[int]) -> None:
    wanted = np.array(keys, dtype=np.int64)
    for segment in segments if len(wanted) else ():
        for docnum in np.flatnonzero(np.isin(opened[segment.segment_id()].keys, wanted)).tolist():
            segment.delete_document(docnum)


def _write_contents(folder: Path, changed: Callable[[list[W3Segment]], list[W3Segment]]) -> None:
    contents = TOC.read(FileStorage(str(folder)), INDEX_NAME)
    commit(folder, build_schema(), changed(list(contents.segments)), contents.generation + 1)


@contextmanager
def _write_lock(folder: Path) -> Iterator[None]:
    lock = FileStorage(str(folder)).lock(f"{INDEX_NAME}_WRITELOCK")
    if not try_for(lock.acquire, timeout=LOCK_TIMEOUT, delay=0.05):
        raise LockError(f"Another process has been writing to {folder.name} for {LOCK_TIMEOUT:.0f} seconds.")
    try:
        yield
    finally:
        lock.release()
