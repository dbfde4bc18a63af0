"""The members of an archive: which are read, what they are called, and their bytes at hand."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedIOBase, BufferedReader, BytesIO, FileIO
from pathlib import PurePosixPath
from shutil import copyfileobj
from tempfile import NamedTemporaryFile

from articles.ingest.records import MEGABYTE, RawDocument, Unreadable, UnreadableError, reference_within

HELD = 8 * MEGABYTE  # of a member that are held in memory; more lie in a temporary file
_FREQUENT = frozenset("الميونرتبعةدسكحفقه")
_DRIVE = re.compile(r"^[A-Za-z]:")
_ARABIC = ("cp720", "windows-1256", "iso8859-6")  # what old systems wrote Arabic names in: DOS, Windows, Unix


class Names:
    """The addresses of a container's members, no two alike."""

    def __init__(self, document: RawDocument) -> None:
        self._document = document
        self._taken: dict[str, int] = {}

    def reference(self, name: str) -> str:
        """Of a member with this name; of a second one so named, with a number."""
        name = name or "~"  # an archive may leave it empty
        times = self._taken[name] = self._taken.get(name, 0) + 1
        return reference_within(self._document.reference, name if times == 1 else f"{name}~{times}")

    def refuse_none(self) -> None:
        """Raises UnreadableError where no member had a name that is read."""
        if not self._taken:
            raise UnreadableError("it has no files to read")

    def unreadable(self, name: str, reason: str) -> Unreadable:
        return Unreadable(self.reference(name), reason)


def is_left_out(name: str) -> bool:
    """Hidden files and README files, as in folders; and what one system adds to its archives."""
    return any(part.startswith((".", "README", "__MACOSX")) for part in PurePosixPath(name).parts if part != "..")


def leads_out(name: str) -> bool:
    """Whether the name is of a place outside of the archive. Nothing is written there, but it is no honest name."""
    return name.startswith("/") or bool(_DRIVE.match(name)) or ".." in PurePosixPath(name).parts


def with_slashes(name: str) -> str:
    return name.replace("\\", "/")


def name_of(written: bytes, otherwise: str) -> str:
    """A member's name that is said to be in no encoding: UTF-8, or the one in which it reads as Arabic."""
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        pass
    read = [(_arabic_share(text), text) for encoding in _ARABIC if (text := written.decode(encoding, "replace"))]
    share, text = max(read, key=lambda item: item[0])
    return text if share > 0.5 else otherwise


def _arabic_share(name: str) -> float:
    """How much of what is not ASCII is letters that are frequent in Arabic."""
    high = [char for char in name if char > "\x7f"]
    return sum(map(_FREQUENT.__contains__, high)) / len(high) if high else 0.0


@contextmanager
def at_hand(source: BufferedIOBase) -> Iterator[Callable[[], BufferedIOBase]]:
    """What opens the rest of a stream, which can be read but once, as often as needed."""
    begun = source.read(HELD + 1)
    if len(begun) <= HELD:
        yield lambda: BytesIO(begun)
        return
    with NamedTemporaryFile(prefix="newsarchive-") as file:
        file.write(begun)
        copyfileobj(source, file, MEGABYTE)
        file.flush()
        yield lambda: BufferedReader(FileIO(file.name))
