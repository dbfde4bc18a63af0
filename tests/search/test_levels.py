"""As spelled, as folded, by the stem: which articles match, in which order, and what the page says of it."""

import datetime as dt
from typing import NoReturn

import pytest

from articles.search import asking, reranking
from articles.search.asking import MANY_WORDS
from articles.search.explanation import Level
from articles.search.notices import Notice
from articles.search.time_limit import QueryTimeoutError
from tests.factories import make_article, make_mention, make_place
from tests.search.test_query import ask, bodies

pytestmark = pytest.mark.django_db

EXACT_MATCH = [
    ("as written", "أحمد", "قال أحمد"),
    ("vowel marks in the text are no letters", "أحمد", "قال أَحْمَد"),
    ("nor is tatweel", "حلب", "في حـلـب"),
    ("presentation forms are the same letters", "حلب", "في ﺣﻠﺐ"),
    ("digits of another set are the same digits", "2016", "عام ٢٠١٦"),
    ("capitals are the same letters", "nato", "حلف NATO"),
    ("a phrase as written", '"إلى حلب"', "وصل إلى حلب"),
    ("the beginning of a word", "مدين*", "في مدينة"),
    ("a function word counts as written", "في", "في حلب"),
]
NO_EXACT_MATCH = [
    ("another hamza", "احمد", "قال أحمد"),
    ("another ya", "مستشفي", "في مستشفى"),
    ("another ta marbuta", "مدينه", "في مدينة"),
    ("the article", "هجوم", "وقع الهجوم"),
    ("a clitic", "حلب", "معارك بحلب"),
    ("a plural", "مدينة", "في مدن"),
    ("a phrase with another hamza", '"الى حلب"', "وصل إلى حلب"),
    ("the letters of a phrase in two places", '"احمد علي"', "قال أحمد علي واحمد وعلي"),
    ("a stem that begins so", "وزير*", "قال الوزير"),
]


@pytest.mark.parametrize(("query", "body"), [row[1:] for row in EXACT_MATCH], ids=[row[0] for row in EXACT_MATCH])
def test_the_exact_spelling_matches(query: str, body: str) -> None:
    make_article(body)
    assert bodies(ask(q=query, exact="1")) == [body]


@pytest.mark.parametrize(("query", "body"), [row[1:] for row in NO_EXACT_MATCH], ids=[row[0] for row in NO_EXACT_MATCH])
def test_the_exact_spelling_does_not_match(query: str, body: str) -> None:
    make_article(body)
    assert bodies(ask(q=query, exact="1")) == []


def test_words_of_the_headline_count_as_spelled_too() -> None:
    make_article("نص", headline="إدلب اليوم")
    assert ask(q="title:إدلب", exact="1").total == 1
    assert ask(q="title:ادلب", exact="1").total == 0
    assert ask(q="إدلب نص", exact="1").total == 1


def test_only_words_spelled_so_are_marked() -> None:
    make_article("قال أحمد ثم احمد")
    assert ask(q="احمد", exact="1").hits[0].snippet == "قال أحمد ثم <mark>احمد</mark>"


RANKS = [  # query, bodies in the order they should come in
    ("hamza", "أحمد", ["قال أحمد", "قال احمد"]),
    ("the folded word before another form", "هجوم", ["وقع هجوم", "وقع الهجوم"]),
    ("as asked, even where it is written so seldom", "احمد", ["قال احمد", "قال أحمد"]),
    ("neighbours before words apart", "مدينة حلب", ["زار مدينة حلب ثم حماة", "زار حلب ثم حماة في مدينة"]),
]


@pytest.mark.parametrize(("query", "expected"), [row[1:] for row in RANKS], ids=[row[0] for row in RANKS])
def test_what_is_nearer_to_the_query_comes_first(query: str, expected: list[str]) -> None:
    for body in expected:  # of hits that are otherwise equal the one added last comes first
        make_article(body)
    assert bodies(ask(q=query)) == expected


WHY = [
    ("as spelled", "أحمد", "قال أحمد", Level.SPELLED, ("أحمد",)),
    ("as folded", "احمد", "قال أحمد", Level.FOLDED, ("أحمد",)),
    ("another form", "مدينة", "في المدينة والمدينة", Level.STEM, ("المدينة", "والمدينة")),
    ("the plain form among others", "مدينة", "في المدينة ومدينة", Level.STEM, ("المدينة", "ومدينة")),
]


