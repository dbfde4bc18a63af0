import pytest

from articles.views.initials import by_initial, filing_key, filing_name, initial


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        pytest.param("القاهرة", "ق", id="the article is set aside"),
        pytest.param("ألمانيا", "ا", id="an alef with hamza is no article"),
        pytest.param("إيران", "ا", id="every alef files under one letter"),
        pytest.param("آل سعود", "ا", id="alef with madda too"),
        pytest.param("الله", "ا", id="a short word keeps its first letters"),
        pytest.param("حَلَب", "ح", id="vowel marks do not count"),
        pytest.param("Émile", "E", id="accents do not count"),
        pytest.param("baghdad", "B", id="capitals do not count"),
        pytest.param("7 أكتوبر", "#", id="digits stand apart"),
        pytest.param("", "#", id="no name"),
    ],
)
def test_a_name_files_under_its_first_letter(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_filing_names_are_folded() -> None:
    assert filing_name("القاهرة") == "قاهره"


def order(names: list[str], arabic_first: bool) -> list[str]:
    return sorted(names, key=lambda name: filing_key(name, arabic_first))


def test_names_in_the_readers_script_come_first() -> None:
    names = ["Paris", "دمشق", "100", "بغداد"]
    assert order(names, arabic_first=True) == ["بغداد", "دمشق", "Paris", "100"]
    assert order(names, arabic_first=False) == ["Paris", "بغداد", "دمشق", "100"]


def test_letters_gather_their_names() -> None:
    assert by_initial(["إدلب", "ألمانيا", "البصرة"], str) == [("ا", ["إدلب", "ألمانيا"]), ("ب", ["البصرة"])]
