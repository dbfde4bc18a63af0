"""JSON dumps as newsrooms and their interfaces give them, whole and broken."""

import json
import time

import pytest

from articles.ingest.json_stream import CUT_OFF, NO_JSON, TOO_DEEP, TOO_LONG
from articles.ingest.json_text import LONGEST_RECORD
from articles.ingest.records import Unreadable
from tests.ingest.readers.reading_bytes import REFERENCE, articles_in, items_in, outline

ONE = '{"id": 1, "title": "الأول", "text": "وصل الوفد إلى حلب أمس."}'
TWO = '{"id": "b-2", "title": "الثاني", "text": "عاد الوفد إلى دمشق."}'
BOTH = ["الأول", "الثاني"]
NO_OBJECT = "the record is no object with names for its parts"

WRAPPINGS = [
    ("a list", f"[{ONE}, {TWO}]"),
    ("two lists one after the other", f"[{ONE}]\n[{TWO}]"),
    ("objects one after the other", f"{ONE}{TWO}"),
    ("objects over several lines", f"{json.dumps(json.loads(ONE), indent=2)}\n{json.dumps(json.loads(TWO), indent=2)}"),
    ("records parted by a control character", f"\x1e{ONE}\n\x1e{TWO}\n"),
    ("a news interface", f'{{"status": "ok", "totalResults": 2, "articles": [{ONE}, {TWO}]}}'),
    ("what stands behind the list", f'{{"articles": [{ONE}, {TWO}], "page": {{"next": [1]}}, "ok": true}}'),
    ("lists in two members", f'{{"articles": [{ONE}], "posts": [{TWO}]}}'),
    (
        "a search engine",
        f'{{"hits": {{"total": 2, "hits": [{{"_id": "9", "_source": {ONE}}}, {{"_source": {TWO}}}]}}}}',
    ),
    ("an index", f'{{"responseHeader": {{"status": 0}}, "response": {{"numFound": 2, "docs": [{ONE}, {TWO}]}}}}'),
    ("a list under a name of its own", f'{{"batch": "2017", "الأرشيف": [{ONE}, {TWO}]}}'),
    ("an object of articles", f'{{"2017/1": {ONE}, "2017/2": {TWO}}}'),
    ("commas too many", f"[{ONE},, {TWO},]"),
    ("commas too few", f"[{ONE} {TWO}]"),
    ("a byte order mark", f"\ufeff[{ONE}, {TWO}]"),
]


@pytest.mark.parametrize("text", [row[1] for row in WRAPPINGS], ids=[row[0] for row in WRAPPINGS])
def test_articles_are_found_in_whatever_they_are_wrapped(text: str) -> None:
    assert outline(items_in(text)) == BOTH


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "windows-1256", "iso8859-6"]
)
def test_a_dump_may_be_in_any_encoding(encoding: str) -> None:
    text = f"[\n{ONE},\n{TWO}\n]\n"
    articles = articles_in(text.encode(encoding))
    assert [article.body for article in articles] == ["وصل الوفد إلى حلب أمس.", "عاد الوفد إلى دمشق."]


def test_a_single_article_is_a_record() -> None:
    (article,) = articles_in(ONE)
    assert (article.headline, article.number, article.media_type) == ("الأول", 1, "application/json")
    assert article.size == len(ONE.encode())


BROKEN = [
    ("no JSON within brackets", '{"id": 3, "title": "x",}', [f"2: {NO_JSON}"]),
    ("a bracket not closed", '{"id": 3, "tags": [1, 2}', [f"2: {NO_JSON}"]),
    ("a bracket too many", '{"id": 3, "tags": [1, 2]]}', [f"2: {NO_JSON}"]),
    ("a quotation mark not closed", '{"id": 3, "title": "x, "text": "y"}', [f"2: {NO_JSON}"]),
    ("a quotation mark not closed at the end", '{"id": 3, "title": "x, "a": 1}', [f"2: {NO_JSON}"]),
    ("single quotation marks", "{'id': 3}", [f"2: {NO_JSON}"]),
    ("no text", '{"id": 3, "title": "x", "text": " "}', ["2: it has no text"]),
    ("only signs", '{"id": 3, "title": "x", "text": "---"}', ["2: it has no text"]),
    ("no object", '"x"', [f"2: {NO_OBJECT}"]),
    ("nothing", "null", [f"2: {NO_OBJECT}"]),
    ("nested too deeply", '{"id": 3, "a": ' + "[" * 5000 + "]" * 5000 + "}", [f"2: {TOO_DEEP}"]),
    ("text too long", json.dumps({"id": 3, "text": "حلب " * 300_000}), ["2: its text is too long"]),
    ("record too long", json.dumps({"id": 3, "text": "x " * LONGEST_RECORD}), [f"2: {TOO_LONG}"]),
]


