"""Every page of the admin, in both languages, with rows and with hostile text in them."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from articles.models import (
    Alias,
    Article,
    IngestFailure,
    IngestRun,
    Mention,
    Organisation,
    Original,
    Person,
    Place,
    Sighting,
    Source,
    UnknownName,
)
from tests.admin.conftest import HOSTILE, fill

QUEUE = (UnknownName, Sighting)
MODELS = (Article, Alias, Person, Organisation, Place, Mention, *QUEUE, Source, IngestRun, IngestFailure, Original)
LOGS: tuple[type[Model], ...] = (IngestRun, IngestFailure, Original)
names = [model._meta.model_name for model in MODELS]

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["ar", "en"])
def prefix(request: pytest.FixtureRequest) -> str:
    return "/admin" if request.param == "ar" else "/en/admin"


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_lists_and_forms_answer_in_both_languages(curator: Client, prefix: str, model: type[Model]) -> None:
    fill()
    base = f"{prefix}/articles/{model._meta.model_name}"
    row = model._default_manager.all()[0]
    pages = [f"{base}/", f"{base}/{row.pk}/change/", f"{base}/{row.pk}/history/"]
    pages += [f"{base}/add/"] if model not in {*LOGS, *QUEUE} else []
    for page in pages:
        response = curator.get(page)
        assert response.status_code == 200, page
        assert f'dir="{"rtl" if prefix == "/admin" else "ltr"}"' in response.text


def test_the_header_names_the_archive_and_leads_to_the_other_language_and_the_site(curator: Client) -> None:
    page = curator.get("/en/admin/articles/article/").text
    assert "Arabic News Archive" in page
    assert 'href="/admin/articles/article/" lang="ar"' in page
    assert 'href="/en/"' in page


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_hostile_text_is_escaped_on_every_page(curator: Client, model: type[Model]) -> None:
    fill(text=HOSTILE)
    base = f"/admin/articles/{model._meta.model_name}"
    row = model._default_manager.all()[0]
    for page in (f"{base}/", f"{base}/{row.pk}/change/", f"{base}/{row.pk}/delete/", f"{base}/?q=%3Cscript%3E"):
        assert "<script>alert" not in curator.get(page, follow=True).text, page


@pytest.mark.parametrize("model", MODELS, ids=names)
def test_lists_need_the_same_number_of_queries_for_few_rows_and_for_many(curator: Client, model: type[Model]) -> None:
    address = f"/admin/articles/{model._meta.model_name}/"
    fill(2)
    curator.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        curator.get(address)
    Mention.objects.all().delete()
    for each in (*MODELS, Place):
        each._default_manager.all().delete()
    fill(20)
    with CaptureQueriesContext(connection) as many:
        curator.get(address)
    assert len(many) <= len(few) + 1  # a date hierarchy of several years is one more


@pytest.mark.parametrize("model", LOGS)
def test_logs_can_be_read_and_nothing_else(curator: Client, model: type[Model]) -> None:
    fill()
    base = f"/admin/articles/{model._meta.model_name}"
    row = model._default_manager.all()[0]
    assert curator.get(f"{base}/add/").status_code == 403
    assert curator.get(f"{base}/{row.pk}/delete/").status_code == 403
    assert curator.post(f"{base}/{row.pk}/change/", {"reference": "other"}).status_code == 403


def test_outbox_rows_and_records_of_all_kinds_are_not_on_the_front_page(curator: Client) -> None:
    page = curator.get("/en/admin/").text
    assert "indexingtask" not in page
    assert "/admin/articles/entity/" not in page


def test_someone_who_may_only_look_sees_the_same_pages(client: Client, django_user_model: type[User]) -> None:
    fill()
    reader = django_user_model.objects.create(username="reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    for model in MODELS:
        base = f"/admin/articles/{model._meta.model_name}"
        row = model._default_manager.all()[0]
        for page in (f"{base}/", f"{base}/{row.pk}/change/"):
            assert client.get(page).status_code == 200, page
        assert client.post(f"{base}/{row.pk}/change/", {}).status_code == 403


@pytest.mark.parametrize(
    ("model", "queries"),
    [
        (
            Article,
            ["dated=yes", "dated=no", "year=2011", "year=x", "headline_origin__exact=given", "is_published__exact=1"],
        ),
        (Person, ["country=SY", "is_active__exact=1", "origin__exact=curator"]),
        (Place, ["type=country", "country=SY", "o=5", "o=-5"]),
        (
            Mention,
            ["kind=place", "origin__exact=machine", "status__exact=active", "confidence=sure", "confidence=none"],
        ),
        (UnknownName, ["state=all", "state=later", "state=x", "kind__exact=person", "o=3.-4"]),
        (Sighting, ["name__id__exact=1", "name__state=open", "confidence=doubtful", "kind__exact=place"]),
        (Source, ["type=x", "country=SY"]),
        (IngestFailure, ["run__id__exact=1"]),
        (Original, ["encoding=x"]),
    ],
)
def test_filters_answer(curator: Client, model: type[Model], queries: list[str]) -> None:
    fill(4)
    for query in queries:
        response = curator.get(f"/admin/articles/{model._meta.model_name}/?{query}")
        assert response.status_code == 200, query


def shown(curator: Client, model: str, query: str) -> set[str]:
    response = curator.get(f"/admin/articles/{model}/?{query}")
    return {str(row) for row in response.context["cl"].result_list}


def test_filters_keep_what_they_say(curator: Client) -> None:
    fill(4)
    with translation.override("ar"):
        assert len(shown(curator, "article", "dated=no")) == 2
        assert {row[:7] for row in shown(curator, "article", "year=2011")} == {"عنوان 1"}
        assert len(shown(curator, "place", "type=country")) == 1
        assert shown(curator, "mention", "kind=organisation") == {f"حزب {number} " for number in range(4)}
        assert len(shown(curator, "mention", "confidence=sure")) == 12
        assert not shown(curator, "mention", "confidence=doubtful")


SEARCHED = "article person organisation place mention source original unknownname sighting"


@pytest.mark.parametrize("model", SEARCHED.split())
def test_searches_of_any_text_answer(curator: Client, model: str) -> None:
    fill()
    for term in ("(", "[", "\\", "%", "a' OR 1=1", "حلب دمشق", "\u0640", "ا" * 5000):
        assert curator.get(f"/admin/articles/{model}/", {"q": term}).status_code == 200
