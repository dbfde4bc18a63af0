"""Keys of articles on disk, eight bytes each: what was indexed while a new generation was being built."""

import os
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

_SIZE = 8


def append(path: Path, keys: Iterable[int]) -> None:
    """Write the keys behind those there, to the disk itself. What an interrupted call left incomplete is dropped."""
    with path.open("ab") as file:
        file.truncate(file.tell() // _SIZE * _SIZE)
        file.write(_packed(list(keys)))
        file.flush()
        os.fsync(file.fileno())


def read(path: Path, after: int = 0) -> list[int]:
    """The keys in the order they were written, without the first `after`; none where there is no file."""
    try:
        with path.open("rb") as file:
            file.seek(after * _SIZE)
            content = file.read()
    except FileNotFoundError:
        return []
    count = len(content) // _SIZE
    return list(struct.unpack(f"<{count}q", content[: count * _SIZE]))


def _packed(keys: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(keys)}q", *keys)
