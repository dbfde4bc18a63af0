"""Counts by year and by month -> bars that lead to the search of their time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from articles.search.params import UNKNOWN, FacetName, SearchParams
from articles.search.periods import Period, read_period
from articles.search.results import Bar, Histogram, Unit

SHOWN_MONTHS = 24  # a longer time is shown in years
FILLED_YEARS = 40  # within which years without a hit keep their place

YearCounts = Sequence[tuple[int, int]]
MonthCounts = Sequence[tuple[tuple[int, int], int]]  # ((year, month), count)


def histogram(params: SearchParams, dates: Mapping[str, Any]) -> Histogram | None:
    """Bars by month where a year or a short time was chosen, else by year; None where no hit has a date.

    `dates` is {"year": YearCounts, "month": MonthCounts, "year_alone": YearCounts, "unknown": count}.
    """
    if not dates.get("year"):
        return None
    bounds = _short_time(params)
    whole = params.without_facet(FacetName.YEAR).between(None, None)
    return Histogram(
        unit=Unit.MONTH if bounds else Unit.YEAR,
        bars=tuple(_bars(whole, _by_month(bounds, dates["month"]) if bounds else _by_year(dates["year"]))),
        whole=whole.query_string() if params.is_timed else None,
        undated=dates["unknown"],
        without_date=whole.only(FacetName.YEAR, UNKNOWN).query_string(),
        of_year_alone=_of_year_alone(bounds, dates["year_alone"]) if bounds else 0,
    )


def _bars(whole: SearchParams, counts: Mapping[Period, int]) -> Iterator[Bar]:
    highest = max(counts.values(), default=0)
    before = None
    for period, count in counts.items():
        gap = before is not None and period.first - before.last > timedelta(days=1)
        yield Bar(period, count, _height(count, highest), _target(whole, period).query_string(), follows_gap=gap)
        before = period


def _short_time(params: SearchParams) -> Period | None:
    """The time chosen, where it is short enough for months."""
    years = [year for year in params.chosen(FacetName.YEAR) if year != UNKNOWN]
    if params.since and params.until:
        months = _months_of(params.until.last) - _months_of(params.since.first) + 1
        return Period(params.since.first, params.until.last) if months <= SHOWN_MONTHS else None
    return read_period(years[0]) if len(years) == 1 and len(years[0]) == 4 else None


def _by_month(bounds: Period, found: MonthCounts) -> dict[Period, int]:
    """Every month of the time with its count."""
    counts = dict(found)
    months = range(_months_of(bounds.first), _months_of(bounds.last) + 1)
    return {_month(number): counts.get((number // 12, number % 12 + 1), 0) for number in months}


def _of_year_alone(bounds: Period, found: YearCounts) -> int:
    """How many hits of the years of this time no month counts."""
    return sum(count for year, count in found if bounds.first.year <= year <= bounds.last.year)


def _by_year(found: YearCounts) -> dict[Period, int]:
    """Every year from the first to the last; of a very long time those with hits alone."""
    counts = dict(found)
    first, last = min(counts), max(counts)
    years = range(first, last + 1) if last - first < FILLED_YEARS else sorted(counts)
    return {Period(date(year, 1, 1), date(year, 12, 31)): counts.get(year, 0) for year in years}


def _target(whole: SearchParams, period: Period) -> SearchParams:
    if len(str(period)) == len("2016"):
        return whole.only(FacetName.YEAR, str(period))
    return whole.between(period, period)


def _height(count: int, highest: int) -> int:
    """At least a visible line where there is a hit at all."""
    return max(round(100 * count / highest), 3) if count else 0


def _months_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> Period:
    period = read_period(f"{number // 12:04}-{number % 12 + 1}")
    assert period  # noqa: S101 - every number of a month between two dates is one
    return period
