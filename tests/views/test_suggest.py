"""The suggestions of the search field, as its JSON says them."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.search import sync
from articles.search.params import SearchParams
from articles.search.query import search
from tests.factories import make_article, make_mention, make_organisation, make_person, make_place, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    """Five articles about Aleppo, of which two name Bashar al-Assad; one each about Hama and the Halab Forum."""
    with sync.paused():
        aleppo = make_place("حلب", "Aleppo", "Halab", "الشهباء", slug="aleppo")
        hama, forum = make_place("حماة", "Hama", slug="hama"), make_organisation("منتدى حلب", "Aleppo Forum")
        assad = make_person("بشار الأسد", "Bashar al-Assad", slug="assad")
        make_person("حلمي", "Helmy")  # whom no article mentions
        source = make_source(slug="halabtoday", name_ar="حلب اليوم", name_en="Aleppo Today")
        for number in range(5):
            body = (
                f"في حلب قال بشار الأسد إن وزارة الخارجية والخارج {number}" if number < 2 else f"حلب المدينة {number}"
            )
            made = make_article(body, "خبر", source=source)
            make_mention(made, aleppo)
            if number < 2:
                make_mention(made, assad)
        make_mention(make_article("حماة مدينة"), hama)
        make_mention(make_article("منتدى حلب والحلبيون"), forum)
    sync.drain()


def groups(client: Client, text: str, prefix: str = "") -> dict[str, list[dict[str, Any]]]:
    answer = client.get(f"{prefix}/suggest", {"q": text}).json()
    return {group["kind"]: group["items"] for group in answer["groups"]}


def labels(client: Client, text: str, kind: str, prefix: str = "") -> list[str]:
    return [item["label"] for item in groups(client, text, prefix).get(kind, [])]


PLACES = [
    ("the beginning of a name", "حل", ["حلب"]),
    ("the beginnings of two names, the most used first", "ح", []),
    ("in Latin letters", "alep", ["حلب"]),
    ("an alias", "hal", ["حلب"]),
    ("the article left out", "شهب", ["حلب"]),
    ("other spellings of its letters", "حماه", ["حماة"]),
    ("vowel marks", "حَل", ["حلب"]),
    ("all of it", "aleppo", ["حلب"]),
    ("more than all of it", "aleppos", []),
    ("in the middle of a word", "لب", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_places_are_suggested_by(client: Client, text: str, expected: list[str]) -> None:
    assert labels(client, text, "place") == expected


def test_most_used_come_first(client: Client) -> None:
    assert [item["count"] for item in groups(client, "ha")["place"]] == [5, 1]
    assert labels(client, "ha", "place") == ["حلب", "حماة"]


def test_kinds_come_in_their_order_each_with_its_page(client: Client) -> None:
    answer = client.get("/suggest", {"q": "حل"}).json()
    assert answer["query"] == "حل"
    assert [group["kind"] for group in answer["groups"]] == ["place", "organisation", "source", "word"]
    assert [group["label"] for group in answer["groups"]][-1] == "الكلمات"
    found = groups(client, "حل")
    assert found["place"] == [{"label": "حلب", "other": "Aleppo", "url": "/places/aleppo/", "count": 5}]
    assert found["source"][0]["url"] == "/?source=halabtoday"
    for kind in ("place", "organisation", "source"):
        assert client.get(found[kind][0]["url"]).status_code == 200


def test_any_words_of_a_name_may_begin_so_in_any_order(client: Client) -> None:
    for text in ("بشار", "اسد", "الاسد", "بشار ال", "الأسد بش", "bashar as", "assad"):
        assert labels(client, text, "person") == ["بشار الأسد"], text
    assert labels(client, "بشار حل", "person") == []


def test_labels_are_in_the_language_of_the_page(client: Client) -> None:
    (item,) = groups(client, "حل", "/en")["place"]
    assert item == {"label": "Aleppo", "other": "حلب", "url": "/en/places/aleppo/", "count": 5}


def test_what_no_article_mentions_is_not_suggested(client: Client) -> None:
    assert groups(client, "helmy") == {}


def test_words_are_written_as_in_the_articles_and_find_what_they_say(client: Client) -> None:
    (word, *_) = groups(client, "المد")["word"]
    assert (word["label"], word["query"]) == ("المدينة", "المدينة")
    assert word["count"] == search(SearchParams.from_query(QueryDict(word["url"].partition("?")[2]))).total
    assert labels(client, "مد", "word") == ["المدينة"]


def test_words_come_by_the_articles_that_they_say_they_find(client: Client) -> None:
    for body in ("حوادث", "حوادث", "حوادث", "حوار", "حوار", "والحوار", "بالحوار"):
        make_article(body)
    sync.drain()
    words = groups(client, "حوا")["word"]
    assert [word["count"] for word in words] == sorted((word["count"] for word in words), reverse=True)
    assert words[0]["count"] == 4


def test_the_last_of_several_words_is_completed(client: Client) -> None:
    assert labels(client, "وزارة الخ", "word")[0] == "وزارة الخارجية"
    assert labels(client, '"وزارة الخ', "word")[0] == '"وزارة الخارجية'
    assert labels(client, "حماة الخ", "word") == []  # no article has both


@pytest.mark.parametrize("text", ["", " ", "ح", "7", "؟!", "\x00", '"', "حلب !", "x" * 5000], ids=range(9))
def test_little_or_nothing_has_no_suggestions(client: Client, text: str) -> None:
    assert groups(client, text) == {}


@pytest.mark.parametrize(
    "text", ["حل" * 4000, "ا " * 900, "(((((حلب", "شخص:حل", "-حلب", "حل*", "\ud800حل", "%00حل", "<script>حل", "ال"]
)
def test_hostile_texts_are_answered(client: Client, text: str) -> None:
    response = client.get("/suggest", {"q": text.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_only_reading_is_allowed_and_a_browser_may_keep_the_answer(client: Client) -> None:
    assert client.post("/suggest", {"q": "حل"}).status_code == 405
    assert client.head("/suggest", {"q": "حل"}).status_code == 200
    assert client.get("/suggest").json() == {"query": "", "groups": []}
    assert client.get("/suggest", {"q": "حل"})["Cache-Control"] == "public, max-age=60"


def test_suggestions_follow_the_archive(client: Client) -> None:
    assert labels(client, "دمش", "place") == []
    with sync.paused():
        make_mention(make_article("دمشق وحدها"), make_place("دمشق", "Damascus"))
    sync.drain()
    assert labels(client, "دمش", "place") == ["دمشق"]
    assert labels(client, "وحد", "word") == ["وحدها"]


def test_few_questions_are_put_to_the_database(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    groups(client, "حل")
    with django_assert_max_num_queries(7):  # the stamp of the names, a table of records each, spellings
        groups(client, "حل")
