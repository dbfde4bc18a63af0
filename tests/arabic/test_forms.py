"""The forms table: what counts as the same word, and what must not. `forms.tsv` holds its rows.

    pytest tests/arabic/test_forms.py -s -k shares      # prints the share of each class

Its columns: id, class, left, right, expected, reason; marks, invisible characters and presentation forms as escapes.
Expected is `must` (meet), `must_not`, or what is known to fall short of it: `known_gap` (does not meet, and should)
and `known_clash` (meets, and should not). A row that no longer falls short fails, so that it is promoted.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from articles.arabic.stem import stem
from articles.arabic.tokens import folded_words
from articles.arabic.translit import is_same_name, name_words, variant_key


class Row(NamedTuple):
    id: str
    kind: str
    left: str
    right: str
    expected: str
    reason: str


def fold_alike(left: str, right: str) -> bool:
    return folded_words(left) == folded_words(right)


def stem_alike(left: str, right: str) -> bool:
    return [*map(stem, folded_words(left))] == [*map(stem, folded_words(right))]


def are_spellings_of_a_name(left: str, right: str) -> bool:
    """Whether the keys of names meet. They suggest; for what must keep apart the finer keys are asked."""
    return is_same_name(left, right)


def are_variants(left: str, right: str) -> bool:
    return [*map(variant_key, name_words(left))] == [*map(variant_key, name_words(right))]


Comparison = Callable[[str, str], bool]
FOLDING = ["hamza_seats", "alef", "ya", "ta_marbuta", "tatweel", "marks", "presentation_forms", "invisible"]
FOLDING += ["persian_letters", "digits", "latin"]
STEMMING = ["clitics", "article", "sound_plurals", "duals", "broken_plurals", "pronouns", "nisba_feminine", "verbs"]
STEMMING += ["false_friends", "dates"]
NAMES = ["compounds_abd", "transliteration"]
COMPARISONS: dict[str, Comparison] = {
    **dict.fromkeys(FOLDING, fold_alike),
    **dict.fromkeys(STEMMING, stem_alike),
    **dict.fromkeys(NAMES, are_spellings_of_a_name),
}
WHOLE = [*FOLDING, "clitics", "article"]  # classes in which nothing may fall short
MEETS = {"must": True, "must_not": False, "known_gap": False, "known_clash": True}


def unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def read_rows() -> list[Row]:
    lines = (Path(__file__).parent / "forms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [Row(*map(unescaped, line.split("\t"))) for line in lines]


ROWS = read_rows()


def meets(row: Row) -> bool:
    is_finer = row.kind in NAMES and row.expected in ("must_not", "known_clash")
    return (are_variants if is_finer else COMPARISONS[row.kind])(row.left, row.right)


def test_the_table_is_large_and_each_row_is_one_of_a_kind() -> None:
    assert len(ROWS) >= 400
    assert len({row.id for row in ROWS}) == len({(row.kind, row.left, row.right) for row in ROWS}) == len(ROWS)
    assert {row.kind for row in ROWS} == set(COMPARISONS)
    assert all(row.reason and row.left != row.right for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_two_forms_meet_or_keep_apart(row: Row) -> None:
    assert meets(row) == MEETS[row.expected], f"{row.left} {row.right}: {row.expected}, {row.reason}"


@pytest.mark.parametrize("row", [row for row in ROWS if row.kind in STEMMING], ids=lambda row: row.id)
def test_which_form_is_sought_and_which_is_written_is_all_the_same(row: Row) -> None:
    assert stem_alike(row.right, row.left) == stem_alike(row.left, row.right)


def test_nothing_falls_short_in_folding_clitics_and_article() -> None:
    assert [row.id for row in ROWS if row.kind in WHOLE and row.expected.startswith("known")] == []


def test_the_shares_by_class(capsys: pytest.CaptureFixture[str]) -> None:
    by_class: dict[str, Counter[bool]] = defaultdict(Counter)
    for row in ROWS:
        should_meet = row.expected in ("must", "known_gap")
        by_class[row.kind][meets(row) == should_meet] += 1
    with capsys.disabled():
        print()
        for kind, counts in by_class.items():
            print(f"{kind:20} {counts[True]:4} of {counts.total():4}  {counts[True] / counts.total():7.1%}")
    assert all(by_class[kind][False] == 0 for kind in WHOLE)
