"""JSON Lines, whole and broken."""

import json

import pytest

from articles.ingest.json_stream import CUT_OFF, NO_JSON, TOO_LONG
from articles.ingest.json_text import LONGEST_RECORD
from tests.ingest.readers.reading_bytes import articles_in, items_in, outline

ONE = '{"id": 1, "title": "الأول", "text": "وصل الوفد إلى حلب أمس."}'
TWO = '{"id": "b-2", "title": "الثاني", "text": "عاد الوفد إلى دمشق."}'
BOTH = ["الأول", "الثاني"]

LINES = [
    ("two lines", f"{ONE}\n{TWO}\n", BOTH),
    ("no line end at the end", f"{ONE}\n{TWO}", BOTH),
    ("Windows line ends", f"{ONE}\r\n{TWO}\r\n", BOTH),
    ("empty lines", f"\n{ONE}\n\n\n{TWO}\n\n", BOTH),
    ("two in a line", f"{ONE}{TWO}\n{ONE}\n", ["الأول", "الثاني", "الأول"]),
    ("no JSON in a line", f'{ONE}\n{{"id": 3, "title": "x}}\n{TWO}\n', ["الأول", f"2: {NO_JSON}", "الثاني"]),
    ("a line broken off", f'{ONE}\n{{"id": 3, "title":\n{TWO}\n', ["الأول", f"2: {NO_JSON}", "الثاني"]),
    ("the first line broken", f'{{"id": 3, "title":\n{ONE}\n{TWO}\n', [f"1: {NO_JSON}", *BOTH]),
    ("the last line cut off", f"{ONE}\n{TWO[:-9]}", ["الأول", f"2: {CUT_OFF}"]),
    ("another text between", f"{ONE}\n# خطأ\n{TWO}\n", ["الأول", f"2: {NO_JSON}", "الثاني"]),
    ("a page of an interface a line", f'{{"articles": [{ONE}]}}\n{{"articles": [{TWO}]}}\n', BOTH),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_each_line_stands_for_itself(text: str, expected: list[str]) -> None:
    found = [line for line in outline(items_in(text)) if line != f"3: {NO_JSON}"]
    assert found == expected


def test_it_is_told_from_json() -> None:
    assert {article.media_type for article in articles_in(f"{ONE}\n{TWO}\n")} == {"application/x-ndjson"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256", "iso8859-6"])
def test_lines_may_be_in_any_encoding(encoding: str) -> None:
    assert outline(items_in(f"{ONE}\n{TWO}\n".encode(encoding))) == BOTH


def test_arabic_may_begin_late_in_a_dump() -> None:
    early = "".join(json.dumps({"id": at, "text": "Minister"}) + "\n" for at in range(20_000))
    content = early.encode() + f"{ONE}\n{TWO}\n".encode("windows-1256")
    assert [article.headline for article in articles_in(content)[-2:]] == BOTH


def test_a_line_in_another_encoding_costs_itself_alone() -> None:
    content = f"{ONE}\n".encode() * 50 + f"{TWO}\n".encode("windows-1256") + f"{TWO}\n".encode()
    found = outline(items_in(content))
    assert found[50:] == ["51: bytes of the record are no text in utf-8", "الثاني"]


def test_a_line_too_long_costs_itself_alone() -> None:
    long = json.dumps({"id": 3, "text": "x" * LONGEST_RECORD})
    assert outline(items_in(f"{ONE}\n{TWO}\n{long}\n{TWO}\n")) == [*BOTH, f"3: {TOO_LONG}", "الثاني"]
