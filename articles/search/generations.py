"""Where the index lies: one folder a generation, and a small file that says which one is read.

    root/<fingerprint>/current       "gen-7": the generation that is read and kept up to date
    root/<fingerprint>/gen-7/        a Whoosh index
    root/<fingerprint>/gen-6/        the one before, for readers that are just opening it
    root/<fingerprint>/gen-8/        one that is being built; its `plan.json` says so
    root/<fingerprint>/indexer.lock  held by whoever changes any of this, but for filling gen-8
    root/<fingerprint>/rebuild.lock  held by whoever fills gen-8

An index of another fingerprint is never read, and goes once this one's is complete.
"""

import re
import shutil
from pathlib import Path

from articles.search.durable import make_private, sync, write_whole
from articles.search.locks import FileLock

PLAN = "plan.json"
INDEXER_LOCK = "indexer.lock"
_NAME = re.compile(r"gen-([1-9]\d{0,8})")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class Generations:
    """Whoever calls what changes something holds the indexer lock."""

    def __init__(self, root: Path, fingerprint: str) -> None:
        self.root = root
        self.folder = root / fingerprint

    def current(self) -> Path | None:
        """The generation to be read; None while none has been completed."""
        try:
            name = (self.folder / "current").read_text(encoding="ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        return self.folder / name if _NAME.fullmatch(name) and (self.folder / name).is_dir() else None

    def unfinished(self) -> Path | None:
        """The generation that is being built, or whose building was broken off."""
        newer = self._number(self.current())
        found = [path for path in self._all() if self._number(path) > newer and (path / PLAN).exists()]
        return max(found, key=self._number, default=None)

    def begin(self) -> Path:
        """A folder for a new generation; others that were begun and not completed go."""
        newest = max(map(self._number, self._all()), default=0)
        self._remove_unfinished()
        return make_private(self.folder / f"gen-{newest + 1}")

    def switch_to(self, generation: Path) -> None:
        """From now on this one is read. The one before stays for those who are just opening it; the rest goes."""
        before = self.current()
        write_whole(self.folder / "current", f"{generation.name}\n".encode("ascii"))
        (generation / PLAN).unlink(missing_ok=True)
        for path in self._all():
            if path not in (before, generation):
                shutil.rmtree(path, ignore_errors=True)
        self._remove_other_fingerprints()

    def _remove_unfinished(self) -> None:
        newer = self._number(self.current())
        for path in self._all():
            if self._number(path) > newer:
                (path / PLAN).unlink(missing_ok=True)  # first: half removed it must not be taken for half built
                sync(path)
                shutil.rmtree(path)

    def _remove_other_fingerprints(self) -> None:
        """Indexes of another make, unless a process of that version is just writing one."""
        for path in self.root.iterdir():
            if path == self.folder or not _FINGERPRINT.fullmatch(path.name):
                continue
            lock = FileLock(path / INDEXER_LOCK)
            if lock.acquire():
                (path / "current").unlink(missing_ok=True)  # half removed it must not be read by that version again
                shutil.rmtree(path, ignore_errors=True)
                lock.release()

    def _all(self) -> list[Path]:
        return [path for path in self.folder.glob("gen-*") if _NAME.fullmatch(path.name)]

    @staticmethod
    def _number(generation: Path | None) -> int:
        match = _NAME.fullmatch(generation.name) if generation else None
        return int(match[1]) if match else 0
