"""Sitemaps and their news extension, well formed and not."""

import gzip
import time

import pytest

from articles.ingest.sitemaps import Entry, is_sitemap, read_sitemap, unpacked
from tests.ingest.readers.reading_bytes import items_in, outline

ADDRESS = "https://www.example.com/sitemap.xml"
NEWS = (
    "<news:news><news:publication><news:name>الساحل</news:name><news:language>ar</news:language></news:publication>"
    "<news:publication_date>2024-03-05T10:00:00+02:00</news:publication_date>"
    "<news:title>وصول &quot;الوفد&quot; &amp; عودته</news:title></news:news>"
)


def urlset(*entries: str) -> bytes:
    listed = "".join(f"<url>{entry}</url>" for entry in entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- x --><urlset xmlns="s" xmlns:news="n">{listed}</urlset>'.encode()
    )


def loc(path: str) -> str:
    return f"<loc>https://example.com{path}</loc>"


def test_an_entry_says_what_the_news_extension_says_of_it() -> None:
    image = "<image:image><image:loc>https://example.com/1.jpg</image:loc><image:title>صورة</image:title></image:image>"
    content = urlset(image + loc("/1?a=1&amp;b=2") + "<lastmod>2024-03-06</lastmod>" + NEWS)
    assert read_sitemap(content, ADDRESS).entries == [
        Entry(
            "https://example.com/1?a=1&b=2", "2024-03-06", 'وصول "الوفد" & عودته', "2024-03-05T10:00:00+02:00", "الساحل"
        )
    ]


def test_an_index_leads_to_other_sitemaps() -> None:
    content = b"<sitemapindex><sitemap>" + loc("/a.xml.gz").encode() + b"</sitemap></sitemapindex>"
    sitemap = read_sitemap(content, ADDRESS)
    assert sitemap.is_index
    assert [entry.url for entry in sitemap.entries] == ["https://example.com/a.xml.gz"]


@pytest.mark.parametrize(
    "url",
    ["https://evil.net/1", "file:///etc/passwd", "javascript:alert(1)", "http://127.0.0.1/", "https://[x/", "",
     "https://example.com.evil.net/"],
)  # fmt: skip
def test_addresses_of_other_sites_are_left_out(url: str) -> None:
    assert [entry.url for entry in read_sitemap(urlset(f"<loc>{url}</loc>", loc("/2")), ADDRESS).entries] == [
        "https://example.com/2"
    ]


@pytest.mark.parametrize(
    "content",
    [
        urlset(loc("/1"), loc("/2"))[:-20],  # cut off within the last
        urlset(loc("/1")).replace(b"</urlset>", b""),
        urlset(loc("/1")) + b"<html>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + urlset(loc("/1"), "<loc>https://example.com/&a;</loc>")[:-30],
        urlset("<loc><![CDATA[https://example.com/1]]></loc>"),
        urlset("<loc>\n  https://example.com/1\n</loc>"),
    ],
)
def test_a_malformed_sitemap_gives_what_is_whole(content: bytes) -> None:
    assert read_sitemap(content, ADDRESS).entries[0].url == "https://example.com/1"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (urlset(), True),
        (b"\xef\xbb\xbf<urlset>", True),
        (b"<ns:urlset xmlns:ns='x'>", True),
        (b"<sitemapindex>", True),
        (b"<rss>", False),
        (b"<html><urlset>", False),
        (b"", False),
    ],
)
def test_a_sitemap_is_known_by_its_first_element(content: bytes, expected: bool) -> None:
    assert is_sitemap(content) == expected


def test_a_sitemap_brought_as_a_file_says_what_to_do() -> None:
    (said,) = outline(items_in(urlset(loc("/1")), name="sitemap.xml"))
    assert "give its address" in said


def test_a_packed_sitemap_is_unpacked_within_bounds() -> None:
    assert unpacked(gzip.compress(urlset(loc("/1")))) == urlset(loc("/1"))
    assert len(unpacked(gzip.compress(b"a" * 200_000_000, 1))) == 50 * 1024 * 1024
    assert unpacked(b"\x1f\x8bbroken") == b"\x1f\x8bbroken"


@pytest.mark.parametrize(
    "content",
    [
        b"<urlset>" + b"<url><loc>https://example.com/1</loc></url>" * 200_000,
        b"<urlset>" + b"<![CDATA[" * 300_000,
        b"<urlset><url><loc>" + b"a" * 5_000_000,
        b"<urlset>" + b"<url>" * 500_000,
        b"<!--" * 500_000,
    ],
)
def test_hostile_sitemaps_take_no_long_time(content: bytes) -> None:
    started = time.process_time()
    assert len(read_sitemap(content, ADDRESS).entries) <= 50_000
    assert time.process_time() - started < 8
