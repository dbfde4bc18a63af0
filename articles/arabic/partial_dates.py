"""A date as exactly as it is known: a day, a month, a year, or unknown for a reason."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Origin(StrEnum):
    METADATA = "metadata"
    TEXT = "text"
    FEED = "feed"
    INFERRED = "inferred"  # from the page's own date: أمس


class Reason(StrEnum):
    """Why a date is unknown."""

    NO_DATE = "no date"
    TOO_LONG = "too long"
    OTHER_WORDS = "other words"  # words that belong to no date
    OTHER_NUMBERS = "other numbers"  # numbers that belong to no date: ranges, prices, years of two digits
    TIME_ALONE = "time alone"
    WEEKDAY_ALONE = "weekday alone"
    MONTH_ALONE = "month alone"
    NO_YEAR = "no year"
    RELATIVE = "relative"  # and the page's own date is not known
    ONLY_CHANGED = "only changed"  # the day of a change, not of publication
    NO_SUCH_DAY = "no such day"
    NO_SUCH_TIME = "no such time"
    WEEKDAY_DIFFERS = "weekday differs"
    SEVERAL_DATES = "several dates"
    SEASON = "season"  # 2010-11: a month or two years
    OTHER_CALENDAR = "other calendar"
    OLD_CALENDAR = "old calendar"  # of a time when newspapers dated by several
    HIJRI = "Hijri"  # out of reach of the table, or none was given
    TOO_VAGUE = "too vague"  # between two years
    PLACEHOLDER = "placeholder"
    FUTURE = "future"


@dataclass(frozen=True)
class Span:
    """The days that a date may mean, from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> "Span":
        """A day, a month or a year. Raises ValueError when there is none such."""
        first = dt.date(year, month or 1, day or 1)
        if day is not None:
            return cls(dt.date(year, first.month, day), first)
        last_month = month or 12
        return cls(first, dt.date(year, last_month, monthrange(year, last_month)[1]))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def widened(self, days: int) -> "Span":
        return Span(self.first - dt.timedelta(days), self.last + dt.timedelta(days))

    def overlaps(self, other: "Span") -> bool:
        return self.first <= other.last and other.first <= self.last

    def on_weekday(self, weekday: int) -> "Span | None":
        """The one day of a span of at most a week that is this weekday; a longer span as it is."""
        if self.days > 7:
            return self
        day = self.first + dt.timedelta((weekday - self.first.weekday()) % 7)
        return Span(day, day) if day <= self.last else None


@dataclass(frozen=True)
class PartialDate:
    """`first` is the first day of the period known; `instant` has a zone, and is None unless one was written.

    Either `first`, `precision` and `origin` are there, or `reason` is.
    """

    first: dt.date | None = None
    precision: Precision | None = None
    origin: Origin | None = None
    instant: dt.datetime | None = None
    reason: Reason | None = None

    @classmethod
    def within(cls, span: Span, origin: Origin, instant: dt.datetime | None = None) -> "PartialDate":
        """The smallest day, month or year that holds all of the span."""
        first, last = span.first, span.last
        if first == last:
            return cls(first, Precision.DAY, origin, instant)
        if first.year != last.year:
            return cls(reason=Reason.TOO_VAGUE)
        precision = Precision.MONTH if first.month == last.month else Precision.YEAR
        return cls(first_day(first, precision), precision, origin)

    @property
    def day(self) -> dt.date | None:
        """The day, where it is known."""
        return self.first if self.precision is Precision.DAY else None

    @property
    def last(self) -> dt.date | None:
        """The last day of the period known."""
        return last_day(self.first, self.precision) if self.first and self.precision else None

    def covers(self, day: dt.date) -> bool:
        return bool(self.first and self.last and self.first <= day <= self.last)

    def __str__(self) -> str:
        """ISO 8601 as far as known: "2016", "2016-08", "2016-08-15"; "" for unknown."""
        shown = {Precision.YEAR: 4, Precision.MONTH: 7}
        return self.first.isoformat()[: shown.get(self.precision or Precision.DAY, 10)] if self.first else ""


def first_day(day: dt.date, precision: str) -> dt.date:
    """The first day of the period of `day`; anything but "month" and "year" means the day itself."""
    match precision:
        case Precision.YEAR:
            return day.replace(month=1, day=1)
        case Precision.MONTH:
            return day.replace(day=1)
    return day


def last_day(first: dt.date, precision: str) -> dt.date:
    """The last day of the period that begins with `first`; anything but "month" and "year" means the day itself."""
    match precision:
        case Precision.YEAR:
            return first.replace(month=12, day=31)
        case Precision.MONTH:
            return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def agreed(spans: Iterable[Span]) -> Span | None:
    """The span that all of them are, None where two differ."""
    distinct = set(spans)
    return distinct.pop() if len(distinct) == 1 else None
