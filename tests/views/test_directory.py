import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Entity
from articles.views import directory
from tests.factories import make_article, make_mention, make_organisation, make_person, make_place

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def mention_all(*entities: Entity) -> None:
    article = make_article(body=" ".join(entity.name_ar for entity in entities))
    for entity in entities:
        make_mention(article, entity)


def test_only_records_that_published_articles_mention_are_listed(client: Client) -> None:
    mention_all(make_person("شويغو"))
    make_person("لا يذكره أحد")
    hidden = make_person("محجوب")
    make_mention(make_article(body="محجوب", is_published=False), hidden)
    mention_all(make_person("معطل", is_active=False))
    shown = page(client, "/people/")
    assert "شويغو" in shown
    for absent in ("لا يذكره أحد", "محجوب", "معطل"):
        assert absent not in shown


def test_each_index_has_its_own_kind(client: Client) -> None:
    mention_all(make_person("شويغو"), make_organisation("سبوتنيك"), make_place("حلب"))
    assert "سبوتنيك" in page(client, "/organisations/")
    assert "حلب" not in page(client, "/organisations/")


def test_names_stand_under_their_letters(client: Client) -> None:
    mention_all(make_place("القاهرة", "Cairo"), make_place("بغداد", "Baghdad"))
    arabic = page(client, "/places/")
    assert arabic.index("بغداد") < arabic.index("القاهرة")
    assert '<a href="#letter-2"><bdi>ق</bdi></a>' in arabic
    assert '<h2 class="letter__name" id="letter-1"><bdi>B</bdi></h2>' in page(client, "/en/places/")


@pytest.mark.parametrize("text", ["حلب", "ALEPPO", "الشهبا", "حَلَب"])
def test_the_filter_reads_names_and_aliases_in_any_spelling(client: Client, text: str) -> None:
    mention_all(make_place("حلب", "Aleppo", "الشهباء"), make_place("دمشق", "Damascus"))
    shown = page(client, f"/places/?q={text}")
    assert "/places/aleppo/" in shown
    assert "/places/damascus/" not in shown


def test_a_filter_that_finds_nothing_says_so(client: Client) -> None:
    mention_all(make_place("حلب"))
    assert "لا سجل مما ورد في المقالات" in page(client, "/places/?q=xyz")


def test_a_long_index_is_paged_and_keeps_its_filter(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "PAGE_SIZE", 2)
    mention_all(*(make_place(f"مكان {letter}") for letter in "ابت"))
    shown = page(client, "/places/?q=مكان")
    assert shown.count("letter__count") == 2
    assert "&amp;page=2" in shown


def test_an_index_takes_the_same_queries_for_any_number_of_records(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mention_all(*(make_place(f"مكان{number}") for number in range(12)))
    with django_assert_max_num_queries(3):
        page(client, "/places/?q=مكان")
