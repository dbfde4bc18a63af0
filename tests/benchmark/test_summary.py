"""Medians, percentiles and ratios, in the shape of the JSON file; the same figures as text and as Markdown."""

from typing import Any

import pytest

from articles.benchmark.report import as_markdown, as_text
from articles.benchmark.requests import MEASURED, PageKind
from articles.benchmark.rounds import Measured
from articles.benchmark.summary import figures, percentile, summarise


def measured(milliseconds: float, hits: int = 31, match_all: float = 1.0) -> Measured:
    memory = {"own_mb": 50.0, "mapped_mb": 10.0}
    opened = {
        "start_ms": 900.0,
        "first_page_ms": 12.5,
        "before": memory,
        "disk": {"index": 5_000_000},
        "version": "1.0",
    }
    pages: dict[PageKind, Any] = {
        kind: [[[match_all if kind is PageKind.MATCH_ALL else milliseconds, milliseconds / 2, hits]] * 3] * 2
        for kind in MEASURED
    }
    return Measured(opened, pages, memory)


def result(**engines: Measured) -> dict[str, Any]:
    indexing = {"wall_s": 10.0, "cpu_s": 8.0, "peak_mb": 300.0, "articles_per_cpu_s": 125.0, "articles_per_s": 100.0}
    machine = {"cores": 2, "processor": "one", "memory_gb": 4, "python": "3.11", "date": "2026-01-01", "load": 0.1}
    known = {"articles": 1_000, "corpus": "coined words", "machine": machine, "indexing": {"ours": indexing}}
    saves = {"saves": 15, "wall_ms": 80.0, "cpu_ms": 60.0, "worst_wall_ms": 99.0}
    return {**known, "saves": saves, **summarise(engines)}


def test_the_median_is_that_of_the_queries_medians_and_the_percentile_over_all_pages() -> None:
    first_round = [[1.0, 1.0, 5], [10.0, 9.0, 7], None]
    second_round = [[3.0, 1.0, 5], [20.0, 9.0, 7], [100.0, 9.0, 9]]
    found = figures([first_round, second_round])
    assert (found["p50_ms"], found["p95_ms"], found["pages"], found["hits"]) == (15.0, 100.0, 5, 7)


@pytest.mark.parametrize(
    ("values", "share", "expected"), [([3, 1, 2], 0.5, 2), ([1], 0.95, 1), (list(range(1, 101)), 0.95, 95)]
)
def test_percentiles(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_ratios_are_ours_by_theirs_and_the_mean_leaves_match_all_out() -> None:
    found = result(ours=measured(2.0, match_all=9.0), tantivy=measured(4.0, match_all=3.0))["ratios"]["tantivy"]
    assert (found["geomean"], found["worst"], found["worst_kind"]) == (0.5, 3.0, "match_all")
    assert found["kinds"]["rare"] == 0.5


def test_the_shape_of_the_json() -> None:
    found = result(ours=measured(2.0), tantivy=measured(4.0))
    assert set(found["kinds"]) == {kind.value for kind in MEASURED}
    assert found["kinds"]["rare"]["ours"].items() >= {"p50_ms": 2.0, "p95_ms": 2.0, "cpu_p50_ms": 1.0}.items()
    assert set(found["ratios"]) == {"tantivy"}


def test_other_numbers_of_hits_are_named() -> None:
    found = result(ours=measured(2.0), tantivy=measured(4.0, hits=30))
    assert found["differing_totals"]["tantivy"]["rare"] == [(31, 30)] * 3
    assert "Tantivy finds other numbers of hits for 3 queries of rare: 31 here and 30 there" in as_text(found)
    assert result(ours=measured(2.0), tantivy=measured(4.0))["differing_totals"] == {}


def test_the_markdown_has_a_table_of_every_kind() -> None:
    text = as_markdown(result(ours=measured(2.0), tantivy=measured(4.0)))
    assert text.startswith("# Benchmarks\n")
    assert "| page | hits | Newsarchive | Tantivy |\n| --- | ---: | ---: | ---: |\n" in text
    assert "| rare | 31 | 2.00 / 2.00 | 4.00 / 4.00 |" in text
    assert "| geometric mean without match_all | 0.500 | 0.500 |" in text
    assert "1,000 articles" in text
    assert "after 80 ms (median of 15" in text
