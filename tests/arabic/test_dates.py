"""Dates as pages write them: a table of examples, each known as far as it says or unknown with its reason."""

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arabic.dates import LONGEST, HijriDays, Origin, Page, PartialDate, Precision, Reason, Span, read_date

LATEST = dt.date(2026, 12, 31)
COLLECTED = Path(__file__).resolve().parents[3] / "shared" / "data" / "dates" / "date_strings.json"


def table(year: int, month: int, day: int) -> Span | None:
    """A calendar for the tests: Shawwal 1436 began on 17 July 2015, its neighbours a month of 30 days away."""
    if year != 1436 or not 8 <= month <= 12:
        return None
    first = dt.date(2015, 7, 17) + dt.timedelta(30 * (month - 10) + day - 1)
    return Span(first, first)


def moon(year: int, month: int, day: int) -> Span | None:
    """The same where the moon may be seen a day earlier or later."""
    told = table(year, month, day)
    return told and told.widened(1)


# What the line is about, the line, and the date in ISO 8601 as far as it is known.
KNOWN = [
    # Month names of every country
    ("Egypt and the Gulf 1", "15 يناير 2016", "2016-01-15"),
    ("Egypt and the Gulf 2", "15 فبراير 2016", "2016-02-15"),
    ("Egypt and the Gulf 4, with hamza", "15 أبريل 2016", "2016-04-15"),
    ("hamza below", "15 إبريل 2016", "2016-04-15"),
    ("Egypt's own June", "15 يونيه 2016", "2016-06-15"),
    ("Egypt's own July", "15 يوليه 2016", "2016-07-15"),
    ("no hamza", "15 اغسطس 2016", "2016-08-15"),
    ("December", "15 ديسمبر 2016", "2016-12-15"),
    ("the Levant 1", "3 كانون الثاني 2017", "2017-01-03"),
    ("the Levant 1 without articles", "3 كانون ثاني 2017", "2017-01-03"),
    ("the Levant 2", "3 شباط 2017", "2017-02-03"),
    ("the Levant 3", "3 آذار 2017", "2017-03-03"),
    ("the Levant 4", "3 نيسان 2017", "2017-04-03"),
    ("the Levant 5, vocalised", "3 أيّار 2017", "2017-05-03"),
    ("the Levant 6", "3 حزيران 2017", "2017-06-03"),
    ("the Levant 7", "3 تموز 2017", "2017-07-03"),
    ("the Levant 8", "3 آب 2017", "2017-08-03"),
    ("the Levant 9", "3 أيلول 2017", "2017-09-03"),
    ("the Levant 10", "3 تشرين الأول 2017", "2017-10-03"),
    ("the Levant 11", "3 تشرين الثاني 2017", "2017-11-03"),
    ("the Levant 12", "3 كانون الأول 2017", "2017-12-03"),
    ("Iraq's May", "3 مايس 2017", "2017-05-03"),
    ("Tunisia 1", "18 جانفي 2017", "2017-01-18"),
    ("Tunisia 2", "18 فيفري 2017", "2017-02-18"),
    ("Algeria 4", "18 أفريل 2017", "2017-04-18"),
    ("Tunisia 5", "18 ماي 2017", "2017-05-18"),
    ("Algeria 6", "18 جوان 2017", "2017-06-18"),
    ("Algeria 7", "18 جويلية 2017", "2017-07-18"),
    ("Tunisia 8", "18 أوت 2017", "2017-08-18"),
    ("Morocco 7", "18 يوليوز 2017", "2017-07-18"),
    ("Morocco 8", "18 غشت 2017", "2017-08-18"),
    ("Morocco 9", "18 شتنبر 2017", "2017-09-18"),
    ("Morocco 11", "18 نونبر 2017", "2017-11-18"),
    ("Morocco 12", "18 دجنبر 2017", "2017-12-18"),
    ("Libya of old", "1 الفاتح 1988", "1988-09-01"),
    ("two names and a stroke", "23 آب/أغسطس 2016", "2016-08-23"),
    ("two names and a spaced stroke", "24 نيسان / أبريل 2020", "2020-04-24"),
    ("two names, one in brackets", "23 يوليو (تموز) 2016", "2016-07-23"),
    ("two names side by side", "23 يوليو تموز 2016", "2016-07-23"),
    ("two names of two words", "23 تشرين الثاني/نوفمبر 2016", "2016-11-23"),
    ("English", "15 Aug 2016", "2016-08-15"),
    ("English, month first", "August 15th, 2016", "2016-08-15"),
    ("French", "15 août 2016", "2016-08-15"),
    # Digits, signs, and what may be written between
    ("Arabic digits", "١٥ آب ٢٠١٦", "2016-08-15"),
    ("Persian digits", "۱۵/۰۸/۲۰۱۶", "2016-08-15"),
    ("both digit sets", "15/٨/2016", "2016-08-15"),
    ("direction marks", "١٥\u200f/٠٨\u200f/٢٠١٦", "2016-08-15"),
    ("no spaces", "15أغسطس2016", "2016-08-15"),
    ("of", "١٥ من آب ٢٠١٦", "2016-08-15"),
    ("of the month, of the year", "15 من شهر آب من عام 2016", "2016-08-15"),
    ("for the year", "15 آب لسنة 2016", "2016-08-15"),
    ("the mark of the era", "15 آب 2016 م", "2016-08-15"),
    ("the mark joined on", "22/07/2015م", "2015-07-22"),
    ("spaced strokes", "17 / 7 / 2015م", "2015-07-17"),
    ("spaced hyphens", "24 - 3 - 2012م", "2012-03-24"),
    ("dashes", "15 – 8 – 2016", "2016-08-15"),
    ("points", "15.08.2016", "2016-08-15"),
    ("backslashes", "15\\8\\2016", "2016-08-15"),
    ("the first number is the day", "3/4/2016", "2016-04-03"),
    ("only the second can be", "8/15/2016", "2016-08-15"),
    ("year first", "2015/7/20", "2015-07-20"),
    ("year first, joined mark", "2015/7/20م", "2015-07-20"),
    ("month first in Arabic", "ديسمبر 25, 2020", "2020-12-25"),
    ("the leap day", "29 شباط 2016", "2016-02-29"),
    ("said twice", "15/8/2016 - 15 آب 2016", "2016-08-15"),
    # ISO 8601 and feeds
    ("ISO", "2016-08-15", "2016-08-15"),
    ("ISO, an old newspaper", "1911-05-30", "1911-05-30"),
    ("ISO with a zone", "2017-01-25T14:36:00+01:00", "2017-01-25"),
    ("ISO, time without colons", "2017-01-22T185600", "2017-01-22"),
    ("ISO without signs", "20160815T103000Z", "2016-08-15"),
    ("of a database", "2016-08-15 10:30:15.123456+03", "2016-08-15"),
    ("RFC 822", "Mon, 15 Aug 2016 10:00:00 +0000", "2016-08-15"),
    # Weekdays, times, words beside
    ("a weekday", "الاثنين، 15 أوت 2016", "2016-08-15"),
    ("a weekday with its word", "يوم الإثنين 15 آب 2016", "2016-08-15"),
    ("a time and its half", "الأربعاء، 07 أكتوبر 2020 - 12:09 م", "2020-10-07"),
    ("a bare hour", "15 آب 2016 10 صباحا", "2016-08-15"),
    ("a time before", "10:30 - 5/8/2016", "2016-08-05"),
    ("published", "تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساءً", "2020-04-24"),
    ("published, not updated", "نشر في: 15 آب 2016 - آخر تحديث: 16 آب 2016", "2016-08-15"),
    ("updated, then published", "آخر تحديث: 16 آب 2016 نشر: 15 آب 2016", "2016-08-15"),
    ("updated in brackets", "10:36 GMT 17.03.2020(محدثة 11:20 GMT 18.03.2020)", "2020-03-17"),
    ("introduced", "بتاريخ 15 آب 2016", "2016-08-15"),
    ("an agency behind it", "15 آب 2016 (واس)", "2016-08-15"),
    # Months and years
    ("a month", "آب 2016", "2016-08"),
    ("a month with its word", "شهر آب 2016", "2016-08"),
    ("a month of two names", "آب/أغسطس 2016", "2016-08"),
    ("a month in figures", "8/2016", "2016-08"),
    ("a month in ISO", "2016-08", "2016-08"),
    ("a year with its word", "عام 2016", "2016"),
    ("a year with its mark", "2016م", "2016"),
    ("a year", "٢٠١٦", "2016"),
    # Hijri beside Gregorian: the Gregorian counts
    ("Hijri first", "18 شوال 1436 هـ الموافق 03 اغسطس 2015 م", "2015-08-03"),
    ("a stray bracket", "10/شوال / 1436هـ ) الموافق (26/7/2015م)", "2015-07-26"),
    ("in brackets", "20 رمضان 1438 (15 جوان 2017)", "2017-06-15"),
    ("Hijri last", "15 جوان 2017 الموافق 20 رمضان 1438 هـ", "2017-06-15"),
    ("both in figures", "26/7/2015 - 10/10/1436هـ", "2015-07-26"),
]
UNKNOWN = [
    ("nothing", "", Reason.NO_DATE),
    ("white space", " \n\t ", Reason.NO_DATE),
    ("signs", "- / -", Reason.NO_DATE),
    ("too long", "15 آب 2016" + " " * LONGEST, Reason.TOO_LONG),
    # False friends
    ("a time", "10:30", Reason.TIME_ALONE),
    ("a time with its word", "الساعة ٢٠:٠٦ م", Reason.TIME_ALONE),
    ("a bare month, or a name, or a father", "آب", Reason.MONTH_ALONE),
    ("a bare month", "مايو", Reason.MONTH_ALONE),
    ("a weekday", "الاثنين", Reason.WEEKDAY_ALONE),
    ("a number", "15", Reason.OTHER_NUMBERS),
    ("a telephone number", "+961 70 123 456", Reason.OTHER_NUMBERS),
    ("a telephone number in one", "0096170123456", Reason.OTHER_NUMBERS),
    ("eight digits, a telephone number perhaps", "20160815", Reason.OTHER_NUMBERS),
    ("seconds since 1970", "1471219200", Reason.OTHER_NUMBERS),
    ("a score", "3-2", Reason.OTHER_NUMBERS),
    ("a score beside a date", "(3-2) 15/8/2016", Reason.OTHER_NUMBERS),
    ("a version", "2.10.2016.3", Reason.OTHER_NUMBERS),
    ("a version with its letter", "v1.5.2016", Reason.OTHER_NUMBERS),
    ("a version with its word", "الإصدار 1.5.2016", Reason.OTHER_WORDS),
    ("an address of a machine", "192.168.1.2016", Reason.OTHER_NUMBERS),
    ("an address of a page", "https://example.org/2016/08/15/", Reason.OTHER_NUMBERS),
    ("a price", "$15.8.2016", Reason.OTHER_WORDS),
    ("a price with thousands", "1,250.50", Reason.OTHER_NUMBERS),
    ("a price in the year's place", "السعر 2016", Reason.OTHER_NUMBERS),
    ("a percentage", "15/08/2016 5%", Reason.OTHER_NUMBERS),
    ("a fraction and a score", "9 / 25-14", Reason.OTHER_NUMBERS),
    ("three small numbers", "80.10.11", Reason.OTHER_NUMBERS),
    ("a footnote's mark", "1\u00b2/8/2016", Reason.OTHER_NUMBERS),
    ("agreement, not 'corresponding to'", "الموافقة على 15 أغسطس 2016", Reason.OTHER_WORDS),
    ("a season of the year", "الربيع 2011", Reason.OTHER_NUMBERS),
    ("summer, also a month of Libya", "الصيف 2016", Reason.OTHER_NUMBERS),
    ("before Christ", "1500 ق.م", Reason.OTHER_NUMBERS),
    ("an event", "15 أغسطس 2016 كان يوما مشهودا", Reason.OTHER_WORDS),
    ("since", "منذ 15 أغسطس 2016", Reason.OTHER_WORDS),
    ("before", "قبل 15 أغسطس 2016", Reason.OTHER_WORDS),
    # Ranges
    ("two days of a month", "15-16 أغسطس 2016", Reason.OTHER_NUMBERS),
    ("from and to", "من 15 إلى 20 أغسطس 2016", Reason.OTHER_NUMBERS),
    ("two months", "15 أغسطس - سبتمبر 2016", Reason.SEVERAL_DATES),
    ("two dates", "15/8/2016 - 20/8/2016", Reason.SEVERAL_DATES),
    ("two years", "2015/2016", Reason.OTHER_NUMBERS),
    ("from a year on", "2014-", Reason.OTHER_NUMBERS),
    ("up to a year", "– 2014", Reason.OTHER_NUMBERS),
    ("up to a month", "- 8/2016", Reason.OTHER_NUMBERS),
    ("some years and a half", "2011-14", Reason.NO_SUCH_DAY),
    ("a season of football", "2016-17", Reason.SEASON),
    ("a season or a month", "2010-11", Reason.SEASON),
    # Not enough
    ("no year", "25 جانفي (يناير)", Reason.NO_YEAR),
    ("no year, two names side by side", "19 يوليو تموز", Reason.NO_YEAR),
    ("no year, month first", "أغسطس 15", Reason.NO_YEAR),
    ("a year of two digits", "15/8/16", Reason.OTHER_NUMBERS),
    ("a year of two digits behind a name", "15 أغسطس 16", Reason.NO_YEAR),
    ("half a name", "15 كانون 2016", Reason.OTHER_NUMBERS),
    ("a misspelled month", "٢٧ تسرين الاول سنة ١٩٠٨", Reason.OTHER_NUMBERS),
    # Contradictions
    ("two names of two months", "23 يوليو (آب) 2016", Reason.SEVERAL_DATES),
    ("another weekday", "الثلاثاء 15 آب 2016", Reason.WEEKDAY_DIFFERS),
    ("two weekdays", "الأحد الاثنين 15 آب 2016", Reason.SEVERAL_DATES),
    ("thirty-first of February", "31/2/2016", Reason.NO_SUCH_DAY),
    ("no leap year", "29 فيفري 2015", Reason.NO_SUCH_DAY),
    ("no such month", "2016/13/01", Reason.NO_SUCH_DAY),
    ("nor either way", "15/15/2016", Reason.NO_SUCH_DAY),
    ("zeros", "0000-00-00", Reason.NO_SUCH_DAY),
    ("the twenty-fifth hour", "2016-08-15T25:00:00Z", Reason.NO_SUCH_TIME),
    ("a zone out of the world", "2016-08-15T10:30:00+99:00", Reason.NO_SUCH_TIME),
    ("the day when machines begin", "1970-01-01T00:00:00Z", Reason.PLACEHOLDER),
    ("the day when spreadsheets begin", "30/12/1899", Reason.OLD_CALENDAR),
    ("to come", "2031-01-01", Reason.FUTURE),
    ("only changed", "آخر تحديث: 15 آب 2016", Reason.ONLY_CHANGED),
    # Other calendars
    ("Hijri by name", "29 رمضان 1438", Reason.HIJRI),
    ("Hijri in figures", "26 / 9 / 1436هـ", Reason.HIJRI),
    ("Hijri with hyphens", "29-8-1436هـ", Reason.HIJRI),
    ("Hijri in Arabic digits, no tatweel", "١٠/١٠/١٤٣٦ه", Reason.HIJRI),
    ("Hijri with 'year'", "16 رمضان عام 1395هـ", Reason.HIJRI),
    ("a Hijri day that no month has", "31 شوال 1436", Reason.NO_SUCH_DAY),
    ("a Hijri month of a Gregorian year", "13 شوال 2016", Reason.NO_SUCH_DAY),
    ("Hijri or Persian", "1436/10/30", Reason.OTHER_CALENDAR),
    ("Persian in figures", "۱۳۹۹/۰۲/۲۱ - ۱۸:۵۹", Reason.OTHER_CALENDAR),
    ("Persian by name", "سه\u200cشنبه ۲۹ بهمن ۱۳۹۸", Reason.OTHER_CALENDAR),
    ("Persian with an Arabic ya", "2 تير 1399 - 12:09:08 ب.ظ", Reason.OTHER_CALENDAR),
    ("Coptic", "١٧ برمات سنة ١٦٢٤ قبطية", Reason.OTHER_CALENDAR),
    ("the Ottoman fiscal year", "٢٣ تشرين الاول ١٣٢٦", Reason.OTHER_CALENDAR),
    ("Julian or Gregorian", "٢٥ كانون الاول سنة ١٩٠٨", Reason.OLD_CALENDAR),
    ("a year of the Buddhists", "15/8/2559", Reason.OTHER_CALENDAR),
    # Relative, and the page's own date is not known
    ("yesterday", "أمس", Reason.RELATIVE),
    ("hours ago", "قبل ساعتين", Reason.RELATIVE),
    ("days ago", "منذ 169 يوما", Reason.RELATIVE),
    ("today, and its weekday", "اليوم (الاثنين)", Reason.RELATIVE),
    ("last month's day", "23 ديسمبر/كانون الأول الماضي", Reason.RELATIVE),
    ("this month's day", "23 يوليو (تموز) الحالي", Reason.RELATIVE),
    ("tomorrow is never published", "غدا", Reason.OTHER_WORDS),
    # Hostile
    ("a lone surrogate", "\ud800 15 آب 2016", Reason.OTHER_WORDS),
    ("a NUL", "15 آب 2016\x00", Reason.OTHER_WORDS),
    ("a script", "<script>15/8/2016</script>", Reason.OTHER_WORDS),
    ("digits without end", "1" * LONGEST, Reason.OTHER_NUMBERS),
]
MONDAY = dt.date(2016, 8, 15)
NOON = dt.datetime(2016, 8, 15, 12, 30)
RELATIVE: list[tuple[str, Page, str | Reason]] = [
    ("اليوم", MONDAY, "2016-08-15"),
    ("اليوم (الاثنين)", MONDAY, "2016-08-15"),
    ("اليوم (الثلاثاء)", MONDAY, Reason.WEEKDAY_DIFFERS),
    ("صباح اليوم الاثنين", MONDAY, "2016-08-15"),
    ("أمس", MONDAY, "2016-08-14"),
    ("أمس الأحد", MONDAY, "2016-08-14"),
    ("مساء أمس", MONDAY, "2016-08-14"),
    ("أمس الساعة 10:30 ص", MONDAY, "2016-08-14"),
    ("أول أمس", MONDAY, "2016-08-13"),
    ("أمس الأول", MONDAY, "2016-08-13"),
    ("منذ 3 أيام", MONDAY, "2016-08-12"),
    ("قبل ثلاثة أيام", MONDAY, "2016-08-12"),
    ("قبل يوم واحد", MONDAY, "2016-08-14"),
    ("قبل يومين", MONDAY, "2016-08-13"),
    ("منذ ١٦٩ يوما", MONDAY, "2016-02-28"),
    ("3 days ago", MONDAY, "2016-08-12"),
    ("قبل ساعتين", NOON, "2016-08-15"),
    ("قبل ساعتين", dt.datetime(2016, 8, 15, 1, 0), "2016-08-14"),
    ("قبل ساعتين", dt.datetime(2016, 8, 15, 2, 30), "2016-08"),  # today or yesterday
    ("قبل ساعتين", MONDAY, "2016-08"),
    ("منذ 5 دقائق", NOON, "2016-08-15"),
    ("قبل أسبوع", dt.date(2016, 8, 31), "2016-08"),
    ("قبل شهرين", MONDAY, "2016"),
    ("قبل سنتين", MONDAY, Reason.TOO_VAGUE),
    ("الأحد الماضي", MONDAY, "2016-08-14"),
    ("الاثنين الماضي", MONDAY, "2016-08-08"),
    ("23 ديسمبر/كانون الأول الماضي", MONDAY, "2015-12-23"),
    ("26 يونيو (حزيران) الماضي", MONDAY, "2016-06-26"),
    ("12 أغسطس الجاري", MONDAY, "2016-08-12"),
    ("23 يوليو (تموز) الحالي", MONDAY, Reason.SEVERAL_DATES),
    ("26 أغسطس الجاري", MONDAY, Reason.FUTURE),
    ("31 شباط الماضي", MONDAY, Reason.NO_SUCH_DAY),
    ("منذ 9999 سنة", MONDAY, Reason.NO_SUCH_DAY),
]
HIJRI: list[tuple[str, str, HijriDays, str | Reason]] = [
    ("a day", "18 شوال 1436 هـ", table, "2015-08-03"),
    ("a day in figures", "18/10/1436هـ", table, "2015-08-03"),
    ("the first", "غرة شوال 1436", table, "2015-07-17"),
    ("the moon was seen that day or another", "18 شوال 1436 هـ", moon, "2015-08"),
    ("the last of a month or the first of the next", "15 شوال 1436 هـ", moon, "2015"),
    ("a weekday tells the day", "الاثنين 18 شوال 1436 هـ", moon, "2015-08-03"),
    ("a weekday of a day later", "الثلاثاء 18 شوال 1436 هـ", moon, "2015-08-04"),
    ("a weekday too far", "الجمعة 18 شوال 1436 هـ", moon, Reason.WEEKDAY_DIFFERS),
    ("a month lies in two", "شوال 1436", table, "2015"),
    ("out of the table", "29 رمضان 1438", table, Reason.HIJRI),
    ("beside a Gregorian one nearby", "18 شوال 1436 هـ الموافق 5 أغسطس 2015", table, "2015-08-05"),
    ("beside another date", "18 شوال 1436 هـ الموافق 3 سبتمبر 2015", table, Reason.SEVERAL_DATES),
    ("of the sun, not of the moon", "18/10/1436 هـ.ش", table, Reason.OTHER_WORDS),
]
INSTANTS = [
    ("Z", "2016-08-15T10:30:00Z", "2016-08-15T10:30:00+00:00"),
    ("an offset", "2017-01-25T14:36:00+01:00", "2017-01-25T14:36:00+01:00"),
    ("an offset west", "2016-08-15T10:30-05:00", "2016-08-15T10:30:00-05:00"),
    ("a spaced offset", "15 آب 2016 10:30 +03:00", "2016-08-15T10:30:00+03:00"),
    ("GMT and an offset", "15 آب 2016 10:30 GMT+3", "2016-08-15T10:30:00+03:00"),
    ("Greenwich, morning", "15 آب 2016، 10:30 ص بتوقيت غرينتش", "2016-08-15T10:30:00+00:00"),
    ("Mecca, evening", "15 آب 2016 الساعة 10:30 مساءً بتوقيت مكة المكرمة", "2016-08-15T22:30:00+03:00"),
    ("Beirut in summer", "15 آب 2016 - 10:30 ص (بتوقيت بيروت)", "2016-08-15T10:30:00+03:00"),
    ("Beirut in winter", "15 كانون الثاني 2016 - 10:30 ص (بتوقيت بيروت)", "2016-01-15T10:30:00+02:00"),
    ("midnight", "15 آب 2016 12:00 ص GMT", "2016-08-15T00:00:00+00:00"),
    ("noon", "15 آب 2016 12:00 م GMT", "2016-08-15T12:00:00+00:00"),
    ("twenty-four hours and a half of the day", "15 آب 2016 20:06 م GMT", "2016-08-15T20:06:00+00:00"),
    ("afternoon", "15 آب 2016 2:00 ظهرا GMT", "2016-08-15T14:00:00+00:00"),
    ("at night", "15 آب 2016 11:00 ليلا GMT", "2016-08-15T23:00:00+00:00"),
    ("Maghrebi hours", "15 أوت 2016 14h30 GMT", "2016-08-15T14:30:00+00:00"),
    ("of a feed", "Mon, 15 Aug 2016 10:00:00 EST", "2016-08-15T10:00:00-05:00"),
    ("no zone", "2015-07-21 02:51:32", None),
    ("whose zone nobody tells", "15 آب 2016 - 10:30 بالتوقيت المحلي", None),
    ("Amman or Oman", "15 آب 2016 - 10:30 بتوقيت عمان", None),
    ("a contradiction", "15 آب 2016 20:06 ص GMT", None),
    ("two times", "2016-08-15 10:30-11:30", None),
    ("the time of the change", "28 آب 2013، آخر تحديث 14:00 (GMT+0400)", None),
]


