"""The rules that the titles and the roles of the authority files keep."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from articles.authority.records import AuthorityRecords, TitleRecord, read_authority
from articles.authority.roles import RoleRecord
from articles.models.role import Tenure, first_day, last_day, tenure

# Offices that texts name without their holder, and who held them: from the records alone.
HELD = [
    ("foreign-minister", "us", date(2016, 5, 6), "john-kerry"),
    ("foreign-minister", "us", date(2012, 5, 6), "hillary-clinton"),
    ("foreign-minister", "ru", date(2016, 5, 6), "sergey-lavrov"),
    ("defence-minister", "ru", date(2016, 5, 6), "sergei-shoigu"),
    ("foreign-minister", "sa", date(2016, 5, 6), "adel-al-jubeir"),
    ("chancellor", "de", date(2010, 1, 1), "angela-merkel"),
    ("prime-minister", "tn", date(2016, 5, 6), "habib-essid"),
    ("king", "sa", date(2012, 1, 1), "abdullah-bin-abdulaziz"),
    ("un-envoy", "sy", date(2016, 5, 6), "staffan-de-mistura"),
    ("secretary-general", "united-nations", date(2003, 3, 20), "kofi-annan"),
    ("secretary-general", "arab-league", date(2003, 3, 20), "amr-moussa"),
    ("pope", "va", date(2004, 1, 1), "john-paul-ii"),
    ("central-bank-governor", "tn", date(2016, 1, 1), "chedly-ayari"),
]


@pytest.fixture(scope="module")
def records() -> AuthorityRecords:
    """Read by the loader's own rules: titles and places that exist, days that are days, ends behind beginnings."""
    return read_authority()


def test_there_are_enough_roles(records: AuthorityRecords) -> None:
    roles = [role for record in records.entities for role in record.roles]
    offices = {(role.title, role.of) for role in roles}
    assert (len(roles) >= 1_400, len(offices) >= 300, len({of for _, of in offices}) >= 100) == (True, True, True)


def test_no_two_people_hold_one_office_at_the_same_time_unless_one_is_acting_or_a_rival(
    records: AuthorityRecords,
) -> None:
    together = [
        (office, one, other)
        for office, held in _held(records).items()
        for (one, a), (other, b) in combinations(held, 2)
        if _overlap(a, b)
    ]
    assert not together


@pytest.mark.parametrize(("title", "of", "day", "person"), HELD)
def test_the_records_know_who_held_an_office_on_a_day(
    records: AuthorityRecords, title: str, of: str, day: date, person: str
) -> None:
    held = _held(records)[title, of]
    assert [who for who, role in held if tenure(role.start, role.end, day) == Tenure.YES] == [person]


def test_every_title_has_both_names_and_wordings_that_no_other_place_of_it_repeats(records: AuthorityRecords) -> None:
    assert not [title.slug for title in records.titles if not (title.name_ar and title.name_en)]
    assert not [title.slug for title in records.titles if not any(_wordings(title))]
    assert not [title.slug for title in records.titles for words in _wordings(title) if len({*words}) < len(words)]


def test_a_wording_that_needs_no_more_belongs_to_one_title_that_is_held_in_one_place(records: AuthorityRecords) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for title in records.titles:
        for wording in title.alone.splitlines():
            owners[wording] |= {of for slug, of in _held(records) if slug == title.slug}
    assert not {wording: places for wording, places in owners.items() if len(places) != 1}


def test_every_title_is_held_by_somebody(records: AuthorityRecords) -> None:
    assert {title.slug for title in records.titles} == {title for title, _ in _held(records)}


def _held(records: AuthorityRecords) -> dict[tuple[str, str], list[tuple[str, RoleRecord]]]:
    found: dict[tuple[str, str], list[tuple[str, RoleRecord]]] = defaultdict(list)
    for record in records.entities:
        for role in record.roles:
            found[role.title, role.of].append((record.slug, role))
    return found


def _overlap(one: RoleRecord, other: RoleRecord) -> bool:
    """Whether both were surely held for more than the day of handing over. Acting and rival ones may be."""
    if any(role.is_acting or role.is_rival for role in (one, other)):
        return False
    (start, end), (other_start, other_end) = _surely(one), _surely(other)
    return max(start, other_start) < min(end, other_end)


def _surely(role: RoleRecord) -> tuple[date, date]:
    return last_day(role.start) if role.start else date.min, first_day(role.end) if role.end else date.max


def _wordings(title: TitleRecord) -> Iterator[list[str]]:
    yield from (words.splitlines() for words in (title.before_adjective, title.before_name, title.alone))
