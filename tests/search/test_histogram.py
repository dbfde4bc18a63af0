"""Bars of years and months, and where they lead."""

from typing import Any

import pytest
from django.http import QueryDict

from articles.search.histogram import histogram
from articles.search.params import SearchParams
from articles.search.results import Histogram, Unit

DATES: dict[str, Any] = {
    "year": [(2014, 1), (2016, 7)],
    "month": [((2014, 12), 1), ((2016, 1), 5), ((2016, 12), 2)],
    "year_alone": [],
    "unknown": 3,
}


def drawn(query: str, dates: dict[str, Any] = DATES) -> Histogram:
    made = histogram(SearchParams.from_query(QueryDict(query)), dates)
    assert made
    return made


def counts(made: Histogram) -> dict[str, int]:
    return {str(bar.period): bar.count for bar in made.bars}


def test_years_stand_in_order_and_those_without_hits_keep_their_place() -> None:
    made = drawn("q=a")
    assert made.unit is Unit.YEAR
    assert counts(made) == {"2014": 1, "2015": 0, "2016": 7}
    assert [bar.height for bar in made.bars] == [14, 0, 100]
    assert (made.undated, made.without_date, made.whole) == (3, "q=a&year=unknown", None)


def test_in_a_very_long_time_only_years_with_hits_are_shown_and_gaps_are_marked() -> None:
    made = drawn("", {"year": [(1906, 1), (1907, 1), (2016, 1)], "month": [], "year_alone": [], "unknown": 0})
    assert counts(made) == {"1906": 1, "1907": 1, "2016": 1}
    assert [bar.follows_gap for bar in made.bars] == [False, False, True]


def test_a_bar_leads_to_its_year_in_the_place_of_the_time_chosen() -> None:
    addresses = [bar.query_string for bar in drawn("q=a&place=ru&year=2014&year=2015&from=2010&page=3").bars]
    assert addresses[-1] == "q=a&place=ru&year=2016"


@pytest.mark.parametrize(
    "query", ["year=2016", "from=2016&to=2016", "from=2016-01&to=2016-12-31", "year=2016&year=-2014"]
)
def test_a_year_chosen_is_shown_in_months(query: str) -> None:
    made = drawn(query)
    assert made.unit is Unit.MONTH
    assert len(made.bars) == 12
    assert {month: count for month, count in counts(made).items() if count} == {"2016-01": 5, "2016-12": 2}


@pytest.mark.parametrize(("query", "count"), [("year=2016", 4), ("from=2014&to=2015-06", 1), ("", 0)])
def test_hits_of_which_the_year_is_known_alone_are_counted_beside_the_months(query: str, count: int) -> None:
    assert drawn(query, DATES | {"year_alone": [(2014, 1), (2016, 4)]}).of_year_alone == count


def test_a_bar_of_a_month_leads_to_the_month_and_back_to_all_years() -> None:
    made = drawn("q=a&year=2016")
    assert made.bars[0].query_string == "q=a&from=2016-01&to=2016-01"
    assert made.bars[0].label == "01"
    assert made.whole == "q=a"
    assert drawn("year=2016").whole == ""


@pytest.mark.parametrize(
    ("query", "unit"),
    [
        ("from=2014-07&to=2016-06", Unit.MONTH),
        ("from=2014-07&to=2016-07", Unit.YEAR),
        ("from=2016", Unit.YEAR),
        ("to=2016", Unit.YEAR),
        ("year=2014&year=2016", Unit.YEAR),
        ("year=unknown", Unit.YEAR),
        ("year=-2016", Unit.YEAR),
        ("year=201", Unit.YEAR),
        ("year=0000", Unit.YEAR),
        ("year=x", Unit.YEAR),
    ],
)
def test_up_to_two_years_are_shown_in_months(query: str, unit: Unit) -> None:
    assert drawn(query).unit is unit


def test_without_a_dated_hit_there_is_nothing_to_draw() -> None:
    assert histogram(SearchParams(), {"year": [], "month": [], "unknown": 4}) is None


def test_the_fewest_hits_still_show() -> None:
    made = drawn("", {"year": [(2014, 1), (2015, 100_000)], "month": [], "year_alone": [], "unknown": 0})
    assert made.bars[0].height > 0
