import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import AliasUse, Entity
from tests.factories import (
    make_alias,
    make_article,
    make_mention,
    make_organisation,
    make_person,
    make_place,
    make_source,
)

pytestmark = pytest.mark.django_db


def page(client: Client, entity: Entity, query: str = "", prefix: str = "") -> str:
    response = client.get(prefix + entity.get_absolute_url().removeprefix("/en") + query)
    assert response.status_code == 200
    return response.content.decode()


def mention_together(body: str, *entities: Entity, **more: object) -> None:
    article = make_article(body=body, headline=body, **more)
    for entity in entities:
        make_mention(article, entity)


def test_a_record_shows_its_names_in_both_languages(client: Client) -> None:
    shown = page(client, make_person("سيرغي شويغو", "Sergei Shoigu", "شويغو", description_ar="وزير الدفاع"))
    for text in ("سيرغي شويغو", "Sergei Shoigu", "شويغو", "وزير الدفاع"):
        assert text in shown


def test_a_slug_may_be_arabic(client: Client) -> None:
    assert "محمد" in page(client, make_person("محمد"))


def test_an_adjective_of_nationality_is_no_name_to_show(client: Client) -> None:
    place = make_place("سوريا", "Syria")
    make_alias(place, "سورية")
    make_alias(place, "السوريون", AliasUse.ABOUT)
    shown = page(client, place)
    assert "سورية" in shown
    assert "السوريون" not in shown


def test_a_name_that_counts_in_two_ways_is_shown_once(client: Client) -> None:
    place = make_place("سوريا", "Syria")
    make_alias(place, "سورية")
    make_alias(place, "سورية", AliasUse.AFTER_CUE)
    assert page(client, place).count("سورية") == 1


def test_a_record_not_in_use_is_not_found(client: Client) -> None:
    person = make_person("فلان", "So And So", is_active=False)
    assert client.get(person.get_absolute_url()).status_code == 404


def test_a_record_of_another_kind_is_not_found(client: Client) -> None:
    place = make_place("حلب", "Aleppo")
    assert client.get(f"/people/{place.slug}/").status_code == 404


def test_a_place_says_where_it_lies_and_what_it_holds(client: Client) -> None:
    syria = make_place("سوريا", "Syria", category="country")
    aleppo = make_place("حلب", "Aleppo", parent=syria, latitude=36.2021, longitude=37.1343)
    make_place("خربة", "Ruin", parent=aleppo, is_active=False)
    make_place("لا يذكرها أحد", "Unnamed", parent=aleppo)
    mention_together("في عفرين", make_place("عفرين", "Afrin", parent=aleppo))
    shown = page(client, aleppo)
    assert 'href="/places/syria/"' in shown
    assert "36.20° N, 37.13° E" in shown
    assert "عفرين" in shown
    assert "خربة" not in shown
    assert "لا يذكرها أحد" not in shown


def test_its_articles_stand_newest_first_and_unpublished_ones_nowhere(client: Client) -> None:
    place = make_place("حلب", "Aleppo")
    mention_together("قديم حلب", place, published_on=dt.date(2001, 1, 1))
    mention_together("جديد حلب", place, published_on=dt.date(2020, 1, 1))
    mention_together("بلا تاريخ حلب", place)
    mention_together("محجوب حلب", place, is_published=False)
    shown = page(client, place)
    assert shown.index("جديد حلب") < shown.index("قديم حلب") < shown.index("بلا تاريخ حلب")
    assert "محجوب" not in shown


def test_its_articles_are_paged(client: Client) -> None:
    place = make_place("حلب", "Aleppo")
    for number in range(21):
        mention_together(f"خبر {number} حلب", place)
    assert page(client, place).count("hit__headline") == 20
    assert page(client, place, "?page=2").count("hit__headline") == 1


def test_what_it_is_mentioned_with_leads_to_the_search_for_both(client: Client) -> None:
    place, person = make_place("حلب", "Aleppo"), make_person("شويغو", "Shoigu")
    mention_together("شويغو في حلب", place, person)
    assert 'href="/?person=shoigu&amp;place=aleppo"' in page(client, place)


def test_companions_of_its_own_kind_share_a_list_on_its_page(client: Client) -> None:
    aleppo, damascus = make_place("حلب", "Aleppo"), make_place("دمشق", "Damascus")
    mention_together("حلب ثم دمشق", aleppo, damascus)
    mention_together("حلب وحدها", aleppo)
    assert 'href="/places/aleppo/?with=damascus#articles"' in page(client, aleppo)
    narrowed = page(client, aleppo, "?with=damascus")
    assert "حلب ثم دمشق" in narrowed
    assert "حلب وحدها" not in narrowed


def test_its_search_is_one_click_away(client: Client) -> None:
    assert 'href="/?organisation=un"' in page(client, make_organisation("الأمم المتحدة", "UN"))
    assert 'href="/en/?organisation=nato"' in page(client, make_organisation("الناتو", "NATO"), prefix="/en")


def test_a_page_takes_the_same_queries_for_any_number_of_articles(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place, source = make_place("حلب", "Aleppo"), make_source()
    for number in range(12):
        mention_together(f"شخص{number} في حلب", place, make_person(f"شخص{number}"), source=source)
    with django_assert_max_num_queries(8):
        page(client, place)
