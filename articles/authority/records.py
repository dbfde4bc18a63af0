"""Lines of the authority files -> records, or a reason why a line is none. Pure: no database.

One JSON object a line; empty keys are left out. How the keys of a file become fields is told by `_FIELDS`
and `_ALIASES`; a key that stands in neither is an error, so that a misspelt one does not vanish unseen.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn

from articles.authority import cleaning
from articles.authority.roles import NO_OFFICES, Offices, RoleRecord, roles_cleaner
from articles.models import AliasUse, Kind

DATA = Path(__file__).parent / "data"
PEOPLE, ORGANISATIONS, PLACES, SOURCES = "people.jsonl", "organisations.jsonl", "places.jsonl", "sources.jsonl"
TITLES = "titles.jsonl"

KIND_OF_FILE = {PLACES: Kind.PLACE, ORGANISATIONS: Kind.ORGANISATION, PEOPLE: Kind.PERSON}


class AuthorityFileError(ValueError):
    """A line that is no record: which file, which line, and why."""

    def __init__(self, file: str, number: int, reason: str) -> None:
        super().__init__(f"{file}, line {number}: {reason}")
        self.file, self.number, self.reason = file, number, reason


@dataclass(frozen=True, order=True)
class AliasRecord:
    text: str
    language: str  # "ar", or "en" for any Latin script
    use: AliasUse


@dataclass(frozen=True)
class EntityRecord:
    """One person, organisation or place, in the words of `Entity`; `slug` is the file's id, `parent` another's."""

    kind: Kind
    slug: str
    name_ar: str = ""
    name_en: str = ""
    name_use: AliasUse = AliasUse.ALWAYS
    surname_counts: bool = True
    description_ar: str = ""
    description_en: str = ""
    category: str = ""
    country_code: str = ""
    parent: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    is_capital: bool = False
    prior: float | None = None
    aliases: tuple[AliasRecord, ...] = ()
    roles: tuple[RoleRecord, ...] = ()


@dataclass(frozen=True)
class SourceRecord:
    """One outlet, in the words of `Source`; `other_names` holds one a line."""

    slug: str
    name_ar: str = ""
    name_en: str = ""
    other_names: str = ""
    category: str = ""
    domain: str = ""
    country_code: str = ""


@dataclass(frozen=True)
class TitleRecord:
    """A kind of office, in the words of `Title`; each field of wordings holds one a line."""

    slug: str
    name_ar: str = ""
    name_en: str = ""
    before_adjective: str = ""
    before_name: str = ""
    alone: str = ""


@dataclass(frozen=True)
class AuthorityRecords:
    entities: tuple[EntityRecord, ...]
    sources: tuple[SourceRecord, ...]
    titles: tuple[TitleRecord, ...] = ()


_COMMON: dict[str, tuple[str, cleaning.Cleaner]] = {
    "id": ("slug", cleaning.identifier),
    "name_ar": ("name_ar", cleaning.text(200)),
    "name_en": ("name_en", cleaning.text(200)),
    "country": ("country_code", cleaning.country),
}
_ENTITY = {**_COMMON, "prior": ("prior", cleaning.number(0, 1))}
_DESCRIBED = {
    **_ENTITY,
    "description_ar": ("description_ar", cleaning.text(300)),
    "description_en": ("description_en", cleaning.text(300)),
}
_LINES = "\n".join
_TYPED = {"type": ("category", cleaning.text(40))}
_USED = {"name_use": ("name_use", cleaning.alias_use)}

# For each file: key -> (field, cleaner of its value).
_FIELDS: dict[str, dict[str, tuple[str, cleaning.Cleaner]]] = {
    PEOPLE: {**_DESCRIBED, **_USED, "no_surname": ("surname_counts", lambda value: not cleaning.yes_or_no(value))},
    ORGANISATIONS: {**_DESCRIBED, **_TYPED, **_USED},
    PLACES: {
        **_ENTITY,
        **_TYPED,
        **_USED,
        "lat": ("latitude", cleaning.number(-90, 90)),
        "lon": ("longitude", cleaning.number(-180, 180)),
        "parent": ("parent", cleaning.identifier),
        "population": ("population", cleaning.count),
        "capital": ("is_capital", cleaning.yes_or_no),
    },
    SOURCES: {
        **_COMMON,
        **_TYPED,
        "aliases": ("other_names", lambda value: _LINES(cleaning.texts(value))),
        "domain": ("domain", cleaning.domain),
    },
    TITLES: {
        "id": ("slug", cleaning.identifier),
        "name_ar": ("name_ar", cleaning.text(200)),
        "name_en": ("name_en", cleaning.text(200)),
        "before_adjective_ar": ("before_adjective", lambda value: _LINES(cleaning.texts(value))),
        "before_name_ar": ("before_name", lambda value: _LINES(cleaning.texts(value))),
        "alone_ar": ("alone", lambda value: _LINES(cleaning.texts(value))),
    },
}
# For each file: key of a list of aliases -> (their language, when they count).
_ENGLISH = {"aliases_en": ("en", AliasUse.ALWAYS)}
_SHORT = {"short_ar": ("ar", AliasUse.BESIDE_FULL_NAME)}
_ANNOUNCED = {"after_cue_ar": ("ar", AliasUse.AFTER_CUE), "with_country_ar": ("ar", AliasUse.WITH_COUNTRY)}
_ALIASES: dict[str, dict[str, tuple[str, AliasUse]]] = {
    PEOPLE: {"aliases_ar": ("ar", AliasUse.ALWAYS), **_SHORT, **_ENGLISH},
    ORGANISATIONS: {
        "aliases_ar": ("ar", AliasUse.ALWAYS),
        "acronyms_ar": ("ar", AliasUse.ALWAYS),
        **_ANNOUNCED,
        **_SHORT,
        **_ENGLISH,
    },
    PLACES: {
        "aliases_ar": ("ar", AliasUse.ALWAYS),
        "after_preposition_ar": ("ar", AliasUse.AFTER_PREPOSITION),
        **_ANNOUNCED,
        "adjectives_ar": ("ar", AliasUse.ABOUT),
        **_ENGLISH,
    },
    SOURCES: {},
    TITLES: {},
}
_ROLES_OF = {PEOPLE: {"roles"}}
_LINKING = frozenset({"kind", "slug", "parent", "aliases", "roles"})  # what names a record, or joins it to others


def read_authority(folder: Path = DATA) -> AuthorityRecords:
    """Every record of the folder's files. Raises AuthorityFileError at the first line that is none.

    A folder without a file of titles has none, and no roles.
    """
    titles = tuple(read_titles(_lines(folder / TITLES))) if (folder / TITLES).exists() else ()
    entities: list[EntityRecord] = []
    for file in KIND_OF_FILE:
        offices = Offices(frozenset(each.slug for each in titles), frozenset(each.slug for each in entities))
        entities += read_entities(file, _lines(folder / file), offices)
    return AuthorityRecords(tuple(entities), tuple(read_sources(_lines(folder / SOURCES))), titles)


def read_entities(file: str, lines: Iterable[str], offices: Offices = NO_OFFICES) -> Iterator[EntityRecord]:
    """The records of one file's lines, `file` being its name."""
    rows = list(_rows(file, lines))
    ids = frozenset(row["id"] for _, row in rows)
    for number, row in rows:
        values, aliases = _values(file, number, row), _aliases(file, number, row)
        if ("lat" in row) != ("lon" in row):
            _refuse(file, number, "'lat' and 'lon' must stand together")
        if "parent" in row and row["parent"] not in ids - {row["id"]}:
            _refuse(file, number, f"the parent {row['parent']!r} is no other record of the file")
        roles = _cleaned(roles_cleaner(offices), row["roles"], file, number, "roles") if "roles" in row else ()
        yield EntityRecord(kind=KIND_OF_FILE[file], aliases=aliases, roles=roles, **values)


