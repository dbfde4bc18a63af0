"""The index on disk: which generation is read, who may write it, and every change of it."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from articles.search import journal, writing
from articles.search.commits import latest
from articles.search.durable import sync, write_whole
from articles.search.entry import Entry
from articles.search.generations import INDEXER_LOCK, Generations
from articles.search.locks import FileLock
from articles.search.schema import fingerprint

LOCK_TIMEOUT = 60.0  # seconds to wait for another process's batch
JOURNAL = "journal"
ASKED = "rebuild-asked"

Apply = Callable[[Path, list[int], Iterable[Entry]], None]


class NotFilledError(Exception):
    """There is no complete index yet to which changes could be made."""


class IndexStore:
    """The generations of the index that this version of schema and analyzer can read: see `generations`."""

    def __init__(self, root: Path) -> None:
        self.generations = Generations(root, fingerprint())
        self.lock = FileLock(self.generations.folder / INDEXER_LOCK)
        self.merge_lock = FileLock(self.generations.folder / "merge.lock")
        self.rebuild_lock = FileLock(self.generations.folder / "rebuild.lock")

    # Reading

    def current_folder(self) -> Path:
        """The folder to search in.

        While the first generation of a fingerprint is being filled this is it, with what it has so far, and
        before that an empty index: `is_filled` tells whether anything is missing.
        """
        found = self.generations.current() or self.generations.unfinished()
        if found is None:
            found = self.generations.folder / "empty"
            if latest(found) < 0:
                writing.create_index(found)
        return found

    @property
    def is_filled(self) -> bool:
        """Whether there is an index into which every article has once been put."""
        current = self.generations.current()
        return current is not None and latest(current) >= 0

    # Writing

    def ask_for_rebuild(self) -> None:
        """Have whoever brings the index up to date next build a new generation; searches keep this one meanwhile."""
        with self.lock.held(LOCK_TIMEOUT):
            write_whole(self.generations.folder / ASKED, b"")

    @property
    def rebuild_asked(self) -> bool:
        return (self.generations.folder / ASKED).exists()

    def forget_asking(self) -> None:
        """A build that begins now does what was asked."""
        (self.generations.folder / ASKED).unlink(missing_ok=True)

    @property
    def wants_rebuild(self) -> bool:
        """Whether a generation is missing, asked for, or half built."""
        return self.rebuild_asked or not self.is_filled or self.generations.unfinished() is not None

    def replace(self, keys: Iterable[int], entries: Iterable[Entry]) -> None:
        """Take the articles with the keys out and put the entries in, in one commit that survives a crash."""
        self._change(list(keys), entries, writing.apply_batch)

    def refresh(self, keys: Iterable[int], entries: Iterable[Entry]) -> None:
        """The same, but that entries which the index has already are left alone."""
        self._change(list(keys), entries, _apply_differences)

    def merge_small(self, up_to: int) -> bool:
        """Merge one group of small segments, with at most so many documents, beside whatever else is written.

        Returns whether there was one. While a generation is being built, or another process merges, nothing is done.
        """
        current = self.generations.current()
        if current is None or self.generations.unfinished() or not self.merge_lock.acquire():
            return False
        try:
            writing.remove_broken_off(current)
            return writing.merge_beside(current, up_to, self.lock.held(LOCK_TIMEOUT))
        finally:
            self.merge_lock.release()

    def _change(self, keys: list[int], entries: Iterable[Entry], apply: Apply) -> None:
        """While a new generation is being built, the keys are noted for it: all of them, since it may have read
        the article at another moment than this.
        """
        with self.lock.held(LOCK_TIMEOUT):
            current = self.generations.current()
            if current is None:
                raise NotFilledError("The index has not been filled yet: run `manage.py index` first.")
            apply(current, keys, entries)
            if unfinished := self.generations.unfinished():
                journal.append(unfinished / JOURNAL, keys)
                sync(unfinished)


def _apply_differences(folder: Path, keys: Sequence[int], entries: Iterable[Entry]) -> None:
    known = writing.digests_of(folder, keys)
    wanted = {entry.key: entry for entry in entries}
    changed = [entry for key, entry in wanted.items() if known.get(key) != entry.digest]
    gone = [key for key in known if key not in wanted]
    if changed or gone:
        writing.apply_batch(folder, [*gone, *(entry.key for entry in changed)], changed)
