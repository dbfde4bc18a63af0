import json
from pathlib import Path

import pytest

from articles.authority.records import (
    ORGANISATIONS,
    PEOPLE,
    PLACES,
    SOURCES,
    TITLES,
    AliasRecord,
    AuthorityFileError,
    read_authority,
    read_entities,
    read_sources,
    read_titles,
)
from articles.authority.roles import Offices, RoleRecord
from articles.models import AliasUse

OFFICES = Offices(frozenset({"foreign-minister"}), frozenset({"us"}))


def line(**row: object) -> str:
    return json.dumps(row, ensure_ascii=False)


def test_a_person_is_read_with_each_list_of_aliases_under_its_use() -> None:
    row = line(
        id="bashar-al-assad",
        name_ar="بشار الأسد",
        name_en="Bashar al-Assad",
        aliases_ar=["بشار حافظ الأسد"],
        short_ar=["بشار"],
        aliases_en=["Bashar Assad"],
        no_surname=True,
        description_en="President of Syria 2000-2024",
        country="SY",
        prior=0.9,
    )
    (person,) = read_entities(PEOPLE, [row])
    assert (person.slug, person.name_ar, person.country_code, person.prior) == (
        "bashar-al-assad",
        "بشار الأسد",
        "SY",
        0.9,
    )
    assert person.surname_counts is False
    assert person.aliases == (
        AliasRecord("بشار حافظ الأسد", "ar", AliasUse.ALWAYS),
        AliasRecord("بشار", "ar", AliasUse.BESIDE_FULL_NAME),
        AliasRecord("Bashar Assad", "en", AliasUse.ALWAYS),
    )


def test_an_organisation_has_acronyms_that_always_count_and_names_that_need_a_cue() -> None:
    row = line(
        id="isis", type="group", name_ar="داعش", acronyms_ar=["داعش"], after_cue_ar=["الدولة"], name_use="after_cue"
    )
    (group,) = read_entities(ORGANISATIONS, [row])
    assert (group.category, group.name_use, group.surname_counts) == ("group", AliasUse.AFTER_CUE, True)
    assert [(alias.text, alias.use) for alias in group.aliases] == [
        ("داعش", AliasUse.ALWAYS),
        ("الدولة", AliasUse.AFTER_CUE),
    ]


def test_a_place_has_coordinates_a_parent_and_adjectives_that_are_never_mentions() -> None:
    country = line(id="sy", type="country", name_ar="سوريا", country="SY", adjectives_ar=["سوري"])
    city = line(
        id="sy-damascus", type="city", name_ar="دمشق", lat=33.51, lon=36, parent="sy", population=5, capital=True
    )
    syria, damascus = read_entities(PLACES, [country, city])
    assert syria.aliases == (AliasRecord("سوري", "ar", AliasUse.ABOUT),)
    assert (damascus.latitude, damascus.longitude, damascus.parent) == (33.51, 36.0, "sy")
    assert (damascus.population, damascus.is_capital) == (5, True)


def test_a_source_keeps_its_other_names_one_a_line() -> None:
    (source,) = read_sources([line(id="sana", name_ar="سانا", aliases=["وكالة سانا", "SANA"], domain="sana.sy")])
    assert (source.other_names, source.domain) == ("وكالة سانا\nSANA", "sana.sy")


def test_blank_lines_are_passed_over() -> None:
    assert len(list(read_sources(["", line(id="a", name_ar="أ"), "  ", ""]))) == 1


@pytest.mark.parametrize(
    ("file", "rows", "number", "reason"),
    [
        (PEOPLE, ["{"], 1, "this is not JSON"),
        (PEOPLE, ["[]"], 1, "this is not a JSON object"),
        (PEOPLE, ["", line(id="a", name="x")], 2, "unknown key: 'name'"),
        (PEOPLE, [line(id="a", lat=1, name_ar="أ")], 1, "unknown key: 'lat'"),
        (PEOPLE, [line(name_ar="أ")], 1, "it has no 'id'"),
        (PEOPLE, [line(id="a")], 1, "neither 'name_ar' nor 'name_en'"),
        (PEOPLE, [line(id="a", name_ar="أ"), line(id="a", name_ar="ب")], 2, "'a' stands in line 1 already"),
        (PEOPLE, [line(id="A b", name_ar="أ")], 1, "'id' must be lower-case ASCII"),
        (PEOPLE, [line(id=["a"], name_ar="أ")], 1, "'id' must be text"),
        (PEOPLE, [line(id="a", name_ar="")], 1, "'name_ar' must be text, not empty"),
        (PEOPLE, [line(id="a", name_ar=" أ")], 1, "without space around it"),
        (PEOPLE, [line(id="a", name_ar="أ\u202e")], 1, "control or direction character"),
        (PEOPLE, [line(id="a", name_ar="أ" * 201)], 1, "longer than 200 characters"),
        (PEOPLE, [line(id="a", name_ar="أ", country="sy")], 1, "'country' must be two capital letters"),
        (PEOPLE, [line(id="a", name_ar="أ", prior=2)], 1, "'prior' must be a number from 0 to 1"),
        (PEOPLE, [line(id="a", name_ar="أ", prior=True)], 1, "'prior' must be a number"),
        (PEOPLE, ['{"id": "a", "name_ar": "أ", "prior": NaN}'], 1, "'prior' must be a number"),
        (PEOPLE, [line(id="a", name_ar="أ", no_surname="yes")], 1, "'no_surname' must be true or false"),
        (PEOPLE, [line(id="a", name_ar="أ", aliases_ar="ب")], 1, "'aliases_ar' must be a list"),
        (PEOPLE, [line(id="a", name_ar="أ", aliases_ar=[])], 1, "at least one entry"),
        (PEOPLE, [line(id="a", name_ar="أ", aliases_ar=["ب", "ب"])], 1, "an alias stands twice: ب"),
        (ORGANISATIONS, [line(id="a", name_ar="أ", name_use="often")], 1, "'name_use' must be one of always"),
        (PLACES, [line(id="a", name_ar="أ", lat=91, lon=0)], 1, "'lat' must be a number from -90 to 90"),
        (PLACES, [line(id="a", name_ar="أ", lat=1)], 1, "'lat' and 'lon' must stand together"),
        (PLACES, [line(id="a", name_ar="أ", population=-1)], 1, "'population' must be a whole number"),
        (PLACES, [line(id="a", name_ar="أ", parent="b")], 1, "the parent 'b' is no other record"),
        (PLACES, [line(id="a", name_ar="أ", parent="a")], 1, "the parent 'a' is no other record"),
    ],
)
def test_a_faulty_line_is_named_with_its_file_its_number_and_the_reason(
    file: str, rows: list[str], number: int, reason: str
) -> None:
    with pytest.raises(AuthorityFileError) as caught:
        list(read_entities(file, rows))
    assert str(caught.value).startswith(f"{file}, line {number}: ")
    assert reason in str(caught.value)


