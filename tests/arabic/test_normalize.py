"""Spellings that count as the same, and those that must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arabic.normalize import fold, fold_word, strip_marks

SAME = [
    ("vowel marks", "وِزَارَةُ", "وزارة"),
    ("shadda and tanwin", "جدّاً", "جدا"),
    ("superscript alef", "الرحمٰن", "الرحمن"),
    ("Quranic sign", "قَالُوۡا", "قالوا"),
    ("tatweel", "حـــلب", "حلب"),
    ("alef with hamza above", "أحمد", "احمد"),
    ("alef with hamza below", "إيران", "ايران"),
    ("alef with madda", "آسيا", "اسيا"),
    ("alef wasla", "ٱلله", "الله"),
    ("alef maksura and yeh", "على", "علي"),
    ("ta marbuta and heh", "مدينة", "مدينه"),
    ("hamza seats", "مسؤول", "مسئول"),
    ("Farsi yeh", "فلسطینی", "فلسطيني"),
    ("keheh", "کتاب", "كتاب"),
    ("gaf", "گازبروم", "كازبروم"),
    ("heh doachashmee", "ھذا", "هذا"),
    ("heh goal", "ہذا", "هذا"),
    ("peh", "پوتين", "بوتين"),
    ("veh", "ڤيينا", "فيينا"),
    ("Tunisian gaf", "ڨفصة", "قفصة"),
    ("presentation forms", "ﺣﻠﺐ", "حلب"),
    ("lam-alef ligature", "ﻻجئ", "لاجئ"),
    ("Arabic-Indic digits", "٢٠١٦", "2016"),
    ("Persian digits", "۲۰۱۶", "2016"),
    ("zero width non-joiner", "می\u200cخواهد", "ميخواهد"),
    ("direction mark", "\u200fحلب", "حلب"),
    ("soft hyphen", "news\u00adroom", "newsroom"),
    ("capital letters", "Reuters", "REUTERS"),
    ("Latin accents", "Erdoğan", "erdogan"),
    ("full-width letters", "ＢＢＣ", "bbc"),
]
DIFFERENT = [
    ("qaf is not kaf", "قلب", "كلب"),
    ("dal is not dhal", "دهب", "ذهب"),
    ("ta is not ta marbuta", "بيت", "بية"),
    ("seen is not sad", "سيف", "صيف"),
    ("hamza on the line is a letter", "سماء", "سما"),
    ("two words are not one", "عبد الله", "عبدالله"),
    ("digits differ", "٢٠١٦", "2017"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_spellings_that_readers_do_not_tell_apart_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)))
def test_stripping_marks_does_not_change_the_word(text: str) -> None:
    assert fold(strip_marks(text)) == fold(text)


def test_a_word_folds_to_one_word() -> None:
    assert " " not in fold_word("\ufdfa")  # the ligature of a whole blessing
