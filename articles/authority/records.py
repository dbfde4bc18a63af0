"""Lines of the authority files -> records, or a reason why a line is none. Pure: no database.

One JSON object a line; empty keys are left out. How the keys of a file become fields is told by `_FIELDS`
and `_ALIASES`; a key that stands in neither is an error, so that a misspelt one does not vanish unseen.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn

from articles.models import AliasUse, Kind

DATA = Path(__file__).parent / "data"
PEOPLE, ORGANISATIONS, PLACES, SOURCES = "people.jsonl", "organisations.jsonl", "places.jsonl", "sources.jsonl"

KIND_OF_FILE = {PLACES: Kind.PLACE, PEOPLE: Kind.PERSON, ORGANISATIONS: Kind.ORGANISATION}


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
class AuthorityRecords:
    entities: tuple[EntityRecord, ...]
    sources: tuple[SourceRecord, ...]


class _FaultError(ValueError):
    """What is wrong with a value; the caller knows the file and the line."""


_Cleaner = Callable[[Any], Any]
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_NEVER_IN_TEXT = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # control, direction


def _text(longest: int) -> _Cleaner:
    """A cleaner that lets plain text pass, up to the length its column holds."""

    def clean(value: object) -> str:
        if not isinstance(value, str) or not value or value != value.strip():
            raise _FaultError("must be text, not empty, without space around it")
        if _NEVER_IN_TEXT.search(value):
            raise _FaultError("has a control or direction character")
        if len(value) > longest:
            raise _FaultError(f"is longer than {longest} characters")
        return value

    return clean


def _matching(pattern: re.Pattern[str], longest: int, what: str) -> _Cleaner:
    def clean(value: object) -> str:
        text = str(_text(longest)(value))
        if not pattern.fullmatch(text):
            raise _FaultError(f"must be {what}")
        return text

    return clean


def _number(lowest: float, highest: float) -> _Cleaner:
    def clean(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not lowest <= value <= highest:
            raise _FaultError(f"must be a number from {lowest:g} to {highest:g}")
        return float(value)

    return clean


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _FaultError("must be a whole number, not below 0")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _FaultError("must be true or false")
    return value


def _use(value: object) -> AliasUse:
    if value not in AliasUse.values:
        raise _FaultError(f"must be one of {', '.join(AliasUse.values)}")
    return AliasUse(value)


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or not value:
        raise _FaultError("must be a list with at least one entry")
    return [_text(200)(each) for each in value]


_id = _matching(_ID, 100, "lower-case ASCII letters, digits and single hyphens")
_country = _matching(_COUNTRY, 2, "two capital letters (ISO 3166)")
_COMMON: dict[str, tuple[str, _Cleaner]] = {
    "id": ("slug", _id),
    "name_ar": ("name_ar", _text(200)),
    "name_en": ("name_en", _text(200)),
    "country": ("country_code", _country),
}
_ENTITY = {**_COMMON, "prior": ("prior", _number(0, 1))}
_DESCRIBED = {
    **_ENTITY,
    "description_ar": ("description_ar", _text(300)),
    "description_en": ("description_en", _text(300)),
}
_TYPED = {"type": ("category", _text(40))}
_USED = {"name_use": ("name_use", _use)}

# For each file: key -> (field, cleaner of its value).
_FIELDS: dict[str, dict[str, tuple[str, _Cleaner]]] = {
    PEOPLE: {**_DESCRIBED, **_USED, "no_surname": ("surname_counts", lambda value: not _yes_or_no(value))},
    ORGANISATIONS: {**_DESCRIBED, **_TYPED, **_USED},
    PLACES: {
        **_ENTITY,
        **_TYPED,
        **_USED,
        "lat": ("latitude", _number(-90, 90)),
        "lon": ("longitude", _number(-180, 180)),
        "parent": ("parent", _id),
        "population": ("population", _count),
        "capital": ("is_capital", _yes_or_no),
    },
    SOURCES: {
        **_COMMON,
        **_TYPED,
        "aliases": ("other_names", lambda value: "\n".join(_texts(value))),
        "domain": ("domain", _matching(_DOMAIN, 200, "a host name in lower-case letters")),
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
}


def read_authority(folder: Path = DATA) -> AuthorityRecords:
    """Every record of the folder's four files. Raises AuthorityFileError at the first line that is none."""
    entities: list[EntityRecord] = []
    for file in KIND_OF_FILE:
        entities += read_entities(file, _lines(folder / file))
    return AuthorityRecords(tuple(entities), tuple(read_sources(_lines(folder / SOURCES))))


def read_entities(file: str, lines: Iterable[str]) -> Iterator[EntityRecord]:
    """The records of one file's lines, `file` being its name."""
    rows = list(_rows(file, lines))
    ids = frozenset(row["id"] for _, row in rows)
    for number, row in rows:
        values, aliases = _values(file, number, row), _aliases(file, number, row)
        if ("lat" in row) != ("lon" in row):
            _refuse(file, number, "'lat' and 'lon' must stand together")
        if "parent" in row and row["parent"] not in ids - {row["id"]}:
            _refuse(file, number, f"the parent {row['parent']!r} is no other record of the file")
        yield EntityRecord(kind=KIND_OF_FILE[file], aliases=aliases, **values)


def read_sources(lines: Iterable[str]) -> Iterator[SourceRecord]:
    for number, row in _rows(SOURCES, lines):
        yield SourceRecord(**_values(SOURCES, number, row))


def field_values(record: EntityRecord | SourceRecord) -> dict[str, Any]:
    """The record as plain values by field, without what links it to other rows."""
    linking = ("kind", "slug", "parent", "aliases")
    return {field.name: getattr(record, field.name) for field in fields(record) if field.name not in linking}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def _rows(file: str, lines: Iterable[str]) -> Iterator[tuple[int, Mapping[str, object]]]:
    """(number from 1, object) of each line that is not blank; no id stands twice."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _object(file, number, line)
        first = seen.setdefault(_cleaned(_id, row["id"], file, number, "id"), number)
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
    if unknown := row.keys() - _FIELDS[file].keys() - _ALIASES[file].keys():
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
        texts = _cleaned(_texts, row[key], file, number, key) if key in row else []
        found += [AliasRecord(text, language, use) for text in texts]
    names = [(alias.text, alias.use) for alias in found]
    if twice := {text for text, use in names if names.count((text, use)) > 1}:
        _refuse(file, number, f"an alias stands twice: {', '.join(sorted(twice))}")
    return tuple(found)


def _cleaned(cleaner: _Cleaner, value: object, file: str, number: int, key: str) -> Any:  # noqa: ANN401
    try:
        return cleaner(value)
    except _FaultError as fault:
        _refuse(file, number, f"{key!r} {fault}; it is {value!r}")


def _refuse(file: str, number: int, reason: str) -> NoReturn:
    raise AuthorityFileError(file, number, reason)
