"""What the formats of news wires have in common."""

import re

from articles.ingest.records import UnreadableError

# 20170125, 20170125T143600+0000: ISO 8601 without its signs, as NITF and NewsML write it.
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?")
_BY = re.compile(r"^(?:بقلم|كتب|كتبت|إعداد|by)\s*[:\uff1a]?\s+", re.IGNORECASE)
WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})


def iso_date(written: str) -> str:
    """A date with its signs; any other writing as it is."""
    match = _COMPACT.fullmatch(written.strip())
    if not match:
        return written
    year, month, day, hour, minute, second, zone = match.groups()
    time = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return f"{year}-{month}-{day}{time}"


def author_in(byline: str) -> str:
    """The byline without the word that introduces it: `author_in("بقلم: أحمد علي") == "أحمد علي"`."""
    return _BY.sub("", byline.strip())


def refuse_withdrawn(status: str) -> None:
    """Raises UnreadableError for an item that its sender takes back: `stat:canceled`."""
    if status.rpartition(":")[2].strip().lower() in WITHDRAWN:
        raise UnreadableError(f"its sender has withdrawn it: its status is {status.strip()[:40]}")
