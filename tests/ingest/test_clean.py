"""Text as it is stored."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.clean import clean, text_digest

CLEANED = [
    ("NUL", "حل\0ب", "حلب"),
    ("control characters", "حلب\x07\x1b", "حلب"),
    ("a lone surrogate", "حلب\ud800", "حلب"),
    ("line ends", "أ\r\nب\rج\u2028د", "أ\nب\nج\nد"),
    ("no-break and wide spaces", "في\u00a0\u3000حلب", "في حلب"),
    ("tabs", "في\tحلب", "في حلب"),
    ("a bidi override", "\u202eحلب\u202c", "حلب"),
    ("a soft hyphen", "news\u00adroom", "newsroom"),
    ("a byte order mark inside", "\ufeffحلب", "حلب"),
    ("presentation forms", "ﺣﻠﺐ", "حلب"),
    ("decomposed hamza", "ا\u0654حمد", "أحمد"),
    ("entities", "&quot;حلب&quot;&nbsp;&#8220;x&#8221; R&amp;D &#1581;&#x644;&#1576;", '"حلب" “x” R&D حلب'),
    ("entities escaped again", "&amp;quot;حلب&amp;amp;nbsp;دمشق&#38;quot;", '"حلب دمشق"'),
    ("entities of what is not seen", "حل&shy;ب&#8238;&#0;", "حلب\ufffd"),
    ("tags that were escaped", "3 &lt; 5", "3 < 5"),
    ("many empty lines", "أ\n\n\n\n\nب", "أ\n\nب"),
    ("spaces at the ends of lines", " أ \n ب ", "أ\nب"),
]
KEPT = [
    "AT&T",
    "https://x.example/?a=1&copy=2&lt",
    "&foo;",
    "& ;",
    "وِزَارَةُ",
    "حـــلب",
    "حلب\u200f.",
    "“حلب”",
    "می\u200cخواهد",
    "٢٠١٦",
    "½ €",
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CLEANED], ids=[row[0] for row in CLEANED])
def test_what_disturbs_is_taken_out(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize("text", KEPT)
def test_what_a_reader_sees_stays(text: str) -> None:
    assert clean(text) == text


@given(st.text(alphabet=st.characters()))
def test_clean_text_can_be_stored_and_is_clean(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


@given(st.text(alphabet="&;#ampquotnbsx0123456789 "))
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("text", ["&amp;" * 300_000, "&" + "amp;" * 300_000, "&#" * 500_000, "&a" * 500_000])
def test_entities_are_read_in_time(text: str) -> None:
    began = time.process_time()
    clean(text)
    assert time.process_time() - began < 2


def test_the_same_text_has_the_same_digest_whatever_its_spelling() -> None:
    assert text_digest("أ", "إلى  حَلَب", "x") == text_digest("ا", "الى\nحلب", "x")
    assert text_digest("أ", "إلى حلب", "x") != text_digest("أ", "إلى حلب", "y")
    assert text_digest("أ", "إلى حلب", "x") != text_digest("أ", "إلى حمص", "x")
