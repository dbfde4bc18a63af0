"""Files that survive a power cut: what is said to be written is on the disk itself, whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path


def sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk: otherwise they wait in its cache."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(paths: Iterable[Path]) -> None:
    for path in paths:
        sync(path)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place in one step: a reader, or a crash, finds the old one or the new one."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync(path.parent)


def make_private(folder: Path) -> Path:
    """The folder, made with access for its owner alone where it is not there: index files are pickles."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
