"""The index on disk: where it lies, whether it is complete, who may write it, and every change of it."""

import os
from collections.abc import Iterable
from pathlib import Path

from whoosh.index import FileIndex, exists_in, open_dir
from whoosh.util.filelock import LockBase, try_for

from articles.search import writing
from articles.search.entry import Entry
from articles.search.schema import fingerprint

FILLED = "filled"  # the file that says so


class IndexStore:
    """The index lies in a folder named by its fingerprint, so that one made with another schema or analyzer is
    never read: until `is_filled` it lacks articles.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / fingerprint()

    def setup(self) -> FileIndex:
        """The index, made when it is not there."""
        if exists_in(str(self.folder)):
            return open_dir(str(self.folder))
        return writing.create_index(self.folder)

    @property
    def is_filled(self) -> bool:
        """Whether every article has once been put into this index."""
        return (self.folder / FILLED).exists()

    def mark_filled(self) -> None:
        (self.folder / FILLED).touch()

    def replace(self, keys: Iterable[int], entries: Iterable[Entry]) -> None:
        """Take the articles with the keys out and put the entries in, in one commit that survives a crash."""
        self.setup()
        writing.apply_batch(self.folder, keys, entries)
        _sync_to_disk(self.folder)

    def clear(self) -> None:
        """An empty index in the place of this one; searches see the old or the empty one."""
        self.setup()
        writing.empty(self.folder)
        _sync_to_disk(self.folder)

    def lock(self) -> LockBase | None:
        """A lock that one process at a time holds, or None while another does."""
        lock = self.setup().storage.lock("indexer")
        return lock if try_for(lock.acquire, timeout=0.0, delay=0.0) else None


def _sync_to_disk(folder: Path) -> None:
    """Have the system write the folder's files to the disk itself: Whoosh leaves them in its cache."""
    for path in (*folder.iterdir(), folder):
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue  # an old segment, cleaned away meanwhile
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
