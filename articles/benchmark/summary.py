"""Measured pages -> medians, 95th percentiles and ratios."""

from collections.abc import Mapping, Sequence
from math import ceil, exp, log
from statistics import median
from typing import Any

from articles.benchmark.engines import OURS, PEERS, STOCK
from articles.benchmark.requests import MEASURED, PageKind
from articles.benchmark.rounds import Measured

NOT_IN_MEAN = PageKind.MATCH_ALL  # left out of the geometric mean over the kinds

WHOLE_CORPUS = tuple(name for name in PEERS if name != STOCK)  # who has all the articles

Rounds = Sequence[Sequence[Sequence[float] | None]]
_WALL, _CPU, HITS_COLUMN = 0, 1, 2


def figures(rounds: Rounds) -> dict[str, float | int]:
    """The median of the queries' medians, the 95th percentile over all pages, and hits at the median."""
    asked = [[page for page in pages if page] for pages in zip(*rounds, strict=True)]
    answered = [pages for pages in asked if pages]
    every = [page for pages in answered for page in pages]
    return {
        "p50_ms": round(median(median(page[_WALL] for page in pages) for pages in answered), 3),
        "p95_ms": round(percentile([page[_WALL] for page in every], 0.95), 3),
        "cpu_p50_ms": round(median(median(page[_CPU] for page in pages) for pages in answered), 3),
        "cpu_p95_ms": round(percentile([page[_CPU] for page in every], 0.95), 3),
        "queries": len(answered),
        "pages": len(every),
        "hits": int(median(pages[0][HITS_COLUMN] for pages in answered)),
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of the values does not exceed."""
    return sorted(values)[max(ceil(share * len(values)) - 1, 0)]


def summarise(measured: Mapping[str, Measured]) -> dict[str, Any]:
    kinds = {
        kind.value: {name: figures(of.pages[kind]) for name, of in measured.items() if of.pages.get(kind)}
        for kind in MEASURED
    }
    return {
        "kinds": kinds,
        "ratios": ratios(kinds, "p50_ms"),
        "ratios_cpu": ratios(kinds, "cpu_p50_ms"),
        "all_pages": {name: _all_pages(of) for name, of in measured.items()},
        "first_page_ms": {name: round(of.opened["first_page_ms"], 1) for name, of in measured.items()},
        "start_ms": {name: round(of.opened["start_ms"], 1) for name, of in measured.items()},
        "memory": {name: {"before": of.opened["before"], "after": of.memory} for name, of in measured.items()},
        "disk_bytes": {name: of.opened["disk"] for name, of in measured.items()},
        "versions": {name: of.opened["version"] for name, of in measured.items()},
        "differing_totals": differing_totals(measured),
    }


def ratios(kinds: Mapping[str, Mapping[str, Mapping[str, float]]], of: str) -> dict[str, dict[str, Any]]:
    """Ours divided by each peer's, kind by kind; the geometric mean without match-all; the worst of them all."""
    found: dict[str, dict[str, Any]] = {}
    for peer in PEERS:
        each = {
            kind: round(engines[OURS][of] / engines[peer][of], 3)
            for kind, engines in kinds.items()
            if peer in engines and engines[peer][of]
        }
        if counted := [ratio for kind, ratio in each.items() if kind != NOT_IN_MEAN]:
            worst = max(each, key=lambda kind: each[kind])
            mean = exp(sum(map(log, counted)) / len(counted))
            found[peer] = {"geomean": round(mean, 3), "worst": each[worst], "worst_kind": worst, "kinds": each}
    return found


def differing_totals(measured: Mapping[str, Measured]) -> dict[str, dict[str, list[tuple[int, int]]]]:
    """Where a peer found another number of hits than ours: by peer and kind, (ours, the peer's) of each query."""
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for name, of in measured.items():
        for kind, rounds in of.pages.items() if name in WHOLE_CORPUS else ():
            pairs = zip(measured[OURS].pages[kind][0], rounds[0], strict=True)
            totals = [(int(ours[HITS_COLUMN]), int(theirs[HITS_COLUMN])) for ours, theirs in pairs if ours and theirs]
            if differing := [pair for pair in totals if pair[0] != pair[1]]:
                found.setdefault(name, {})[kind.value] = differing
    return found


def _all_pages(measured: Measured) -> dict[str, float]:
    walls = [page[_WALL] for rounds in measured.pages.values() for pages in rounds for page in pages if page]
    return {"p50_ms": round(median(walls), 3), "p95_ms": round(percentile(walls, 0.95), 3)}
