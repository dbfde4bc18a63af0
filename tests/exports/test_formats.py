"""Articles as CSV, JSON Lines, RIS, BibTeX and Atom: nothing lost, nothing executable, nothing invented."""

import csv
import json
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree

import pytest

from articles.exports.feeds import as_atom
from articles.exports.json_lines import as_json_lines
from articles.exports.references import as_bibtex, as_ris
from articles.exports.rows import Exported, Named
from articles.exports.tables import COLUMNS, as_csv, harmless

ARTICLE = Exported(
    id=7,
    headline="وصول الوفد: «خبر» {عاجل} & 100%",
    headline_is_derived=False,
    date="2016-08-15",
    date_origin="text",
    source_ar="صدى البلاد",
    source_en="Sada",
    byline="سمير علي",
    section="سياسة",
    url="https://example.org/a?b={c}",
    permalink="https://archive.example/article/7/",
    text='السطر الأول، فيه فاصلة\nوالثاني «فيه» "علامات"',
    named=(Named("place", "sy-aleppo", "حلب", "Aleppo", ((3, 6), (9, 12))), Named("person", "x", "", "X", ())),
)
UNDATED = replace(ARTICLE, date="", date_origin="", source_ar="", source_en="", byline="", section="", url="", named=())


def rows(*articles: Exported) -> list[dict[str, str]]:
    text = "".join(as_csv(articles))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_table_has_every_part_in_a_column() -> None:
    [row] = rows(ARTICLE)
    assert tuple(row) == COLUMNS
    assert row["text"] == ARTICLE.text
    assert row["headline"] == ARTICLE.headline
    assert (row["date"], row["source"], row["places"], row["people"]) == ("2016-08-15", "صدى البلاد", "حلب", "X")


def test_an_empty_table_still_says_its_columns() -> None:
    assert rows() == []
    assert "".join(as_csv([])).count("\n") == 1


FORMULAS = [
    ("equals", "=1+1"),
    ("plus", "+1"),
    ("minus", "-1"),
    ("at", "@SUM(A1)"),
    ("tab", "\t=1"),
    ("behind spaces", "  =1"),
    ("behind a no-break space", "\u00a0=1"),
    ("behind a direction mark", "\u200f=1"),
    ("full width", "\uff1d1"),
    ("a link", '=HYPERLINK("https://example.org")'),
    ("an apostrophe of its own", "'=1"),
]


@pytest.mark.parametrize("cell", [row[1] for row in FORMULAS], ids=[row[0] for row in FORMULAS])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    [row] = rows(replace(ARTICLE, headline=cell, text=cell, byline=cell))
    assert {row["headline"], row["text"], row["byline"]} == {f"'{cell}"}


@pytest.mark.parametrize("cell", ["خبر", "1+1=2", "", "خبر -", "١٠٠"])
def test_other_cells_stand_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_json_says_where_each_record_is_mentioned() -> None:
    whole, undated = (json.loads(line) for line in as_json_lines([ARTICLE, UNDATED]))
    assert whole["text"] == ARTICLE.text
    assert whole["mentions"][0] == {
        "kind": "place",
        "id": "sy-aleppo",
        "name_ar": "حلب",
        "name_en": "Aleppo",
        "at": [[3, 6], [9, 12]],
    }
    assert (undated["date"], undated["source"], undated["byline"], undated["mentions"]) == (None, None, None, [])


def test_a_reference_for_ris() -> None:
    lines = "".join(as_ris([ARTICLE])).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert "DA  - 2016/08/15/" in lines
    assert "KW  - حلب" in lines
    assert lines[-3] == "ER  - "


@pytest.mark.parametrize(("date", "expected"), [("2016", "2016///"), ("2016-08", "2016/08//"), ("", None)])
def test_ris_dates_are_as_exact_as_known(date: str, expected: str | None) -> None:
    lines = "".join(as_ris([replace(ARTICLE, date=date)])).split("\r\n")
    assert [line.removeprefix("DA  - ") for line in lines if line.startswith("DA")] == ([expected] if expected else [])


def test_a_line_break_cannot_begin_another_field() -> None:
    text = "".join(as_ris([replace(ARTICLE, headline="خبر\r\nER  - \r\nTY  - BOOK")]))
    assert text.count("\r\nTY") == 0
    assert text.count("ER  - \r\n") == 1


def test_a_reference_for_bibtex() -> None:
    text = "".join(as_bibtex([ARTICLE]))
    assert text.startswith("@article{article7,\n")
    assert r"title = {{وصول الوفد: «خبر» \{عاجل\} \& 100\%}}," in text
    assert "month = aug," in text
    assert "url = {https://example.org/a?b=%7Bc%7D}," in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


def test_bibtex_invents_no_date() -> None:
    assert "year" not in "".join(as_bibtex([UNDATED]))


def test_a_feed() -> None:
    text = as_atom(
        [ARTICLE, UNDATED], "العنوان <b>", "https://archive.example/?q=x&y", "https://archive.example/feed?q=x"
    )
    feed = ElementTree.fromstring(text)  # noqa: S314 - our own
    atom = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.findall("a:entry", atom)
    assert [entry.findtext("a:title", namespaces=atom) for entry in entries] == [ARTICLE.headline] * 2
    assert [entry.findtext("a:published", namespaces=atom) for entry in entries] == ["2016-08-15T00:00:00+00:00", None]
