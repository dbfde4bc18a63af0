"""The speed of analysis is measured on what it is given."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.benchmark.analysis import as_table, measure

STEPS = ["folded words", "words with offsets", "stems", "roots"]


def test_each_step_is_measured_cold_and_warm_beside_a_plain_split() -> None:
    figures = measure(["وبالمدارس في حلب، ٢٠١٦"] * 50)
    assert [figure.name for figure in figures] == [
        "plain split",
        *(f"{step}, {state}" for step in STEPS for state in ("cold", "warm")),
    ]
    assert figures[0].ratio == 1.0
    assert all(figure.per_second > 0 for figure in figures)
    assert figures[3].ratio == pytest.approx(figures[3].per_second / figures[0].per_second)


def test_the_table_has_a_line_for_each_figure() -> None:
    figures = measure(["حلب"])
    assert len(as_table(figures).splitlines()) == len(figures) + 1


def test_the_command_prints_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("benchmark_analysis", "--articles", "2", "--corpus", str(tmp_path))
    assert "stems, warm" in capsys.readouterr().out
