"""Values of the authority files, checked: a cleaner gives the value its column holds, or says what is wrong. Pure."""

import re
from collections.abc import Callable
from typing import Any

from articles.models import AliasUse
from articles.models.role import first_day


class FaultError(ValueError):
    """What is wrong with a value; the caller knows the file and the line."""


Cleaner = Callable[[Any], Any]
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NEVER_IN_TEXT = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # control, direction


def text(longest: int) -> Cleaner:
    """A cleaner that lets plain text pass, up to the length its column holds."""

    def clean(value: object) -> str:
        if not isinstance(value, str) or not value or value != value.strip():
            raise FaultError("must be text, not empty, without space around it")
        if _NEVER_IN_TEXT.search(value):
            raise FaultError("has a control or direction character")
        if len(value) > longest:
            raise FaultError(f"is longer than {longest} characters")
        return value

    return clean


def matching(pattern: re.Pattern[str], longest: int, what: str) -> Cleaner:
    def clean(value: object) -> str:
        plain = str(text(longest)(value))
        if not pattern.fullmatch(plain):
            raise FaultError(f"must be {what}")
        return plain

    return clean


def number(lowest: float, highest: float) -> Cleaner:
    def clean(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not lowest <= value <= highest:
            raise FaultError(f"must be a number from {lowest:g} to {highest:g}")
        return float(value)

    return clean


def count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FaultError("must be a whole number, not below 0")
    return value


def yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise FaultError("must be true or false")
    return value


def alias_use(value: object) -> AliasUse:
    if value not in AliasUse.values:
        raise FaultError(f"must be one of {', '.join(AliasUse.values)}")
    return AliasUse(value)


def texts(value: object) -> list[str]:
    if not isinstance(value, list) or not value:
        raise FaultError("must be a list with at least one entry")
    return [text(200)(each) for each in value]


identifier = matching(_ID, 100, "lower-case ASCII letters, digits and single hyphens")
country = matching(_COUNTRY, 2, "two capital letters (ISO 3166)")
domain = matching(re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+"), 200, "a host name in lower-case letters")


def partial_date(value: object) -> str:
    """A year, a month or a day: "2013", "2013-02", "2013-02-01"."""
    plain = str(text(10)(value))
    try:
        first_day(plain)
    except ValueError as error:
        raise FaultError("must be a year, a month or a day (2013, 2013-02, 2013-02-01)") from error
    return plain


def rows(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        raise FaultError("must be a list of objects with at least one entry")
    return value
