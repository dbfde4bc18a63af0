"""Words that one root joins, and words that it must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arabic.normalize import fold_word
from articles.arabic.roots import root

MEET = [
    ("a broken plural", "وزير وزراء الوزراء ووزرائه"),
    ("a broken plural with alef", "حزب أحزاب الأحزاب"),
    ("noun and verb of the eighth form", "اجتمع يجتمع اجتماع واجتماعاتهم"),
    ("noun, verb and place of the tenth form", "استخدم يستخدم مستخدم المستخدمين استخدام"),
    ("verb and agent", "كتب كاتب مكتوب الكتاب"),
    ("unknown names with clitics", "شلمغنوف وشلمغنوف لشلمغنوف"),
]
APART = [
    ("qaf is not kaf", "قلب", "كلب"),
    ("three letters lose no prefix", "مدن", "دن"),
    ("war is not party", "حرب", "حزب"),
    ("a weak letter counts where only three letters are", "دول", "دل"),
]


@pytest.mark.parametrize("forms", [row[1].split() for row in MEET], ids=[row[0] for row in MEET])
def test_forms_meet_in_one_root(forms: list[str]) -> None:
    assert {root(fold_word(form)) for form in forms} == {root(fold_word(forms[0]))}


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_other_words_have_other_roots(one: str, other: str) -> None:
    assert root(fold_word(one)) != root(fold_word(other))


def test_god_numbers_and_latin_words_stay_as_they_are() -> None:
    assert [root(word) for word in ("بالله", "2016", "bbc", "f16")] == ["الله", "2016", "bbc", "f16"]


@given(st.text(alphabet=st.characters(min_codepoint=0x0621, max_codepoint=0x064A), min_size=1))
def test_a_root_is_never_empty(word: str) -> None:
    folded = fold_word(word)
    assert not folded or root(folded)
