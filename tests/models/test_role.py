"""Whether an office was held on a day, as far as the dates are known."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from articles.models import Tenure
from articles.models.role import first_day, last_day, tenure, validate_partial_date


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2013-02-01", date(2013, 2, 1), date(2013, 2, 1)),
    ],
    ids=["a year", "a month of a leap year", "a day"],
)
def test_a_partial_date_has_a_first_and_a_last_day(partial: str, first: date, last: date) -> None:
    assert (first_day(partial), last_day(partial)) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "day", "held"),
    [
        ("2013-02-01", "2017-01-20", date(2016, 5, 6), Tenure.YES),
        ("2013-02-01", "2017-01-20", date(2017, 1, 20), Tenure.YES),
        ("2013-02-01", "2017-01-20", date(2013, 1, 31), Tenure.NO),
        ("2013-02-01", "2017-01-20", date(2017, 1, 21), Tenure.NO),
        ("2013", "2017", date(2013, 6, 1), Tenure.PERHAPS),
        ("2013", "2017", date(2014, 1, 1), Tenure.YES),
        ("2013", "2017", date(2017, 12, 31), Tenure.PERHAPS),
        ("2013-02", "", date(2013, 2, 3), Tenure.PERHAPS),
        ("2013-02", "", date(2026, 1, 1), Tenure.YES),
        ("", "1998", date(1990, 1, 1), Tenure.YES),
        ("2013", "2013", date(2013, 7, 1), Tenure.PERHAPS),
    ],
)
def test_an_office_is_held_between_its_days_and_perhaps_within_an_unsure_one(
    start: str, end: str, day: date, held: Tenure
) -> None:
    assert tenure(start, end, day) == held


@pytest.mark.parametrize("value", ["", "13", "2013-13", "2013-02-30", "2013-2-1", "2013-02-01x", "0000", "٢٠١٣"])
def test_what_is_no_partial_date_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_partial_date(value)
