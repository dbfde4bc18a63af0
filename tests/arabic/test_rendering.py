"""How likely Arabic writes a Latin name so."""

import pytest

from articles.arabic.rendering import MAX_LENGTH, Renderings, likelihood

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
    assert likelihood(latin, usual) > likelihood(latin, seldom)


def test_the_article_may_be_left_out() -> None:
    assert likelihood("sisi", "السيسي") == likelihood("sisi", "سيسي") > 0.1


def test_what_cannot_be_cut_into_known_pieces_has_no_likelihood() -> None:
    assert likelihood("北京", "بكين") == likelihood("", "بكين") == likelihood("peking", "") == 0.0
    assert likelihood("a" * (MAX_LENGTH + 1), "ا") == 0.0


def test_the_likelihoods_of_all_renderings_add_up_to_one() -> None:
    """Of words of one letter: three ways to write it, in pieces with and without the end."""
    renderings = Renderings({("^a", "^ا"): 2, ("$", "$"): 3, ("a$", "ا$"): 1, ("^", "^"): 1, ("^a", "^ع"): 1})
    shares = [renderings.likelihood("a", arabic) for arabic in ("ا", "ع")]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
