"""Words and their places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arabic.tokens import MAX_WORD_LENGTH, folded_words, tokens

WORDS = [
    ("punctuation parts words", "حلب، دمشق؛ حمص؟", ["حلب", "دمشق", "حمص"]),
    ("a vocalised word stays whole", "وِزَارَةُ الخارجيّة", ["وزاره", "الخارجيه"]),
    ("letters and digits of an outlet's name", "عربي21", ["عربي21"]),
    ("scripts part where they meet", "الـBBC", ["ال", "bbc"]),
    ("a lone tatweel is no word", "حلب ـ دمشق", ["حلب", "دمشق"]),
    ("a full stop without a space", "مصر.سوريا", ["مصر", "سوريا"]),
    ("quotation marks", "“سبوتنيك”", ["سبوتنيك"]),
    ("an underscore", "news_room", ["news", "room"]),
    ("Latin accents, composed or not", "café cafe\u0301", ["cafe", "cafe"]),
    ("numbers", "700 ألف و٥٠٠", ["700", "الف", "و500"]),
    ("digits of every script", "٢٠١٦ 2016 ۲۰۱۶ ２０１６", ["2016"] * 4),
    ("thousands are parted alike in every script", "١٬٠٠٠ 1,000", ["1", "000"] * 2),
    ("nothing", " \n،؟", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert folded_words(text) == expected


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.surface
        assert token.start >= end
        assert token.folded
        end = token.end


# What joins, vanishes, decomposes, folds to several letters or parts scripts.
HOSTILE = st.text(
    st.sampled_from(
        "حلبةىئ ا\u0640\u064b\u0651\u0670\u06e1\u200c\u200f\u202e\u2066\ufeff\u00ad\u0301\ufdfa\ufef7aéßﬁ٢2۲_،.\n\x00🙂"
    ),
    max_size=60,
)


@given(HOSTILE)
def test_offsets_are_exact_in_hostile_texts(text: str) -> None:
    words = list(tokens(text))
    assert [text[word.start : word.end] for word in words] == [word.surface for word in words]
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert [word.folded for word in words] == folded_words(text)


@given(st.lists(HOSTILE, max_size=4))
def test_words_of_a_text_are_those_of_its_lines(lines: list[str]) -> None:
    assert folded_words("\n".join(lines)) == [word for line in lines for word in folded_words(line)]


def test_a_direction_mark_behind_a_word_is_not_part_of_it() -> None:
    assert [token.surface for token in tokens("حلب\u200f.")] == ["حلب"]


def test_an_endless_run_is_one_word_cut_short() -> None:
    (token,) = tokens("ا" * 1_000_000)
    assert len(token.folded) == MAX_WORD_LENGTH
