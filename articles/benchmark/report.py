"""The figures as text for a terminal, and as a Markdown page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

Result = Mapping[str, Any]
Table = list[list[str]]

TITLES = {
    "ours": "Newsarchive",
    "ours_page": "its whole page",
    "ours_http": "its page over HTTP",
    "tantivy": "Tantivy",
    "fts5": "SQLite FTS5",
    "haystack": "stock Haystack",
    "postgresql": "PostgreSQL",
}


def as_text(result: Result) -> str:
    """Every table, its columns aligned."""
    parts = [f"{result['articles']:,} articles ({result['corpus']}), {_machine(result)}"]
    for title, table in tables(result):
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in table]
        parts.append("\n".join((title, *lines)))
    return "\n\n".join((*parts, *warnings(result)))


def tables(result: Result) -> Iterator[tuple[str, Table]]:
    yield "Milliseconds by the clock, median / 95th percentile", _figures(result, "p50_ms", "p95_ms")
    yield (
        "Milliseconds of the engine's own processor time, median / 95th percentile",
        _figures(result, "cpu_p50_ms", "cpu_p95_ms"),
    )
    yield "Newsarchive's median divided by the other's (below 1: Newsarchive is faster)", _ratios(result)
    yield "Start, memory and size", _resources(result)
    yield "Indexing", _indexing(result)


def _figures(result: Result, middle: str, high: str) -> Table:
    names = _names(result)
    table = [["page", "hits", *(TITLES[name] for name in names)]]
    for kind, of in result["kinds"].items():
        cells = [f"{of[name][middle]:.2f} / {of[name][high]:.2f}" if name in of else "-" for name in names]
        table.append([kind, f"{of['ours']['hits']:,}", *cells])
    every = result["all_pages"]
    if middle == "p50_ms":
        table.append(["all pages", "", *(f"{every[n][middle]:.2f} / {every[n][high]:.2f}" for n in names)])
    return table


def _ratios(result: Result) -> Table:
    peers = list(result["ratios"])
    table = [["page", *(TITLES[peer] for peer in peers), *(f"{TITLES[peer]}, processor" for peer in peers)]]

    def row(title: str, cell: Callable[[Mapping[str, Any]], float | None]) -> list[str]:
        both = (result[of].get(peer) for of in ("ratios", "ratios_cpu") for peer in peers)
        values = [cell(ratios) if ratios else None for ratios in both]
        return [title, *("-" if value is None else f"{value:.3f}" for value in values)]

    for kind in result["kinds"]:
        table.append(row(kind, partial(_of_kind, kind)))
    table.append(row("geometric mean without match_all", lambda ratios: ratios["geomean"]))
    table.append(row("highest", lambda ratios: ratios["worst"]))
    return table


def _of_kind(kind: str, ratios: Mapping[str, Any]) -> float | None:
    found: float | None = ratios["kinds"].get(kind)
    return found


def _resources(result: Result) -> Table:
    table = [
        [
            "engine",
            "start, ms",
            "first page, ms",
            "memory of its own, MB",
            "before opening, MB",
            "mapped, MB",
            "on disk, MB",
        ]
    ]
    for name in _names(result):
        memory, disk = result["memory"][name], result["disk_bytes"][name]
        parts = " + ".join(f"{part} {size / 1e6:,.0f}" for part, size in disk.items())
        before, after = memory["before"], memory["after"]
        sizes = [f"{after['own_mb']:.0f}", f"{before['own_mb']:.0f}", f"{after['mapped_mb']:.0f}"]
        times = [f"{result[of][name]:.0f}" for of in ("start_ms", "first_page_ms")]
        table.append([TITLES[name], *times, *sizes, parts])
    return table


def _indexing(result: Result) -> Table:
    table = [["engine", "articles per processor second", "articles per second", "seconds", "peak memory, MB"]]
    for name, cost in result["indexing"].items():
        rates = [f"{cost['articles_per_cpu_s']:,.0f}", f"{cost['articles_per_s']:,.0f}"]
        table.append([TITLES[name], *rates, f"{cost['wall_s']:,.0f}", f"{cost['peak_mb']:,.0f}"])
    return table


def warnings(result: Result) -> list[str]:
    lines = []
    for name, kinds in result["differing_totals"].items():
        for kind, pairs in kinds.items():
            examples = ", ".join(f"{ours:,} here and {theirs:,} there" for ours, theirs in pairs[:3])
            lines.append(f"{TITLES[name]} finds other numbers of hits for {len(pairs)} queries of {kind}: {examples}.")
    if saves := result["saves"]:
        lines.append(
            f"One saved article is in the index after {saves['wall_ms']:.0f} ms (median of {saves['saves']}, "
            f"at most {saves['worst_wall_ms']:.0f} ms), {saves['cpu_ms']:.0f} ms of processor time."
        )
    return lines


def as_markdown(result: Result) -> str:
    parts = [
        _INTRODUCTION.format(articles=f"{result['articles']:,}", corpus=result["corpus"], machine=_machine(result))
    ]
    parts.append(_versions(result))
    for title, table in tables(result):
        parts += [f"## {title}", _markdown_table(table)]
    notes = "\n".join(f"- {line}" for line in (*warnings(result), *_REMARKS))
    return "\n\n".join((*parts, "## Remarks", notes)) + "\n"


def _markdown_table(table: Table) -> str:
    first, *rows = table
    rule = ["---", *("---:" for _ in first[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (first, rule, *rows))


def _names(result: Result) -> Sequence[str]:
    return list(result["versions"])


def _machine(result: Result) -> str:
    machine = result["machine"]
    about = f"{machine['cores']} cores of {machine['processor']}, {machine['memory_gb']} GB"
    return f"{about}, Python {machine['python']}, {machine['date']}, load {machine['load']} at the end"


def _versions(result: Result) -> str:
    return "Versions: " + "; ".join(f"{TITLES[name]}: {version}" for name, version in result["versions"].items()) + "."


_INTRODUCTION = """\
# Benchmarks

Written by `manage.py benchmark_search --markdown docs/benchmarks.md`; `make bench` runs it. {articles} articles
({corpus}) on {machine}.

A page is everything a reader gets: how many hits there are, 20 of them in order, the 20 most frequent values of each
of five facets with their counts over all hits, the hits by year and month, the 20 rows from the archive's database,
and their headlines and passages with the matches marked. Every engine answers the same queries over the same words
(those that the archive's analyzer makes of the articles, joined by spaces), each in a process of its own, by turns,
kind by kind and round by round; answers are not remembered from one page to the next. Terms of `first_seen` are asked
once only. Queries are chosen by how many articles have their words, which no engine counts."""

_REMARKS = (
    "Tantivy counts facets by its aggregations over fast fields; years give the total.",
    "The person chosen in `filtered` does not narrow the counts of people, as on the archive's page: Newsarchive and "
    "Tantivy are asked for that, the others count the hits alone.",
    "Newsarchive scores by stem, spelling and headline in four fields, the others by the stem in one.",
    "An engine that is slow with a kind is asked fewer of its queries in a round, never fewer than three.",
    "The start is that of Python, Django and the archive's code; the first page, opening the index included, follows.",
    "Memory before opening is that of Python, Django and the archive's code, which every process has.",
    "PostgreSQL works in processes of its own: only its time by the clock tells anything.",
    "Stock Haystack holds 2,000 articles at most here, as it takes seconds a page with more: its figures are those "
    "of a far smaller archive.",
)
