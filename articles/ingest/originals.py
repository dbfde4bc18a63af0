"""The archive's own store of original bytes: each document once, under its SHA-256, whole or not at all.

    originals/3f/3fa9…    read-only; first written to originals/fresh/, forced to the disk, then put in its place

A document is what was brought: a file, a page, a feed. A dump is kept, not its records; a container, not its members.
"""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path
from typing import Any

from django.conf import settings

from articles.ingest.context import Context
from articles.ingest.records import ArticleRecord, Kept, RawDocument, Unreadable

_FRESH = "fresh"  # what is being written; what a killed process left there is no original
_ABANDONED = 24 * 3600  # seconds after which nobody writes to it any more
_AT_ONCE = 1024 * 1024  # bytes
_NAME = re.compile("[0-9a-f]{64}")

Item = ArticleRecord | Unreadable


def store() -> "OriginalStore | None":
    """The store of the settings; None where originals are not kept."""
    return OriginalStore(settings.ORIGINALS) if settings.ORIGINALS else None


class Keeper:
    """Keeps the documents of a run, each once, while they can still be read."""

    def __init__(self, kept_in: "OriginalStore | None", context: Context) -> None:
        self._store = kept_in
        self._context = context
        self._last: tuple[RawDocument, Kept | str] | None = None

    def keep(self, document: RawDocument, items: Sequence[Item], wanted: Collection[str]) -> Sequence[Item]:
        """The items of a document, those under the wanted references with where it is kept.

        A record whose document cannot be kept is a failure: it must not come in as if it could be read again.
        """
        if self._store is None or not wanted:
            return items
        kept = self._kept(document, self._store)
        return [_with(item, kept, document.reference) if _is_among(item, wanted) else item for item in items]

    def _kept(self, document: RawDocument, kept_in: "OriginalStore") -> Kept | str:
        """Where the document is kept, or why it could not be."""
        if self._last is None or self._last[0] is not document:
            self._last = document, self._try(document, kept_in)
        return self._last[1]

    def _try(self, document: RawDocument, kept_in: "OriginalStore") -> Kept | str:
        try:
            return Kept(kept_in.keep(document), told_besides(document, self._context))
        except OSError as error:
            return f"its original cannot be kept: {error.strerror or error}"


def _is_among(item: Item, wanted: Collection[str]) -> bool:
    return isinstance(item, ArticleRecord) and item.reference in wanted


def _with(item: Item, kept: Kept | str, document: str) -> Item:
    if isinstance(kept, str):
        return Unreadable(document, kept, item.number)
    if isinstance(item, ArticleRecord):
        if item.reference.partition("#")[0] != document:  # as of a page in a web archive
            kept = replace(kept, read_with={**kept.read_with, "reference": document})
        return replace(item, kept=kept)
    return item


def told_besides(document: RawDocument, context: Context) -> dict[str, Any]:
    """What a reader is told besides the bytes, as far as it is anything."""
    told = {
        "type": document.media_type,
        "charset": document.charset,
        "hints": dict(document.hints),
        "columns": dict(context.columns),
        "source": context.source_slug,
    }
    return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class OriginalStore:
    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the document lies, or would. Raises ValueError for what is no digest: it may come from anywhere."""
        if not _NAME.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no SHA-256")
        return self.folder / sha256[:2] / sha256

    def keep(self, document: RawDocument) -> str:
        """The SHA-256 under which the document is kept from now on, whatever happens to this process or the power.

        Raises OSError where it cannot be read or written.
        """
        path = self.path(document.sha256)
        return document.sha256 if _has_size(path, document.size) else self._write(document)

    def open(self, sha256: str) -> BufferedReader:
        """Raises OSError where it is not there."""
        return self.path(sha256).open("rb")

    def fault(self, sha256: str) -> str:
        """What is wrong with a kept document; "" for nothing."""
        try:
            with self.open(sha256) as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
                size = os.fstat(file.fileno()).st_size
        except FileNotFoundError:
            return "the kept original is missing"
        except OSError as error:
            return f"the kept original cannot be read: {error.strerror}"
        return "" if found == sha256 else f"the kept original has other bytes than those kept: {size} of them"

    def names(self) -> Iterator[str]:
        """The SHA-256 of every document there is."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(name for name in os.listdir(folder) if _NAME.fullmatch(name) and name[:2] == folder.name)

    def restore(self, sha256: str, document: RawDocument) -> bool:
        """Puts the document in the place of a lost or damaged one, if it is the same."""
        return document.sha256 == sha256 == self._write(document)

    def remove_abandoned(self) -> int:
        """Removes what killed processes began to write: how many files."""
        count = 0
        for path in (self.folder / _FRESH).glob("*"):
            if path.stat().st_mtime < time.time() - _ABANDONED:
                path.unlink(missing_ok=True)
                count += 1
        return count

    def _write(self, document: RawDocument) -> str:
        """What was read is named by what was read, should the document have changed since its digest was taken."""
        descriptor, name = tempfile.mkstemp(dir=_made(self.folder / _FRESH))
        try:
            digest = hashlib.sha256()
            with os.fdopen(descriptor, "wb") as fresh, document.open() as file:
                while some := file.read(_AT_ONCE):
                    digest.update(some)
                    fresh.write(some)
                fresh.flush()
                os.fchmod(fresh.fileno(), 0o400)
                os.fsync(fresh.fileno())
            path = self.path(digest.hexdigest())
            Path(name).replace(_made(path.parent) / path.name)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync(path.parent)
        return path.name


def _has_size(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _made(folder: Path) -> Path:
    """The folder, for its owner alone, its name on the disk."""
    if not folder.is_dir():
        if not folder.parent.is_dir():
            _made(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _sync(folder.parent)
    return folder


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
