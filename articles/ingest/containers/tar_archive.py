"""TAR archives."""

import tarfile
from collections.abc import Iterator
from io import BufferedIOBase
from typing import cast

from articles.ingest.containers.bounds import Budget, Unpacked, budget_of, metered
from articles.ingest.containers.members import Names, at_hand, is_left_out, leads_out, name_of, with_slashes
from articles.ingest.records import MEGABYTE, RawDocument, Unreadable, UnreadableError

_LONGEST_HEADER = MEGABYTE  # bytes of a header about the next member, which is read as a whole
_ABOUT_THE_NEXT = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_DAMAGED = "the TAR archive is damaged or cut off"


class _Header(tarfile.TarInfo):
    """A header that is refused where it asks for more memory than a header needs."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _ABOUT_THE_NEXT and self.size > _LONGEST_HEADER:
            raise tarfile.HeaderError("a header is too long")
        return cast("tarfile.TarInfo", super()._proc_member(archive))  # type: ignore[misc]


class TarArchive:
    name = "TAR"

    def accepts(self, document: RawDocument) -> bool:
        try:
            header = tarfile.TarInfo.frombuf(document.head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
        except (tarfile.HeaderError, ValueError):
            return False
        return bool(header.name)

    def unpack(self, document: RawDocument) -> Iterator[RawDocument | Unreadable]:
        budget, names = budget_of(document), Names(document)
        try:
            with document.open() as file, _opened(file) as archive:
                for header in archive:
                    name = _name(header.name)
                    if header.isdir() or is_left_out(name):
                        continue
                    budget.take_member()
                    fault = _fault(header, name)
                    if fault:
                        yield names.unreadable(name, fault)
                    else:
                        yield from _member(archive, header, names.reference(name), budget)
                    archive.members.clear()  # type: ignore[attr-defined]  # of which it would keep a list
                names.refuse_none()
        except (tarfile.TarError, EOFError, RecursionError) as error:
            raise UnreadableError(f"{_DAMAGED}: {error}") from error


def _opened(file: BufferedIOBase) -> tarfile.TarFile:
    return tarfile.open(fileobj=file, mode="r|", tarinfo=_Header, encoding="utf-8", errors="surrogateescape")


def _name(written: str) -> str:
    return with_slashes(
        name_of(written.encode("utf-8", "surrogateescape"), written.encode("utf-8", "replace").decode())
    )


def _fault(header: tarfile.TarInfo, name: str) -> str:
    """Why a member is not read, "" where it is."""
    if leads_out(name):
        return "its name leads out of the archive"
    return "" if header.isfile() else "it is a link or a device, not an ordinary file"


def _member(
    archive: tarfile.TarFile, header: tarfile.TarInfo, reference: str, budget: Budget
) -> Iterator[RawDocument | Unreadable]:
    source = archive.extractfile(header)
    if source is None:
        yield Unreadable(reference, "it has no content")
        return
    counted = metered(lambda: cast("BufferedIOBase", source), budget)
    with counted() as file, at_hand(file) as opened:
        yield Unpacked(reference, header.size, opened, budget=budget)
