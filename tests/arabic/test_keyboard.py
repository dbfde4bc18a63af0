"""Texts typed with the wrong keyboard layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arabic.keyboard import other_layout, other_layouts

SLIPS = [
    ("a word with the article", "hgsuv", "السعر"),
    ("a place", "pgf", "حلب"),
    ("a name typed in Arabic", "سهسه", "sisi"),
    ("words typed in Arabic", "شمثححخ ؤهفغ", "aleppo city"),
    ("lam and alef by their own keys", "gh", "لا"),
    ("lam-alef is one key of PCs", "b", "لا"),
    ("the key of lam-alef within a word", "hg,bdhj", "الولايات"),
    ("the key of lam-alef typed in Arabic", "لالاؤ", "bbc"),
    ("lam-alef as one character", "\ufefbؤ", "bc"),
    ("Shift gives alef with hamza", "Hpl]", "أحمد"),
    ("Shift gives alef with hamza below", "Ydvhk", "إيران"),
    ("Shift gives alef with madda", "Nsdh", "آسيا"),
    ("Shift gives lam and alef with hamza", "hGvhqd", "الأراضي"),
    ("a capital that gives a sign begins a word as in English", "Pgf", "حلب"),
    ("one that gives a mark", "Sdsd", "سيسي"),
    ("one that gives a tatweel", "Jvhlf", "ترامب"),
    ("Caps Lock is nothing to Arabic layouts", "HGSUV", "السعر"),
    ("a mark within a word stays", "hgsQuv", "الس\u064eعر"),
    ("brackets are letters", "[]d]", "جديد"),
    ("comma and stop are letters", ",.dv", "وزير"),
    ("the slash is a letter", "/hiv", "ظاهر"),
    ("the quote is a letter", "'ivhk", "طهران"),
    ("the semicolon is a letter", "h;vhk", "اكران"),
    ("the key left of the digits is a letter", "`if", "ذهب"),
    ("digits stay", "uhl 2016", "عام 2016"),
    ("Arabic-Indic digits are the same keys", "٢٠١٦ سهسه", "2016 sisi"),
    ("a capital typed in Arabic is a mark", "\u0650سسشي", "Assad"),
    ("a capital typed in Arabic is a sign", "/شرقخر", "Lavrov"),
    ("two words", "fahv hgHs]", "بشار الأسد"),
    ("a keyword of the query language", "aow:hgHs]", "شخص:الأسد"),
    ("quotation marks are the same key", '"pgf"', '"حلب"'),
]
NO_SLIPS = [
    ("nothing", ""),
    ("digits alone", "2016"),
    ("signs alone", "...;'"),
    ("a tatweel alone", "\u0640"),
    ("both scripts", "حلب hg"),
    ("a letter that no US keyboard has", "Erdoğan"),
    ("another alphabet", "Путин"),
    ("a letter that no Arabic keyboard has", "\u06afاز"),
    ("ideographs", "北京"),
]


@pytest.mark.parametrize(("typed", "meant"), [row[1:] for row in SLIPS], ids=[row[0] for row in SLIPS])
def test_a_text_is_read_on_the_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


@pytest.mark.parametrize("typed", [row[1] for row in NO_SLIPS], ids=[row[0] for row in NO_SLIPS])
def test_what_one_layout_cannot_have_given_is_left_alone(typed: str) -> None:
    assert other_layout(typed) is None
    assert other_layouts(typed) == ()


OTHER_READINGS = [
    ("Apple's keys", "hgsun", "السعر"),
    ("Apple's ta marbuta", "pli]", "حمهة"),
    ("Shift pressed in vain", "Ghav", "لاشر"),
    ("lam-alef as two keys", "لاشىش", "ghana"),
]


@pytest.mark.parametrize(
    ("typed", "meant"), [row[1:] for row in OTHER_READINGS], ids=[row[0] for row in OTHER_READINGS]
)
def test_other_readings_come_behind_the_first(typed: str, meant: str) -> None:
    first, *others = other_layouts(typed)
    assert meant != first
    assert meant in others


@given(st.text(alphabet="acdefijklmnopqrstuvwxyz ", min_size=1).filter(str.strip))
def test_the_way_there_and_back_again(text: str) -> None:
    """Without g, h and b, of which lam-alef cannot tell whether it was one key or two."""
    assert other_layout(other_layout(text) or "") == text


@given(st.text())
def test_any_text_has_readings_or_none(text: str) -> None:
    assert all(isinstance(reading, str) for reading in other_layouts(text))
