"""How alike spellings in two scripts are."""

import pytest

from articles.arabic.rendering import MAX_LENGTH, Renderings, likeness, looks_like_a_name

# The first rendering is likelier than the second.
LIKELIER = [
    ("the long vowel of the stress", "lavrov", "لافروف", "لفروف"),
    ("a vowel that is written", "smith", "سميث", "سمت"),
    ("g as ghain before g as kaf", "shoigu", "شويغو", "شويكو"),
    ("i is ya, not waw", "kerry", "كيري", "كوري"),
    ("qaf for q", "qatar", "قطر", "كتر"),
    ("khah for kh", "khalid", "خالد", "قالد"),
    ("a beginning with alef", "obama", "اوباما", "باما"),
    ("nothing left over", "putin", "بوتين", "بوتينا"),
]


@pytest.mark.parametrize(("latin", "usual", "seldom"), [row[1:] for row in LIKELIER], ids=[row[0] for row in LIKELIER])
def test_one_rendering_is_likelier_than_another(latin: str, usual: str, seldom: str) -> None:
    assert likeness(latin, usual) > likeness(latin, seldom)


def test_the_article_may_be_left_out() -> None:
    assert likeness("sisi", "السيسي") == likeness("sisi", "سيسي") > 0.1


def test_what_cannot_be_cut_into_known_pieces_has_no_likeness() -> None:
    assert likeness("北京", "بكين") == likeness("", "بكين") == likeness("peking", "") == 0.0
    assert likeness("a" * (MAX_LENGTH + 1), "ا") == 0.0


def test_the_likeness_is_the_mean_of_both_conditional_probabilities() -> None:
    """Of a there are two renderings, one of them written in two pieces or in one; of each rendering one Latin word."""
    renderings = Renderings({("^a", "^ا"): 2, ("$", "$"): 4, ("^a", "^ع"): 2})
    assert renderings.likeness("a", "ا") == renderings.likeness("a", "ع") == pytest.approx(0.5**0.5)
    assert renderings.likeness("a", "ب") == 0.0


def test_letters_that_few_names_have_are_alike_all_the_same() -> None:
    assert likeness("taleb", "طالب") > likeness("taleb", "تليب")


NAMES = ["lavrov", "sisi", "mohammed", "schwarz", "nguyen", "khrushchev", "tawfik", "trump", "ngo"]
SLIPS = ["hgsuv", "pgf", "jvhlf", "gfkhk", "hgvzds", "hgd", ""]


@pytest.mark.parametrize("word", NAMES)
def test_a_name_looks_like_one(word: str) -> None:
    assert looks_like_a_name(word)


@pytest.mark.parametrize("word", SLIPS)
def test_a_slip_of_the_keyboard_does_not(word: str) -> None:
    assert not looks_like_a_name(word)
