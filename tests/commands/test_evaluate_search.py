"""manage.py evaluate_search over a small collection: the figures are those of its queries."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

FILES = {
    "news.docs.tsv": "d1\tمعارك في مدينة حلب\nd2\tسوق دمشق\nd3\tمدن سورية وأسواقها\n",
    "news.dev.queries.tsv": "q1\tأين تقع مدينة حلب؟\nq2\tسوق دمشق\nq3\tلا شيء هنا زقزقة\n",
    "news.dev.qrels": "q1 0 d1 1\nq2 0 d2 1\nq3 0 d3 1\n",
    "news.dev.other.run": "q1 Q0 d2 1 9 x\nq1 Q0 d1 2 8 x\nq2 Q0 d2 1 5 x\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "collections"
    made.mkdir()
    for name, text in FILES.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def test_figures_beside_those_of_the_recorded_run(folder: Path, tmp_path: Path) -> None:
    out = StringIO()
    call_command("evaluate_search", folder, json=tmp_path / "figures.json", stdout=out, stderr=StringIO())
    figures = json.loads((tmp_path / "figures.json").read_text())["collections"]["news.dev"]
    assert figures["ndcg@10"] == pytest.approx(2 / 3)
    assert figures["baseline"] == pytest.approx((0.6309297 + 1) / 3)
    assert figures["difference"] == pytest.approx(figures["ndcg@10"] - figures["baseline"])
    assert figures["low"] <= figures["difference"] <= figures["high"]
    assert figures["no_hit"] == pytest.approx(1 / 3)
    assert "news.dev" in out.getvalue()


def test_files_can_be_named_one_by_one_and_need_no_baseline(folder: Path, tmp_path: Path) -> None:
    call_command(
        "evaluate_search",
        documents=folder / "news.docs.tsv",
        queries=folder / "news.dev.queries.tsv",
        judgements=folder / "news.dev.qrels",
        json=tmp_path / "figures.json",
        runs=tmp_path / "runs",
        stdout=StringIO(),
        stderr=StringIO(),
    )
    told = json.loads((tmp_path / "figures.json").read_text())
    assert told["collections"]["news.dev"]["baseline"] is None
    assert told["macro"]["baseline"] is None
    assert (tmp_path / "runs" / "news.dev.run").read_text().startswith("q1 Q0 d1 1 ")


BAD = [
    ("a folder that is not there", ["nowhere"], "nowhere"),
    ("queries without documents", ["--queries", "q.tsv"], "belong together"),
]


@pytest.mark.parametrize(("arguments", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_evaluated_is_said(arguments: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command("evaluate_search", *arguments, stdout=StringIO(), stderr=StringIO())
