"""Which of two readings of the same bytes is Arabic."""

import pytest

from articles.ingest.letter_pairs import likeness

LINES = ["وصل الوفد إلى حلب", "قال الوزير أمس", "مباراة القمة", "كتب أحد الشهود", "أسعار الخبز والماء"]


@pytest.mark.parametrize("line", LINES)
def test_arabic_is_more_like_arabic_than_what_another_encoding_makes_of_it(line: str) -> None:
    assert likeness(line) > likeness(line.encode("iso8859-6").decode("windows-1256", "replace"))
    assert likeness(line) > likeness(line.encode("windows-1256").decode("iso8859-6", "replace"))


def test_it_is_a_mean() -> None:
    assert likeness("وصل الوفد " * 50) == pytest.approx(likeness("وصل الوفد " * 5), rel=0.02)


def test_marks_make_no_difference() -> None:
    assert likeness("وَصَلَ الوَفْدُ") == likeness("وصل الوفد")


@pytest.mark.parametrize("text", ["", "12", "éàü"])
def test_without_arabic_letters(text: str) -> None:
    assert likeness(text) < likeness("وصل الوفد")
