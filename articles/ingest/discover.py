"""Paths -> documents: files and folders, each file bounded, each failure a value of its own."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from articles.ingest.records import RawDocument, Unreadable

_PAGES = {".html", ".htm", ".xhtml"}
MAX_REFERENCE = 2000  # characters of an address


def shown(path: Path) -> str:
    """The path as text that can be stored and printed, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def address(path: Path) -> str:
    """The lasting address of a file, by which it can be found again whatever bytes its name is made of."""
    return Path(os.path.abspath(path)).as_uri()  # `absolute` keeps "..", `resolve` fails where links go in circles


def path_of(reference: str) -> Path | None:
    """The file of an address; None where it is of another kind."""
    parts = urlsplit(reference)
    return Path(os.fsdecode(unquote_to_bytes(parts.path))) if parts.scheme == "file" and not parts.netloc else None


def find(paths: Iterable[Path]) -> Iterator[Path | Unreadable]:
    """The files under the paths, in order.

    Hidden files and README files in folders are left out, and so are the folders of pictures and scripts that
    browsers save beside a page (`page.html`, `page_files/`).
    """
    for path in paths:
        try:
            is_folder, exists = path.is_dir(), path.exists() or path.is_symlink()
        except OSError as error:
            yield Unreadable(address(path), f"it cannot be read: {error.strerror}")
            continue
        if is_folder:
            found = list(_files_in(path))
            yield from found or [Unreadable(address(path), "the folder has no files to read")]
        else:
            yield path if exists else Unreadable(address(path), "there is no such file or folder")


def _files_in(folder: Path) -> Iterator[Path | Unreadable]:
    try:
        children = [(child, child.is_symlink(), child.is_dir()) for child in sorted(folder.iterdir())]
    except OSError as error:
        yield Unreadable(address(folder), f"the folder cannot be read: {error.strerror}")
        return
    pages = {child.stem for child, *_ in children if child.suffix.lower() in _PAGES}
    for child, is_link, is_folder in children:
        if child.name.startswith((".", "README")) or (is_folder and _assets(child, pages)):
            continue
        if is_link:
            yield Unreadable(address(child), "it is a link: give the file or folder it leads to")
        elif is_folder:
            yield from _files_in(child)
        else:
            yield child


def _assets(folder: Path, pages: set[str]) -> bool:
    """Whether a browser has saved the folder with a page."""
    return folder.name.endswith("_files") and folder.name.removesuffix("_files") in pages


@dataclass(frozen=True)
class BytesOf:
    """Opens a file, in whatever process it is called."""

    path: Path

    def __call__(self) -> BufferedReader:
        return self.path.open("rb")


def load(path: Path, reference: str = "") -> RawDocument | Unreadable:
    """The document of one file. Its reference is its address, which stays while the file does, unless one is given."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Unreadable(reference or address(path), "it is not an ordinary file")
        reference = reference or path.resolve().as_uri()
        if len(reference) > MAX_REFERENCE:
            return Unreadable(address(path), "its path is too long")
        path.open("rb").close()  # what cannot be read says so here
        return RawDocument(reference, status.st_size, BytesOf(path))
    except OSError as error:
        return Unreadable(reference or address(path), f"it cannot be read: {error.strerror}")