def test_a_person_has_roles_whose_days_are_known_to_the_year_the_month_or_the_day() -> None:
    roles = [
        {"title": "foreign-minister", "of": "us", "from": "2013-02-01", "to": "2017-01", "acting": True},
        {"title": "foreign-minister", "of": "us", "from": "2019"},
    ]
    (person,) = read_entities(PEOPLE, [line(id="a", name_ar="أ", roles=roles)], OFFICES)
    assert person.roles == (
        RoleRecord("foreign-minister", "us", "2013-02-01", "2017-01", is_acting=True),
        RoleRecord("foreign-minister", "us", "2019"),
    )


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        ({}, "must be a list of objects"),
        (["foreign-minister"], "must be a list of objects"),
        ([], "must be a list of objects with at least one entry"),
        ([{"title": "foreign-minister", "of": "us", "since": "2013"}], "unknown key in a role: 'since'"),
        ([{"title": "king", "of": "us"}], "no known title: 'king'"),
        ([{"title": "foreign-minister", "of": "narnia"}], "no known place or organisation: 'narnia'"),
        ([{"of": "us"}], "no known title: ''"),
        ([{"title": "foreign-minister", "of": "us", "from": "2013-02-30"}], "must be a year, a month or a day"),
        ([{"title": "foreign-minister", "of": "us", "from": 2013}], "must be text"),
        ([{"title": "foreign-minister", "of": "us", "from": "2014", "to": "2013"}], "ends before it begins"),
        ([{"title": "foreign-minister", "of": "us", "from": "2014"}] * 2, "has a role twice"),
        ([{"title": "foreign-minister", "of": "us", "acting": "yes"}], "must be true or false"),
    ],
)
def test_a_faulty_role_is_refused_with_the_reason(roles: object, reason: str) -> None:
    with pytest.raises(AuthorityFileError, match=r"people\.jsonl, line 1: 'roles'") as caught:
        list(read_entities(PEOPLE, [line(id="a", name_ar="أ", roles=roles)], OFFICES))
    assert reason in str(caught.value)


def test_only_people_have_roles() -> None:
    with pytest.raises(AuthorityFileError, match="unknown key: 'roles'"):
        list(read_entities(PLACES, [line(id="a", name_ar="أ", roles=[])], OFFICES))


def test_a_title_keeps_its_wordings_one_a_line() -> None:
    row = line(
        id="king", name_ar="الملك", before_adjective_ar=["الملك", "العاهل"], before_name_ar=["ملك"], alone_ar=["م"]
    )
    (title,) = read_titles([row])
    assert (title.slug, title.before_adjective, title.before_name, title.alone) == ("king", "الملك\nالعاهل", "ملك", "م")


def test_the_roles_of_a_folder_name_its_titles_and_its_places(tmp_path: Path) -> None:
    for file in (ORGANISATIONS, PLACES, SOURCES, TITLES):
        (tmp_path / file).write_text(line(id="a", name_ar="أ") + "\n", encoding="utf-8")
    (tmp_path / PEOPLE).write_text(line(id="b", name_ar="ب", roles=[{"title": "a", "of": "a"}]), encoding="utf-8")
    records = read_authority(tmp_path)
    assert [record.roles for record in records.entities if record.roles] == [(RoleRecord("a", "a"),)]
    assert [title.slug for title in records.titles] == ["a"]


def test_a_source_with_a_domain_that_is_an_address_is_refused() -> None:
    with pytest.raises(AuthorityFileError, match=r"sources\.jsonl, line 1: 'domain' must be a host name"):
        list(read_sources([line(id="a", name_ar="أ", domain="https://a.example/")]))


def test_a_folder_is_read_as_its_four_files(tmp_path: Path) -> None:
    for file in (PEOPLE, ORGANISATIONS, PLACES, SOURCES):
        (tmp_path / file).write_text(line(id="a", name_ar="أ") + "\n", encoding="utf-8")
    records = read_authority(tmp_path)
    assert {record.kind for record in records.entities} == {"person", "organisation", "place"}
    assert [source.slug for source in records.sources] == ["a"]
