"""Days, months and years of a calendar in a folded line: 15 آب 2016, 26/7/2015م, 18 شوال 1436 هـ, 2017-01-25."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles.arabic.clock import HOLE
from articles.arabic.months import (
    DAYS_MONTH_NAME,
    FOREIGN_NAME,
    HIJRI_NAME,
    MONTH_NAME,
    hijri_month_number,
    month_number,
)
from articles.arabic.partial_dates import Reason, Span

HijriDays = Callable[[int, int, int], Span | None]
"""Year, month and day of the Hijri calendar -> the days that it may be; None out of the reach of a table."""

FIRST_YEAR = 1923  # before it newspapers dated by the Julian calendar, too, and by the Ottoman fiscal one until 1917
_FIRST_ISO_YEAR = 1800  # ISO 8601 is Gregorian; no Arabic newspaper is older
_LAST_YEAR = 2199
_HIJRI_YEARS = range(1300, 1501)
_PLACEHOLDERS = {dt.date(1970, 1, 1), dt.date(1900, 1, 1), dt.date(1899, 12, 30), dt.date(1899, 12, 31)}
_CALENDARS_APART = 3  # days between countries in the same Hijri month

_SEPARATOR = r" ?(?P<separator>[/.\\\-\u2010-\u2014]) ?"
_OF_YEAR = r"(?:من )?(?:سنه |عام |لسنه |لعام )?"
_YEAR = r"(?P<year>\d{4})(?!\d)(?: ?(?:م|ميلادي|ميلاديه|للميلاد)(?![^\W\d_]))?"
_HIJRI_MARK = r"(?:ه|هجري|هجريه|للهجره)(?![^\W\d_])"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_GAP = r"[ ,/.\-]*"
_MONTH = rf"(?P<month>{MONTH_NAME})(?: ?[/(\-,]? ?(?P<second>{MONTH_NAME}) ?\)?)?"
_DAYS_MONTH = rf"(?P<month>{DAYS_MONTH_NAME})(?: ?[/(\-,]? ?(?P<second>{MONTH_NAME}) ?\)?)?"
_WHOLE = r"(?<![^\W\d_])"


class UndatedError(ValueError):
    """What looks like a date is none that can be relied on."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Found:
    """What a line says, by calendar. `rest` is the line with holes where something was taken."""

    rest: str
    gregorian: tuple[Span, ...]
    hijri: tuple[Span, ...]


def take_dates(line: str, hijri: HijriDays | None) -> Found:
    """Takes whole dates out of a folded line. Raises UndatedError where one cannot be relied on."""
    in_hijri: list[Span | None] = []
    gregorian: list[Span] = []

    def taking(read: Callable[[re.Match[str]], Span], into: list[Span]) -> Callable[[re.Match[str]], str]:
        def take(match: re.Match[str]) -> str:
            into.append(read(match))
            return HOLE

        return take

    def take_hijri(match: re.Match[str]) -> str:
        in_hijri.append(_hijri(match, hijri))
        return HOLE

    for pattern in _HIJRI_PATTERNS:
        line = pattern.sub(take_hijri, line)
    for pattern, read in _GREGORIAN_PATTERNS:
        line = pattern.sub(taking(read, gregorian), line)
    if _FOREIGN.search(line):
        raise UndatedError(Reason.OTHER_CALENDAR)
    if None in in_hijri and not gregorian:
        raise UndatedError(Reason.HIJRI)
    return Found(line, tuple(gregorian), tuple(span for span in in_hijri if span))


def joined(gregorian: Sequence[Span], hijri: Sequence[Span]) -> Span | None:
    """The one date that all of them are; None without any. Raises UndatedError where they contradict each other."""
    if len({*gregorian}) > 1 or len({*hijri}) > 1:
        raise UndatedError(Reason.SEVERAL_DATES)
    if not gregorian:
        return hijri[0] if hijri else None
    if hijri and not hijri[0].widened(_CALENDARS_APART).overlaps(gregorian[0]):
        raise UndatedError(Reason.SEVERAL_DATES)
    return gregorian[0]


def _is_season(year: str, month: str) -> bool:
    """`_is_season("2010", "11")`: the year behind, so that it may be a season rather than a month."""
    return len(month) == 2 and (int(year) + 1) % 100 == int(month)


def checked(year: int, month: int | None = None, day: int | None = None, since: int = FIRST_YEAR) -> Span:
    """The span, of a year that newspapers count by the Gregorian calendar. Raises UndatedError."""
    if not since <= year <= _LAST_YEAR:
        raise UndatedError(Reason.OLD_CALENDAR if 1500 < year < since else Reason.OTHER_CALENDAR)
    try:
        span = Span.of(year, month, day)
    except ValueError as error:
        raise UndatedError(Reason.NO_SUCH_DAY) from error
    if day and span.first in _PLACEHOLDERS:
        raise UndatedError(Reason.PLACEHOLDER)
    return span


def _named(match: re.Match[str]) -> Span:
    found = match.groupdict()
    month = month_number(found["month"])
    if found["second"] and month_number(found["second"]) != month:
        raise UndatedError(Reason.SEVERAL_DATES)
    day = int(found["day"]) if found.get("day") else None
    is_english = found["month"].isascii()  # as machines write it, in feeds, by the Gregorian calendar
    return checked(int(found["year"]), month, day, since=_FIRST_ISO_YEAR if is_english else FIRST_YEAR)


