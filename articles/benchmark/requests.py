"""What is asked of every engine, and what each must answer: one page of results, complete."""

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

HITS = 20  # of a page
FACETS = ("person", "organisation", "place", "source", "year")
FACET_VALUES = 20  # of a facet, with their counts


class PageKind(StrEnum):
    WARM_UP = "warm_up"  # asked before anything is measured
    RARE = "rare"
    COMMON = "common"
    OR = "or"
    AND2 = "and2"
    AND3 = "and3"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FILTERED = "filtered"
    MATCH_ALL = "match_all"
    PAGE_100 = "page_100"
    FIRST_SEEN = "first_seen"


MEASURED = tuple(kind for kind in PageKind if kind is not PageKind.WARM_UP)


class Match(StrEnum):
    ALL = "all"
    ANY = "any"
    PHRASE = "phrase"
    PREFIX = "prefix"
    EVERYTHING = "everything"


@dataclass(frozen=True)
class Term:
    """A word as a reader types it; the stem that loose matching compares, the folded word that phrases do."""

    surface: str
    stem: str
    exact: str


@dataclass(frozen=True)
class Filter:
    """Articles with this person's tag, of these years, both included."""

    person: int
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Request:
    """A page numbered from 1, by relevance; with `Match.EVERYTHING` the newest first, undated last."""

    kind: PageKind
    match: Match
    terms: tuple[Term, ...] = ()
    filter: Filter | None = None
    page: int = 1

    @property
    def start(self) -> int:
        return (self.page - 1) * HITS

    @property
    def prefix(self) -> str:
        return self.terms[0].exact


@dataclass(frozen=True)
class MarkedHit:
    """What a page shows of an article; both texts with their matches marked."""

    key: int
    headline: str
    snippet: str
    published_on: str
    source: str


@dataclass(frozen=True)
class AnsweredPage:
    """`facets` maps each name to its most frequent values with their counts over all hits; `months` counts all
    hits by "2014-05", those without a date left out; the years are the facet of that name."""

    total: int
    hits: list[MarkedHit]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)


def write_requests(path: Path, requests: list[Request], **more: object) -> None:
    text = json.dumps({"requests": [asdict(request) for request in requests], **more}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")


def read_requests(path: Path) -> list[Request]:
    return [_request(entry) for entry in json.loads(path.read_text(encoding="utf-8"))["requests"]]


def _request(entry: dict[str, Any]) -> Request:
    return Request(
        kind=PageKind(entry["kind"]),
        match=Match(entry["match"]),
        terms=tuple(Term(**term) for term in entry["terms"]),
        filter=Filter(**entry["filter"]) if entry["filter"] else None,
        page=entry["page"],
    )
