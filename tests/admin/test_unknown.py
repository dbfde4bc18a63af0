"""The list of names to decide about, and of the places where they stand."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from articles.models import Article, Entity, IndexingTask, Kind, Sighting, UnknownName, UnknownState
from articles.tagging import current
from articles.tagging.apply import retag
from tests.factories import make_article, make_person, make_unknown
from tests.tagging.recognisers import Listed

pytestmark = pytest.mark.django_db
LIST, PLACES = "/en/admin/articles/unknownname/", "/en/admin/articles/sighting/"
ZLIT, SHOIGU = "حافظ زليط", "سيرجى شويجو"


@pytest.fixture(autouse=True)
def articles(monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """Three that name the one or the other, as the tagger leaves them."""
    names = {ZLIT: Kind.PERSON, SHOIGU: Kind.PERSON}
    monkeypatch.setattr(current, "recogniser", lambda gazetteer: Listed(names))
    monkeypatch.setattr(current, "_made", None)
    make_person("سيرغي شويغو", "Sergei Shoigu")
    bodies = (f"قال {ZLIT} أمس", f"ثم {ZLIT}", f"قال {SHOIGU}")
    rows = [make_article(body, f"عنوان {number}") for number, body in enumerate(bodies)]
    retag(rows)
    return rows


def act(curator: Client, address: str, action: str, *keys: int, **more: Any) -> str:
    data = {"action": action, "_selected_action": keys, **more}
    response = curator.post(address, data)
    assert response.status_code == 302, response.text
    return str([str(message) for message in get_messages(response.wsgi_request)])


def key(text: str = ZLIT) -> int:
    return UnknownName.objects.get(text=text).pk


def shown(curator: Client, query: str = "") -> list[str]:
    return [str(row) for row in curator.get(f"{LIST}?{query}").context["cl"].result_list]


def test_the_most_frequent_come_first_with_counts_a_sample_and_what_is_spelled_alike(curator: Client) -> None:
    assert shown(curator) == [ZLIT, SHOIGU]
    page = curator.get(LIST).text
    assert f"<b>{ZLIT}</b>" in page
    assert f'{PLACES}?name__id__exact={key()}">2</a>' in page
    assert "Sergei Shoigu" in page


def test_other_names_of_the_same_skeleton_are_shown_and_not_joined(curator: Client) -> None:
    other = make_unknown("حافظ صليط")
    UnknownName.objects.filter(pk=key()).update(skeleton=other.skeleton)
    assert f'{LIST}{other.pk}/change/">حافظ صليط</a>' in curator.get(LIST).text


def test_accepted_it_is_a_record_and_found(curator: Client, articles: list[Article]) -> None:
    act(curator, LIST, "accept_as_new", key())
    record = Entity.objects.get(name_ar=ZLIT)
    assert [article.mentions.get().entity for article in articles[:2]] == [record, record]
    assert shown(curator) == [SHOIGU]
    assert shown(curator, "state=accepted") == [ZLIT]


def test_linked_to_a_chosen_record(curator: Client, articles: list[Article]) -> None:
    record = make_person("مخرج", "Director")
    act(curator, LIST, "link_to_record", key(), record=record.pk)
    assert articles[0].mentions.get().entity == record
    assert record.aliases.get().text == ZLIT


@pytest.mark.parametrize("chosen", ["", "0", "x", "9" * 40, "²"])
def test_without_a_record_chosen_nothing_is_linked(curator: Client, chosen: str) -> None:
    told = act(curator, LIST, "link_to_record", key(), record=chosen)
    assert "Choose the record" in told or "No action selected" in told
    assert UnknownName.objects.get(pk=key()).state == UnknownState.OPEN


def test_linked_to_the_record_suggested(curator: Client, articles: list[Article]) -> None:
    told = act(curator, LIST, "link_to_suggested", key(), key(SHOIGU))
    assert "No one record is suggested" in told
    assert articles[2].mentions.get().entity.name_en == "Sergei Shoigu"


def test_rejected_and_put_off_they_leave_the_list(curator: Client) -> None:
    act(curator, LIST, "reject_selected", key())
    act(curator, LIST, "put_off", key(SHOIGU))
    assert shown(curator) == []
    assert (shown(curator, "state=rejected"), shown(curator, "state=later")) == ([ZLIT], [SHOIGU])
    act(curator, f"{LIST}?state=all", "reopen", key(), key(SHOIGU))
    assert shown(curator) == [ZLIT, SHOIGU]


def test_names_are_neither_added_nor_deleted(curator: Client) -> None:
    assert curator.get(f"{LIST}add/").status_code == 403
    assert curator.post(f"{LIST}{key()}/delete/", {"post": "yes"}).status_code == 403


def test_what_changes_is_indexed(curator: Client, articles: list[Article]) -> None:
    IndexingTask.objects.all().delete()
    act(curator, LIST, "accept_as_new", key())
    assert set(IndexingTask.objects.values_list("article_id", flat=True)) == {articles[0].pk, articles[1].pk}


def test_the_words_of_one_article_are_linked_alone(curator: Client, articles: list[Article]) -> None:
    record = make_person("مخرج", "Director")
    sighting = articles[0].sightings.get()
    act(curator, PLACES, "link_to_record", sighting.pk, record=record.pk)
    assert articles[0].mentions.get().origin == "curator"
    assert [each.article for each in Sighting.objects.filter(name=key())] == [articles[1]]


def test_a_suggestion_is_taken_or_refused_for_these_words(curator: Client, articles: list[Article]) -> None:
    act(curator, PLACES, "link_to_suggested", *Sighting.objects.values_list("pk", flat=True))
    assert articles[2].mentions.get().entity.name_en == "Sergei Shoigu"
    assert Sighting.objects.count() == 2
    another = make_article(f"ثم {SHOIGU}", "آخر")
    retag([another])
    act(curator, PLACES, "reject_suggested", another.sightings.get().pk)
    assert another.mentions.get().status == "rejected"
    retag([another])
    assert not another.sightings.exists()
