"""The names of months and weekdays in Arabic news, folded, and the patterns that find them.

Gregorian months have four sets of names: those of Egypt and the Gulf, of the Levant and Iraq, of Tunisia and Algeria,
of Morocco; Libya had a fifth. Feeds add English and French ones.
"""

import re
from collections.abc import Iterable

from articles.arabic.normalize import fold

LETTER_BEFORE, LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"  # put round a name, so that it is a whole word

_GREGORIAN = (
    "يناير, كانون الثاني, كانون ثاني, جانفي, january, jan, janvier",
    "فبراير, شباط, فيفري, february, feb, fevrier",
    "مارس, آذار, مارت, march, mar, mars",
    "أبريل, نيسان, أفريل, april, apr, avril",
    "مايو, أيار, مايس, ماي, may, mai",
    "يونيو, يونيه, حزيران, جوان, june, jun, juin",
    "يوليو, يوليه, يوليوز, تموز, جويلية, july, jul, juillet",
    "أغسطس, آب, أوت, غشت, august, aug, aout",
    "سبتمبر, أيلول, شتنبر, september, sept, sep, septembre",
    "أكتوبر, تشرين الأول, تشرين أول, october, oct, octobre",
    "نوفمبر, تشرين الثاني, تشرين ثاني, نونبر, november, nov, novembre",
    "ديسمبر, كانون الأول, كانون أول, دجنبر, december, dec, decembre",
)
# Words of their own as well ("summer 2016"): months only behind a day.
_LIBYAN = "أي النار, النوار, الربيع, الطير, الماء, الصيف, ناصر, هانيبال, الفاتح, التمور, الحرث, الكانون"
_HIJRI = (
    "محرم, المحرم, محرم الحرام",
    "صفر, صفر الخير, صفر المظفر",
    "ربيع الأول, ربيع أول",
    "ربيع الثاني, ربيع الآخر, ربيع ثاني",
    "جمادى الأولى, جمادى الأول, جمادى أولى",
    "جمادى الثانية, جمادى الآخرة, جمادى الثاني, جمادى الآخر",
    "رجب, رجب الفرد, رجب المرجب",
    "شعبان, شعبان المعظم",
    "رمضان, رمضان المبارك, رمضان المعظم",
    "شوال, شوال المكرم",
    "ذو القعدة, ذي القعدة, ذو قعدة, ذي قعدة",
    "ذو الحجة, ذي الحجة, ذو حجة, ذي حجة",
)
# Months of calendars that are not read: Persian, Afghan and Coptic. آبان and آذر are none of ours.
_FOREIGN = (
    "فروردین, اردیبهشت, خرداد, تیر, مرداد, شهریور, مهر, آبان, آذر, دی, بهمن, اسفند, "
    "حمل, ثور, جوزا, سرطان, اسد, سنبله, میزان, عقرب, قوس, جدی, دلو, حوت, "
    "توت, بابة, هاتور, كيهك, طوبة, أمشير, برمهات, برمات, برمودة, بشنس, بؤونة, أبيب, مسرى"
)
_WEEKDAYS = (  # from Monday, as `date.weekday` counts
    "الاثنين, الإتنين, monday, mon, lundi",
    "الثلاثاء, الثلاثا, الثلثاء, tuesday, tue, tues, mardi",
    "الأربعاء, الاربعا, wednesday, wed, mercredi",
    "الخميس, thursday, thu, thur, thurs, jeudi",
    "الجمعة, friday, fri, vendredi",
    "السبت, saturday, sat, samedi",
    "الأحد, sunday, sun, dimanche",
)


def alternatives(names: Iterable[str]) -> str:
    """A pattern of any of the folded names, the longest first; the spaces in them may be left out."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "(?:" + "|".join(re.escape(name).replace(r"\ ", " ?") for name in ordered) + ")"


def split_names(text: str) -> list[str]:
    return [fold(name.strip()) for name in text.split(",")]


def _numbered(rows: Iterable[str], first: int = 1) -> dict[str, int]:
    """Each name without its spaces -> its number."""
    return {name.replace(" ", ""): number for number, row in enumerate(rows, first) for name in split_names(row)}


_GREGORIAN_NUMBERS = _numbered(_GREGORIAN) | _numbered(_LIBYAN.split(","))
_HIJRI_NUMBERS = _numbered(_HIJRI)
_WEEKDAY_NUMBERS = _numbered(_WEEKDAYS, first=0)

MONTH_NAME = alternatives(name for row in _GREGORIAN for name in split_names(row)) + LETTER_AFTER
DAYS_MONTH_NAME = (  # behind a day
    alternatives([*(name for row in _GREGORIAN for name in split_names(row)), *split_names(_LIBYAN)]) + LETTER_AFTER
)
HIJRI_NAME = LETTER_BEFORE + alternatives(name for row in _HIJRI for name in split_names(row)) + LETTER_AFTER
FOREIGN_NAME = alternatives(split_names(_FOREIGN)) + LETTER_AFTER
WEEKDAY = LETTER_BEFORE + alternatives(name for row in _WEEKDAYS for name in split_names(row)) + LETTER_AFTER


def month_number(name: str) -> int:
    """`month_number("تموز") == 7`, of a folded name."""
    return _GREGORIAN_NUMBERS[name.replace(" ", "")]


def hijri_month_number(name: str) -> int:
    """`hijri_month_number("شوال") == 10`, of a folded name."""
    return _HIJRI_NUMBERS[name.replace(" ", "")]


def weekday_number(name: str) -> int:
    """0 for Monday, of a folded name."""
    return _WEEKDAY_NUMBERS[name.replace(" ", "")]
