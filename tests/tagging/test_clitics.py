"""What a written word may be as a name."""

import pytest

from articles.tagging.clitics import readings

READ_AS = [
    ("and", "وموسكو", "موسكو"),
    ("so", "فموسكو", "موسكو"),
    ("to", "لروسيا", "روسيا"),
    ("in", "بحلب", "حلب"),
    ("like", "كحلب", "حلب"),
    ("and in", "وبحلب", "حلب"),
    ("and to", "ولروسيا", "روسيا"),
    ("to, with the article's alef unwritten", "للاردن", "الاردن"),
    ("and to, with the article", "وللاردن", "الاردن"),
    ("to a name in lam", "لليبيا", "ليبيا"),
    ("and, before the article", "والدوحه", "الدوحه"),
    ("in, before the article", "بالدوحه", "الدوحه"),
]


@pytest.mark.parametrize(("written", "name"), [row[1:] for row in READ_AS], ids=[row[0] for row in READ_AS])
def test_clitics_come_off(written: str, name: str) -> None:
    assert name in [reading.name for reading in readings(written)]


def test_the_word_as_it_stands_comes_first() -> None:
    assert readings("بيروت")[0].name == "بيروت"


def test_the_article_never_comes_off_alone() -> None:
    assert [reading.name for reading in readings("الهند")] == ["الهند"]


def test_short_words_keep_their_letters() -> None:
    assert [reading.name for reading in readings("وقف")] == ["وقف"]
    assert [reading.name for reading in readings("وام", shortest=2)] == ["وام", "ام"]


@pytest.mark.parametrize(("written", "locative"), [("بسوريه", True), ("لسوريه", True), ("وسوريه", False)])
def test_a_locative_tells_a_place_from_an_adjective(written: str, locative: bool) -> None:
    assert {r.has_locative for r in readings(written) if r.name == "سوريه"} == {locative}
