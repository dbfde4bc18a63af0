"""A run's report on the command line."""

from collections.abc import Callable

from articles.ingest.report import Report

Write = Callable[[str], object]


def tell(report: Report, out: Write, err: Write) -> bool:
    """Print what a run did; whether nothing went wrong."""
    if report.resumed:
        out(f"run {report.run} was broken off with {report.resumed} articles done, and goes on")
    counts = f"created {report.created}, updated {report.updated}, unchanged {report.unchanged}"
    out(f"{counts}, failed {report.failed}")
    for failure in report.failures:
        err(f"{one_line(failure.reference)}{at(failure.number)}: {failure.reason}")
    if more := report.failed - len(report.failures):
        err(f"and {more} more: the log in the admin has them, under run {report.run}")
    if report.interrupted:
        err("interrupted: what is counted above is stored; run it again for the rest")
    return not report.failed and not report.interrupted


def silent(_text: str) -> None:
    """Tells nothing."""


def one_line(name: str) -> str:
    """A name that cannot move the cursor or pass for two lines."""
    return name if name.isprintable() else repr(name)


def at(number: int) -> str:
    return f", record {number}" if number else ""
