"""Dates on their way into the archive: calendars of countries, days to come, and the fields of a record."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.arabic.dates import Origin, Precision, Reason
from articles.ingest.dating import dated_fields, may_be_date, read_published
from articles.ingest.hijri import hijri_days
from articles.models import DateOrigin, DatePrecision, DateReason

# Days that Saudi newspapers of 2015 gave in both calendars, and the ends of the table.
SAUDI = [
    ((1436, 10, 9), "2015-07-25"),
    ((1436, 10, 10), "2015-07-26"),
    ((1436, 10, 18), "2015-08-03"),
    ((1343, 1, 1), "1924-08-01"),
    ((1500, 12, 30), "2077-11-16"),
]


@pytest.mark.parametrize(("hijri", "iso"), SAUDI)
def test_the_table_gives_the_day_of_saudi_newspapers(hijri: tuple[int, int, int], iso: str) -> None:
    span = hijri_days("SA")(*hijri)
    assert span
    assert span.first == span.last == dt.date.fromisoformat(iso)


def test_elsewhere_the_month_may_begin_a_day_earlier_or_later() -> None:
    span = hijri_days("TN")(1436, 10, 18)
    assert span
    assert (span.first, span.last) == (dt.date(2015, 8, 2), dt.date(2015, 8, 4))


@pytest.mark.parametrize("hijri", [(1342, 12, 1), (1501, 1, 1), (1436, 13, 1), (1436, 8, 31)])
def test_what_the_table_does_not_have_is_unknown(hijri: tuple[int, int, int]) -> None:
    assert hijri_days("SA")(*hijri) is None


def test_a_thirtieth_is_there_only_where_the_month_may_have_it() -> None:
    short = next(month for month in range(1, 13) if hijri_days("SA")(1436, month, 30) is None)
    assert hijri_days("TN")(1436, short, 30)


def test_a_day_to_come_is_unknown_and_todays_is_not() -> None:
    today = timezone.now().date()
    assert read_published(today.isoformat()).day == today
    assert read_published((today + dt.timedelta(3)).isoformat()).reason is Reason.FUTURE


def test_the_page_and_the_origin_are_passed_on() -> None:
    found = read_published("أمس", page=dt.date(2016, 8, 15))
    assert (str(found), found.origin) == ("2016-08-14", Origin.INFERRED)
    assert read_published("2016-08-15", origin=Origin.METADATA).origin is Origin.METADATA


def test_a_record_has_what_is_known() -> None:
    assert dated_fields(read_published("آب 2016"), "آب 2016") == {
        "published_on": dt.date(2016, 8, 1),
        "published_at": None,
        "date_precision": "month",
        "date_origin": "text",
        "date_reason": "",
        "date_as_written": "آب 2016",
    }


def test_a_record_has_the_reason_only_where_something_was_written() -> None:
    assert dated_fields(read_published("25 يناير"), "25 يناير")["date_reason"] == "no year"
    assert dated_fields(read_published(""))["date_reason"] == ""


def test_the_instant_keeps_its_zone() -> None:
    instant = dated_fields(read_published("2017-01-25T14:36:00+01:00"))["published_at"]
    assert instant == dt.datetime(2017, 1, 25, 13, 36, tzinfo=dt.UTC)


@pytest.mark.parametrize(("line", "may_be"), [("أمس", True), ("25 يناير", True), ("مسرح الصراع", False), ("", False)])
def test_a_line_without_a_date_is_told_from_one_whose_date_is_unknown(line: str, may_be: bool) -> None:
    assert may_be_date(read_published(line)) is may_be


def test_the_archive_knows_every_precision_origin_and_reason() -> None:
    assert {*DatePrecision.values} == {*Precision}
    assert {*DateOrigin.values} == {*Origin, "curator"}
    assert {*DateReason.values} == {*Reason}
