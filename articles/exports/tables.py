"""Articles as CSV that a spreadsheet opens as text: no cell is a formula, and the archive reads it back unchanged."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from articles.exports.rows import Exported
from articles.models import Kind

COLUMNS = (
    "id",
    "headline",
    "headline_is_derived",
    "date",
    "date_origin",
    "source",
    "source_en",
    "byline",
    "section",
    "url",
    "archive_page",
    "people",
    "organisations",
    "places",
    "text",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'")
_BETWEEN = "; "
_BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets read Arabic as an eight-bit encoding


def as_csv(articles: Iterable[Exported]) -> Iterator[str]:
    """The table in pieces, the names of the columns first."""
    yield _BYTE_ORDER_MARK + _line(COLUMNS)
    for article in articles:
        yield _line(tuple(map(harmless, _cells(article))))


def harmless(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula, or for such an apostrophe."""
    return f"'{cell}" if cell.lstrip(" \u00a0\u200f\u200e").startswith(_FORMULA) else cell


def _cells(article: Exported) -> tuple[str, ...]:
    return (
        str(article.id),
        article.headline,
        "1" if article.headline_is_derived else "0",
        article.date,
        article.date_origin,
        article.source_ar or article.source_en,
        article.source_en,
        article.byline,
        article.section,
        article.url,
        article.permalink,
        *(_BETWEEN.join(article.names(kind)) for kind in (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)),
        article.text,
    )


def _line(cells: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
