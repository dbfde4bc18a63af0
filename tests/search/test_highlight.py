"""What is marked, and which passage is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.highlight import SNIPPET_LENGTH, Highlighter
from articles.search.language import parse

MARKED = [
    ("the word", "حلب", "في حلب", "في <mark>حلب</mark>"),
    ("the whole word with its clitics", "حلب", "وبحلب ناس", "<mark>وبحلب</mark> ناس"),
    ("a vocalised word", "حلب", "في حَلَبَ.", "في <mark>حَلَبَ</mark>."),
    ("another form of the word", "مدينة", "المدينتين", "<mark>المدينتين</mark>"),
    ("a phrase as one", '"وقف إطلاق النار"', "بعد وقف إطلاق النار فورا", "بعد <mark>وقف إطلاق النار</mark> فورا"),
    ("a phrase only as spelled", '"إطلاق النار"', "إطلاق نار", "إطلاق نار"),
    ("no stop words beside other words", "في حلب", "في حلب", "في <mark>حلب</mark>"),
    ("a stop word that is all there is", "في", "في حلب", "<mark>في</mark> حلب"),
    ("markup is escaped", "حلب", "<b>حلب</b> & <script>", "&lt;b&gt;<mark>حلب</mark>&lt;/b&gt; &amp; &lt;script&gt;"),
    ("markup in the match", "script", "<script>", "&lt;<mark>script</mark>&gt;"),
    ("nothing asked", "", "في حلب", "في حلب"),
]


@pytest.mark.parametrize(("query", "text", "expected"), [row[1:] for row in MARKED], ids=[row[0] for row in MARKED])
def test_whole_words_are_marked_in_the_original_text(query: str, text: str, expected: str) -> None:
    assert Highlighter(parse(query)).mark(text) == expected


def test_the_passage_shows_the_place_with_most_of_the_words() -> None:
    filler = "كلام كثير لا يعني شيئا " * 40
    text = f"حلب {filler} حلب وروسيا معا {filler} روسيا"
    snippet = Highlighter(parse("حلب روسيا")).snippet(text)
    assert "<mark>حلب</mark> <mark>وروسيا</mark>" in snippet
    assert snippet.startswith("…")
    assert snippet.endswith("…")


def test_a_body_without_a_match_is_shown_from_its_beginning() -> None:
    snippet = Highlighter(parse("حلب")).snippet("كلمة " * 200)
    assert snippet.startswith("كلمة كلمة")
    assert len(snippet) <= SNIPPET_LENGTH + 1


def test_an_endless_word_is_cut() -> None:
    snippet = Highlighter(parse("حلب")).snippet("حلب " + "ا" * 1_000_000)
    assert len(snippet) <= SNIPPET_LENGTH + 20


@given(st.text(alphabet=st.sampled_from("حلبروسيا في<>&\"' \n"), max_size=600))
def test_a_passage_is_always_safe_and_cut_between_words(text: str) -> None:
    snippet = Highlighter(parse("حلب في")).snippet(text)
    bare = snippet.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare
    assert snippet.count("<mark>") == snippet.count("</mark>")


ARTICLES = [
    ("حلب", "معارك في حلب"),
    ("", ""),
    ("وقف إطلاق", "النار في حلب"),  # a phrase does not reach from one text into the next
    ("عنوان\nوحلب", "كلام " * 300 + "حَلَب وقف إطلاق النار" + " كلام" * 300),
    ("صورة 🙂", "حلب 🙂 وحلب"),
]


@pytest.mark.parametrize("query", ["حلب", '"وقف إطلاق النار"', "حل* كلام", "", "زلنطح"])
@pytest.mark.parametrize("more", [[], [("ﷲ", "حلب ﷲ")]], ids=["folded", "with a ligature"])
def test_many_articles_are_marked_as_each_one_is(query: str, more: list[tuple[str, str]]) -> None:
    articles = ARTICLES + more
    singly = [
        (Highlighter(parse(query)).mark(headline), Highlighter(parse(query)).snippet(body))
        for headline, body in articles
    ]
    assert Highlighter(parse(query)).hits(articles) == singly
