"""A date as a page writes it -> a day, a month or a year; or unknown, and why.

`read_date("الأربعاء 18 جانفي 2017")` is the day 2017-01-18, `read_date("آب 2016")` a month, `read_date("آب")` unknown.
The whole line must be understood: a number or a word that belongs to no date makes it unknown, since no date is
better than a wrong one. See docs/arabic.md.
"""

import datetime as dt
import re
import unicodedata

from articles.arabic.calendar_dates import HijriDays, UndatedError, joined, take_dates
from articles.arabic.clock import HOLE, Clock, NoSuchTimeError, take_clock
from articles.arabic.months import DAYS_MONTH_NAME, LETTER_AFTER, LETTER_BEFORE, MONTH_NAME, WEEKDAY, weekday_number
from articles.arabic.normalize import fold
from articles.arabic.partial_dates import Origin, PartialDate, Precision, Reason, Span
from articles.arabic.relative_dates import Page, relative_days

__all__ = ["HijriDays", "Origin", "Page", "PartialDate", "Precision", "Reason", "Span", "read_date"]

LONGEST = 200  # characters of a line that may be a date

_CHANGED = (
    "(?:تاريخ )?اخر تحديث|تم (?:التحديث|التعديل|تحديثه|تعديله)|تاريخ التحديث|تحديث|محدثه?"
    "|(?:last )?(?:updated|modified)"
)
_PUBLISHED = "تم (?:نشره|نشرها|النشر)|تاريخ النشر|نشرت?|النشر|published|posted"
_LABELS = re.compile(rf"{LETTER_BEFORE}(?:(?P<changed>{_CHANGED})|{_PUBLISHED})(?: (?:في|بتاريخ|on))?{LETTER_AFTER}")
_SIGNS = re.compile(r"[\s,.;:|/\\()\[\]\u061b\u00b7\u2022\u00ab\u00bb\"'\-\u2010-\u2015_" + HOLE + "]+")
_WEEKDAY = re.compile(rf"(?:{LETTER_BEFORE}يوم )?{WEEKDAY}(?! (?:الماضي|المنصرم|الفائت|الفارط))")
# What may stand beside a date: its introduction, and the agency of a dateline.
_BESIDE = re.compile(
    rf"{LETTER_BEFORE}(?:يوم|في|بتاريخ|التاريخ|تاريخ|الموافق ل|الموافق|موافق|الساعه|على|علي|عند|date|on|at"
    rf"|واس|وام|كونا|قنا|بنا|سانا|وفا|واع|ا ف ب|أ ف ب|رويترز){LETTER_AFTER}"
)
_TIMES_OF_DAY = re.compile(rf"{LETTER_BEFORE}(?:صباح|ظهر|عصر|مساء|ليله|فجر) (?={HOLE})")
_MONTH_ALONE = re.compile(rf"{LETTER_BEFORE}{DAYS_MONTH_NAME}")
_DAY_AND_MONTH = re.compile(rf"\d ?(?:من )?(?:شهر )?{DAYS_MONTH_NAME}|{LETTER_BEFORE}{MONTH_NAME} ?\d{{1,2}}(?!\d)")


def read_date(
    text: str,
    *,
    page: Page | None = None,
    hijri: HijriDays | None = None,
    latest: dt.date | None = None,
    origin: Origin = Origin.TEXT,
) -> PartialDate:
    """What the line says of one date, in any of the writings of Arabic news, and in ISO 8601 or RFC 822.

    `page`: the page's own date, from which "yesterday" is told; `hijri`: which days a Hijri day may be; `latest`: no
    date lies behind it. Of two numbers that could both be the month (3/4/2016) the first is the day.
    """
    if len(text) > LONGEST:
        return PartialDate(reason=Reason.TOO_LONG)
    line = " ".join(fold(text).replace("\u060c", ",").split())
    if any(unicodedata.category(char) == "No" for char in text):  # folded, 1\u00b2 would be 12
        return PartialDate(reason=Reason.OTHER_NUMBERS)
    try:
        return _checked(_read(_part_published(line), page, hijri, origin), latest)
    except UndatedError as error:
        return PartialDate(reason=error.reason)
    except NoSuchTimeError:
        return PartialDate(reason=Reason.NO_SUCH_TIME)


def _checked(found: PartialDate, latest: dt.date | None) -> PartialDate:
    if latest and found.first and found.first > latest:
        raise UndatedError(Reason.FUTURE)
    return found


def _part_published(line: str) -> str:
    """Of "published … updated …" the part of publication. Raises UndatedError where only a change is told of."""
    labels = list(_LABELS.finditer(line))
    if not labels:
        return line
    ends = [match.start() for match in labels[1:]] + [len(line)]
    parts = {False: [line[: labels[0].start()]], True: []}
    for match, end in zip(labels, ends, strict=True):
        parts[bool(match["changed"])].append(line[match.end() : end])
    told = [part for part in parts[False] if _SIGNS.sub("", part)]
    if not told and parts[True]:
        raise UndatedError(Reason.ONLY_CHANGED)
    return HOLE.join(told)


def _read(line: str, page: Page | None, hijri: HijriDays | None, origin: Origin) -> PartialDate:
    line, clock = take_clock(line)
    weekdays = {weekday_number(match[0].removeprefix("يوم ")) for match in _WEEKDAY.finditer(line)}
    found = take_dates(_WEEKDAY.sub(HOLE, line), hijri)
    rest = _SIGNS.sub(" ", _BESIDE.sub(HOLE, _TIMES_OF_DAY.sub("", found.rest))).strip()
    span = joined(found.gregorian, found.hijri)
    if rest:
        span = _told_from(page, found.rest, rest) if span is None else None
        origin = Origin.INFERRED
    if span is None:
        raise UndatedError(_why(rest, line, clock, bool(weekdays)))
    span = _on_weekday(span, weekdays)
    return PartialDate.within(span, origin, clock.on(span.first) if span.days == 1 else None)


def _told_from(page: Page | None, line: str, rest: str) -> Span | None:
    return relative_days(" ".join(line.replace(HOLE, " ").split()).strip(" ,.()[]-|:"), page) or relative_days(
        rest, page
    )


def _on_weekday(span: Span, weekdays: set[int]) -> Span:
    """The span, told closer by a weekday beside it. Raises UndatedError where they contradict each other."""
    if len(weekdays) > 1:
        raise UndatedError(Reason.SEVERAL_DATES)
    told = span.on_weekday(weekdays.pop()) if weekdays else span
    if told is None:
        raise UndatedError(Reason.WEEKDAY_DIFFERS)
    return told


def _why(rest: str, line: str, clock: Clock, has_weekday: bool) -> Reason:
    """Why a line without a whole date is unknown, by what it has instead."""
    if _DAY_AND_MONTH.search(rest):
        return Reason.NO_YEAR
    if not rest:
        return Reason.TIME_ALONE if clock.is_written else Reason.WEEKDAY_ALONE if has_weekday else Reason.NO_DATE
    if _MONTH_ALONE.fullmatch(rest):
        return Reason.MONTH_ALONE
    if re.search(r"\d", rest):
        return Reason.OTHER_NUMBERS
    return Reason.OTHER_WORDS
