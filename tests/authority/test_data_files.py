"""The rules that the authority files of the archive keep.

`country_boxes.tsv` has the box in which each country lies, in whole degrees: the extent of its towns of 500 people and
more in GeoNames (https://www.geonames.org, CC BY 4.0), a degree wider on each side; a few without towns by hand.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale

from articles.arabic.normalize import fold
from articles.arabic.stopwords import STOP_WORDS
from articles.arabic.tokens import folded_words
from articles.authority.records import AuthorityRecords, EntityRecord, SourceRecord, read_authority
from articles.models import AliasUse, Kind
from articles.tagging.gazetteer import Name, Record, surnames

ARABIC_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
LATIN_LETTER = re.compile("[A-Za-z]")
ARABIC_SCRIPT = re.compile("[\\u0600-\\u06ff0-9 .()\\-\u2013]+")
BOXES = Path(__file__).with_name("country_boxes.tsv")
UNSURE = 0.5  # the weight of a record that is given none

# What CLDR counts as territories and ISO 3166 does not; Kosovo (XK) is a country in the news.
NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
# Nauru has none, the Vatican is its own, and Jerusalem, as Arab news files it, is Palestine's.
NO_CAPITAL = frozenset(["IL", "NR", "VA"])


@pytest.fixture(scope="module")
def records() -> AuthorityRecords:
    """Read by the loader's own rules: unique ids, known parents, coordinates in range, no empty names."""
    return read_authority()


@pytest.fixture(scope="module")
def places(records: AuthorityRecords) -> list[EntityRecord]:
    return [record for record in records.entities if record.kind == Kind.PLACE]


@pytest.mark.parametrize(("kind", "least"), [(Kind.PLACE, 3_900), (Kind.PERSON, 1_650), (Kind.ORGANISATION, 850)])
def test_there_are_enough_records_of_each_kind(records: AuthorityRecords, kind: Kind, least: int) -> None:
    assert sum(record.kind == kind for record in records.entities) >= least


def test_there_are_enough_outlets(records: AuthorityRecords) -> None:
    assert len(records.sources) >= 170


def test_every_country_is_a_record_that_the_others_name_by_its_code(
    records: AuthorityRecords, places: list[EntityRecord]
) -> None:
    known = {place.country_code for place in places if place.category in ("country", "territory")}
    assert not [each.slug for each in _all(records) if each.country_code not in {*known, ""}]


def test_no_country_of_the_world_is_missing(places: list[EntityRecord]) -> None:
    territories = {str(code) for code in Locale("ar").territories if re.fullmatch("[A-Z]{2}", str(code))}
    known = {place.country_code for place in places if place.category in ("country", "territory")}
    assert not territories - NOT_COUNTRIES - known


def test_every_country_has_its_capital(places: list[EntityRecord]) -> None:
    countries = {place.country_code for place in places if place.category == "country"}
    capitals = {place.country_code for place in places if place.is_capital}
    missing = countries - capitals - NO_CAPITAL
    assert not missing


def test_no_place_lies_in_itself(places: list[EntityRecord]) -> None:
    parents = {place.slug: place.parent for place in places}
    for slug in parents:
        path, here = [slug], parents[slug]
        while here and here not in path:
            path.append(here)
            here = parents[here]
        assert not here, f"a circle: {path}"


def test_every_record_has_both_names_and_every_place_a_type(records: AuthorityRecords) -> None:
    assert not [each.slug for each in _all(records) if not (each.name_ar and each.name_en)]
    assert not [each.slug for each in records.entities if each.kind != Kind.PERSON and not each.category]


def test_arabic_names_are_in_arabic_letters_and_english_ones_are_not(records: AuthorityRecords) -> None:
    faults = [
        (each.slug, text) for each in records.entities for text in _arabic(each) if not ARABIC_LETTER.search(text)
    ]
    faults += [(each.slug, text) for each in records.entities for text in _english(each) if ARABIC_LETTER.search(text)]
    faults += [
        (each.slug, text) for each in records.entities for text in _english(each) if not LATIN_LETTER.search(text)
    ]
    assert not faults


def test_no_name_has_tatweel_or_odd_spaces(records: AuthorityRecords) -> None:
    odd = re.compile("\u0640|  |\u00a0")
    assert not [(each.slug, text) for each in records.entities for text in _names(each) if odd.search(text)]


def test_a_name_that_two_records_of_a_kind_share_belongs_to_one_of_them_first(records: AuthorityRecords) -> None:
    owners: dict[tuple[Kind, str], dict[str, float]] = defaultdict(dict)
    for record in records.entities:
        for text in _always(record):
            owners[record.kind, fold(text)][record.slug] = UNSURE if record.prior is None else record.prior
    undecided = {
        name: list(priors)
        for (_, name), priors in owners.items()
        if list(priors.values()).count(max(priors.values())) > 1
    }
    assert not undecided


def test_an_arabic_name_of_a_person_or_a_place_is_in_arabic_script_alone(records: AuthorityRecords) -> None:
    faults = [
        (each.slug, text)
        for each in records.entities
        for text in _arabic(each)
        if each.kind != Kind.ORGANISATION and not ARABIC_SCRIPT.fullmatch(text)
    ]
    assert not faults


