"""What a reader asked for: the query string of the address, parsed once into a frozen value.

    q=…&exact=1&all=1&place=sy-aleppo&place=-ru-moscow&from=2015&to=2016-03&find_person=…&sort=newest&page=2

A facet's value with a minus before it is excluded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict

from articles.search.periods import Period, read_period

UNKNOWN = "unknown"  # the facet value of articles whose source or date is not known
PAGE_SIZE = 20
MAX_FACET_VALUES = 50  # of one facet in one query
MAX_FIND_LENGTH = 100  # characters looked for among a facet's values
FIND = "find_"
EXCLUDED = "-"
ON = "1"


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class FacetName(StrEnum):
    """A facet, named as in the address."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    SOURCE = "source"
    YEAR = "year"


SEARCHABLE = (FacetName.PERSON, FacetName.ORGANISATION, FacetName.PLACE, FacetName.SOURCE)  # facets with many values

Choices = dict[FacetName, tuple[str, ...]]


@dataclass(frozen=True)
class SearchParams:
    """`choices` and `excluded` map each facet to values: slugs of records, years as digits, or "unknown".

    `since` and `until` bound the date of publication, both included. `finds` maps a facet to the text that is
    looked for among its values. `is_exact`: words count only as spelled. `wants_all`: an article must have all the
    words, however many they are.
    """

    text: str = ""
    choices: Choices = field(default_factory=dict)
    excluded: Choices = field(default_factory=dict)
    since: Period | None = None
    until: Period | None = None
    finds: dict[FacetName, str] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    is_exact: bool = False
    wants_all: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> "SearchParams":
        """Never raises: what cannot be read counts as not given."""
        given = {name: _given(query, name) for name in FacetName}
        since, until = _bounds(query)
        return cls(
            text=_closed_up(query.get("q", "")),
            choices={name: values for name, (values, _) in given.items() if values},
            excluded={name: values for name, (_, values) in given.items() if values},
            since=since,
            until=until,
            finds={name: text for name in SEARCHABLE if (text := _sought(query, name))},
            sort=_sort(query.get("sort", "")),
            page=_page(query.get("page", "")),
            is_exact=query.get("exact") == ON,
            wants_all=query.get("all") == ON,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the text narrows the search."""
        return bool(self.choices or self.excluded or self.since or self.until)

    @property
    def is_timed(self) -> bool:
        """Whether a time was chosen, by its bounds or by years."""
        return bool(self.since or self.until or self.chosen(FacetName.YEAR))

    def chosen(self, name: FacetName) -> tuple[str, ...]:
        return self.choices.get(name, ())

    def shut_out(self, name: FacetName) -> tuple[str, ...]:
        """The values of the facet that are excluded."""
        return self.excluded.get(name, ())

    def toggled(self, name: FacetName, value: str) -> "SearchParams":
        """The same search, from its first page, with the value added or, where it is chosen or excluded, removed."""
        if value in self.chosen(name) or value in self.shut_out(name):
            return self.without(name, value)
        return replace(self, choices={**self.choices, name: (*self.chosen(name), value)}, page=1)

    def excluding(self, name: FacetName, value: str) -> "SearchParams":
        """The same search without the articles that have the value."""
        bare = self.without(name, value)
        return replace(bare, excluded={**bare.excluded, name: (*bare.shut_out(name), value)})

    def without(self, name: FacetName, value: str) -> "SearchParams":
        """The same search, the value neither chosen nor excluded."""
        choices = _left(self.choices, name, value)
        return replace(self, choices=choices, excluded=_left(self.excluded, name, value), page=1)

    def only(self, name: FacetName, value: str) -> "SearchParams":
        """The same search with this one value of the facet chosen."""
        return replace(self.without(name, value), choices={**self.choices, name: (value,)})

    def without_facet(self, name: FacetName) -> "SearchParams":
        """The same search with no value of the facet chosen; excluded ones stay so."""
        return replace(self, choices={of: values for of, values in self.choices.items() if of is not name}, page=1)

    def between(self, since: Period | None, until: Period | None) -> "SearchParams":
        return replace(self, since=since, until=until, page=1)

    def finding(self, name: FacetName, text: str) -> "SearchParams":
        return replace(self, finds={**self.finds, name: text})

    def with_page(self, page: int) -> "SearchParams":
        return replace(self, page=page)

    def with_sort(self, sort: Sort) -> "SearchParams":
        return replace(self, sort=sort, page=1)

    def with_text(self, text: str) -> "SearchParams":
        """Another query within the same choices."""
        return replace(self, text=text, finds={}, page=1, wants_all=False)

    def with_exact(self, is_exact: bool) -> "SearchParams":
        return replace(self, is_exact=is_exact, page=1)

    def with_all(self, wants_all: bool) -> "SearchParams":
        return replace(self, wants_all=wants_all, page=1)

    def without_choices(self) -> "SearchParams":
        return SearchParams(text=self.text, sort=self.sort, is_exact=self.is_exact, wants_all=self.wants_all)

    def query_string(self) -> str:
        """The shortest address of this search, without the question mark: `q=%D8%AD…&place=sy-aleppo`."""
        pairs = [("q", self.text)] if self.text else []
        for name in FacetName:
            pairs += [(name.value, value) for value in self.chosen(name)]
            pairs += [(name.value, EXCLUDED + value) for value in self.shut_out(name)]
        pairs += [(key, str(period)) for key, period in (("from", self.since), ("to", self.until)) if period]
        pairs += [(key, ON) for key, is_on in (("exact", self.is_exact), ("all", self.wants_all)) if is_on]
        pairs += [(FIND + name.value, text) for name, text in self.finds.items() if text]
        if self.sort is not Sort.RELEVANCE:
            pairs.append(("sort", self.sort.value))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(pairs)


def _clean(text: str) -> str:
    """The text without NUL and lone surrogates, which no database and no address can hold."""
    return text.replace("\0", " ").encode("utf-8", "ignore").decode()


def _closed_up(text: str) -> str:
    return " ".join(_clean(text).split())


def _given(query: QueryDict, name: FacetName) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values of a facet that are chosen, and those that are excluded; a value that is both is excluded."""
    values = [value for given in query.getlist(name.value) if (value := _clean(given).strip()) and len(value) <= 150]
    excluded = _unlike(value[1:].strip() for value in values if value.startswith(EXCLUDED))
    chosen = _unlike(value for value in values if not value.startswith(EXCLUDED))
    return tuple(value for value in chosen if value not in excluded), excluded


def _unlike(values: Iterable[str]) -> tuple[str, ...]:
    """The values, each once; not more than a query may hold."""
    return tuple(dict.fromkeys(value for value in values if value))[:MAX_FACET_VALUES]


def _left(choices: Choices, name: FacetName, value: str) -> Choices:
    kept = {of: tuple(v for v in values if of is not name or v != value) for of, values in choices.items()}
    return {of: values for of, values in kept.items() if values}


def _bounds(query: QueryDict) -> tuple[Period | None, Period | None]:
    """The periods of `from` and `to`, in the order of time."""
    since, until = (read_period(query.get(name, "")) for name in ("from", "to"))
    if since and until and until.last < since.first:
        return until, since
    return since, until


def _sought(query: QueryDict, name: FacetName) -> str:
    return _closed_up(query.get(FIND + name.value, ""))[:MAX_FIND_LENGTH].strip()


def _sort(value: str) -> Sort:
    return Sort(value) if value in Sort.__members__.values() else Sort.RELEVANCE


def _page(value: str) -> int:
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) <= 9 else 1