def read_titles(lines: Iterable[str]) -> Iterator[TitleRecord]:
    for number, row in _rows(TITLES, lines):
        yield TitleRecord(**_values(TITLES, number, row))


def read_sources(lines: Iterable[str]) -> Iterator[SourceRecord]:
    for number, row in _rows(SOURCES, lines):
        yield SourceRecord(**_values(SOURCES, number, row))


def field_values(record: EntityRecord | SourceRecord | TitleRecord) -> dict[str, Any]:
    """The record as plain values by field, without what links it to other rows."""
    return {name: getattr(record, name) for name in field_names(type(record))}


def field_names(kind_of_record: type[EntityRecord | SourceRecord | TitleRecord]) -> list[str]:
    return [each.name for each in fields(kind_of_record) if each.name not in _LINKING]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def _rows(file: str, lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, object]]]:
    """(number from 1, object) of each line that is not blank; no id stands twice."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _object(file, number, line)
        first = seen.setdefault(_cleaned(cleaning.identifier, row["id"], file, number, "id"), number)
        if first != number:
            _refuse(file, number, f"the id {row['id']!r} stands in line {first} already")
        yield number, row


def _object(file: str, number: int, line: str) -> Mapping[str, object]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        _refuse(file, number, f"this is not JSON: {error}")
    if not isinstance(row, dict):
        _refuse(file, number, "this is not a JSON object")
    if unknown := row.keys() - _FIELDS[file].keys() - _ALIASES[file].keys() - _ROLES_OF.get(file, set()):
        _refuse(file, number, f"unknown key: {', '.join(map(repr, sorted(unknown)))}")
    if "id" not in row:
        _refuse(file, number, "it has no 'id'")
    if not {"name_ar", "name_en"} & row.keys():
        _refuse(file, number, "it has neither 'name_ar' nor 'name_en'")
    return row


def _values(file: str, number: int, row: Mapping[str, object]) -> dict[str, Any]:
    known = [(key, *_FIELDS[file][key]) for key in row if key in _FIELDS[file]]
    return {field: _cleaned(cleaner, row[key], file, number, key) for key, field, cleaner in known}


def _aliases(file: str, number: int, row: Mapping[str, object]) -> tuple[AliasRecord, ...]:
    found: list[AliasRecord] = []
    for key, (language, use) in _ALIASES[file].items():
        texts = _cleaned(cleaning.texts, row[key], file, number, key) if key in row else []
        found += [AliasRecord(text, language, use) for text in texts]
    names = [(alias.text, alias.use) for alias in found]
    if twice := {text for text, use in names if names.count((text, use)) > 1}:
        _refuse(file, number, f"an alias stands twice: {', '.join(sorted(twice))}")
    return tuple(found)


def _cleaned(cleaner: cleaning.Cleaner, value: object, file: str, number: int, key: str) -> Any:  # noqa: ANN401
    try:
        return cleaner(value)
    except cleaning.FaultError as fault:
        _refuse(file, number, f"{key!r} {fault}; it is {value!r}")


def _refuse(file: str, number: int, reason: str) -> NoReturn:
    raise AuthorityFileError(file, number, reason)
