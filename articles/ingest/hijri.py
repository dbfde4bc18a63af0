"""Hijri days -> the Gregorian days they may be, by Saudi Arabia's Umm al-Qura calendar (1343 to 1500 H)."""

import datetime as dt
from functools import partial

from hijridate import Hijri

from articles.arabic.dates import HijriDays, Span

APART = 1  # days by which the months of another country may begin earlier or later: they go by the moon seen there
FOLLOWERS = frozenset({"SA", "QA"})  # countries whose civil calendar it is


def hijri_days(country: str = "") -> HijriDays:
    """How to read a Hijri day of an outlet of this country (ISO 3166, "" for unknown)."""
    return partial(_days, 0 if country in FOLLOWERS else APART)


def _days(apart: int, year: int, month: int, day: int) -> Span | None:
    """None out of the table's reach, and for a thirtieth of a month that can have none."""
    try:
        first = Hijri(year, month, 1)
        if day > first.month_length() + apart:
            return None
        begun = first.to_gregorian()
    except (ValueError, OverflowError):
        return None
    told = dt.date(begun.year, begun.month, begun.day) + dt.timedelta(day - 1)
    return Span(told, told).widened(apart)
