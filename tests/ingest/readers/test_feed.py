"""RSS and Atom feeds, well formed and not."""

import time
from typing import Any

import pytest

from articles.ingest.context import Context
from articles.ingest.outlets import Outlets
from articles.ingest.reading import read
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable
from tests.ingest.readers.reading_bytes import articles_in, items_in, outline

ADDRESS = "https://example.com/feed"
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
ONE = "<item><title>الأول</title><guid>1</guid><description>وصل الوفد إلى حلب.</description></item>"
TWO = "<item><title>الثاني</title><guid>2</guid><description>عاد الوفد إلى دمشق.</description></item>"


def rss(items: str, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>', title: str = "جريدة الساحل") -> str:
    return f'{prolog}<rss version="2.0" {CONTENT}><channel><title>{title}</title>{items}</channel></rss>'


def item(**parts: str) -> str:
    names = {"content": "content:encoded", "creator": "dc:creator", "date": "dc:date"}
    tags = {"title": "الأول", "description": "وصل الوفد إلى حلب.", **parts}
    return "<item>" + "".join(f"<{names.get(k, k)}>{v}</{names.get(k, k)}>" for k, v in tags.items()) + "</item>"


def atom(entry: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة</title><id>f</id><entry>{entry}</entry></feed>'


def read_one(feed: str | bytes, **context: Any) -> ArticleRecord:
    content = feed if isinstance(feed, bytes) else feed.encode()
    outlets = Outlets.of([("جريدة الساحل", "sahel")])
    (record,) = read(RawDocument.of_bytes(ADDRESS, content), Context(outlets, **context))
    assert isinstance(record, ArticleRecord), record
    return record


def test_an_item_is_an_article() -> None:
    record = read_one(
        rss(
            item(
                title="وصول &quot;الوفد&quot;",
                link="https://example.com/news/1",
                guid="g1",
                description="ملخص",
                content="<![CDATA[<p>وصل الوفد.</p><h3>في حلب</h3><p>وعاد & ذهب.</p>]]>",
                pubDate="Tue, 05 Mar 2024 10:30:00 +0200",
                creator="أحمد علي",
                category="سياسة",
            )
        )
    )
    assert record.headline == 'وصول "الوفد"'
    assert record.body == "وصل الوفد.\nفي حلب\nوعاد & ذهب."
    assert record.block_kinds == {"1": "subheading"}
    assert (record.url, record.byline, record.section) == ("https://example.com/news/1", "أحمد علي", "سياسة")
    assert (record.source_slug, str(record.published_on), record.date_origin) == ("sahel", "2024-03-05", "feed")
    assert record.reference == f"{ADDRESS}#g1"
    assert record.media_type == "application/rss+xml"


def test_an_atom_entry_is_an_article() -> None:
    record = read_one(
        atom(
            '<id>urn:1</id><title type="html">&lt;b&gt;وصول&lt;/b&gt; الوفد</title>'
            '<link rel="self" href="https://example.com/self"/><link href="https://example.com/news/1"/>'
            "<updated>2024-03-06T10:00:00Z</updated><published>2024-03-05T10:00:00Z</published>"
            '<author><name>منى حسن</name></author><content type="xhtml">'
            '<div xmlns="http://www.w3.org/1999/xhtml"><p>وصل الوفد.</p><p>ثم عاد.</p></div></content>'
        )
    )
    assert record.headline == "وصول الوفد"
    assert record.body == "وصل الوفد.\nثم عاد."
    assert record.block_kinds == {}
    assert (record.url, record.byline, str(record.published_on)) == (
        "https://example.com/news/1",
        "منى حسن",
        "2024-03-05",
    )
    assert record.media_type == "application/atom+xml"


def test_rss_of_the_first_kind_is_read() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>ر</title></channel><item><title>الأول</title>'
        "<link>https://example.com/1</link><description>وصل الوفد.</description><dc:date>2024-03-05</dc:date>"
        "</item></rdf:RDF>"
    )
    record = read_one(feed)
    assert (record.headline, record.body, str(record.published_on)) == ("الأول", "وصل الوفد.", "2024-03-05")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 05 Mar 2024 10:30:00 GMT", "2024-03-05"),
        ("الثلاثاء، 5 آذار/مارس 2024", "2024-03-05"),
        ("05 مارس 2024 10:30 م", "2024-03-05"),
        ("2024-03-05T10:30:00+02:00", "2024-03-05"),
        ("Thu, 30 May 1912 00:00:00 +0000", "1912-05-30"),
        ("Wed, 05 Mar 2024 10:30:00 GMT", None),  # it was a Tuesday
        ("قريبا", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_it_is_written(written: str, day: str | None) -> None:
    record = read_one(rss(item(pubDate=written)))
    assert (str(record.published_on) if record.published_on else None) == day


@pytest.mark.parametrize(
    ("name", "feed", "body", "kinds"),
    [
        ("a description may be the text", rss(item(description="وصل الوفد.")), "وصل الوفد.", {}),
        ("it breaks off", rss(item(description="وصل الوفد إلى…")), "وصل الوفد إلى…", {"0": "summary"}),
        ("it breaks off in brackets", rss(item(description="وصل الوفد [...]")), "وصل الوفد [...]", {"0": "summary"}),
        ("Atom says so", atom("<title>أ</title><summary>وصل الوفد.</summary>"), "وصل الوفد.", {"0": "summary"}),
    ],
)
def test_a_summary_is_kept_as_one(name: str, feed: str, body: str, kinds: dict[str, str]) -> None:
    record = read_one(feed)
    assert (record.body, record.block_kinds) == (body, kinds), name


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://example.com/1", "https://example.com/1"),
        ("/news/1", "https://example.com/news/1"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("", ""),
    ],
)
def test_a_link_is_one_of_the_web_or_none(link: str, address: str) -> None:
    assert read_one(rss(item(link=link))).url == address


def test_items_of_a_sources_feed_are_of_that_source() -> None:
    assert read_one(rss(item(), title="عنوان الخدمة"), source_slug="sahel").source_slug == "sahel"


MALFORMED = [
    ("windows-1256", rss(ONE + TWO, '<?xml version="1.0" encoding="windows-1256"?>').encode("windows-1256")),
    ("UTF-8 that says it is windows-1256", rss(ONE + TWO, '<?xml version="1.0" encoding="windows-1256"?>')),
    ("windows-1256 that says it is UTF-8", rss(ONE + TWO).encode("windows-1256")),
    ("UTF-16", rss(ONE + TWO, "").encode("utf-16")),
    ("byte order mark", "\ufeff" + rss(ONE + TWO)),
    ("white space before the prolog", "\n\n " + rss(ONE + TWO)),
    ("entities of HTML", rss(ONE.replace("وصل", "وصل&nbsp;&laquo;") + TWO)),
    ("bare ampersand", rss(ONE.replace("وصل", "س & ع &") + TWO)),
    ("control character", rss(ONE.replace("وصل", "وصل\x0b\x00") + TWO)),
    ("markup not escaped", rss(ONE.replace("وصل", "<b>وصل<br>") + TWO)),
    ("an item never closed", rss(ONE.replace("</item>", "") + TWO)),
    ("an undeclared namespace", rss(ONE.replace("<guid>", "<media:x y='z'/><guid>") + TWO)),
    ("the channel never closed", rss(ONE + TWO).replace("</channel></rss>", "")),
    ("text behind the feed", rss(ONE + TWO) + "<script>x</script>"),
    ("a style sheet and a comment before it", rss(ONE + TWO, '<?xml-stylesheet href="x"?><!-- <rss> -->')),
    ("what looks like items in CDATA", rss(ONE.replace("وصل", "<![CDATA[</item><item>]]>وصل") + TWO)),
]


@pytest.mark.parametrize(("name", "feed"), MALFORMED, ids=[case[0] for case in MALFORMED])
def test_a_malformed_feed_keeps_its_items(name: str, feed: str | bytes) -> None:
    articles = articles_in(feed)
    assert [article.headline for article in articles] == ["الأول", "الثاني"], name
    assert "الوفد" in articles[0].body
    assert articles[1].body == "عاد الوفد إلى دمشق."


def test_a_feed_that_is_cut_off_gives_what_is_whole_and_says_so() -> None:
    feed = rss(ONE + TWO)
    assert outline(items_in(feed[: feed.index("دمشق")])) == ["الأول", "2: the feed is cut off within the item"]


def test_an_item_without_text_costs_no_other() -> None:
    empty = "<item><title>فارغ</title><description> </description></item>"
    assert outline(items_in(rss(ONE + empty + TWO))) == ["الأول", "2: it has no text", "الثاني"]


def test_items_that_share_an_id_stay_apart() -> None:
    items = item(guid="1", title="أ") + item(guid="1", title="ب") + item(link="https://example.com/1", title="ج")
    assert len({article.reference for article in articles_in(rss(items))}) == 3


def test_the_reference_of_an_item_lasts_while_others_come_before_it() -> None:
    (before,) = articles_in(rss(TWO))
    after = articles_in(rss(ONE + TWO))[1]
    assert (before.reference, before.sha256) == (after.reference, after.sha256)


def test_a_feed_without_items_says_so() -> None:
    assert outline(items_in(rss(""))) == ["0: the feed has no items"]


@pytest.mark.parametrize("content", [b"/etc/hostname", b"http://127.0.0.1/", b"file:///etc/passwd"])
def test_no_file_or_address_is_opened(content: bytes) -> None:
    found = items_in(b"<rss>" + content + b"</rss>")
    assert [isinstance(each, Unreadable) for each in found] == [True]


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
)


def test_entities_of_a_feeds_own_are_not_expanded() -> None:
    (record,) = articles_in(rss(item(title="&b; &x;", description="وصل الوفد &b;&x;"), BOMB))
    assert "aaaa" not in record.headline + record.body
    assert "root" not in record.headline + record.body


@pytest.mark.parametrize(
    ("name", "feed"),
    [
        ("tags within tags", rss(item(description="<x>" * 100_000 + "نص"))),
        ("ampersands", rss(item(title="&" * 500_000))),
        ("CDATA never closed", rss("<item>" + "<![CDATA[" * 200_000)),
        ("items never closed", rss("<item>" * 2000)),
        ("a document type never closed", "<!DOCTYPE a [" + "'" * 300_000 + rss(ONE)),
        ("a huge attribute", rss(ONE.replace("<guid>", f'<guid a="{"x" * 3_000_000}">'))),
        ("comments never closed", "<!--" * 200_000),
    ],
)
def test_hostile_feeds_take_no_long_time(name: str, feed: str) -> None:
    started = time.process_time()
    assert items_in(feed)
    assert time.process_time() - started < 8, name
