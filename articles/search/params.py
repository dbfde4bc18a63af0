"""What a reader asked for: the query string of the address, parsed once into a frozen value."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict

UNKNOWN = "unknown"  # the facet value of articles whose source or date is not known
PAGE_SIZE = 20
MAX_FACET_VALUES = 50  # of one facet in one query


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


Choices = dict[FacetName, tuple[str, ...]]


@dataclass(frozen=True)
class SearchParams:
    """`choices` maps each facet to the values chosen: slugs of records, years as digits, or "unknown"."""

    text: str = ""
    choices: Choices = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> "SearchParams":
        """Never raises: what cannot be read counts as not given."""
        return cls(
            text=" ".join(_clean(query.get("q", "")).split()),
            choices={name: values for name in FacetName if (values := _chosen(query, name))},
            sort=_sort(query.get("sort", "")),
            page=_page(query.get("page", "")),
        )

    def chosen(self, name: FacetName) -> tuple[str, ...]:
        return self.choices.get(name, ())

    def toggled(self, name: FacetName, value: str) -> "SearchParams":
        """The same search, from its first page, with the facet value added or, where it is there, removed."""
        values = self.chosen(name)
        left = tuple(v for v in values if v != value) if value in values else (*values, value)
        return replace(self, choices={**self.choices, name: left}, page=1)

    def with_page(self, page: int) -> "SearchParams":
        return replace(self, page=page)

    def with_sort(self, sort: Sort) -> "SearchParams":
        return replace(self, sort=sort, page=1)

    def with_text(self, text: str) -> "SearchParams":
        return replace(self, text=text, page=1)

    def without_choices(self) -> "SearchParams":
        return replace(self, choices={}, page=1)

    def query_string(self) -> str:
        """The shortest address of this search, without the question mark: `q=%D8%AD…&place=sy-aleppo`."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name.value, value) for name in FacetName for value in self.chosen(name)]
        if self.sort is not Sort.RELEVANCE:
            pairs.append(("sort", self.sort.value))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(pairs)


def _clean(text: str) -> str:
    """The text without NUL and lone surrogates, which no database and no address can hold."""
    return text.replace("\0", " ").encode("utf-8", "ignore").decode()


def _chosen(query: QueryDict, name: FacetName) -> tuple[str, ...]:
    values = (_clean(value).strip() for value in query.getlist(name.value))
    return tuple(dict.fromkeys(v for v in values if v and len(v) <= 150))[:MAX_FACET_VALUES]


def _sort(value: str) -> Sort:
    return Sort(value) if value in Sort.__members__.values() else Sort.RELEVANCE


def _page(value: str) -> int:
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) <= 9 else 1
