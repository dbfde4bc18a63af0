"""The list and the forms of mentions in the admin."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from articles.models import Article, Entity, Mention, MentionOrigin, MentionStatus
from articles.tagging import decisions
from articles.tagging.apply import retag
from tests.factories import make_article, make_place

pytestmark = pytest.mark.django_db
LIST = "/en/admin/articles/mention/"


@pytest.fixture
def aleppo() -> Entity:
    return make_place("حلب", "Aleppo")


@pytest.fixture
def article(aleppo: Entity) -> Article:
    article = make_article("وصل الوزير إلى حلب.\nثم غادر حلب.", "الوزير في الشمال")
    retag([article])
    return article


def told(response: Any) -> str:
    return str([str(message) for message in get_messages(response.wsgi_request)])


def states() -> list[tuple[str, str]]:
    return list(Mention.objects.order_by("start", "pk").values_list("status", "origin"))


def test_a_mention_is_added_by_its_words(curator: Client, aleppo: Entity) -> None:
    article = make_article("غادر حلب إلى حلب.")
    data = {"article": article.pk, "entity": aleppo.pk, "surface": "حلب", "occurrence": 2}
    assert curator.post(f"{LIST}add/", data).status_code == 302
    assert Mention.objects.get().start == 13


@pytest.mark.parametrize(("missing", "value"), [("article", ""), ("entity", ""), ("surface", ""), ("surface", "حمص")])
def test_an_incomplete_or_wrong_mention_is_refused(
    curator: Client, article: Article, aleppo: Entity, missing: str, value: str
) -> None:
    data = {"article": article.pk, "entity": aleppo.pk, "surface": "الوزير", "occurrence": 1, missing: value}
    response = curator.post(f"{LIST}add/", data)
    assert response.status_code == 200
    assert response.context["errors"]


def test_another_record_makes_it_a_curators(curator: Client, article: Article) -> None:
    village, mention = make_place("قرية", "Village"), article.mentions.get(start=15)
    curator.post(f"{LIST}{mention.pk}/change/", {"entity": village.pk, "status": "active"})
    mention.refresh_from_db()
    assert (mention.entity, mention.origin, mention.confidence, mention.evidence) == (
        Entity.objects.get(pk=village.pk),
        MentionOrigin.CURATOR,
        None,
        "",
    )
    assert article.mentions.filter(start=15, status=MentionStatus.REJECTED, entity__name_en="Aleppo").exists()


def test_saving_without_a_change_leaves_it_to_the_machine(curator: Client, article: Article, aleppo: Entity) -> None:
    mention = article.mentions.get(start=15)
    curator.post(f"{LIST}{mention.pk}/change/", {"entity": aleppo.pk, "status": "active"})
    assert states() == [("active", "machine"), ("active", "machine")]


def test_a_deleted_mention_of_the_machine_stays_as_rejected(curator: Client, article: Article) -> None:
    response = curator.post(f"{LIST}{article.mentions.get(start=15).pk}/delete/", {"post": "yes"})
    assert "stays as rejected" in told(response)
    assert "successfully" not in told(response)
    retag([article])
    assert states() == [("rejected", "curator"), ("active", "machine")]


def test_a_deleted_mention_of_a_curator_goes(curator: Client, article: Article) -> None:
    mention = article.mentions.get(start=15)
    decisions.confirm(mention)
    assert "successfully" in told(curator.post(f"{LIST}{mention.pk}/delete/", {"post": "yes"}))
    assert states() == [("active", "machine")]


def test_deleting_in_bulk_asks_first_and_keeps_the_machines_as_rejected(curator: Client, article: Article) -> None:
    decisions.confirm(article.mentions.get(start=28))
    data = {"action": "delete_selected", "_selected_action": list(article.mentions.values_list("pk", flat=True))}
    assert "Are you sure" in curator.post(LIST, data).text
    response = curator.post(LIST, data | {"post": "yes"})
    assert "1 mention found by the machine stays as rejected" in told(response)
    assert "1 mention is deleted" in told(response)
    assert states() == [("rejected", "curator")]


@pytest.mark.parametrize(("action", "status"), [("confirm_selected", "active"), ("reject_selected", "rejected")])
def test_mentions_are_decided_in_bulk(curator: Client, article: Article, action: str, status: str) -> None:
    data = {"action": action, "_selected_action": list(article.mentions.values_list("pk", flat=True))}
    assert "2 mentions are decided" in told(curator.post(LIST, data))
    assert states() == [(status, "curator"), (status, "curator")]


def test_the_words_are_shown_within_their_text(curator: Client, article: Article) -> None:
    page = curator.get(f"{LIST}{article.mentions.get(start=15).pk}/change/").text
    assert '<span dir="auto">وصل الوزير إلى <b>حلب</b>.</span>' in page


@pytest.mark.parametrize("term", ["حلب", "aleppo", "الوزير في"])
def test_words_record_and_headline_are_searched(curator: Client, article: Article, term: str) -> None:
    assert curator.get(LIST, {"q": term}).context["cl"].result_count == 2
