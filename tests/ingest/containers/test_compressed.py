"""gzip, bzip2 and xz."""

import bz2
import gzip
import lzma
import time
from collections.abc import Callable

import pytest

from articles.ingest.records import Unreadable
from tests.ingest.containers.packing import LINES, ONE
from tests.ingest.readers.reading_bytes import articles_in, items_in, outline

BOTH = ["الأول", "الثاني"]
MANY = "".join(
    f'{{"id": {at}, "title": "خبر {at}", "text": "وصل الوفد إلى حلب رقم {at * 7919}."}}\n' for at in range(9000)
)


def bzip2(content: bytes) -> bytes:
    """In its smallest blocks, since nothing of a block is to be had before its end."""
    return bz2.compress(content, 1)


COMPRESS = [gzip.compress, bzip2, lzma.compress]


@pytest.mark.parametrize("compress", COMPRESS)
def test_what_is_compressed_is_a_document(compress: Callable[[bytes], bytes]) -> None:
    articles = articles_in(compress(LINES.encode()), name="خبر.jsonl.gz")
    assert [article.headline for article in articles] == BOTH
    assert articles[0].reference == "file:///archive/خبر.jsonl.gz#%D8%AE%D8%A8%D8%B1.jsonl#1"


@pytest.mark.parametrize("compress", COMPRESS)
def test_several_parts_are_one_document(compress: Callable[[bytes], bytes]) -> None:
    one, two = LINES.encode().splitlines(keepends=True)
    assert outline(items_in(compress(one) + compress(two) + b"\0" * 512)) == BOTH


@pytest.mark.parametrize("compress", COMPRESS)
def test_a_dump_that_is_cut_off_gives_all_before_the_cut_and_says_so(compress: Callable[[bytes], bytes]) -> None:
    packed = compress(MANY.encode())
    found = outline(items_in(packed[: len(packed) * 3 // 4]))
    assert found[:2] == ["خبر 0", "خبر 1"]
    assert "cut off" in found[-1]
    if compress is gzip.compress:
        assert len(found) > 6000


def test_a_short_dump_that_is_cut_off_gives_what_it_has() -> None:
    packed = gzip.compress(LINES.encode() + b'{"id": 3, "text": "' + bytes(range(256)).hex().encode() * 20)
    found = outline(items_in(packed[:-20]))
    assert found[:2] == BOTH
    assert "cut off" in found[-1]


def test_a_text_that_is_cut_off_is_no_article() -> None:
    (item,) = items_in(gzip.compress(ONE.encode() * 50)[:-12])
    assert isinstance(item, Unreadable)


@pytest.mark.parametrize("compress", COMPRESS)
def test_damage_says_so(compress: Callable[[bytes], bytes]) -> None:
    packed = bytearray(compress(MANY.encode()))
    for at in range(len(packed) // 2, len(packed) // 2 + 200):
        packed[at] ^= 0x5A
    assert any(isinstance(item, Unreadable) and ("damaged" in item.reason) for item in items_in(bytes(packed)))


def test_text_that_only_begins_like_one_is_text() -> None:
    assert [article.media_type for article in articles_in("BZh9 وصل الوفد إلى حلب")] == ["text/plain"]


def test_levels_are_bounded() -> None:
    content = ONE.encode()
    for _ in range(4):
        content = gzip.compress(content)
    assert "deeper than 3" in outline(items_in(content))[0]


BOMBS = [
    ("gzip", gzip.compress(b"\0" * 300_000_000, 1)),
    ("bzip2", bz2.compress(b"\0" * 300_000_000, 9)),
    ("xz", lzma.compress(b"\0" * 300_000_000, preset=0)),
]


@pytest.mark.parametrize("content", [row[1] for row in BOMBS], ids=[row[0] for row in BOMBS])
def test_bombs_are_refused_in_time(content: bytes) -> None:
    began = time.process_time()
    found = items_in(content[:4_000_000])
    assert time.process_time() - began < 20
    assert any(isinstance(item, Unreadable) for item in found)
