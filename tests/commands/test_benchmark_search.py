"""The whole command on a few articles: it writes its figures, works in its own folder, and reuses what it made."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.benchmark.requests import MEASURED
from articles.models import Article

OPTIONS = {"articles": 60, "queries": 2, "rounds": 1, "peers": "fts5"}


def figures(folder: Path, **options: Any) -> tuple[dict[str, Any], str]:
    said = StringIO()
    paths = {"json": folder / "figures.json", "markdown": folder / "benchmarks.md"}
    known = {"folder": folder / "bench", "coined": True, "stdout": StringIO(), "stderr": said}
    call_command("benchmark_search", **OPTIONS, **paths, **known, **options)
    return json.loads(paths["json"].read_text(encoding="utf-8")), said.getvalue()


@pytest.mark.django_db
def test_measures_and_reuses_without_touching_the_archive(tmp_path: Path) -> None:
    found, said = figures(tmp_path)
    assert "indexing" in said
    assert set(found["kinds"]) == {kind.value for kind in MEASURED}
    assert all({"p50_ms", "p95_ms"} <= set(of[name]) for of in found["kinds"].values() for name in ("ours", "fts5"))
    assert set(found["ratios"]["fts5"]) >= {"geomean", "worst"}
    assert found["differing_totals"] == {}
    assert found["saves"]["saves"] == 15
    assert "| rare |" in (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert not Article.objects.exists()

    again, said = figures(tmp_path, no_saves=True)
    assert "indexing" not in said
    assert again["indexing"] == found["indexing"]
    assert again["differing_totals"] == {}


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(CommandError, match="give another folder"):
        call_command("benchmark_search", articles=10, folder=tmp_path, reuse=False, coined=True, stderr=StringIO())
    assert [path.name for path in tmp_path.iterdir() if path.name != "index"] == ["letter.txt"]


def test_a_corpus_without_articles_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no \.jsonl\.gz file"):
        call_command("benchmark_search", articles=10, corpus=tmp_path)


def test_an_unknown_engine_is_named() -> None:
    with pytest.raises(CommandError, match="no such engine: lucene"):
        call_command("benchmark_search", articles=10, peers="fts5,lucene")
