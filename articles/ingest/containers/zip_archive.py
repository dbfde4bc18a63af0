"""ZIP archives."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BufferedIOBase, RawIOBase
from typing import TypeVar, cast

from articles.ingest.containers.bounds import MOST_MEMBERS, Budget, Unpacked, budget_of, metered
from articles.ingest.containers.members import Names, at_hand, is_left_out, leads_out, name_of, with_slashes
from articles.ingest.records import MEGABYTE, RawDocument, Unreadable, UnreadableError

_LARGEST_LIST = 24 * MEGABYTE  # bytes of the list of members, which is read as a whole
_IS_ENCRYPTED, _IS_UTF8 = 0x1, 0x800  # bits of a member's flags
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_OFFICE = (
    "[Content_Types].xml",
    "mimetype",
    "META-INF/MANIFEST.MF",
)  # the first member of documents that are ZIP files
Result = TypeVar("Result")
_END, _END64 = b"PK\x05\x06", b"PK\x06\x06"


class ZipArchive:
    name = "ZIP"

    def accepts(self, document: RawDocument) -> bool:
        return document.head.startswith((b"PK\x03\x04", _END, b"PK\x07\x08"))

    def unpack(self, document: RawDocument) -> Iterator[RawDocument | Unreadable]:
        budget, names = budget_of(document), Names(document)
        with ExitStack() as stack:
            file = stack.enter_context(document.open())
            if not file.seekable():
                file = stack.enter_context(stack.enter_context(at_hand(file))())
            archive = stack.enter_context(_opened(file))
            members = [info for info in archive.infolist() if not info.filename.endswith("/")]
            if any(info.filename in _OFFICE for info in members[:3]):
                raise UnreadableError("it is an office document or a program: save it as text")
            for info in members:
                name = _name(info)
                if is_left_out(name):
                    continue
                budget.take_member()
                fault = _fault(info, name)
                yield names.unreadable(name, fault) if fault else _member(archive, info, names.reference(name), budget)
                if budget.is_spent:
                    raise UnreadableError("what it unpacks to is too much: the rest of it is not read")
            names.refuse_none()


def _opened(file: BufferedIOBase) -> zipfile.ZipFile:
    _refuse_long_list(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, struct.error, EOFError, ValueError, OverflowError) as error:
        raise UnreadableError(f"the ZIP archive is damaged or cut off: {error}") from error
    if len(archive.infolist()) > MOST_MEMBERS:
        raise UnreadableError(f"it holds more than {MOST_MEMBERS:,} files")
    return archive


def _refuse_long_list(file: BufferedIOBase) -> None:
    """The list of members is read at once, and takes ten times its size: so it is bounded before."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 65_536 - 200))
    tail = file.read()
    file.seek(0)
    at, at64 = tail.rfind(_END), tail.rfind(_END64)
    length = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if at64 >= 0:
        length = max(length if length < 0xFFFFFFFF else 0, int.from_bytes(tail[at64 + 40 : at64 + 48], "little"))
    if length > _LARGEST_LIST:
        raise UnreadableError(f"it holds more than {MOST_MEMBERS:,} files")


def _name(info: zipfile.ZipInfo) -> str:
    name = info.orig_filename
    if not info.flag_bits & _IS_UTF8:
        name = name_of(name.encode("cp437", "replace"), name)
    return with_slashes(name)


def _fault(info: zipfile.ZipInfo, name: str) -> str:
    """Why a member is not read, "" where it is."""
    if leads_out(name):
        return "its name leads out of the archive"
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "it is a link or a device, not an ordinary file"
    if info.flag_bits & _IS_ENCRYPTED:
        return "it is encrypted"
    return "" if info.compress_type in _METHODS else "it is compressed by a method that is not read"


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, reference: str, budget: Budget) -> Unpacked:
    return Unpacked(reference, info.file_size, metered(lambda: _Member(archive, info), budget), budget=budget)


class _Member(RawIOBase):
    """A member's bytes; whatever is wrong with them is an UnreadableError."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._file = cast("zipfile.ZipExtFile", _checked(lambda: archive.open(info)))

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return _checked(lambda: self._file.read1(size))

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def _checked(act: Callable[[], Result]) -> Result:
    try:
        return act()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(f"the member of the ZIP archive is damaged: {error}") from error
