"""Dates on their way into the archive: read with the calendars of the outlet, never of a day to come."""

import datetime as dt
from typing import TypedDict

from django.utils import timezone

from articles.arabic.dates import Origin, Page, PartialDate, Reason, read_date
from articles.ingest.hijri import hijri_days

_NO_DATES = frozenset({Reason.NO_DATE, Reason.OTHER_WORDS, Reason.TOO_LONG})  # of a line that is about something else


class DatedFields(TypedDict):
    """The fields of an `ArticleRecord` that say when."""

    published_on: dt.date | None
    published_at: dt.datetime | None
    date_precision: str
    date_origin: str
    date_reason: str
    date_as_written: str


def read_published(
    text: str, *, origin: Origin = Origin.TEXT, page: Page | None = None, country: str = ""
) -> PartialDate:
    """When an article was published, by what its document says. `country`: its outlet's, ISO 3166.

    `page` is the day of the document itself, from which "yesterday" is told: the day when it was fetched or written.
    """
    tomorrow = timezone.now().date() + dt.timedelta(1)  # it is later in the east
    return read_date(text, page=page, hijri=hijri_days(country), latest=tomorrow, origin=origin)


def may_be_date(found: PartialDate) -> bool:
    """Whether a line is about a date at all, be it one that cannot be known."""
    return found.reason not in _NO_DATES


def dated_fields(found: PartialDate, written: str = "") -> DatedFields:
    """What a record says of its date. `written` is kept, so that a curator can judge it."""
    return {
        "published_on": found.first,
        "published_at": found.instant,
        "date_precision": found.precision or "",
        "date_origin": found.origin or "",
        "date_reason": (found.reason or "") if written else "",
        "date_as_written": " ".join(written.split())[:200],
    }