@pytest.mark.parametrize(("text", "iso"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN])
def test_a_date_is_known_as_far_as_it_is_said(text: str, iso: str) -> None:
    found = read_date(text, latest=LATEST)
    assert (str(found), found.reason) == (iso, None)
    assert found.precision is {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(iso)]
    assert found.origin is Origin.TEXT


@pytest.mark.parametrize(("text", "reason"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_what_is_no_sure_date_is_unknown_for_a_reason(text: str, reason: Reason) -> None:
    assert read_date(text, latest=LATEST) == PartialDate(reason=reason)


@pytest.mark.parametrize(("text", "page", "expected"), RELATIVE)
def test_a_relative_date_is_told_from_the_pages_own(text: str, page: Page, expected: str | Reason) -> None:
    found = read_date(text, page=page)
    assert (found.reason or str(found)) == expected
    assert found.origin is (Origin.INFERRED if found.first else None)


@pytest.mark.parametrize(("text", "days", "expected"), [row[1:] for row in HIJRI], ids=[row[0] for row in HIJRI])
def test_a_hijri_date_is_as_exact_as_its_calendar(text: str, days: HijriDays, expected: str | Reason) -> None:
    found = read_date(text, hijri=days)
    assert (found.reason or str(found)) == expected


@pytest.mark.parametrize(("text", "iso"), [row[1:] for row in INSTANTS], ids=[row[0] for row in INSTANTS])
def test_an_instant_needs_a_day_a_time_and_a_zone(text: str, iso: str | None) -> None:
    found = read_date(text)
    assert found.day
    assert (found.instant and found.instant.isoformat()) == iso


def test_there_are_enough_examples() -> None:
    assert len(KNOWN) + len(UNKNOWN) + len(RELATIVE) + len(HIJRI) + len(INSTANTS) >= 120


def test_no_collected_date_comes_out_wrong() -> None:
    """Of the collected strings those with a day in ISO give that day, or a period that has it, or a reason."""
    if not COLLECTED.exists():
        pytest.skip(f"the collected dates are not there: {COLLECTED.name}")
    rows = json.loads(COLLECTED.read_text(encoding="utf-8"))
    dated = [(row["text"], dt.date.fromisoformat(row["iso"])) for row in rows if row["iso"]]
    found = [(text, day, read_date(text)) for text, day in dated]
    assert [text for text, day, date in found if not date.reason and not date.covers(day)] == []
    assert sum(1 for _, day, date in found if date.day == day) >= 28


def test_a_partial_date_tells_its_first_and_its_last_day() -> None:
    month = read_date("شباط 2016")
    assert (month.first, month.last, month.day) == (dt.date(2016, 2, 1), dt.date(2016, 2, 29), None)
    assert month.covers(dt.date(2016, 2, 29))
    assert not month.covers(dt.date(2016, 3, 1))
    assert read_date("عام 2016").last == dt.date(2016, 12, 31)
    assert read_date("أمس").last is None


@given(st.text(alphabet=" 0123456789٠١٥/-.:,()تمآبأغسطسهـمص\u200f+TZ", max_size=LONGEST))
def test_any_line_is_known_or_has_a_reason(text: str) -> None:
    found = read_date(text, page=dt.date(1, 1, 1), hijri=moon)
    assert (found.first is None) == (found.reason is not None)


@pytest.mark.parametrize("part", ["|8", "قبلآب", "10:30(", "14362016", "سنة ", "ربيع", "+03:00", "15 آب ", "-", "("])
def test_no_line_takes_long(part: str) -> None:
    begun = time.perf_counter()
    read_date((part * LONGEST)[:LONGEST], page=MONDAY, hijri=table)
    assert time.perf_counter() - begun < 0.5


@given(st.dates(dt.date(1971, 1, 1), dt.date(2099, 12, 31)))
def test_a_written_day_reads_back(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d", "%d-%m-%Yم"):
        assert read_date(day.strftime(form)).day == day
