import re

import pytest

from articles.admin.spelling import spelled_alike


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("ادلب", "إدلب", True),
        ("إدلب", "ادلب", True),
        ("وزاره", "وِزَارَةُ", True),
        ("كفريا", "كفريّا", True),
        ("علي", "على", True),
        ("cafe", "Café", True),
        ("aleppo", "ALEPPO", True),
        ("2016", "٢٠١٦", True),
        ("حلب", "حماة", False),
        ("a.c", "abc", False),
        ("(", "(", True),
    ],
)
def test_a_term_finds_every_spelling_of_itself_and_nothing_else(term: str, text: str, found: bool) -> None:
    assert bool(re.search(spelled_alike(term), text)) == found
