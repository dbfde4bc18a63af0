"""A date line of a plain text -> a day. Only what can be read in one way; anything else is unknown."""

import datetime as dt
import re

from articles.arabic.normalize import fold

# Month names of Egypt and the Gulf, the Levant, the Maghreb, and English ones.
_MONTHS = (
    "يناير كانون_الثاني جانفي january jan",
    "فبراير شباط فيفري february feb",
    "مارس آذار march mar",
    "أبريل إبريل نيسان أفريل april apr",
    "مايو أيار ماي may",
    "يونيو يونيه حزيران جوان june jun",
    "يوليو يوليه تموز جويلية july jul",
    "أغسطس آب أوت august aug",
    "سبتمبر أيلول september sep",
    "أكتوبر تشرين_الأول october oct",
    "نوفمبر تشرين_الثاني november nov",
    "ديسمبر كانون_الأول december dec",
)
_NUMBERS = {fold(name.replace("_", " ")): number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NAMED = re.compile(r"(\d{1,2})(?: من)? (\D+?)[ ,]+(\d{4})(?: ?م)?")
_WEEKDAY = re.compile(r"^(?:يوم )?(?:السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه)[ ,]*")


def read_day(text: str) -> dt.date | None:
    """`read_day("١٥ آب 2016") == date(2016, 8, 15)`; None where the day is not said beyond doubt.

    Of two numbers that could both be the month (3/4/2016) the first is the day, as Arabic news writes it.
    """
    line = _WEEKDAY.sub("", " ".join(fold(text).replace("،", ",").split()))
    if match := _ISO.fullmatch(line):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(line):
        day, month, year = map(int, match.groups())
    elif (match := _NAMED.fullmatch(line)) and (number := _month(match[2])):
        day, month, year = int(match[1]), number, int(match[3])
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int | None:
    """The month of a name, or of two names of the same month: يوليو (تموز)."""
    if text in _NUMBERS:
        return _NUMBERS[text]
    numbers = {_NUMBERS.get(name.strip()) for name in re.split("[()/]", text) if name.strip()}
    return numbers.pop() if len(numbers) == 1 else None
