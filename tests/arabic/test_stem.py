"""Forms of a word that meet in one stem, and words that must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arabic.lexicon import Lexicon
from articles.arabic.normalize import fold_word
from articles.arabic.stem import Stemmer, stem

MEET = [
    ("article", "مدينة المدينة"),
    ("clitics before the article", "المدينة والمدينة بالمدينة للمدينة وبالمدينة وللمدينة فالمدينة كالمدينة"),
    ("clitics of a name", "حلب وحلب بحلب لحلب فحلب كحلب"),
    ("double clitics", "روسيا وروسيا لروسيا ولروسيا وبروسيا"),
    ("a name that begins like a clitic", "بيروت ببيروت لبيروت وبيروت ولبيروت"),
    ("a name in lam behind lam", "ليبيا لليبيا وليبيا بليبيا"),
    ("a name with its own al", "ألمانيا لألمانيا وألمانيا بألمانيا"),
    ("an unknown name", "زلزنكوف لزلزنكوف وزلزنكوف وبزلزنكوف"),
    ("attached pronouns", "كتاب كتابه كتابها كتابهم وكتابه"),
    ("pronoun on ta marbuta", "مدينة مدينته مدينتها ومدينتهم"),
    ("sound plurals", "مهندس مهندسون مهندسين المهندسين مهندسات"),
    ("dual in ta marbuta", "مدينة مدينتين المدينتان"),
    ("nationality", "روسيا روسي روسية الروسية الروسيون"),
    ("God", "الله لله والله بالله"),
    ("a word in wa", "وزير الوزير ووزير لوزير"),
]
APART = [
    ("a country is not milk", "لبنان", "لبن"),
    ("a minister is not a ministry's pitcher", "وزير", "زير"),
    ("a leader is not a rope", "قائد", "قيد"),
    ("Beirut keeps its first letter", "بيروت", "يروت"),
    ("Tehran is no dual", "طهران", "طهر"),
]


@pytest.mark.parametrize("forms", [row[1].split() for row in MEET], ids=[row[0] for row in MEET])
def test_forms_meet_in_one_stem(forms: list[str]) -> None:
    assert {stem(fold_word(form)) for form in forms} == {stem(fold_word(forms[0]))}


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_other_words_keep_apart(one: str, other: str) -> None:
    assert stem(fold_word(one)) != stem(fold_word(other))


def test_numbers_and_latin_words_stay_as_they_are() -> None:
    assert [stem(word) for word in ("2016", "bbc", "f16")] == ["2016", "bbc", "f16"]


@given(st.text(alphabet=st.characters(min_codepoint=0x0621, max_codepoint=0x064A), min_size=1))
def test_a_stem_is_never_empty(word: str) -> None:
    folded = fold_word(word)
    assert not folded or stem(folded)


def test_the_lexicon_decides_whether_a_letter_is_a_clitic() -> None:
    with_word = Stemmer(Lexicon({"كلمات": 5}))
    with_rest = Stemmer(Lexicon({"كلمات": 5, "لمات": 9}))
    assert with_word.without_prefixes("كلمات") == "كلمات"
    assert with_rest.without_prefixes("كلمات") == "لمات"
