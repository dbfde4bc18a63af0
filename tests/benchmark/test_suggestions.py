"""Slips are drawn by a seed, and measuring says what it found."""

import random
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.benchmark.slips import SLIPS, slipped
from articles.models import Article
from articles.search import sync
from tests.factories import make_article


def drawn(word: str, seed: int) -> tuple[str, str]:
    return slipped(word, random.Random(seed))  # noqa: S311 - for measuring


def test_a_slip_changes_the_word_and_is_the_same_for_the_same_seed() -> None:
    for word in ("الحكومة", "وزارة", "ab", "Lavrov", "ءءء"):
        slips = [drawn(word, seed) for seed in range(200)]
        assert slips == [drawn(word, seed) for seed in range(200)]
        assert sum(wrong != word for wrong, _ in slips) > 190  # two slips may undo each other
    assert {drawn("الحكومة", seed)[1] for seed in range(400)} == {*SLIPS, "two slips"}


def test_kinds_of_slips_are_shares_of_one() -> None:
    assert sum(share for _, share in SLIPS.values()) == pytest.approx(1)


@pytest.mark.django_db
def test_measuring_prints_accuracy_alarms_and_times_and_changes_nothing() -> None:
    with pytest.raises(CommandError):
        call_command("benchmark_suggestions", stdout=StringIO())
    with sync.paused():
        for number in range(8):
            make_article(f"أعلنت وزارة الخارجية المصرية استئناف المفاوضات السياسية بعد الهجوم الأخير {number}")
    sync.drain()
    before = list(Article.objects.values())
    out = StringIO()
    call_command("benchmark_suggestions", queries=10, seed=1, stdout=out)
    assert "are put right at first" in out.getvalue()
    assert "another spelling" in out.getvalue()
    assert "behind a word" in out.getvalue()
    assert list(Article.objects.values()) == before
