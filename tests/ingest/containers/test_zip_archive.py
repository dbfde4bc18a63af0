"""ZIP archives, as newsrooms pack them and as attackers do."""

import io
import struct
import time
import zipfile
import zlib

import pytest

from articles.ingest.containers import bounds
from articles.ingest.containers.bounds import Budget, Unpacked
from articles.ingest.context import Context
from articles.ingest.outlets import Outlets
from articles.ingest.reading import read
from articles.ingest.records import Unreadable
from tests.ingest.containers.packing import LINES, ONE, TWO, tarred, zipped
from tests.ingest.readers.reading_bytes import REFERENCE, articles_in, items_in, outline

BOTH = ["الأول", "الثاني"]


def test_its_files_are_documents_in_their_order() -> None:
    articles = articles_in(zipped({"2017/خبر 1.txt": ONE, "2017/": "", "b.txt": TWO}))
    assert [article.headline for article in articles] == BOTH
    assert articles[0].reference == f"{REFERENCE}#2017/%D8%AE%D8%A8%D8%B1%201.txt"
    assert articles[1].reference == f"{REFERENCE}#b.txt"


def test_records_within_add_their_names() -> None:
    articles = articles_in(zipped({"dump.jsonl": LINES}))
    assert [article.reference for article in articles] == [f"{REFERENCE}#dump.jsonl#1", f"{REFERENCE}#dump.jsonl#2"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_methods(method: int) -> None:
    assert outline(items_in(zipped({"a.txt": ONE, "b.txt": TWO}, method))) == BOTH


def test_archives_may_lie_within_each_other() -> None:
    assert outline(items_in(zipped({"a.zip": zipped({"a.txt": ONE}), "b.tar": tarred({"b.txt": TWO})}))) == BOTH


@pytest.mark.parametrize("name", [".hidden.txt", "README.md", "docs/README", "__MACOSX/._a.txt", ".git/config"])
def test_what_folders_leave_out_is_left_out(name: str) -> None:
    assert outline(items_in(zipped({name: TWO, "a.txt": ONE}))) == ["الأول"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp720", "windows-1256", "iso8859-6"])
def test_names_of_old_systems_are_read(encoding: str) -> None:
    name = "أخبار المدينة والوزير.txt"
    packed = zipped({"x" * len(name.encode(encoding)): ONE}).replace(
        b"x" * len(name.encode(encoding)), name.encode(encoding)
    )
    (article,) = articles_in(packed)
    assert article.reference.endswith(
        "%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1%20%D8%A7%D9%84%D9%85%D8%AF%D9%8A%D9%86%D8%A9"
        "%20%D9%88%D8%A7%D9%84%D9%88%D8%B2%D9%8A%D8%B1.txt"
    )


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/a.txt", "/etc/a.txt", "..\\..\\a.txt", "C:\\a.txt", "a/../../b.txt"]
)
def test_a_name_that_leads_out_is_not_followed(name: str) -> None:
    assert outline(items_in(zipped({name: ONE, "b.txt": TWO}))) == ["0: its name leads out of the archive", "الثاني"]


def test_a_link_is_not_followed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", TWO)
    assert outline(items_in(buffer.getvalue())) == ["0: it is a link or a device, not an ordinary file", "الثاني"]


def test_an_encrypted_member_costs_no_sibling() -> None:
    packed = bytearray(zipped({"a.txt": ONE, "b.txt": TWO}))
    packed[6] |= 1
    packed[packed.find(b"PK\x01\x02") + 8] |= 1
    assert outline(items_in(bytes(packed))) == ["0: it is encrypted", "الثاني"]


def test_a_method_that_is_not_read_costs_no_sibling() -> None:
    packed = zipped({"b.txt": TWO})
    buffer = io.BytesIO(packed)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", ONE)
    assert outline(items_in(buffer.getvalue())) == ["الثاني", "0: it is compressed by a method that is not read"]


def test_a_damaged_member_costs_no_sibling() -> None:
    packed = bytearray(zipped({"a.txt": ONE, "b.txt": TWO}, zipfile.ZIP_STORED))
    packed[packed.find("الأول".encode())] ^= 0xFF
    first, second = outline(items_in(bytes(packed)))
    assert "damaged" in first
    assert second == "الثاني"


def test_a_member_without_a_name_is_read() -> None:
    packed = bytearray(zipped({"a": ONE}, zipfile.ZIP_STORED))
    listed = packed.find(b"PK\x01\x02")
    del packed[listed + 46], packed[30]
    packed[26] = packed[listed - 1 + 28] = 0
    end = packed.find(b"PK\x05\x06")
    packed[end + 12], packed[end + 16 : end + 20] = packed[end + 12] - 1, struct.pack("<L", listed - 1)
    assert outline(items_in(bytes(packed))) == ["الأول"]


REFUSED = [
    ("cut off", zipped({"a.txt": ONE, "b.txt": TWO})[:-30], "damaged or cut off"),
    ("its first bytes alone", b"PK\x03\x04", "damaged or cut off"),
    ("no file in it", zipped({}), "it has no files to read"),
    ("nothing but folders", zipped({"a/": ""}), "it has no files to read"),
    ("an office document", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": ONE}), "office document"),
    ("a list too long", zipped({})[:10] + struct.pack("<HLLH", 9, 1 << 30, 0, 0), "holds more than"),
    (
        "a list of 64 bits too long",
        b"PK\x03\x04PK\x06\x06" + b"\0" * 36 + struct.pack("<Q", 1 << 40) + b"\0" * 8 + zipped({}),
        "holds more than",
    ),
]


@pytest.mark.parametrize(("content", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_archive_of_articles_says_so(content: bytes, reason: str) -> None:
    (item,) = items_in(content)
    assert isinstance(item, Unreadable)
    assert reason in item.reason


def overlapping(times: int) -> bytes:
    """An archive whose many members are all the same compressed zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    size = 8_000_000
    data = packer.compress(b"\0" * size) + packer.flush()
    fixed = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 0, zlib.crc32(b"\0" * size), len(data), size, 1, 0)
    listed = b"".join(
        b"PK\x01\x02" + struct.pack("<H", 20) + fixed + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + b"a"
        for _ in range(times)
    )
    local = b"PK\x03\x04" + fixed + b"a" + data
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, times, times, len(listed), len(local), 0)
    return local + listed + end


def quine() -> bytes:
    """Archives within archives, deeper than anyone packs."""
    packed = zipped({"a.txt": ONE})
    for _ in range(10):
        packed = zipped({"again.zip": packed})
    return packed


BOMBS = [
    ("zeros", zipped({"zeros.txt": b"\0" * 100_000_000, "b.txt": TWO})),
    ("the same member many times", overlapping(1000)),
    (
        "archives in archives",
        zipped({f"{at}.zip": zipped({f"{at}.zip": zipped({"0": b"0" * 5_000_000})}) for at in range(50)}),
    ),
    ("deep", quine()),
]


@pytest.mark.parametrize("content", [row[1] for row in BOMBS], ids=[row[0] for row in BOMBS])
def test_bombs_are_refused_in_time(content: bytes) -> None:
    began = time.process_time()
    found = items_in(content)
    assert time.process_time() - began < 20
    assert any(isinstance(item, Unreadable) for item in found)


def test_the_bounds_are_of_all_levels_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "ALWAYS", 0)
    monkeypatch.setattr(bounds, "MOST_TIMES", 1)
    zeros = b"0" * 100_000
    found = outline(items_in(zipped({"a.zip": zipped({"a.txt": zeros}), "b.txt": TWO})))
    assert "it unpacks to too much" in found[0]


def test_members_are_bounded() -> None:
    document = Unpacked(
        "file:///a.zip", 0, lambda: io.BytesIO(zipped({"a": ONE, "b": TWO, "c": ONE})), budget=Budget(10**9, 2)
    )
    first, second, last = outline(list(read(document, Context(Outlets({})))))
    assert [first, second] == BOTH
    assert "it holds more than" in last
