"""TAR archives, plain and compressed."""

import io
import tarfile
import time

import pytest

from articles.ingest.records import Unreadable
from tests.ingest.containers.packing import LINES, ONE, TWO, tarred
from tests.ingest.readers.reading_bytes import REFERENCE, articles_in, items_in, outline

BOTH = ["الأول", "الثاني"]


@pytest.mark.parametrize(("mode", "inner"), [("w", ""), ("w:gz", "#a.tar"), ("w:bz2", "#a.tar"), ("w:xz", "#a.tar")])
def test_its_files_are_documents_in_their_order(mode: str, inner: str) -> None:
    articles = articles_in(tarred({"2017/خبر.txt": ONE, "b.txt": TWO}, mode), name="a.tar.x" if inner else "a.tar")
    assert [article.headline for article in articles] == BOTH
    outer = "file:///archive/a.tar.x" if inner else "file:///archive/a.tar"
    assert articles[1].reference == f"{outer}{inner}#b.txt"


def test_records_within_add_their_names() -> None:
    assert [article.reference for article in articles_in(tarred({"d.jsonl": LINES}))] == [
        f"{REFERENCE}#d.jsonl#1",
        f"{REFERENCE}#d.jsonl#2",
    ]


def test_a_dump_larger_than_what_is_held_in_memory_is_read() -> None:
    lines = LINES + '{"id": 3, "title": "آخر", "text": "وصل", "x": "%s"}\n' % ("x" * 1_000_000) * 12
    assert len(articles_in(tarred({"d.jsonl": lines, "b.txt": TWO}, "w:gz"))) == 15


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso8859-6"])
def test_names_of_old_systems_are_read(encoding: str) -> None:
    (article,) = articles_in(tarred({"أخبار المدينة.txt": ONE}, encoding=encoding))
    assert article.reference.endswith(
        "#%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1%20%D8%A7%D9%84%D9%85%D8%AF%D9%8A%D9%86%D8%A9.txt"
    )


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_not_followed(kind: bytes) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        header = tarfile.TarInfo("a.txt")
        header.type, header.linkname = kind, "/etc/passwd"
        archive.addfile(header)
    packed = buffer.getvalue()[:512] + tarred({"b.txt": TWO})
    assert outline(items_in(packed)) == ["0: it is a link or a device, not an ordinary file", "الثاني"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt"])
def test_a_name_that_leads_out_is_not_followed(name: str) -> None:
    assert outline(items_in(tarred({name: ONE, "b.txt": TWO}))) == ["0: its name leads out of the archive", "الثاني"]


def test_what_folders_leave_out_is_left_out() -> None:
    assert outline(items_in(tarred({".a.txt": TWO, "README": TWO, "x/.y/z.txt": TWO, "b.txt": ONE}))) == ["الأول"]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_an_archive_that_is_cut_off_gives_all_before_the_cut_and_says_so(mode: str) -> None:
    packed = tarred({"a.txt": ONE, "b.bin": TWO * 3000}, mode)
    found = outline(items_in(packed[: len(packed) // 2] if mode == "w" else packed[:-40]))
    assert found[0] == "الأول"
    assert any("cut off" in line for line in found[1:])


def test_a_header_that_wants_too_much_memory_is_refused() -> None:
    header = tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, 1 << 33
    packed = tarred({"a.txt": ONE})[:1024] + header.tobuf() + b"\0" * 10_000
    first, last = outline(items_in(packed))
    assert first == "الأول"
    assert "damaged" in last


def test_holes_that_unpack_to_too_much_are_refused() -> None:
    header = tarfile.TarInfo("sparse.txt")
    header.size = 0
    text = header.tobuf(tarfile.GNU_FORMAT)
    sparse = bytearray(text)
    sparse[156:157] = tarfile.GNUTYPE_SPARSE
    sparse[386:398], sparse[398:410] = b"00000000000\0", b"00000000000\0"
    sparse[483:495] = b"77777777777\0"  # 8 GB, of holes alone
    sparse[148:156] = b" " * 8
    sparse[148:156] = b"%06o\0 " % sum(sparse[:512])
    began = time.process_time()
    found = items_in(bytes(sparse) + tarred({"b.txt": TWO}))
    assert time.process_time() - began < 10
    assert any(isinstance(item, Unreadable) and "too much" in item.reason for item in found)


def test_an_empty_archive_says_so() -> None:
    assert "no files" in outline(items_in(tarred({"x/.hidden": ONE})))[0]
