"""What tables and JSON call the parts of an article."""

import pytest

from articles.ingest.columns import MappingError, parse_mapping, part_of, values_of

KNOWN = [
    ("headline", "title Headline العنوان عنوان_الخبر news_title webTitle title_ar TITLE"),
    (
        "body",
        "text body content article articleBody body_html content_html النص نص_الخبر النص_الكامل المحتوى news_content",
    ),
    ("date", "date published pubDate date_published datePublished publishedAt التاريخ تاريخ_النشر webPublicationDate"),
    ("url", "url link canonical canonical_url webUrl الرابط article_url"),
    ("source", "source outlet publisher المصدر الصحيفة site_name"),
    ("byline", "author byline الكاتب authors Author(s) dc:creator"),
    ("section", "section category القسم التصنيف articleSection"),
    ("id", "id guid _id uuid articleId المعرّف"),
]
UNKNOWN = (
    "image_url sub_title modified_date updated dateModified event_date content_type text_length source_url author_id"
    " lang تاريخ_التعديل صورة_الخبر عنوان_الصورة"
)


@pytest.mark.parametrize(("part", "name"), [(part, name) for part, names in KNOWN for name in names.split()])
def test_usual_names_are_known(part: str, name: str) -> None:
    assert part_of(name) == part


@pytest.mark.parametrize("name", UNKNOWN.split())
def test_what_is_about_something_else_is_not(name: str) -> None:
    assert part_of(name) == ""


MAPS = [
    ("a column and its part", "title=headline", {"headline": "title"}),
    ("several", "ti=headline, bo=body", {"headline": "ti", "body": "bo"}),
    ("Arabic", "الرواية=body", {"body": "الرواية"}),
    ("the other way round", "body=story_text", {"body": "story_text"}),
    ("parts by another name", "ti=title,bo=text", {"headline": "ti", "body": "bo"}),
    ("two parts' names: the left is the column", "source=section", {"section": "source"}),
    ("a part within", "author.name=byline", {"byline": "author.name"}),
    ("numbers", "1=headline,3=body", {"headline": "1", "body": "3"}),
    ("nothing", "", {}),
]


@pytest.mark.parametrize(("text", "columns"), [row[1:] for row in MAPS], ids=[row[0] for row in MAPS])
def test_a_map_is_read(text: str, columns: dict[str, str]) -> None:
    assert parse_mapping(text) == columns


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a=b", "these are headline, body, url"),
        ("title", "COLUMN=PART"),
        ("=body", "COLUMN=PART"),
        ("a=body,b=body", "two columns"),
    ],
)
def test_a_map_that_says_nothing_is_refused(text: str, reason: str) -> None:
    with pytest.raises(MappingError, match=reason):
        parse_mapping(text)


def test_what_was_said_comes_before_what_is_known() -> None:
    record = {"title": "أ", "headline": "ب", "lead": "ج", "meta": {"authors": [{"name": "د"}]}}
    found = values_of(record, {"headline": "lead", "byline": "meta.authors.0.name"})
    assert found["headline"] == ["ج", "ب", "أ"]
    assert found["byline"] == ["د"]


def test_a_column_that_was_said_to_be_a_part_is_no_other() -> None:
    assert values_of({"title": "أ", "text": "ب"}, {"section": "title"})["headline"] == []


@pytest.mark.parametrize("wrapper", ["_source", "fields", "article", "attributes"])
def test_a_record_is_taken_out_of_its_wrapping(wrapper: str) -> None:
    found = values_of({"id": "outer", wrapper: {"id": "inner", "text": "ب"}}, {})
    assert (found["id"], found["body"]) == (["inner"], ["ب"])
