"""Times of day and their zones in a folded line: 09:23 ص, الساعة 14.30 بتوقيت غرينتش, T14:36:00+01:00."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from articles.arabic.months import LETTER_AFTER, LETTER_BEFORE, alternatives, split_names
from articles.arabic.normalize import fold

HOLE = "\x1f"  # stands where something was taken out of a line, so that nothing reads across it

_AM = "ص, صباحا, فجرا, قبل الظهر, am, a.m., a.m, ق.ظ"
_PM = "م, مساء, عصرا, pm, p.m., p.m, ب.ظ"
_BY_HOUR = "ظهرا, بعد الظهر, ليلا, noon"  # the hour tells the half of the day
_OFFSET = r"(?P<sign>[+\-\u2212])(?P<hours>\d{2})(?::?(?P<minutes>\d{2}))?(?![\d/.\-])"
_ZONE_OFFSET = r"(?P<sign>[+\-\u2212]) ?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?![\d/.\-])"  # GMT+3
_MARK = alternatives(split_names(f"{_AM}, {_PM}, {_BY_HOUR}")) + LETTER_AFTER
_SECONDS = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
_O_CLOCK = rf"(?:{LETTER_BEFORE}(?:الساعه|س) ?)?"
_HALVES = alternatives(split_names("صباحا, مساء, ظهرا, فجرا, عصرا, am, pm")) + LETTER_AFTER
_PATTERNS = (
    rf"(?:(?<=\d)t|{_O_CLOCK})(?<![\d:.]){_SECONDS}(?![\d:])",
    rf"{_O_CLOCK}(?<![\d:.])(?P<hour>\d{{1,2}}) ?h ?(?P<minute>\d{{2}})(?!\d)",
    r"(?<=\d)t(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})(?!\d)",
    rf"{LETTER_BEFORE}الساعه (?P<hour>\d{{1,2}})(?:[.,](?P<minute>\d{{2}}))?(?![\d:/.\-])",
    rf"(?<![\d:./,\-])(?P<hour>\d{{1,2}})(?= {_HALVES})",
)
_CLOCKS = [
    re.compile(rf"{pattern}(?: ?(?P<mark>{_MARK}))?(?:(?: (?=.\d{{2}}:?\d{{2}}))?{_OFFSET}| ?(?P<z>z){LETTER_AFTER})?")
    for pattern in _PATTERNS
]

_ZONES = {
    "UTC": "غرينتش, غرينيتش, جرينتش, جرينيتش, قرينتش, غرينتش العالمي, العالمي, gmt, utc",
    "Asia/Riyadh": "مكة, مكة المكرمة, السعودية, الرياض",
    "Africa/Cairo": "القاهرة, مصر",
    "Asia/Beirut": "بيروت, لبنان",
    "Asia/Damascus": "دمشق, سوريا, سورية",
    "Asia/Baghdad": "بغداد, العراق",
    "Asia/Amman": "الأردن",
    "Asia/Muscat": "مسقط, سلطنة عمان",
    "Asia/Dubai": "الإمارات, دبي, أبوظبي, أبو ظبي",
    "Asia/Qatar": "الدوحة, قطر",
    "Asia/Kuwait": "الكويت",
    "Asia/Bahrain": "البحرين, المنامة",
    "Asia/Aden": "صنعاء, اليمن, عدن",
    "Asia/Jerusalem": "القدس",
    "Asia/Hebron": "فلسطين, غزة, رام الله",
    "Africa/Khartoum": "الخرطوم, السودان",
    "Africa/Tripoli": "ليبيا",
    "Africa/Tunis": "تونس",
    "Africa/Algiers": "الجزائر",
    "Africa/Casablanca": "المغرب, الرباط",
    "Europe/Istanbul": "تركيا, إسطنبول, أنقرة",
    "Europe/Moscow": "موسكو",
    "Europe/London": "لندن",
    "Europe/Paris": "باريس",
    "America/New_York": "نيويورك, واشنطن",
}
_KEYS = {name: key for key, names in _ZONES.items() for name in split_names(names)}
_AMERICAN = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}  # of RFC 822
_ABBREVIATED = alternatives(["gmt", "utc", *_AMERICAN, "ت غ", "ت.غ", "تغ", fold("توقيت غرينتش")])
_ZONE = re.compile(
    rf"(?:ب?التوقيت المحلي|local time)"
    rf"|(?:(?:حسب )?ب?توقيت|التوقيت) (?P<name>{alternatives(_KEYS)}){LETTER_AFTER}"
    rf"|بتوقيت [^\W\d_]+"  # of a place not listed, or of two: عمان is Amman or Oman, طرابلس in Libya or Lebanon
    rf"|{LETTER_BEFORE}(?P<abbreviation>{_ABBREVIATED}){LETTER_AFTER}(?: ?{_ZONE_OFFSET})?"
)
_LONGEST_OFFSET = 14 * 60  # minutes


class NoSuchTimeError(ValueError):
    """A time or an offset that no clock shows."""


@dataclass(frozen=True)
class Clock:
    """A time as written. `zone` is None where none was written, or one that cannot be told."""

    time: dt.time | None = None  # None where the line has none, two, or one whose half of the day contradicts its hour
    zone: dt.tzinfo | None = None
    is_written: bool = False

    def on(self, day: dt.date) -> dt.datetime | None:
        """The instant, where time and zone are known."""
        return dt.datetime.combine(day, self.time, self.zone) if self.time and self.zone else None


def take_clock(line: str) -> tuple[str, Clock]:
    """Takes the times and zones out of a folded line. Raises NoSuchTimeError."""
    zones: list[dt.tzinfo | None] = []
    times: list[dt.time | None] = []

    def take_time(match: re.Match[str]) -> str:
        times.append(_time(match))
        found = match.groupdict()
        if found["z"]:
            zones.append(dt.UTC)
        elif found["hours"]:
            zones.append(_offset(match))
            if found["sign"] != "+" and "t" not in match[0] and not found.get("second"):
                times.append(None)  # 10:30-11:00 are two times
        return HOLE

    def take_zone(match: re.Match[str]) -> str:
        zones.append(_zone(match))
        return HOLE

    for pattern in _CLOCKS:
        line = pattern.sub(take_time, line)
    line = _ZONE.sub(take_zone, line)
    time = times[0] if len(set(times)) == 1 else None
    return line, Clock(time, zones[0] if len(zones) == 1 else None, bool(times))


def _time(match: re.Match[str]) -> dt.time | None:
    found = match.groupdict()
    hour, minute, second = (int(found.get(part) or 0) for part in ("hour", "minute", "second"))
    try:
        dt.time(hour, minute, min(second, 59))  # a leap second is 60
    except ValueError as error:
        raise NoSuchTimeError(match[0]) from error
    if second > 60:
        raise NoSuchTimeError(match[0])
    told = _hour(hour, found["mark"] or "")
    return None if told is None else dt.time(told, minute, min(second, 59))


def _hour(hour: int, mark: str) -> int | None:
    """`_hour(12, "ص") == 0`; a bare hour is one of twenty-four; None where mark and hour contradict each other."""
    if mark in _marks(_AM):
        return hour % 12 if hour <= 12 else None
    if mark in _marks(_PM):
        return hour % 12 + 12 if 0 < hour <= 12 else hour if hour > 12 else None
    if mark == "ليلا":
        return hour + 12 if 6 <= hour < 12 else hour % 12 if hour in {12, 1, 2, 3, 4} else hour if hour >= 18 else None
    if mark:
        return hour if 10 <= hour <= 16 else hour + 12 if 1 <= hour <= 5 else None
    return hour


def _marks(names: str) -> set[str]:
    return {*split_names(names)}


def _zone(match: re.Match[str]) -> dt.tzinfo | None:
    """The zone of a name; None for "local time", and where the machine has no table of zones."""
    name, short = match["name"], match["abbreviation"] or ""
    if match["hours"]:
        return _offset(match)
    if short in _AMERICAN:
        return dt.timezone(dt.timedelta(hours=_AMERICAN[short]))
    if short or (name and _KEYS[name] == "UTC"):
        return dt.UTC
    try:
        return ZoneInfo(_KEYS[name]) if name else None
    except (KeyError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return None


def _offset(match: re.Match[str]) -> dt.tzinfo:
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours * 60 + minutes > _LONGEST_OFFSET or minutes > 59:
        raise NoSuchTimeError(match[0])
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(offset if match["sign"] == "+" else -offset)
