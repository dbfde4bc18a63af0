"""Days told from another day, in a folded line: أمس, قبل ساعتين, منذ 3 أيام, الاثنين الماضي, 26 يونيو الماضي."""

import datetime as dt
import re
from collections.abc import Callable

from articles.arabic.calendar_dates import UndatedError, checked
from articles.arabic.months import DAYS_MONTH_NAME, MONTH_NAME, WEEKDAY, month_number, split_names, weekday_number
from articles.arabic.partial_dates import Reason, Span

Page = dt.date | dt.datetime  # the page's own date, with its time where that is known

_COUNTED = (
    "واحد, واحدة",
    "اثنان, اثنتان, اثنين, اثنتين",
    "ثلاث, ثلاثة",
    "أربع, أربعة",
    "خمس, خمسة",
    "ست, ستة",
    "سبع, سبعة",
    "ثمان, ثمانية, ثماني",
    "تسع, تسعة",
    "عشر, عشرة",
)
_NUMBERS = {name: number for number, names in enumerate(_COUNTED, 1) for name in split_names(names)}
_UNITS = {
    "second": "ثانية, ثوان, ثواني, seconds, second",
    "minute": "دقيقة, دقائق, minutes, minute, mins, min",
    "hour": "ساعة, ساعات, hours, hour, hrs",
    "day": "يوم, يوما, أيام, days, day",
    "week": "أسبوع, أسبوعا, أسابيع, weeks, week",
    "month": "شهر, شهرا, أشهر, شهور, months, month",
    "year": "سنة, سنوات, سنين, عام, عاما, أعوام, years, year",
}
_UNIT_OF = {name: unit for unit, names in _UNITS.items() for name in split_names(names)}
_DUALS = {
    "دقيقتين": "minute",
    "ساعتين": "hour",
    "يومين": "day",
    "اسبوعين": "week",
    "شهرين": "month",
    "سنتين": "year",
    "عامين": "year",
}
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})"
_PAST = "(?:الماضي|المنصرم|الفائت|الفارط)"
_CURRENT = "(?:الحالي|الجاري|الراهن)"
_PART = "(?:صباح|ظهر|عصر|مساء|ليله|فجر) "
_DAY_OF_MONTH = rf"(?P<day>\d{{1,2}}) ?(?:من )?(?P<month>{DAYS_MONTH_NAME})(?: ?[/(]? ?(?P<second>{MONTH_NAME}) ?\)?)?"


def relative_days(rest: str, page: Page | None) -> Span | None:
    """The days that the rest of a line means, None where it tells none. Raises UndatedError.

    `rest` is a folded line with single spaces and no signs at its ends. Where the page's own date is not known, what
    is told from it is an error that says so.
    """
    for pattern, read in _READERS:
        if match := pattern.fullmatch(rest):
            if page is None:
                raise UndatedError(Reason.RELATIVE)
            try:
                return read(match, page)
            except OverflowError as error:
                raise UndatedError(Reason.NO_SUCH_DAY) from error
    return None


def day_of(page: Page) -> dt.date:
    return page.date() if isinstance(page, dt.datetime) else page


def _days_before(page: Page, days: int) -> Span:
    day = day_of(page) - dt.timedelta(days)
    return Span(day, day)


def _ago(match: re.Match[str], page: Page) -> Span:
    found = match.groupdict()
    if found.get("dual"):
        count, unit = 2, _DUALS[found["dual"]]
    else:
        number = found["count"]
        count = 1 if not number else int(number) if number.isdecimal() else _NUMBERS[number]
        unit = _UNIT_OF[found["unit"]]
    if unit == "day":
        return _days_before(page, count)
    if unit in {"week", "month", "year"}:
        return _long_ago(day_of(page), count, unit)
    return _since({"second": 1, "minute": 60, "hour": 3600}[unit], count, page)


def _since(seconds: int, count: int, page: Page) -> Span:
    """Hours are counted down: "two hours ago" is between two and three. Without the page's time, on either day."""
    least, most = dt.timedelta(seconds=seconds * count), dt.timedelta(seconds=seconds * (count + 1))
    if isinstance(page, dt.datetime):
        return Span((page - most).date(), (page - least).date())
    morning = dt.datetime.combine(page, dt.time.min)
    evening = morning + dt.timedelta(days=1, seconds=-1)
    return Span((morning - most).date(), (evening - least).date())


def _long_ago(day: dt.date, count: int, unit: str) -> Span:
    """Weeks, months and years are counted down as well: "two years ago" is between two and three."""
    if unit == "week":
        return Span(day - dt.timedelta(weeks=count + 1), day - dt.timedelta(weeks=count))
    months = 12 if unit == "year" else 1
    return Span(_months_before(day, (count + 1) * months), _months_before(day, count * months))


def _months_before(day: dt.date, months: int) -> dt.date:
    number = day.year * 12 + day.month - 1 - months
    if number < 12:
        raise OverflowError(f"{months} months before {day}")
    return dt.date(number // 12, number % 12 + 1, min(day.day, 28))


def _last_weekday(match: re.Match[str], page: Page) -> Span:
    back = (day_of(page).weekday() - weekday_number(match["weekday"])) % 7 or 7
    return _days_before(page, back)


def _month_of(match: re.Match[str]) -> int:
    month = month_number(match["month"])
    if match["second"] and month_number(match["second"]) != month:
        raise UndatedError(Reason.SEVERAL_DATES)
    return month


def _past_day(match: re.Match[str], page: Page) -> Span:
    """The last such day before the page's."""
    day, month, number = day_of(page), _month_of(match), int(match["day"])
    year = day.year if (month, number) < (day.month, day.day) else day.year - 1
    return checked(year, month, number)


def _day_of_this_month(match: re.Match[str], page: Page) -> Span:
    """Of "the current" month, if that is the page's."""
    day = day_of(page)
    if _month_of(match) != day.month:
        raise UndatedError(Reason.SEVERAL_DATES)
    told = checked(day.year, day.month, int(match["day"]))
    if told.first > day:
        raise UndatedError(Reason.FUTURE)
    return told


_READERS: list[tuple[re.Pattern[str], Callable[[re.Match[str], Page], Span]]] = [
    (re.compile(pattern), read)
    for pattern, read in (
        (
            rf"(?:{_PART})?(?:هذا )?(?:اليوم|النهارده)|today|{_PART.strip()} هذا اليوم",
            lambda _, page: _days_before(page, 0),
        ),
        (r"(?:قبل|منذ) (?:قليل|لحظات|دقائق|ثوان|ثواني)|الان|just now", lambda _, page: _since(60, 59, page)),
        (rf"(?:{_PART})?(?:يوم )?(?:امس|البارحه)|yesterday", lambda _, page: _days_before(page, 1)),
        (rf"(?:{_PART})?(?:اول امس|اول من امس|امس الاول|امس الاولي)", lambda _, page: _days_before(page, 2)),
        (rf"(?:قبل|منذ) (?P<dual>{'|'.join(_DUALS)})(?: اثنين| اثنتين)?", _ago),
        (rf"(?:قبل|منذ) (?:{_COUNT} )?{_UNIT}", _ago),
        (rf"(?:قبل|منذ) {_UNIT} (?P<count>واحده?)", _ago),
        (rf"{_COUNT} {_UNIT} ago", _ago),
        (rf"(?:يوم )?(?P<weekday>{WEEKDAY}) {_PAST}", _last_weekday),
        (rf"{_DAY_OF_MONTH} {_PAST}", _past_day),
        (rf"{_DAY_OF_MONTH} {_CURRENT}", _day_of_this_month),
    )
]
