"""Pages of news sites: what is the article, and what of it is known."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest

from articles.ingest.context import Context
from articles.ingest.outlets import Outlets
from articles.ingest.reading import read
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable
from tests.ingest.pages import FRONT_PAGE, HEADLINE, PARAGRAPHS, page

ADDRESS = "https://www.example.com/news/2024/3/watermark"
OUTLETS = Outlets.of([("جريدة الساحل", "sahel"), ("example.org", "example")])


def read_page(html: str | bytes, reference: str = ADDRESS, **hints: Any) -> ArticleRecord:
    content = html if isinstance(html, bytes) else html.encode()
    (record,) = read(RawDocument.of_bytes(reference, content, **hints), Context(OUTLETS))
    assert isinstance(record, ArticleRecord), record
    return record


def reason_of(html: str | bytes) -> str:
    content = html if isinstance(html, bytes) else html.encode()
    (failure,) = read(RawDocument.of_bytes(ADDRESS, content), Context(OUTLETS))
    assert isinstance(failure, Unreadable)
    return failure.reason


def test_a_page_gives_its_article_alone() -> None:
    record = read_page(page())
    assert record.headline == HEADLINE
    assert not record.headline_is_derived
    assert record.body.split("\n") == list(PARAGRAPHS)
    assert record.published_on is None
    assert record.media_type == "text/html"
    assert record.url == ADDRESS


@pytest.mark.parametrize(
    ("name", "body", "lines", "kinds"),
    [
        ("line breaks", "<br><br>".join(PARAGRAPHS), PARAGRAPHS, {}),
        ("a short first line", "قصة المحطة<br>" + "<br>".join(PARAGRAPHS), ("قصة المحطة", *PARAGRAPHS), {}),
        (
            "a subheading",
            f"<p>{PARAGRAPHS[0]}</p><h3>خمس محطات</h3><p>{PARAGRAPHS[1]}</p>",
            (PARAGRAPHS[0], "خمس محطات", PARAGRAPHS[1]),
            {"1": "subheading"},
        ),
        (
            "a quotation",
            f"<p>{PARAGRAPHS[0]}</p><blockquote>المياه حق للجميع ولن نتوقف قبل أن تصل إلى كل بيت</blockquote>"
            f"<p>{PARAGRAPHS[1]}</p>",
            (PARAGRAPHS[0], "المياه حق للجميع ولن نتوقف قبل أن تصل إلى كل بيت", PARAGRAPHS[1]),
            {"1": "quote"},
        ),
        (
            "a pointer between paragraphs",
            f'<p>{PARAGRAPHS[0]}</p><p><a href="/1">اقرأ أيضا: محطة أخرى تفتتح قريبا</a></p><p>{PARAGRAPHS[1]}</p>',
            PARAGRAPHS[:2],
            {},
        ),
        (
            "verses",
            f"<p>{PARAGRAPHS[0]}</p><p>قف بالديار<br>وحي الأربع</p><p>{PARAGRAPHS[1]}</p>",
            (PARAGRAPHS[0], "قف بالديار", "وحي الأربع", PARAGRAPHS[1]),
            {},
        ),
    ],
)
def test_the_lines_of_a_text_are_those_a_reader_sees(
    name: str, body: str, lines: tuple[str, ...], kinds: dict[str, str]
) -> None:
    record = read_page(page(body=body))
    assert record.body.split("\n") == list(lines), name
    assert record.block_kinds == kinds


def test_the_lead_pictures_caption_is_a_block_of_its_own() -> None:
    record = read_page(page(above="<figure><img src=x><figcaption>الوزير في المحطة</figcaption></figure>"))
    assert record.body.split("\n") == ["الوزير في المحطة", *PARAGRAPHS]
    assert record.block_kinds == {"0": "caption"}


def test_a_lead_above_the_text_is_known_by_the_pages_description() -> None:
    lead = "محطة جديدة لتحلية مياه البحر تفتتح في الإسكندرية، وهي الثالثة من خمس محطات على الساحل"
    head = f'<meta property="og:description" content="{lead[:70]}...">'
    record = read_page(page(head=head, above=f"<div><span>{lead}</span></div>"))
    assert record.body.split("\n") == [lead, *PARAGRAPHS]


@pytest.mark.parametrize(
    ("title", "head"),
    [
        (f"{HEADLINE} - جريدة الساحل", ""),
        (f"{HEADLINE} | موقع ما", '<meta property="og:site_name" content="موقع ما">'),
        (f"جريدة الساحل: {HEADLINE}", f'<meta property="og:title" content="{HEADLINE}">'),
        ("جريدة الساحل", f'<meta property="og:title" content="{HEADLINE} - جريدة الساحل">'),
        (f"{HEADLINE[:40]}...", ""),
        ("", ""),
    ],
)
def test_a_headline_is_without_the_sites_name(title: str, head: str) -> None:
    assert read_page(page(title=title, head=head)).headline == HEADLINE


def test_a_headline_with_a_dash_in_it_stays_whole() -> None:
    headline = "تونس - فرنسا: مباراة ودية في سوسة مساء السبت"
    assert read_page(page(headline=headline)).headline == headline


def test_a_page_that_gives_its_sites_name_alone_has_no_headline() -> None:
    html = page(headline="", title="جريدة الساحل")
    assert read_page(html).headline_is_derived


def article(published: str, **more: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", "datePublished": published, **more}


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


PUBLISHED, MODIFIED = "article:published_time", "article:modified_time"
BROKEN = '{"@type": "NewsArticle", "headline": "سطر\nآخر", "datePublished": "2024-03-05",}'
ESCAPED = escape('{"@type": "NewsArticle", "datePublished": "2024-03-05"}')
COMMENTED = '<!-- {"@type": "NewsArticle", "datePublished": "2024-03-05"} -->'
TWO_IN_A_ROW = '{"@type": "Organization"}\n{"@type": "NewsArticle", "datePublished": "2024-03-05"}'
DATES = [
    # what it shows, markup of the head, JSON-LD, markup above the text, day, origin
    ("JSON-LD", "", article("2024-03-05T10:00:00+02:00"), "", "2024-03-05", "metadata"),
    ("a graph", "", {"@graph": [{"@type": "WebSite"}, article("2024-03-05")]}, "", "2024-03-05", "metadata"),
    ("an array", "", [{"@type": "BreadcrumbList"}, article("2024-03-05")], "", "2024-03-05", "metadata"),
    ("broken JSON", "", BROKEN, "", "2024-03-05", "metadata"),
    ("references in JSON", "", ESCAPED, "", "2024-03-05", "metadata"),
    ("a comment around JSON", "", COMMENTED, "", "2024-03-05", "metadata"),
    ("objects in a row", "", TWO_IN_A_ROW, "", "2024-03-05", "metadata"),
    ("Open Graph", meta(PUBLISHED, "2024-03-05T08:00:00+00:00"), None, "", "2024-03-05", "metadata"),
    ("prose", meta(PUBLISHED, "الثلاثاء، 5 آذار/مارس 2024 - 10:30 صباحا"), None, "", "2024-03-05", "metadata"),
    ("a time element", "", None, '<time datetime="2024-03-05T10:00">5 مارس</time>', "2024-03-05", "metadata"),
    ("a line above", "", None, "<div>الثلاثاء، 5 آذار/مارس 2024</div>", "2024-03-05", "text"),
    ("a part of a line", "", None, "<div>كتب: أحمد علي | الثلاثاء 05 مارس 2024 - 10:30 ص</div>", "2024-03-05", "text"),
    ("Arabic-Indic digits", "", None, "<div>٠٢:٠٠ الثلاثاء ٥ / ٣ / ٢٠٢٤</div>", "2024-03-05", "text"),
    ("modified before published", meta(MODIFIED, "2024-03-04") + meta(PUBLISHED, "2024-03-05"), None, "", "2024-03-05",
     "metadata"),
    ("the day before, in UTC", "", article("2024-03-04T22:30:00Z"), "<div>5 مارس 2024</div>", "2024-03-05", "text"),
    ("local time called UTC", "", article("2024-03-05T09:00:00Z"), "<div>5 مارس 2024</div>", "2024-03-05", "metadata"),
    ("a later day shown", "", article("2024-03-05T09:00:00Z"), "<div>6 مارس 2024</div>", "2024-03-05", "metadata"),
    ("only a change", meta(MODIFIED, "2024-03-04"), None, "", None, ""),
    ("the day of the visit in the menu", "", None, "", None, ""),
    ("no date", "", article("غير معروف"), "", None, ""),
    ("a placeholder", "", article("0001-01-01T00:00:00Z"), "", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "linked", "above", "day", "origin"), [case[1:] for case in DATES], ids=[case[0] for case in DATES]
)
def test_a_pages_date_is_that_of_publication(head: str, linked: Any, above: str, day: str | None, origin: str) -> None:
    record = read_page(page(head=head, linked=linked, above=above))
    assert (str(record.published_on) if record.published_on else None) == day
    assert record.date_origin == origin


def test_a_date_above_the_text_is_no_line_of_it() -> None:
    body = f'<p class="date">5 مارس 2024</p><p class="author">أحمد علي</p><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>'
    record = read_page(page(body=body))
    assert record.body.split("\n") == list(PARAGRAPHS[:2])
    assert str(record.published_on) == "2024-03-05"


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("أحمد علي", "أحمد علي"),
        ({"@type": "Person", "name": "أحمد علي"}, "أحمد علي"),
        ([{"name": "أحمد علي"}, {"name": "منى حسن"}], "أحمد علي\u060c منى حسن"),
        ("بقلم: أحمد علي", "أحمد علي"),
        ("https://example.com/authors/7", ""),
        ("admin", ""),
        ("news@example.com", ""),
        ("جريدة الساحل", ""),
        ("<b>x</b>", ""),
        ("كلمة " * 30, ""),
        ({"name": {"a": ["b"]}}, ""),
        (17, ""),
    ],
)
def test_a_byline_is_a_name_or_nothing(author: Any, byline: str) -> None:
    linked = {"@type": "NewsArticle", "author": author, "publisher": {"name": "جريدة الساحل"}}
    assert read_page(page(linked=linked)).byline == byline


def test_a_byline_above_the_text_is_read() -> None:
    assert read_page(page(above="<div>كتبت: منى حسن</div>")).byline == "منى حسن"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://example.com/news/77">', "https://example.com/news/77"),
        ('<link rel="canonical" href="/news/77">', "https://www.example.com/news/77"),
        ('<link rel="canonical" href="https://other.net/news/77">', ADDRESS),
        ('<link rel="canonical" href="javascript:alert(1)">', ADDRESS),
        ('<link rel="canonical" href="https://example.com/">', ADDRESS),
        ('<link rel="canonical" href="https://user:word@example.com/news/77">', ADDRESS),
        ('<link rel="canonical" href="https://[broken/news">', ADDRESS),
        ('<meta property="og:url" content="https://m.example.com/news/77">', "https://m.example.com/news/77"),
        ("", ADDRESS),
    ],
)
def test_the_address_is_one_of_the_pages_own_site(head: str, address: str) -> None:
    assert read_page(page(head=head)).url == address


def test_a_saved_page_has_the_address_it_gives_and_else_none() -> None:
    head = '<link rel="canonical" href="https://example.com/news/77">'
    assert read_page(page(head=head), "file:///pages/1.html").url == "https://example.com/news/77"
    assert read_page(page(), "file:///pages/1.html").url == ""


@pytest.mark.parametrize(
    ("linked", "head", "slug", "name"),
    [
        ({"@type": "NewsArticle", "publisher": {"name": "جريدة الساحل"}}, "", "sahel", "جريدة الساحل"),
        (None, '<meta property="og:site_name" content="جريدة الساحل">', "sahel", "جريدة الساحل"),
        (None, '<link rel="canonical" href="https://www.example.org/1">', "", ""),  # of another site
        (None, '<meta property="og:site_name" content="Coast">', "", "Coast"),
    ],
)
def test_the_outlet_is_known_by_its_name(linked: Any, head: str, slug: str, name: str) -> None:
    record = read_page(page(linked=linked, head=head))
    assert (record.source_slug, record.source_name) == (slug, name)


def test_the_outlet_is_known_by_its_domain() -> None:
    assert read_page(page(), "https://www.example.org/news/1").source_slug == "example"


def test_a_page_of_a_feed_is_of_the_feeds_outlet() -> None:
    document = RawDocument.of_bytes(ADDRESS, page(head='<meta property="og:site_name" content="Coast">').encode())
    (record,) = read(document, Context(OUTLETS, source_slug="sahel"))
    assert isinstance(record, ArticleRecord)
    assert record.source_slug == "sahel"


@pytest.mark.parametrize("encoding", ["windows-1256", "iso8859-6", "utf-8-sig", "utf-16"])
def test_a_page_is_decoded_whatever_it_is_written_in(encoding: str) -> None:
    plain = [text.replace("\u00a9", "") for text in PARAGRAPHS]
    html = page(paragraphs=tuple(plain)).replace("©", "").replace('<meta charset="utf-8">', "")
    assert read_page(html.encode(encoding)).body.split("\n") == plain


def test_the_servers_charset_and_the_pages_own_are_hints() -> None:
    html = page(head='<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">')
    assert read_page(html.replace('<meta charset="utf-8">', ""), charset="iso-8859-1").body.split("\n") == list(
        PARAGRAPHS
    )


def test_a_list_of_articles_is_no_article() -> None:
    assert reason_of(FRONT_PAGE) == "it is a list of links to articles, not an article"


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><html><body></body></html>",
        "<html><head><title>عنوان</title></head><body><h1>عنوان</h1></body></html>",
        "<html><body><script>document.write('نص طويل من كلمات كثيرة هنا')</script></body></html>",
    ],
)
def test_a_page_without_text_is_an_error(html: str) -> None:
    assert reason_of(html) == "no article's text is found in it"


@pytest.mark.parametrize("before", ["", "<!-- saved from url=(0020)http://example.com/ -->\n", "\n\n", "\ufeff"])
def test_a_page_is_known_by_its_content(before: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    for html in (
        page(),
        f"<title>{HEADLINE}</title>{text}",
        f"<div class=article>{text}</div>",
        f"<h1>{HEADLINE}</h1>{text}",
    ):
        assert read_page(before + html).body.split("\n") == list(PARAGRAPHS)


def test_a_page_that_scripts_fill_is_read_from_its_linked_data() -> None:
    linked = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": "\n".join(PARAGRAPHS)}
    record = read_page(page(body="<div id=app></div>", linked=linked))
    assert record.body.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("depth", [300, 1000, 200_000])
def test_deep_nesting_hides_no_text(depth: int) -> None:
    text = "<div>" * depth + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + "</div>" * depth
    assert read_page(page(body=text)).body.split("\n") == list(PARAGRAPHS)


def test_nesting_that_is_never_closed_hides_no_text() -> None:
    text = "<div>" * 5000 + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert read_page(page(body=text)).body.split("\n")[:3] == list(PARAGRAPHS)


def test_an_entity_bomb_and_a_huge_attribute_do_no_harm() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    html = bomb + page(below=f'<img alt="{"x" * 2_000_000}"><p>&b;&b;</p>')
    assert read_page(html).body.split("\n")[:3] == list(PARAGRAPHS)


def test_linked_data_nested_without_end_is_left_out() -> None:
    record = read_page(page(linked="[" * 100_000))
    assert record.body.split("\n") == list(PARAGRAPHS)


def test_no_script_of_a_page_gets_into_the_archive() -> None:
    html = page(
        headline="عنوان طويل بما يكفي <script>alert(1)</script>",
        above='<img src=x onerror="alert(1)">',
        below='<a href="javascript:alert(1)">رابط</a>',
    )
    record = read_page(html)
    assert record.headline == "عنوان طويل بما يكفي <script>alert(1)</script>"  # as text, which every page escapes
    assert "alert" not in record.body


REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "pages"
REAL_DAYS = {"cnn_arabic_2013.html": "2013-08-28"}  # shown on the page, in two traditions of month names
REAL_BEGINNINGS = {
    "sputnik_ar_1550981615.html": ("أعلنت وزارة الصحة والسكان المصرية، اليوم الثلاثاء", "تزايد المصابين بشكل كبير."),
    "youm7_1691196862.html": ("شهد الدكتور محمد عبد العاطي وزير الموارد المائية", "بالمرحلة الثانية للدراسة."),
    "alyaum_1784190729.html": ("وسط تهديدات إيرانية بالانتقام وتوعد إسرائيلي", "سلاح نووي."),
    "cnn_arabic_2013.html": ("دمشق، سوريا (CNN) -- أكدت جهات سورية معارضة", "بشكل مستقل."),
}


@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are their publishers' and not part of the project")
@pytest.mark.parametrize("name", sorted(REAL_BEGINNINGS))
def test_real_pages_give_their_headline_date_and_text(name: str) -> None:
    told = next(each for each in json.loads((REAL / "index.json").read_text(encoding="utf-8")) if each["file"] == name)
    record = read_page((REAL / name).read_bytes(), (REAL / name).as_uri())
    first, last = REAL_BEGINNINGS[name]
    assert str(record.published_on) == (told["expected_date"] or REAL_DAYS[name])
    assert record.headline
    assert (told["title_tag"] or record.headline).startswith(record.headline)
    assert not any(site in record.headline for site in ("Sputnik", "اليوم السابع", "CNN"))
    assert record.url == told["url"]
    lines = record.body.split("\n")
    assert lines[0].startswith(first)
    assert lines[-1].endswith(last)
    assert escape(lines[0]) == lines[0] or "&amp;" not in lines[0]
