"""Addresses of one page, of different pages, and of no article."""

import pytest

from articles.models import Address

BASE = "https://news.example/politics/2016/08/15/story-12"

SAME = [
    ("the scheme", "http://news.example/politics/2016/08/15/story-12"),
    ("the case of the host", "https://NEWS.Example/politics/2016/08/15/story-12"),
    ("the default port", "https://news.example:443/politics/2016/08/15/story-12"),
    ("a closing slash", "https://news.example/politics/2016/08/15/story-12/"),
    ("www", "https://www.news.example/politics/2016/08/15/story-12"),
    ("the mobile host", "https://m.news.example/politics/2016/08/15/story-12"),
    ("amp in the path", "https://news.example/politics/2016/08/15/story-12/amp/"),
    ("amp in the query", "https://news.example/politics/2016/08/15/story-12?amp=1"),
    ("a fragment", "https://news.example/politics/2016/08/15/story-12#comments"),
    ("campaigns", "https://news.example/politics/2016/08/15/story-12?utm_source=a&utm_medium=b&fbclid=c"),
    ("escapes", "https://news.example/%70olitics/2016/08/15/story%2D12"),
    ("dots and doubled slashes", "https://news.example//politics/x/../2016/./08/15/story-12"),
    ("a dot behind the host", "https://news.example./politics/2016/08/15/story-12"),
    ("white space around", f"  {BASE}\n"),
]


@pytest.mark.parametrize("url", [row[1] for row in SAME], ids=[row[0] for row in SAME])
def test_what_makes_no_difference_is_taken_off(url: str) -> None:
    assert Address.of(url) == Address.of(BASE)
    assert Address.of(BASE).is_specific


PAIRS_APART = [
    ("paths", "https://news.example/a1", "https://news.example/a2"),
    ("the case of a path", "https://news.example/A1", "https://news.example/a1"),
    ("queries", "https://news.example/?id=1", "https://news.example/?id=2"),
    ("names of queries", "https://news.example/x?id=1", "https://news.example/x?no=1"),
    ("hosts", "https://a.example/1", "https://b.example/1"),
    ("ports", "https://news.example:8080/1", "https://news.example/1"),
    ("routes of a script", "https://news.example/#!/story/1", "https://news.example/#!/story/2"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in PAIRS_APART], ids=[row[0] for row in PAIRS_APART])
def test_what_tells_pages_apart_stays(one: str, other: str) -> None:
    assert Address.of(one).key
    assert Address.of(one).key != Address.of(other).key


def test_the_order_of_a_query_and_arabic_escapes_make_no_difference() -> None:
    assert Address.of("https://n.example/?b=2&a=1") == Address.of("https://n.example/?a=1&b=2")
    written, escaped = "https://n.example/خبر/12", "https://n.example/%D8%AE%D8%A8%D8%B1/12"
    assert Address.of(written) == Address.of(escaped)


NO_ARTICLE = [
    "",
    "https://news.example",
    "https://news.example/",
    "https://news.example/index.html",
    "https://news.example/ar",
    "https://news.example/ar/index.php",
    "https://news.example/?utm_source=x",
    "https://news.example/?page=2",
    "https://news.example/tag/حلب",
    "https://news.example/category/politics",
    "https://news.example/politics/page/3",
    "https://news.example/2016/08/15/",
    "https://news.example/feed",
    "ftp://news.example/story-12",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://[::1/x",
    "https://news.example:port/1",
    "no address",
]


@pytest.mark.parametrize("url", NO_ARTICLE)
def test_front_pages_listings_and_what_is_no_address_name_nothing(url: str) -> None:
    assert Address.of(url).key == ""


@pytest.mark.parametrize(
    ("url", "is_specific"),
    [
        ("https://news.example/politics", False),
        ("https://news.example/article.php", False),
        ("https://news.example/politics/وصول-الوفد-إلى-حلب", True),
        ("https://news.example/a/95/28902", True),
        ("https://news.example/?p=123", True),
        ("https://news.example/category/politics/12345/title", True),
    ],
)
def test_a_number_or_a_headline_makes_an_address_an_articles_own(url: str, is_specific: bool) -> None:
    assert Address.of(url).key
    assert Address.of(url).is_specific is is_specific
