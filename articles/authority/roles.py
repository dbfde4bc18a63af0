"""The roles of a line of the authority files: who held which office from when to when. Pure: no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.authority import cleaning
from articles.models.role import first_day, last_day


@dataclass(frozen=True, order=True)
class RoleRecord:
    """An office of a person: `title` is the id of a title, `of` that of a place or an organisation.

    `start` and `end` are years, months or days ("2013", "2013-02", "2013-02-01"); an empty end is open.
    """

    title: str
    of: str
    start: str = ""
    end: str = ""
    is_acting: bool = False
    is_rival: bool = False


@dataclass(frozen=True)
class Offices:
    """The ids that a role may name: of titles, and of what has offices."""

    titles: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()


NO_OFFICES = Offices()

# key -> (field, cleaner of its value)
_KEYS: dict[str, tuple[str, cleaning.Cleaner]] = {
    "title": ("title", cleaning.identifier),
    "of": ("of", cleaning.identifier),
    "from": ("start", cleaning.partial_date),
    "to": ("end", cleaning.partial_date),
    "acting": ("is_acting", cleaning.yes_or_no),
    "rival": ("is_rival", cleaning.yes_or_no),
}


def roles_cleaner(offices: Offices) -> cleaning.Cleaner:
    """A cleaner of the list under "roles", which lets only known titles of known records pass."""

    def clean(value: object) -> tuple[RoleRecord, ...]:
        found = tuple(_role(row, offices) for row in cleaning.rows(value))
        if len({(role.title, role.of, role.start) for role in found}) < len(found):
            raise cleaning.FaultError("has a role twice")
        return found

    return clean


def _role(row: Mapping[str, Any], offices: Offices) -> RoleRecord:
    if unknown := row.keys() - _KEYS.keys():
        raise cleaning.FaultError(f"has an unknown key in a role: {', '.join(map(repr, sorted(unknown)))}")
    values = {_KEYS[key][0]: _KEYS[key][1](value) for key, value in row.items()}
    role = RoleRecord(**{"title": "", "of": "", **values})
    if role.title not in offices.titles:
        raise cleaning.FaultError(f"has a role of no known title: {role.title!r}")
    if role.of not in offices.holders:
        raise cleaning.FaultError(f"has a role of no known place or organisation: {role.of!r}")
    if role.start and role.end and first_day(role.start) > last_day(role.end):
        raise cleaning.FaultError(f"has a role that ends before it begins: {role.start} to {role.end}")
    return role
