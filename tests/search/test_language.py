"""A reader's text as a typed query."""

import pytest

from articles.search.language import MAX_QUERY_LENGTH, MAX_QUERY_WORDS, Phrase, parse
from articles.search.results import Notice

QUERIES = [
    ("words", "حلب الشرقية", ["حلب", "الشرقيه"], []),
    ("a phrase", '"الأمم المتحدة"', [], ["الامم المتحده"]),
    ("a phrase in typographic quotes", "“الأمم المتحدة”", [], ["الامم المتحده"]),
    ("a phrase in guillemets", "«الأمم المتحدة»", [], ["الامم المتحده"]),
    ("both", 'حلب "وقف إطلاق النار" روسيا', ["حلب", "روسيا"], ["وقف اطلاق النار"]),
    ("a repeated word counts once", "حلب حلب", ["حلب"], []),
    ("an empty phrase is nothing", 'حلب ""', ["حلب"], []),
    (
        "other engines' syntax is plain words",
        "title:(a* OR b~9) [1 TO 2] AND \\",
        ["title", "a", "or", "b", "9", "1", "to", "2", "and"],
        [],
    ),
    ("markup is plain words", "<script>alert(1)</script>", ["script", "alert", "1"], []),
    ("nothing", "", [], []),
]


@pytest.mark.parametrize(("text", "words", "phrases"), [row[1:] for row in QUERIES], ids=[row[0] for row in QUERIES])
def test_any_text_is_a_query(text: str, words: list[str], phrases: list[str]) -> None:
    parsed = parse(text)
    assert [word.exact for word in parsed.words] == words
    assert [" ".join(phrase.words) for phrase in parsed.phrases] == phrases
    assert parsed.notices == ()


def test_a_quotation_mark_without_its_pair_is_left_out_and_said() -> None:
    parsed = parse('"وقف إطلاق النار" "حلب')
    assert parsed.phrases == (Phrase(("وقف", "اطلاق", "النار")),)
    assert [word.exact for word in parsed.words] == ["حلب"]
    assert parsed.notices == (Notice.OPEN_QUOTE,)


def test_a_long_text_is_cut_and_said() -> None:
    parsed = parse("ا" * 5000)
    assert Notice.TOO_LONG in parsed.notices
    assert len(parsed.words[0].exact) <= MAX_QUERY_LENGTH


def test_many_words_are_cut_and_said() -> None:
    parsed = parse(" ".join(f"ب{number}" for number in range(40)))
    assert len(parsed.words) == MAX_QUERY_WORDS
    assert parsed.notices == (Notice.TOO_MANY_WORDS,)


def test_many_words_in_phrases_are_cut_too() -> None:
    parsed = parse('"' + " ".join("ب" for _ in range(100)) + '"')
    assert len(parsed.phrases[0].words) == MAX_QUERY_WORDS


@pytest.mark.parametrize("text", ["؟!،.", "🙂", '"', '""'])
def test_signs_alone_are_said_to_be_no_query(text: str) -> None:
    parsed = parse(text)
    assert Notice.NO_WORDS in parsed.notices
    assert not parsed.is_empty


def test_stop_words_count_only_where_there_is_nothing_else() -> None:
    assert [word.exact for word in parse("في حلب").counting_words] == ["حلب"]
    assert [word.exact for word in parse("في من").counting_words] == ["في", "من"]
