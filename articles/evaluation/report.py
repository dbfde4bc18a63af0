"""Figures of an evaluation as a table for people, and as values for JSON."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from articles.evaluation.run import Figures, Result, pooled

_HEAD = ("collection", "queries", "nDCG@10", "MRR@10", "R@10", "R@100", "no hit", "baseline", "difference (95 %)")


def as_text(results: Sequence[Result]) -> str:
    rows = [_HEAD, *(_row(result) for result in results)]
    if len(results) > 1:
        rows.append(_macro_row(results))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    interval = pooled(results)
    if interval and len(results) > 1:
        sure = "significant" if interval.is_significant else "not significant"
        lines.append(
            f"All queries pooled: {interval.difference:+.4f} ({interval.low:+.4f} to {interval.high:+.4f}), {sure}."
        )
    return "\n".join(lines)


def as_json(results: Sequence[Result]) -> dict[str, Any]:
    """`baseline` and what depends on it is null where a collection has no recorded run."""
    interval = pooled(results)
    return {
        "collections": {result.collection: _values(result) for result in results},
        "macro": {
            **_means([result.ours for result in results]),
            "baseline": _mean_ndcg([result.baseline for result in results if result.baseline]),
        },
        "pooled": dict(zip(("difference", "low", "high"), interval or (None,) * 3, strict=True)),
    }


def _values(result: Result) -> dict[str, Any]:
    baseline = result.baseline
    return {
        **_means([result.ours]),
        "queries": result.queries,
        "documents": result.documents,
        "baseline": baseline.ndcg10 if baseline else None,
        "baseline_figures": _means([baseline]) if baseline else None,
        **dict(zip(("difference", "low", "high"), result.interval or (None,) * 3, strict=True)),
    }


def _means(of: Sequence[Figures]) -> dict[str, float]:
    return {
        "ndcg@10": _mean_ndcg(of) or 0.0,
        "mrr@10": fmean(figures.mrr10 for figures in of) if of else 0.0,
        "recall@10": fmean(figures.recall10 for figures in of) if of else 0.0,
        "recall@100": fmean(figures.recall100 for figures in of) if of else 0.0,
        "no_hit": fmean(figures.without_hit for figures in of) if of else 0.0,
    }


def _mean_ndcg(of: Sequence[Figures]) -> float | None:
    return fmean(figures.ndcg10 for figures in of) if of else None


def _row(result: Result) -> tuple[str, ...]:
    interval = result.interval
    compared = ("", "")
    if interval and result.baseline:
        difference = f"{interval.difference:+.4f} ({interval.low:+.4f} to {interval.high:+.4f})"
        compared = (f"{result.baseline.ndcg10:.4f}", difference)
    return result.collection, str(result.queries), *_cells(_means([result.ours])), *compared


def _macro_row(results: Sequence[Result]) -> tuple[str, ...]:
    means, baseline = as_json(results)["macro"], [result.baseline for result in results if result.baseline]
    compared = _mean_ndcg(baseline)
    told = f"{compared:.4f}" if compared is not None else ""
    difference = f"{means['ndcg@10'] - compared:+.4f}" if compared is not None and len(baseline) == len(results) else ""
    return "mean", str(sum(result.queries for result in results)), *_cells(means), told, difference


def _cells(means: dict[str, float]) -> tuple[str, ...]:
    figures = tuple(f"{means[name]:.4f}" for name in ("ndcg@10", "mrr@10", "recall@10", "recall@100"))
    return *figures, f"{100 * means['no_hit']:.1f} %"
