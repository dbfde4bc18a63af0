"""The rules that the authority files of the archive keep."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from babel import Locale

from articles.arabic.normalize import fold
from articles.authority.records import AuthorityRecords, EntityRecord, SourceRecord, read_authority
from articles.models import AliasUse, Kind

ARABIC_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
LATIN_LETTER = re.compile("[A-Za-z]")
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


@pytest.mark.parametrize(("kind", "least"), [(Kind.PLACE, 3_600), (Kind.PERSON, 1_650), (Kind.ORGANISATION, 850)])
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


def test_no_two_outlets_share_an_arabic_name_another_name_or_a_domain(records: AuthorityRecords) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for source in records.sources:
        for text in _source_names(source):
            owners[fold(text)].add(source.slug)
    assert not {text: slugs for text, slugs in owners.items() if len(slugs) > 1}


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