@pytest.mark.parametrize(("query", "body", "level", "forms"), [row[1:] for row in WHY], ids=[row[0] for row in WHY])
def test_a_hit_says_how_a_word_stands_in_it(query: str, body: str, level: Level, forms: tuple[str, ...]) -> None:
    make_article(body)
    ((match,),) = [hit.matches for hit in ask(q=query).hits]
    assert (match.word, match.level, set(match.forms)) == (query, level, set(forms))


def test_a_hit_through_a_record_says_so() -> None:
    article = make_article("معارك في حلب")
    make_mention(article, make_place("حلب", "Aleppo"))
    assert [match.level for match in ask(q="Aleppo").hits[0].matches] == [Level.NAMED]


def test_articles_with_some_of_the_words_stand_beside_few_that_have_all() -> None:
    make_article("معارك في حلب")
    make_article("سوق حلب")
    make_article("سوق دمشق")
    page = ask(q="معارك حلب")
    assert (page.total, bodies(page)) == (1, ["معارك في حلب"])
    assert [hit.article.body for hit in page.closest] == ["سوق حلب"]
    assert [match.word for match in page.closest[0].missing] == ["معارك"]


def test_nothing_stands_beside_them_when_all_words_are_wanted() -> None:
    make_article("معارك في حلب")
    make_article("سوق حلب")
    assert ask(q="معارك حلب", all="1").closest == ()


def test_where_all_words_are_wanted_some_do_not_do() -> None:
    make_article("سوق حلب")
    page = ask(q="معارك حلب", all="1")
    assert page.total == 0
    assert Notice.SOME_WORDS not in page.notices


QUESTION = "ما هي أسباب هجرة الطيور شتاء"


def test_of_many_words_most_are_enough_and_the_page_counts_those_with_all() -> None:
    assert len(QUESTION.split()) >= MANY_WORDS
    make_article("هجرة الطيور نحو الجنوب")
    make_article("أسباب هجرة الطيور شتاء كثيرة")
    make_article("بيت من حجر")
    page = ask(q=QUESTION)
    assert bodies(page) == ["أسباب هجرة الطيور شتاء كثيرة", "هجرة الطيور نحو الجنوب"]
    assert page.with_all == 1
    assert ask(page.all_words).total == 1


def test_one_common_word_of_many_is_not_enough() -> None:
    for number in range(30):
        make_article(f"خبر عن حلب {number}")
    make_article("تفاوضت الوفود حول هدنة حلب")
    assert ask(q="حلب هدنة تفاوض وفود").total == 1


def test_words_joined_by_and_are_all_meant() -> None:
    make_article("هجرة الطيور نحو الجنوب")
    assert ask(q="أسباب AND هجرة AND الطيور AND شتاء").total == 0
    assert ask(q="أسباب هجرة الطيور شتاء").total == 1


def test_words_of_a_question_are_not_looked_for() -> None:
    make_article("تقع حلب في سورية")
    assert ask(q="أين تقع حلب؟").total == 1


def test_a_word_of_a_question_is_looked_for_by_itself() -> None:
    make_article("قال متى ومضى")
    assert ask(q="متى").total == 1


def test_those_that_come_closest_do_so_whatever_the_order() -> None:
    make_article("معارك في حلب", published_on=dt.date(2015, 1, 1))
    for day in range(1, 26):
        make_article("سوق دمشق ومعارك", published_on=dt.date(2020, 1, day))
    make_article("حلب: معرض معارك حلب القديمة", headline="معارض حلب", published_on=dt.date(2010, 1, 1))
    make_article("أسواق حلب وخانات حلب ومدارس حلب", headline="حلب", published_on=dt.date(2009, 1, 1))
    page = ask(q="معارك حلب", sort="newest")
    assert page.total == 2
    assert page.closest[0].article.headline == "حلب"


def _too_slow(*_args: object) -> NoReturn:
    raise QueryTimeoutError


def test_a_page_does_without_what_would_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article("معارك في حلب")
    make_article("سوق حلب")
    monkeypatch.setattr(asking, "closest", _too_slow)
    page = ask(q="معارك حلب")
    assert (page.total, page.closest) == (1, ())


def test_of_a_very_long_article_the_first_words_are_looked_at() -> None:
    long = "معارك في حلب " + "كلام آخر كثير " * reranking.READ
    make_article(long)
    make_article("معارك في مدينة حلب")
    assert ask(q="معارك حلب").total == 2