def test_a_place_lies_in_the_box_of_its_country(places: list[EntityRecord], boxes: dict[str, list[int]]) -> None:
    outside = []
    for place in places:
        if place.country_code and place.latitude is not None and place.longitude is not None:
            south, north, west, east = boxes[place.country_code]
            if not (south <= place.latitude <= north and west <= place.longitude <= east):
                outside.append((place.slug, place.latitude, place.longitude))
    assert not outside


def test_a_city_has_coordinates_and_lies_in_its_own_country(places: list[EntityRecord]) -> None:
    country = {place.slug: place.country_code for place in places}
    cities = [place for place in places if place.category == "city"]
    assert not [city.slug for city in cities if city.latitude is None or not city.parent]
    assert not [city.slug for city in cities if country[city.parent] != city.country_code]


def test_there_are_enough_countries_and_cities_with_arabic_names(places: list[EntityRecord]) -> None:
    countries = [place for place in places if place.category in ("country", "territory")]
    cities = [place for place in places if place.category == "city" and place.name_ar]
    assert (len(countries) >= 250, len(cities) >= 3_200) == (True, True)


def test_an_adjective_of_nationality_is_a_hint_of_one_country_and_no_name_of_another(
    places: list[EntityRecord],
) -> None:
    of_country: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for text in _with(place, AliasUse.ABOUT):
            of_country[fold(text)].add(place.country_code)
    named = {(fold(text), place.country_code) for place in places for text in _always(place)}
    assert len(of_country) > 700
    assert {tuple(sorted(codes)) for codes in of_country.values() if len(codes) > 1} == {("CD", "CG")}  # two Congos
    assert not [(text, code) for text, code in named if of_country.get(text, {code}) != {code}]  # زيمبابوي is both


def test_every_country_but_a_few_islands_has_an_adjective(places: list[EntityRecord]) -> None:
    countries = [place for place in places if place.category == "country"]
    assert not [place.slug for place in countries if not list(_with(place, AliasUse.ABOUT))]


def test_a_name_shared_by_records_of_several_kinds_counts_always_for_one_of_them(records: AuthorityRecords) -> None:
    owners: dict[str, set[tuple[Kind, str]]] = defaultdict(set)
    for record in records.entities:
        for text in _always(record):
            owners[fold(text)].add((record.kind, record.slug))
    assert not {text: held for text, held in owners.items() if len({kind for kind, _ in held}) > 1}


def test_no_name_that_counts_always_is_a_stop_word_or_one_letter(records: AuthorityRecords) -> None:
    always = [(each.slug, text) for each in records.entities for text in _always(each)]
    assert not [(slug, text) for slug, text in always if {*folded_words(text)} <= STOP_WORDS or len(fold(text)) < 2]


def test_no_surname_that_counts_alone_is_a_stop_word(records: AuthorityRecords) -> None:
    """علي and على fold alike: whose last name is علي is never meant by it alone."""
    alone = {(each.slug, words) for each in records.entities for words in surnames(_tagged(each)) if len(words) == 1}
    assert not {slug for slug, words in alone if words[0] in STOP_WORDS}


def test_every_person_and_organisation_is_described_in_both_languages(records: AuthorityRecords) -> None:
    described = [each for each in records.entities if each.kind != Kind.PLACE]
    assert not [each.slug for each in described if not (each.description_ar and each.description_en)]


def test_no_two_outlets_share_an_arabic_name_another_name_or_a_domain(records: AuthorityRecords) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for source in records.sources:
        for text in _source_names(source):
            owners[fold(text)].add(source.slug)
    assert not {text: slugs for text, slugs in owners.items() if len(slugs) > 1}


@pytest.fixture(scope="module")
def boxes() -> dict[str, list[int]]:
    """country -> the southern, northern, western and eastern bound."""
    rows = [line.split("\t") for line in BOXES.read_text(encoding="utf-8").splitlines()[1:]]
    return {code: [int(bound) for bound in bounds] for code, *bounds in rows}


def _tagged(record: EntityRecord) -> Record:
    """The record as the tagger knows it."""
    names = (Name(record.name_ar, record.name_use), *(Name(alias.text, alias.use) for alias in record.aliases))
    return Record(1, record.kind, names, surname_counts=record.surname_counts)


def _with(record: EntityRecord, use: AliasUse) -> Iterator[str]:
    yield from (alias.text for alias in record.aliases if alias.use == use)


def _all(records: AuthorityRecords) -> Iterator[EntityRecord | SourceRecord]:
    yield from records.entities
    yield from records.sources


def _arabic(record: EntityRecord) -> Iterator[str]:
    yield from filter(None, [record.name_ar])
    yield from (alias.text for alias in record.aliases if alias.language == "ar")


def _english(record: EntityRecord) -> Iterator[str]:
    yield from filter(None, [record.name_en])
    yield from (alias.text for alias in record.aliases if alias.language == "en")


def _names(record: EntityRecord) -> Iterator[str]:
    yield from _arabic(record)
    yield from _english(record)


def _always(record: EntityRecord) -> Iterator[str]:
    """The Arabic names that count in any article: where two records share one, the weights must decide."""
    if record.name_use == AliasUse.ALWAYS:
        yield record.name_ar
    yield from (a.text for a in record.aliases if a.language == "ar" and a.use == AliasUse.ALWAYS)


def _source_names(source: SourceRecord) -> Iterator[str]:
    yield from filter(None, [source.name_ar, source.domain, *source.other_names.splitlines()])
