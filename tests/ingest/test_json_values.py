"""Values as interfaces and databases give them."""

from typing import Any

import pytest

from articles.ingest.json_values import article_of, blocks_in, date_in, line_of
from articles.ingest.told import Block

LINES: list[tuple[str, Any, str]] = [
    ("text", " رويترز \n", "رويترز"),
    ("markup", "الوزير <b>يصل</b>", "الوزير يصل"),
    ("no markup", "3 < 5 و 7 > 2", "3 < 5 و 7 > 2"),
    ("a number", 17, "17"),
    ("a name within", {"id": 4, "name": "رويترز"}, "رويترز"),
    ("rendered", {"rendered": "عنوان"}, "عنوان"),
    ("several", [{"name": "أحمد"}, {"name": "علي"}, {"name": "أحمد"}], "أحمد، علي"),
    ("nothing", None, ""),
    ("false", False, ""),
    ("no number", float("nan"), ""),
    ("a number beyond all", 10**400, ""),
    ("deep", [[[[[[[[[[["x"]]]]]]]]]]], ""),
]


@pytest.mark.parametrize(("value", "line"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_a_value_as_a_line(value: Any, line: str) -> None:
    assert line_of(value) == line


DATES: list[tuple[str, Any, str]] = [
    ("as written", "25 يناير 2017", "25 يناير 2017"),
    ("seconds", 1485350160, "2017-01-25T13:16:00+00:00"),
    ("thousandths", 1485350160000, "2017-01-25T13:16:00+00:00"),
    ("seconds as a text", "1485350160", "2017-01-25T13:16:00+00:00"),
    ("seconds with a fraction", 1485350160.75, "2017-01-25T13:16:00+00:00"),
    ("of a database", {"$date": "2017-01-25T13:16:00Z"}, "2017-01-25T13:16:00Z"),
    ("of a database, in thousandths", {"$date": {"$numberLong": "1485350160000"}}, "2017-01-25T13:16:00+00:00"),
    ("a year", 2017, "2017"),
    ("digits that are a day", 20170125, "20170125"),
    ("the first of several", ["2017-01-25", "2018-01-01"], "2017-01-25"),
    ("no moment", 999999999999999, "999999999999999"),
]


@pytest.mark.parametrize(("value", "date"), [row[1:] for row in DATES], ids=[row[0] for row in DATES])
def test_a_value_as_a_date(value: Any, date: str) -> None:
    assert date_in(value) == date


BODIES: list[tuple[str, Any, list[Block]]] = [
    ("lines", "أولى.\nثانية.", [Block("أولى.\nثانية.")]),
    (
        "markup",
        "<p>أولى.</p><h2>عنوان</h2><p>ثانية.</p>",
        [Block("أولى."), Block("عنوان", "subheading"), Block("ثانية.")],
    ),
    ("markup that was escaped", "&lt;p&gt;أولى.&lt;/p&gt;&lt;p&gt;ثانية.&lt;/p&gt;", [Block("أولى."), Block("ثانية.")]),
    ("a list", ["أولى.", {"type": "text", "content": "ثانية."}, 5], [Block("أولى."), Block("ثانية.")]),
    ("rendered", {"rendered": "<p>أولى.</p>", "protected": False}, [Block("أولى.")]),
    ("comparisons", "3 < 5 و <الوزير>", [Block("3 < 5 و <الوزير>")]),
    ("nothing", None, []),
]


@pytest.mark.parametrize(("value", "blocks"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_a_value_as_a_text(value: Any, blocks: list[Block]) -> None:
    assert list(blocks_in(value)) == blocks


def test_a_record_of_a_blog() -> None:
    record = {
        "id": 17,
        "date": "2017-01-25T14:36:00",
        "modified": "2019-01-01T00:00:00",
        "link": "https://news.example/17",
        "title": {"rendered": "الوزير &#8220;يصل&#8221;"},
        "content": {"rendered": "<p>وصل الوفد.</p>"},
        "excerpt": {"rendered": "ملخص"},
    }
    told, name = article_of(record, {})
    assert (told.headline, told.url, name) == ("الوزير &#8220;يصل&#8221;", "https://news.example/17", "17")
    assert [date.written for date in told.dates] == ["2017-01-25T14:36:00"]
    assert list(told.body) == [Block("وصل الوفد.")]


def test_a_record_of_linked_data() -> None:
    record = {
        "@type": "NewsArticle",
        "headline": "الوزير يصل",
        "articleBody": "وصل الوفد.",
        "datePublished": "2017-01-25",
        "author": [{"@type": "Person", "name": "أحمد علي"}],
        "publisher": {"@type": "Organization", "name": "رويترز"},
        "mainEntityOfPage": {"@id": "https://news.example/17"},
        "articleSection": ["سياسة", "سوريا"],
    }
    told, name = article_of(record, {})
    assert (told.source, told.byline, told.section) == ("رويترز", "أحمد علي", "سياسة، سوريا")
    assert told.url == name == "https://news.example/17"


def test_a_summary_is_the_text_only_where_there_is_no_other() -> None:
    assert list(article_of({"description": "ملخص", "content": "نص"}, {}).told.body) == [Block("نص")]
    assert list(article_of({"description": "ملخص", "content": ""}, {}).told.body) == [Block("ملخص")]
