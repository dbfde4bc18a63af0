"""What files would make, on the command line: a line an article."""

from articles.ingest.preview import Planned
from articles.ingest.records import ArticleRecord
from articles.management.reports import at, one_line

_LONGEST = 70  # characters of a headline, and of a text's first words


def line_of(planned: Planned) -> str:
    """What would become of it, its date and how exact that is, its outlet, headline and first words."""
    if planned.failure:
        failure = planned.failure
        return f"failed     {one_line(failure.reference)}{at(failure.number)}: {failure.reason}"
    record, outcome = planned.record, planned.outcome
    if record is None or outcome is None:
        return ""
    source = one_line(record.source_name or record.source_slug or "no source")
    derived = " (derived)" if record.headline_is_derived else ""
    headline = one_line(_start(record.headline))
    return f"{outcome:<10} {_date(record)} | {source} | {headline}{derived} | {one_line(_start(record.body))}"


def _date(record: ArticleRecord) -> str:
    if record.published_on is None:
        return f"no date ({record.date_reason})" if record.date_reason else "no date"
    return f"{record.published_on} (the {record.date_precision}, from {record.date_origin})"


def _start(text: str) -> str:
    line = " ".join(text[: 2 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0] or line[:_LONGEST]}…"
