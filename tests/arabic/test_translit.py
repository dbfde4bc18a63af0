"""Spellings of one name in two scripts, and the keys by which they meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arabic.translit import MAX_KEYS, is_same_name, name_keys, name_words, word_keys

MEET = [
    ("vowels are not written", "Bashar", "بشار"),
    ("the article in both scripts", "al-Assad", "الأسد"),
    ("the article in one script", "Assad", "الأسد"),
    ("the article as el", "el-Sisi", "السيسي"),
    ("the article before a sun letter", "as-Sisi", "السيسي"),
    ("before a sun letter of two characters", "ash-Shabab", "الشباب"),
    ("an al that is no article", "Alexander", "ألكسندر"),
    ("v is fa", "Lavrov", "لافروف"),
    ("v is Persian veh", "Lavrov", "لاڤروڤ"),
    ("p is ba", "Putin", "بوتين"),
    ("p is Persian peh", "Putin", "پوتين"),
    ("g is ghain", "Shoigu", "شويغو"),
    ("g is jeem", "Shoigu", "شويجو"),
    ("g is kaf", "Bagrat", "باكرات"),
    ("q is qaf", "Qatar", "قطر"),
    ("g is qaf", "Gaddafi", "القذافي"),
    ("kh is qaf", "Khadafi", "القذافي"),
    ("kh is khah", "Khamenei", "خامنئي"),
    ("ch is tsheen", "Churchill", "تشرشل"),
    ("ch is sheen", "Chirac", "شيراك"),
    ("ch is kaf", "Christian", "كريستيان"),
    ("tch is tsheen", "Tchaikovsky", "تشايكوفسكي"),
    ("sch is sheen", "Schroeder", "شرودر"),
    ("s before t is sheen in German", "Steinmeier", "شتاينماير"),
    ("c is kaf", "Cameron", "كاميرون"),
    ("c before i is seen", "Cicero", "سيسرو"),
    ("th is tha", "Thatcher", "تاتشر"),
    ("dh is dhal", "Dhahabi", "الذهبي"),
    ("z is zah", "Nazim", "ناظم"),
    ("z is dad", "Riza", "رضا"),
    ("j is jeem", "Jordan", "جوردان"),
    ("j is ya", "Johansson", "يوهانسون"),
    ("w is waw", "Wilson", "ويلسون"),
    ("w is fa", "Wagner", "فاغنر"),
    ("x is kaf seen", "Alexis", "ألكسيس"),
    ("ph is fa", "Joseph", "جوزيف"),
    ("gh may be silent", "Hughes", "هيوز"),
    ("a final t may be silent", "Dumont", "دومون"),
    ("ain begins a name", "Omar", "عمر"),
    ("ya begins a name", "Yeltsin", "يلتسين"),
    ("a final h is ta marbuta", "Fatimah", "فاطمة"),
    ("doubled letters are one", "Hussein", "حسين"),
    ("accents", "Erdoğan", "أردوغان"),
    ("letters beyond the 26", "Wałęsa", "فاليسا"),
    ("a servant of God", "Abdullah", "عبد الله"),
    ("a servant in two words and in one", "Abdel Fattah", "عبدالفتاح"),
    ("a servant in one word and in two", "Abdelfattah", "عبد الفتاح"),
    ("a servant before a sun letter", "Abdurrahman", "عبد الرحمن"),
    ("a servant with an assimilated article", "Abd ar-Rahman", "عبدالرحمن"),
    ("a victory of God", "Nasrallah", "نصر الله"),
    ("in two words", "Nasr Allah", "نصرالله"),
    ("a light of religion", "Nureddin", "نور الدين"),
    ("with its article", "Salah ad-Din", "صلاح الدين"),
    ("a father", "Abu Bakr", "أبوبكر"),
    ("a father in one word", "Aboubakr", "أبو بكر"),
    ("a son is no part of the key", "Osama bin Laden", "أسامة لادن"),
    ("a son with and without alef", "محمد ابن سلمان", "محمد بن سلمان"),
    ("Arabic: ghain and jeem", "سيرغي", "سيرجي"),
    ("Arabic: alef maksura", "سيرجي", "سيرجى"),
    ("Arabic: a final ya", "كيري", "كيرى"),
    ("Arabic: long vowels", "هولاند", "هولند"),
    ("Arabic: a compound in one word", "عبد الفتاح", "عبدالفتاح"),
    ("several words", "Sergey Viktorovich Lavrov", "سيرغي فيكتوروفيتش لافروف"),
]
APART = [
    ("other consonants", "Lavrov", "بوتين"),
    ("m is not n", "Salman", "سلام"),
    ("r is not l", "Karim", "كليم"),
    ("sheen is not seen", "Bashar", "بسار"),
    ("fewer words", "Bashar al-Assad", "الأسد"),
    ("words the other way round", "Assad Bashar", "بشار الأسد"),
    ("a beginning without a vowel", "Salam", "إسلام"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in MEET], ids=[row[0] for row in MEET])
def test_spellings_of_a_name_meet(one: str, other: str) -> None:
    assert is_same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_other_names_do_not_meet(one: str, other: str) -> None:
    assert not is_same_name(one, other)


def test_a_name_has_a_key_for_each_word() -> None:
    assert name_keys("Abdel Fattah el-Sisi") == name_keys("عبد الفتاح السيسي") == ("abdlft", "ss")


def test_a_name_of_particles_alone_keeps_its_words() -> None:
    assert name_words("Al") == ["al"]
    assert name_words("ابن") == ["ابن"]


def test_what_has_no_consonant_has_no_key() -> None:
    assert word_keys("aoi") == word_keys("يوي") == word_keys("2016") == word_keys("") == ()


def test_no_word_has_more_than_so_many_keys() -> None:
    assert len(word_keys("xchghxchghxchghxchgh" * 5)) == MAX_KEYS


@given(st.text())
def test_any_text_has_keys(text: str) -> None:
    assert all(keys.isascii() for keys in name_keys(text))
