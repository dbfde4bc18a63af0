"""Days, months and years as readers write them: `read_period("2016-08")`, `read_period("٢٠١٦")`."""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

_BETWEEN = "[-/\u2010\u2011\u2012\u2013\u2212]"  # hyphens, dashes and the minus that keyboards put in their place
PERIOD = rf"\d{{4}}(?:{_BETWEEN}\d{{1,2}}(?:{_BETWEEN}\d{{1,2}})?)?"
_PARTS = re.compile(rf"(\d{{4}})(?:{_BETWEEN}(\d{{1,2}})(?:{_BETWEEN}(\d{{1,2}}))?)?")


@dataclass(frozen=True)
class Period:
    """A year, a month or a day: its first and its last day."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        """The shortest writing: "2016", "2016-08" or "2016-08-15"."""
        if self.first == self.last:
            return self.first.isoformat()
        return self.first.isoformat()[: 7 if self.first.month == self.last.month else 4]


def read_period(text: str) -> Period | None:
    """A period written YYYY, YYYY-MM or YYYY-MM-DD, in any digits; None when there is no such day."""
    match = _PARTS.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Period(first, first)
    last_month = month or 12
    return Period(first, dt.date(first.year, last_month, monthrange(first.year, last_month)[1]))
