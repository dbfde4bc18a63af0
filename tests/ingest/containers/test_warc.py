"""Web archives: their pages, and what is wrong with some."""

import gzip
import time
from collections.abc import Callable

import pytest

from tests.ingest.containers.warcs import chunked, gzipped, info, record, request, response
from tests.ingest.pages import HEADLINE, page
from tests.ingest.readers.reading_bytes import articles_in, items_in, outline

FIRST, SECOND = "افتتاح محطة جديدة للمياه في المدينة", "تأجيل مباراة المنتخب إلى يوم الأحد"
ONE, TWO = page(headline=FIRST).encode(), page(headline=SECOND).encode()
CRAWL = [
    info(),
    request("http://example.com/1"),
    response("http://example.com/1", ONE),
    record("metadata", "http://example.com/1", b"x: y\r\n", "application/warc-fields"),
    record("revisit", "http://example.com/1", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
    response("http://example.com/moved", ONE, "302 Found", {"Location": "/"}),
    response("http://example.com/gone", ONE, "404 Not Found"),
    response("http://example.com/style.css", b"p {}", fields={"Content-Type": "text/css"}),
    response("http://example.com/2", TWO),
]
BOTH = [FIRST, SECOND]


@pytest.mark.parametrize("content", [b"".join(CRAWL), gzipped(CRAWL), gzip.compress(b"".join(CRAWL))])
def test_pages_are_read_each_under_its_own_address(content: bytes) -> None:
    articles = articles_in(content, name="crawl.warc.gz")
    assert [article.headline for article in articles] == BOTH
    assert [article.reference for article in articles] == ["http://example.com/1", "http://example.com/2"]
    document = articles[0].document
    assert document is not None
    assert document.fetched_at is not None
    assert document.fetched_at.isoformat() == "2024-03-05T22:30:00+00:00"
    assert document.content == ONE


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(ONE), {"Content-Encoding": "gzip"}),
        (chunked(ONE), {"Transfer-Encoding": "chunked"}),
        (chunked(gzip.compress(ONE)), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        (ONE.decode().replace('<meta charset="utf-8">', "").replace("©", "").encode("windows-1256"),
         {"Content-Type": "text/html; charset=windows-1256"}),
    ],
)  # fmt: skip
def test_what_a_server_did_to_a_page_is_undone(body: bytes, fields: dict[str, str]) -> None:
    assert outline(items_in(response("http://example.com/1", body, fields=fields))) == [FIRST]


def test_a_resource_is_a_page_too() -> None:
    (article,) = articles_in(record("resource", "http://example.com/1", ONE, "text/html"))
    assert article.headline == FIRST


@pytest.mark.parametrize("address", ["file:///etc/passwd", "urn:uuid:1", "javascript:alert(1)", "", "/etc/passwd"])
def test_a_page_from_elsewhere_than_the_web_stays_a_part_of_the_archive(address: str) -> None:
    (article,) = articles_in(record("resource", address, page(headline=HEADLINE).encode(), "text/html"))
    assert article.reference.startswith("file:///archive/document#")
    assert article.url == ""


WHOLE = b"".join(CRAWL)
CUT = "the web archive is cut off within this record"


@pytest.mark.parametrize("cut", [len(WHOLE) - 900, len(WHOLE) - len(CRAWL[-1]) + 60, len(WHOLE) - len(CRAWL[-1]) + 300])
def test_an_archive_that_is_cut_off_gives_what_is_whole_and_says_so(cut: int) -> None:
    first, second = outline(items_in(WHOLE[:cut]))
    assert first == FIRST
    assert second.endswith(CUT)


def test_a_compressed_archive_that_is_cut_off_gives_what_is_whole_and_says_so() -> None:
    first, second = outline(items_in(gzipped(CRAWL)[:-300]))
    assert first == FIRST
    assert "cut off" in second


def test_a_page_that_the_crawler_cut_is_not_taken_for_whole() -> None:
    content = record("resource", "http://example.com/1", ONE, "text/html", WARC_Truncated="length")
    assert outline(items_in(content)) == ["1: the crawler kept only the beginning of the page"]


def test_a_page_that_is_none_costs_no_other() -> None:
    content = response("http://example.com/0", b"<html><body></body></html>") + CRAWL[-1]
    assert outline(items_in(content)) == ["0: no article's text is found in it", SECOND]


def test_an_archive_without_pages_says_so() -> None:
    assert outline(items_in(info() + CRAWL[1])) == ["0: it is a web archive without web pages"]


MEGABYTES = 300  # made when they are needed
ZIPPED = {"Content-Encoding": "gzip"}
CHUNKS = {"Transfer-Encoding": "chunked"}
HOSTILE: list[tuple[str, Callable[[], bytes]]] = [
    (
        "a page that unpacks to 300 MB",
        lambda: response("http://a/1", gzip.compress(b"<html>" + large()), fields=ZIPPED),
    ),
    ("a record of 300 MB", lambda: response("http://a/1", b"<html>" + large())),
    ("a header without end", lambda: b"WARC/1.0\r\nX: " + large()),
    ("headers without end", lambda: b"WARC/1.0\r\n" + b"X: a\r\n" * 5_000_000),
    ("a length below nothing", lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nabc"),
    ("a length that is none", lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\nabc"),
    ("nothing", lambda: b"WARC/1.0"),
    ("rubbish", lambda: b"WARC/1.0\r\n" + bytes(range(256)) * 100),
    ("chunks without a length", lambda: response("http://a/1", b"zz\r\nab\r\n", fields=CHUNKS)),
]


def large() -> bytes:
    return b"a" * (MEGABYTES * 1_000_000)


@pytest.mark.parametrize("is_compressed", [False, True])
@pytest.mark.parametrize(("name", "made"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_hostile_archives_fail_soon_and_say_why(name: str, made: Callable[[], bytes], is_compressed: bool) -> None:
    content = gzip.compress(made(), 1) if is_compressed else made()
    started = time.process_time()
    found = outline(items_in(content))
    assert found, name
    assert all(each[0].isdigit() for each in found), found
    assert time.process_time() - started < 8
