"""When a page's article was published: what its metadata say, what a reader sees, and what holds where these differ.

The metadata are trusted first, since they say which date they mean. But many sites give the moment in UTC, whose day
may be the one before the reader's: where the page shows that day, it holds. What metadata say of the last change is
never taken for the publication, though it may lie before it.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from articles.arabic.dates import Origin, PartialDate
from articles.ingest.boilerplate import Part
from articles.ingest.dating import read_published
from articles.ingest.page_markup import PageMarkup
from articles.ingest.page_text import PageText
from articles.ingest.told import Dated

_LONGEST = 120  # characters of a line that may show a date
_LATE = 19  # the hour in UTC from which the day may have ended for the readers
_BETWEEN = re.compile(r"\s*[|\u2022\u00b7\n]\s*|\s+[-\u2013\u2014]\s+|\s{3,}")


def dates_of(page: PageMarkup, text: PageText) -> list[Dated]:
    """The dates of publication as written, the most trusted first."""
    metadata = [Dated(written) for written in page.metadata.published]
    seen = [Dated(written, Origin.TEXT) for written in _seen(text.above)]
    timed = [Dated(written) for written in _timed(page, text)]
    told = [*metadata, *timed]
    shown = next((each for each in seen if _is_day_after(each.written, told)), None)
    return [*([shown] if shown else []), *told, *seen]


def _is_day_after(shown: str, told: Sequence[Dated]) -> bool:
    """Whether the day shown is the one after a moment late in the day that is told first and in UTC."""
    moment = next((found for each in told[:1] if (found := read_published(each.written)).instant), PartialDate())
    day = read_published(shown).day
    return bool(
        moment.instant
        and day
        and moment.instant.utcoffset() == dt.timedelta(0)
        and moment.instant.hour >= _LATE
        and day == moment.instant.date() + dt.timedelta(1)
    )


def _seen(parts: Sequence[Part]) -> Iterator[str]:
    """The lines above the text that show a date, and parts of lines that do."""
    for part in parts:
        line = " ".join(part.text.split())
        for written in [line, *_BETWEEN.split(part.text)] if len(line) <= _LONGEST else []:
            if read_published(written).day:
                yield written
                break


def _timed(page: PageMarkup, text: PageText) -> Iterator[str]:
    """The moments of `<time>` elements between headline and text; elsewhere of one that has no other beside it."""
    times = [(at, written) for at, prop, written in page.metadata.times if written and prop != "datemodified"]
    yield from (written for at, written in times if text.begun <= at <= text.ended)
    if len(times) == 1:
        yield times[0][1]
