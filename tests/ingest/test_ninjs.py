"""ninjs, in the members of both its versions."""

import datetime as dt
import json

from tests.ingest.readers.reading_bytes import REFERENCE, articles_in, items_in, outline

FIRST = "وصل الوفد إلى العاصمة أمس."
SECOND = "وأضاف الوزير أن المحادثات تبدأ غدا."
ONE = {
    "uri": "http://agency.example/2017/1",
    "type": "text",
    "versioncreated": "2017-01-27T08:00:00Z",
    "firstcreated": "2017-01-25T14:36:00+01:00",
    "pubstatus": "usable",
    "byline": "بقلم أحمد علي",
    "located": "دمشق",
    "headline": "الوفد يصل",
    "provider": "وكالة الأنباء",
    "description_text": "ملخص",
    "body_html": f"<p>{FIRST}</p><h2>موقف الوزير</h2><p>{SECOND}</p>",
    "associations": {"featured": {"type": "picture", "description_text": "الوزير في دمشق", "headline": "x"}},
}
TWO = {
    "uri": "urn:agency:2",
    "firstCreated": "2017-01-25T14:36:00+01:00",
    "versionCreated": "2017-01-27T08:00:00Z",
    "by": "أحمد علي",
    "headlines": [{"role": "sub", "value": "عنوان ثان"}, {"role": "main", "value": "الوفد يصل"}],
    "infosources": [{"name": "وكالة الأنباء"}],
    "bodies": [
        {"contenttype": "text/plain", "value": f"{FIRST} {SECOND}"},
        {"contenttype": "text/html", "value": f"<p>{FIRST}</p><p>{SECOND}</p>"},
    ],
}


def test_the_first_version() -> None:
    (article,) = articles_in(json.dumps(ONE))
    assert article.headline == "الوفد يصل"
    assert article.body.split("\n") == [FIRST, "موقف الوزير", SECOND, "الوزير في دمشق"]
    assert article.block_kinds == {"1": "subheading", "3": "caption"}
    assert article.published_on == dt.date(2017, 1, 25)
    assert (article.byline, article.source_name) == ("أحمد علي", "وكالة الأنباء")
    assert (article.url, article.reference) == (ONE["uri"], f"{REFERENCE}#http://agency.example/2017/1")


def test_the_second_version() -> None:
    (article,) = articles_in(json.dumps([TWO]))
    assert (article.headline, article.body) == ("الوفد يصل", f"{FIRST}\n{SECOND}")
    assert article.published_on == dt.date(2017, 1, 25)
    assert (article.byline, article.source_name) == ("أحمد علي", "وكالة الأنباء")


def test_items_may_stand_in_lines_and_lists() -> None:
    lines = f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n"
    assert outline(items_in(lines)) == outline(items_in(json.dumps({"items": [ONE, TWO]}))) == ["الوفد يصل"] * 2


def test_an_item_that_was_withdrawn_is_no_article() -> None:
    found = outline(items_in(json.dumps([{**ONE, "pubstatus": "canceled"}, TWO])))
    assert found == ["1: its sender has withdrawn it: its status is canceled", "الوفد يصل"]
