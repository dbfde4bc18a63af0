"""Committing to a Whoosh folder so that it survives a crash, and knowing later whether a file has changed since.

A commit is Whoosh's own table of contents: a list of segments, each with the documents deleted from it. Files of a
segment never change. Every commit has a manifest, the sizes and checksums of all its files.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import _DEF_INDEX_NAME, TOC, clean_files

from articles.search.durable import sync, sync_all, write_whole

Sums = dict[str, tuple[int, str]]  # of each file, by name: its size in bytes, and its BLAKE2b checksum

_MANIFEST = re.compile(r"manifest-(\d+)\.json")
_blake2b = partial(hashlib.blake2b, digest_size=32)


class DamagedIndexError(Exception):
    """The index cannot be read: no article's fault, and nothing that trying again would mend."""


@contextmanager
def blaming_index(folder: Path) -> Iterator[None]:
    """What fails within, fails for the files that are there."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        message = (
            f"{folder} cannot be read ({type(error).__name__}: {error}): `manage.py check_archive --repair` mends it."
        )
        raise DamagedIndexError(message) from error


def commit(folder: Path, schema: Schema, segments: Sequence[W3Segment], number: int) -> None:
    """Make these segments the contents of the index in the folder: its commit `number`, one more than the last.

    The order matters: the files, their checksums, the table of contents; only then the files of before go.
    """
    storage = FileStorage(str(folder))
    known = manifest(folder, number - 1)
    names = [name for segment in segments for name in segment.list_files(storage)]
    sync_all(folder / name for name in names if name not in known)
    sync(folder)
    toc, content = _table_of_contents(schema, segments, number)
    sums = {name: known.get(name) or checksum(folder / name) for name in names}
    sums[toc] = (len(content), _blake2b(content).hexdigest())
    write_whole(folder / f"manifest-{number}.json", json.dumps(sums).encode())
    write_whole(folder / toc, content)
    clean_files(storage, _DEF_INDEX_NAME, number, segments)
    _clean_manifests(folder, number)


def manifest(folder: Path, number: int) -> Sums:
    """The checksums of a commit's files; none where there is no manifest."""
    try:
        found = json.loads((folder / f"manifest-{number}.json").read_bytes())
    except FileNotFoundError:
        return {}
    return {name: (size, digest) for name, (size, digest) in found.items()}


def latest(folder: Path) -> int:
    """The number of the folder's last commit; -1 where it has none."""
    number: int = TOC._latest_generation(FileStorage(str(folder)), _DEF_INDEX_NAME)
    return number


def damaged_files(folder: Path) -> list[str]:
    """The names of the last commit's files that are missing or no longer what was committed."""
    number = latest(folder)
    sums = manifest(folder, number)
    return sorted(name for name, known in sums.items() if not _is_intact(folder / name, known)) or (
        [] if sums else [f"manifest-{number}.json"]
    )


def checksum(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, _blake2b).hexdigest()


def _is_intact(path: Path, known: tuple[int, str]) -> bool:
    try:
        return checksum(path) == known
    except OSError:
        return False


def _table_of_contents(schema: Schema, segments: Iterable[W3Segment], number: int) -> tuple[str, bytes]:
    """The name and the bytes of the file."""
    storage = RamStorage()
    TOC(schema, list(segments), number).write(storage, _DEF_INDEX_NAME)
    name = TOC._filename(_DEF_INDEX_NAME, number)
    return name, bytes(storage.files[name])


def _clean_manifests(folder: Path, number: int) -> None:
    for path in folder.iterdir():
        if (match := _MANIFEST.fullmatch(path.name)) and int(match[1]) != number:
            path.unlink()
