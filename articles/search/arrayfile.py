"""One file of named numpy arrays, mapped for reading: many processes share its pages.

Layout: magic, then each array's bytes at a multiple of 64, then a JSON directory, then the directory's length
(eight bytes, little-endian). Nothing in it is executed when it is read, as a pickle would be.
"""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"newsarchive arrays 1\n"
ALIGNMENT = 64
_LENGTH_BYTES = 8

Array = NDArray[Any]


class DamagedFileError(ValueError):
    """The file is not what was written: cut short, or of another make."""


class ArrayWriter:
    """Writes arrays of numbers, of one or two dimensions, one behind the other; an existing file is replaced."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(MAGIC)
        self._directory: dict[str, Any] = {}

    def add(self, arrays: Mapping[str, Array]) -> None:
        for name, array in arrays.items():
            self._file.write(b"\0" * (-self._file.tell() % ALIGNMENT))
            little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
            self._directory[name] = {"at": self._file.tell(), "type": little.dtype.str, "shape": list(little.shape)}
            self._file.write(little.data)

    def __enter__(self) -> "ArrayWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Without its directory, as an error leaves it, the file cannot be read."""
        if kind is None:
            encoded = json.dumps(self._directory).encode()
            self._file.write(encoded)
            self._file.write(len(encoded).to_bytes(_LENGTH_BYTES, "little"))
        self._file.close()


def map_arrays(path: Path) -> dict[str, Array]:
    """The arrays of a file, read-only; they stay valid when the file is removed."""
    with path.open("rb") as file:
        try:
            buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:  # an empty file cannot be mapped
            raise DamagedFileError(f"{path.name} is empty") from error
    try:
        length = int.from_bytes(buffer[-_LENGTH_BYTES:], "little")
        if buffer[: len(MAGIC)] != MAGIC or length > len(buffer) - len(MAGIC) - _LENGTH_BYTES:
            raise DamagedFileError(f"{path.name} is cut short or not a file of arrays")
        directory = json.loads(buffer[-_LENGTH_BYTES - length : -_LENGTH_BYTES])
        return {name: _view(buffer, entry) for name, entry in directory.items()}
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise DamagedFileError(f"{path.name} has a damaged directory") from error


def _view(buffer: mmap.mmap, entry: Mapping[str, Any]) -> Array:
    shape = tuple(entry["shape"])
    count = int(np.prod(shape, dtype=np.int64))
    return np.frombuffer(buffer, dtype=entry["type"], count=count, offset=entry["at"]).reshape(shape)
