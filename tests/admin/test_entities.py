"""Keeping people, organisations, places and outlets in the admin."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from articles.models import Alias, AliasUse, Entity, Mention, Person, Place, RecordOrigin, Source
from articles.tagging.apply import retag
from tests.factories import make_alias, make_article, make_mention, make_person, make_place, make_source

pytestmark = pytest.mark.django_db


def form(
    name_ar: str = "", name_en: str = "", aliases: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    data = {
        "name_ar": name_ar,
        "name_en": name_en,
        "name_use": "always",
        "surname_counts": "on",
        "is_active": "on",
        "aliases-TOTAL_FORMS": len(aliases or []),
        "aliases-INITIAL_FORMS": sum("id" in alias for alias in aliases or []),
    }
    for number, alias in enumerate(aliases or []):
        row = {"language": "ar", "use": "always"} | alias
        data |= {f"aliases-{number}-{name}": value for name, value in row.items()}
    return data | more


def messages_of(response: Any) -> str:
    return str([str(message) for message in get_messages(response.wsgi_request)])


def test_a_person_is_added_with_aliases_and_is_a_curators(curator: Client) -> None:
    data = form("بشار الأسد", "Bashar al-Assad", [{"text": "بشار حافظ الأسد"}], slug="", country_code="sy")
    assert curator.post("/admin/articles/person/add/", data).status_code == 302
    person = Person.objects.get()
    assert (person.kind, person.slug, person.origin, person.country_code) == (
        "person",
        "bashar-al-assad",
        "curator",
        "SY",
    )
    assert person.aliases.get().origin == RecordOrigin.CURATOR


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"name_ar": "", "name_en": ""}, "A record needs an Arabic or an English name."),
        ({"slug": "taken"}, "Another record of this kind has this slug."),
        ({"country_code": "SYR"}, "at most 2 characters"),
        ({"country_code": "١٢"}, "Two Latin letters"),
        ({"prior": "1.5"}, "A number from 0 to 1."),
        ({"latitude": "91"}, "A number from -90 to 90."),
        ({"parent": "person"}, "Choose a place"),
    ],
)
def test_a_record_that_cannot_be_is_refused_in_words(curator: Client, more: dict[str, str], reason: str) -> None:
    make_place("مأخوذ", slug="taken")
    if "parent" in more:
        more = {"parent": str(make_person("شخص").pk)}
    response = curator.post("/en/admin/articles/place/add/", form("حلب", "Aleppo") | more)
    assert response.status_code == 200
    assert reason in str(response.context["errors"])


def test_a_place_cannot_lie_in_itself_over_however_many_steps(curator: Client) -> None:
    country = make_place("سوريا")
    city = make_place("حلب", parent=country)
    response = curator.post(f"/en/admin/articles/place/{country.pk}/change/", form("سوريا", parent=city.pk))
    assert "does not itself lie in this one" in str(response.context["errors"])


def test_an_alias_that_a_curator_changes_is_the_curators(curator: Client) -> None:
    place = make_place("حلب", "Aleppo", origin=RecordOrigin.AUTHORITY, slug="sy-aleppo")
    alias = Alias.objects.create(entity=place, text="الشهباء", origin=RecordOrigin.AUTHORITY)
    other = Alias.objects.create(entity=place, text="Halab", language="en", origin=RecordOrigin.AUTHORITY)
    rows = [
        {"id": alias.pk, "entity": place.pk, "text": "حلب الشهباء", "use": "after_cue"},
        {"id": other.pk, "entity": place.pk, "text": "Halab", "language": "en"},
    ]
    response = curator.post(f"/en/admin/articles/place/{place.pk}/change/", form("حلب", "Aleppo", rows, slug="x"))
    assert response.status_code == 302
    assert "names have changed" in messages_of(response)
    alias.refresh_from_db()
    assert (alias.text, alias.use, alias.origin) == ("حلب الشهباء", AliasUse.AFTER_CUE, RecordOrigin.CURATOR)
    assert Alias.objects.get(pk=other.pk).origin == RecordOrigin.AUTHORITY
    assert Place.objects.get().slug == "sy-aleppo"  # the slug of a loaded record stays


def test_a_changed_name_shows_on_the_site_at_once(curator: Client) -> None:
    place = make_place("حلب", "Aleppo")
    curator.post(f"/en/admin/articles/place/{place.pk}/change/", form("حلب الشهباء", "Aleppo", slug=place.slug))
    assert "حلب الشهباء" in curator.get(place.get_absolute_url()).text


class TestDeleting:
    def test_a_record_with_mentions_is_kept_and_the_way_out_is_told(self, curator: Client) -> None:
        place = make_place("حلب", "Aleppo")
        make_mention(make_article(), place)
        response = curator.post(f"/en/admin/articles/place/{place.pk}/delete/", {"post": "yes"}, follow=True)
        assert "has 1 mention and cannot be deleted: put it out of use instead" in response.text
        assert Place.objects.exists()

    def test_a_record_of_the_authority_files_is_kept(self, curator: Client) -> None:
        place = make_place("حلب", "Aleppo", origin=RecordOrigin.AUTHORITY)
        response = curator.get(f"/en/admin/articles/place/{place.pk}/delete/", follow=True)
        assert "put it out of use instead" in response.text

    def test_in_bulk_nothing_goes_when_one_must_stay(self, curator: Client) -> None:
        kept, other = make_place("حلب", "Aleppo", origin=RecordOrigin.AUTHORITY), make_place("حمص", "Homs")
        data = {"action": "delete_selected", "_selected_action": [kept.pk, other.pk], "post": "yes"}
        assert "cannot be deleted" in messages_of(curator.post("/en/admin/articles/place/", data))
        assert Place.objects.count() == 2
        data["_selected_action"] = [other.pk]
        curator.post("/en/admin/articles/place/", data)
        assert Place.objects.get() == Place.objects.get(pk=kept.pk)

    def test_a_record_nobody_needs_goes(self, curator: Client) -> None:
        place = make_place("حلب", "Aleppo", "Halab")
        curator.post(f"/admin/articles/place/{place.pk}/delete/", {"post": "yes"})
        assert not Entity.objects.exists()

    @pytest.mark.parametrize("loaded", [True, False])
    def test_an_outlet_that_is_needed_stays(self, curator: Client, loaded: bool) -> None:
        source = make_source(loaded={"name_ar": "عربي21"} if loaded else {})
        if not loaded:
            make_article(source=source)
        response = curator.post(f"/en/admin/articles/source/{source.pk}/delete/", {"post": "yes"}, follow=True)
        assert "cannot be deleted" in response.text
        assert Source.objects.exists()


class TestBulkActions:
    def run(self, curator: Client, action: str, *records: Entity) -> str:
        data = {"action": action, "_selected_action": [record.pk for record in records]}
        return messages_of(curator.post("/en/admin/articles/place/", data))

    def test_records_go_out_of_use_and_come_back(self, curator: Client) -> None:
        place = make_place("حلب", "Aleppo")
        assert "1 record is now out of use" in self.run(curator, "put_out_of_use", place)
        assert not Entity.objects.active().exists()
        assert "View on site" not in curator.get(f"/en/admin/articles/place/{place.pk}/change/").text
        assert "1 record is now in use" in self.run(curator, "put_into_use", place)

    def test_articles_that_mention_or_could_mention_a_record_are_tagged_again(self, curator: Client) -> None:
        place = make_place("حلب", "Aleppo")
        mentions, could, neither = make_article(), make_article("زار الشهباء أمس."), make_article("زار حمص.")
        retag([mentions, could, neither])
        make_alias(place, "الشهباء")
        told = self.run(curator, "retag_articles", place)
        assert "looked through: 2. Articles whose mentions have changed: 1." in told
        assert set(Mention.objects.values_list("article", flat=True)) == {mentions.pk, could.pk}


class TestLists:
    def found(self, curator: Client, query: dict[str, str]) -> list[str]:
        response = curator.get("/admin/articles/place/", query)
        return [record.name_ar for record in response.context["cl"].result_list]

    def test_any_name_in_any_spelling_finds_a_record(self, curator: Client) -> None:
        place = make_place("إدلب", "Idlib", "الخضراء")
        make_place("حلب", "Aleppo")
        for term in ("ادلب", "idlib", "الخضرا", "ادلب IDLIB"):
            assert self.found(curator, {"q": term}) == [place.name_ar], term

    def test_the_list_counts_articles_and_sorts_by_the_count(self, curator: Client) -> None:
        aleppo, homs = make_place("حلب"), make_place("حمص")
        article = make_article("حلب ثم حلب ثم حمص")
        make_mention(article, homs)
        make_mention(article, aleppo)
        make_mention(make_article("حلب"), aleppo)
        make_mention(make_article("حلب", is_published=False), aleppo)
        make_place("إدلب")
        assert self.found(curator, {"o": "-5"}) == ["حلب", "حمص", "إدلب"]
        response = curator.get("/admin/articles/place/", {"o": "-5"})
        assert [record.article_count for record in response.context["cl"].result_list] == [2, 1, 0]
        assert f"/admin/articles/mention/?entity__id__exact={aleppo.pk}" in response.text

    def test_filters_offer_only_countries_and_types_that_occur(self, curator: Client) -> None:
        make_place("سوريا", "Syria", category="country", country_code="SY")
        make_place("حلب", "Aleppo", category="city", country_code="SY")
        make_person("شخص", country_code="EG")
        response = curator.get("/en/admin/articles/place/")
        offered = {
            spec.title: [choice for _, choice in getattr(spec, "lookup_choices", [])]
            for spec in response.context["cl"].filter_specs
        }
        assert (offered["type"], offered["country"]) == (["city", "country"], ["Syria"])


class TestChoosingARecord:
    def choices(self, curator: Client, term: str, model: str = "mention", field: str = "entity") -> list[str]:
        query = {"term": term, "app_label": "articles", "model_name": model, "field_name": field}
        return [choice["text"] for choice in curator.get("/en/admin/articles/entity/choose/", query).json()["results"]]

    def test_choices_tell_namesakes_apart_and_the_very_name_comes_first(self, curator: Client) -> None:
        make_place("ريف طرابلس", "Around Tripoli")
        make_place("طرابلس", "Tripoli", country_code="LB")
        make_place("طرابلس", "Tripoli", country_code="LY", slug="ly")
        assert self.choices(curator, "طرابلس") == [
            "Tripoli · طرابلس (place, LB)",
            "Tripoli · طرابلس (place, LY)",
            "Around Tripoli · ريف طرابلس (place)",
        ]

    def test_a_record_out_of_use_is_no_choice(self, curator: Client) -> None:
        make_place("حلب", "Aleppo", is_active=False)
        assert self.choices(curator, "حلب") == []

    def test_only_places_are_offered_for_where_a_place_lies(self, curator: Client) -> None:
        make_place("سوريا", "Syria")
        make_person("سوريا فلان", "Suria")
        assert self.choices(curator, "سوريا", "place", "parent") == ["Syria · سوريا (place)"]

    def test_choosing_needs_the_right_to_look(self, client: Client) -> None:
        assert client.get("/admin/articles/entity/choose/").status_code == 302

    def test_a_link_to_a_record_leads_to_the_page_of_its_kind(self, curator: Client) -> None:
        person = make_person("شخص")
        response = curator.get(f"/admin/articles/entity/{person.pk}/change/?_popup=1")
        assert response["Location"] == f"/admin/articles/person/{person.pk}/change/?_popup=1"