def _iso(match: re.Match[str]) -> Span:
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    if year == 0 or month == 0 or day == 0:
        raise UndatedError(Reason.NO_SUCH_DAY)
    return checked(year, month, day, since=_FIRST_ISO_YEAR)


def _day_first(match: re.Match[str]) -> Span:
    """3/4/2016 is the third of April, as Arabic news writes it; 8/15/2016 can only be the fifteenth of August."""
    day, month, year = (int(match[part]) for part in ("day", "month", "year"))
    if month > 12 >= day:
        day, month = month, day
    return checked(year, month, day)


def _year_first(match: re.Match[str]) -> Span:
    return checked(int(match["year"]), int(match["month"]), int(match["day"]))


def _month_and_year(match: re.Match[str]) -> Span:
    if match["month"] == "00":
        raise UndatedError(Reason.NO_SUCH_DAY)
    return checked(int(match["year"]), int(match["month"]))


def _iso_month(match: re.Match[str]) -> Span:
    if _is_season(match["year"], match["month"]):
        raise UndatedError(Reason.SEASON)
    return _month_and_year(match)


def _hijri(match: re.Match[str], hijri: HijriDays | None) -> Span | None:
    """The days that a Hijri day or month may be; None where no table tells."""
    found = match.groupdict()
    year = int(found["year"])
    month = hijri_month_number(found["name"]) if found.get("name") else int(found["month"])
    day = found.get("day")
    number = 1 if day == "غره" else int(day) if day else None
    if year not in _HIJRI_YEARS or not 1 <= month <= 12 or not (number is None or 1 <= number <= 30):
        raise UndatedError(Reason.NO_SUCH_DAY)
    if hijri is None:
        return None
    if number is not None:
        return hijri(year, month, number)
    first, end = hijri(year, month, 1), hijri(year + month // 12, month % 12 + 1, 1)
    return Span(first.first, end.last - dt.timedelta(1)) if first and end else None


_HIJRI_DAY = r"(?<![\d/.\-])(?P<day>\d{1,2}|غره)"
_BARE = r"^[^\w/\-\u2010-\u2015]*"  # nothing before it but signs, and none that leaves a range open: 2014-
_END = r"(?=[^\w/\-\u2010-\u2015]*$)"
_HIJRI_PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"{_HIJRI_DAY}[ /\-]*(?:من )?(?:شهر )?(?P<name>{HIJRI_NAME})[ /,\-]*{_OF_YEAR}"
        rf"(?P<year>\d{{4}})(?!\d)(?: ?{_HIJRI_MARK})?",
        rf"(?<!\d )(?<!\d)(?:شهر )?(?P<name>{HIJRI_NAME})[ /,\-]*{_OF_YEAR}(?P<year>\d{{4}})(?!\d)(?: ?{_HIJRI_MARK})?",
        rf"{_HIJRI_DAY}{_SEPARATOR}(?P<month>\d{{1,2}}) ?(?P=separator) ?(?P<year>\d{{4}}) ?{_HIJRI_MARK}",
        rf"(?<![\d/.\-])(?P<year>\d{{4}}){_SEPARATOR}(?P<month>\d{{1,2}}) ?(?P=separator) ?(?P<day>\d{{1,2}}) ?"
        rf"{_HIJRI_MARK}",
    )
]
_GREGORIAN_PATTERNS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]]] = [
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?<![\w./\-])(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=" + HOLE + ")", _iso),  # 20160815T103000Z
        (r"(?<![\w./\-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/.])(?!-\d)", _iso),
        (rf"{_DAY}{_GAP}(?:من |of )?(?:شهر )?{_DAYS_MONTH}{_GAP}{_OF_YEAR}{_YEAR}", _named),
        (rf"{_WHOLE}{_MONTH}[ ,.]*{_DAY}[ ,]+{_YEAR}", _named),
        (rf"(?<![\w/.\-])(?P<day>\d{{1,2}}){_SEPARATOR}(?P<month>\d{{1,2}}) ?(?P=separator) ?{_YEAR}", _day_first),
        (
            rf"(?<![\w/.\-])(?P<year>\d{{4}}){_SEPARATOR}(?P<month>\d{{1,2}}) ?(?P=separator) ?(?P<day>\d{{1,2}})(?!\d)"
            r"(?: ?م(?![^\W\d_]))?",
            _year_first,
        ),
        (rf"(?<!\d)(?<!\d )(?:{_WHOLE}شهر )?{_WHOLE}{_MONTH}{_GAP}{_OF_YEAR}{_YEAR}", _named),
        (rf"{_BARE}(?P<month>\d{{1,2}})/{_YEAR}{_END}", _month_and_year),
        (rf"{_BARE}(?P<year>\d{{4}})[-/](?P<month>\d\d){_END}", _iso_month),
        (rf"{_BARE}(?:{_WHOLE}(?:سنه|عام) )?{_YEAR}{_END}", lambda match: checked(int(match["year"]))),
    )
]
_FOREIGN = re.compile(rf"\d ?(?:من )?{FOREIGN_NAME} ?(?:سنه )?\d")