@pytest.mark.parametrize(("record", "faults"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_record_costs_no_other(record: str, faults: list[str]) -> None:
    found = outline(items_in(f"[{ONE}, {record}, {TWO}]"))
    assert [found[0], found[-1]] == BOTH
    assert all(line.startswith(fault) for line, fault in zip(found[1:-1], faults, strict=True))


CUT = [
    ("within a record", f'[{ONE}, {{"id": "b-2", "tit', ["الأول", f"2: {CUT_OFF}"]),
    ("within a string", f'[{ONE}, {{"id": "b-2", "text": "وصل', ["الأول", f"2: {CUT_OFF}"]),
    ("between records", f"[{ONE}, {TWO}", [*BOTH, f"0: {CUT_OFF}"]),
    ("within what wraps the list", f'{{"articles": [{ONE}, {TWO}', [*BOTH, f"0: {CUT_OFF}"]),
    ("behind the list", f'{{"articles": [{ONE}, {TWO}], "next', [*BOTH, f"0: {CUT_OFF}"]),
    ("at once", '{"a', [f"1: {CUT_OFF}"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CUT], ids=[row[0] for row in CUT])
def test_a_dump_that_is_cut_off_gives_all_before_the_cut_and_says_so(text: str, expected: list[str]) -> None:
    assert outline(items_in(text)) == expected


def test_bytes_that_are_no_text_cost_their_record_alone() -> None:
    content = f"[{ONE}, ".encode() + b'{"id": 3, "text": "\xff\xfe\xd8"}' + f", {TWO}]".encode()
    assert outline(items_in(content)) == ["الأول", "2: bytes of the record are no text in utf-8", "الثاني"]


def test_hostile_values_are_values() -> None:
    text = (
        '{"id": %s, "n": NaN, "f": 1e9999, "title": "\\ud800 \\u202eعنوان\\u0000", "text": "أول", "text": "وصل\\udfff",'
        ' "author": [[[["x"]]]], "url": "javascript:alert(1)", "date": -1e300}' % ("9" * 6000)
    )
    (article,) = articles_in(text)
    assert (article.headline, article.body, article.url) == ("عنوان", "وصل", "")
    assert article.published_on is None
    assert len(article.reference) <= 2000


REFERENCES = [
    ("an id", {"id": 7}, "7"),
    ("an id with spaces", {"id": "خبر 7"}, "%D8%AE%D8%A8%D8%B1%207"),
    ("an id of a database", {"_id": {"$oid": "64fe"}}, "64fe"),
    ("an address", {"url": "https://news.example/7?a=1"}, "https://news.example/7?a=1"),
    ("the id before the address", {"url": "https://news.example/7", "guid": "g7"}, "g7"),
    ("none of these", {}, "1"),
]


@pytest.mark.parametrize(("members", "name"), [row[1:] for row in REFERENCES], ids=[row[0] for row in REFERENCES])
def test_a_record_is_called_by_what_lasts(members: dict[str, object], name: str) -> None:
    (article,) = articles_in(json.dumps([{"title": "خبر", "text": "وصل الوفد.", **members}]))
    assert article.reference == f"{REFERENCE}#{name}"


def test_two_records_are_never_called_alike() -> None:
    records = [{"id": 3, "text": "أول"}, {"id": 3, "text": "ثان"}, {"text": "ثالث"}, {"id": "4", "text": "رابع"}]
    names = [article.reference for article in articles_in(json.dumps(records))]
    assert len(set(names)) == 4


def test_the_fixity_is_of_the_record_as_written() -> None:
    before, after = articles_in(f"[{ONE}, {TWO}]"), articles_in(f"[{TWO},\n\n{ONE}]")
    assert before[0].sha256 == after[1].sha256
    assert before[0].reference == after[1].reference


NOT_JSON = [
    ("a text in brackets", "[صورة] وصل الوفد إلى حلب أمس."),
    ("a text in braces", "{خاص} وصل الوفد إلى حلب أمس."),
    ("a quotation in brackets", '["قال"] وصل الوفد إلى حلب أمس.'),
]


@pytest.mark.parametrize("text", [row[1] for row in NOT_JSON], ids=[row[0] for row in NOT_JSON])
def test_a_text_is_no_json(text: str) -> None:
    assert [article.media_type for article in articles_in(text)] == ["text/plain"]


@pytest.mark.parametrize("text", ["[]", "[ ]", "[1, 2]", '["a"]', "{}"])
def test_json_without_articles_says_so(text: str) -> None:
    found = items_in(text)
    assert found
    assert all(isinstance(item, Unreadable) for item in found)


BOMBS = [
    ("lists in lists", "[" * 3_000_000),
    ("lists in lists with values", "[1," * 1_500_000),
    ("objects in objects", '{"a":' * 1_000_000),
    ("a string never closed", '[{"a":"' + "x" * 20_000_000),
    ("quotation marks never paired", '[{"a":"' * 500_000),
    ("backslashes", '[{"a":"' + "\\" * 10_000_000),
    ("nothing but signs", "[" + "}:" * 500_000),
    ("a line of 10 MB", '[{"text": "' + "حلب " * 1_500_000 + '"}]'),
]


@pytest.mark.parametrize("text", [row[1] for row in BOMBS], ids=[row[0] for row in BOMBS])
def test_bombs_are_refused_in_time(text: str) -> None:
    began = time.process_time()
    found = items_in(text)
    assert time.process_time() - began < 10
    assert found
    assert all(isinstance(item, Unreadable) for item in found)
