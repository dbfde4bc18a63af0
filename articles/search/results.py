"""What a search answers: one page of hits with its facets and dates, ready for a template."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import SafeString

from articles.models import Article, Entity
from articles.search.explanation import Level, WordMatch
from articles.search.notices import Notice, Remark
from articles.search.params import FacetName, SearchParams
from articles.search.periods import Period
from articles.search.rescue import NO_RESCUE, Rescue


@dataclass(frozen=True)
class Hit:
    """An article found. Both texts are escaped HTML in which whole matching words stand in <mark>.

    `matches` tells for each word of the query how it stands in the article.
    """

    article: Article
    headline: SafeString
    snippet: SafeString
    mentioned: tuple[Entity, ...]  # the records it mentions most, most first
    matches: tuple[WordMatch, ...] = ()

    @property
    def other_forms(self) -> tuple[WordMatch, ...]:
        """The words that stand there in another form alone."""
        return tuple(match for match in self.matches if match.level is Level.STEM)

    @property
    def named(self) -> tuple[WordMatch, ...]:
        """The words for which a record or an Arabic spelling stands."""
        return tuple(match for match in self.matches if match.level is Level.NAMED)

    @property
    def missing(self) -> tuple[WordMatch, ...]:
        return tuple(match for match in self.matches if match.level is Level.MISSING)


@dataclass(frozen=True)
class FacetValue:
    """`count` is over all hits; `query_string` is the address of the search with this value switched.

    `without` is the address of the search that excludes the value.
    """

    value: str
    label: str
    count: int
    is_chosen: bool
    query_string: str
    is_excluded: bool = False
    without: str = ""


@dataclass(frozen=True)
class Facet:
    """The values of one facet: the chosen and the excluded ones first, then by count.

    `find` is the text looked for among all its values, of which `values` then has those that match.
    """

    name: FacetName
    values: tuple[FacetValue, ...]
    find: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.values and not self.find

    @property
    def offered(self) -> tuple[FacetValue, ...]:
        """The values that are neither chosen nor excluded."""
        return tuple(value for value in self.values if not value.is_chosen and not value.is_excluded)


class Unit(StrEnum):
    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True)
class Bar:
    """The hits of one year or month; `height` is in per cent of the highest bar.

    `follows_gap`: years without a hit have been left out before it.
    """

    period: Period
    count: int
    height: int
    query_string: str
    follows_gap: bool = False

    @property
    def top(self) -> int:
        """How far below the top of the scale the bar begins, in per cent."""
        return 100 - self.height

    @property
    def label(self) -> str:
        """What stands below the bar: the year, or the month as two digits."""
        return str(self.period)[-2:] if "-" in str(self.period) else str(self.period)


@dataclass(frozen=True)
class Histogram:
    """Bars in the order of time, and the address of the search of all times, None where that is this one.

    `undated` is the number of hits without a date, which stand at the address `without_date`; `of_year_alone` that of
    hits which no bar of a month counts, since their year is known alone.
    """

    unit: Unit
    bars: tuple[Bar, ...]
    whole: str | None
    undated: int
    without_date: str
    of_year_alone: int = 0


@dataclass(frozen=True)
class ResultPage:
    """`closest` are articles with some of the words, beside few that have all. `with_all`: see `all_words`."""

    params: SearchParams
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    remarks: tuple[Remark, ...]
    pages: int  # how many pages there are; 0 when nothing was found
    histogram: Histogram | None = None  # None where no hit has a date
    is_ranked: bool = True  # whether there is anything to compare articles by
    closest: tuple[Hit, ...] = ()
    with_all: int | None = None  # how many articles have all of the words, where fewer words were enough
    rescue: Rescue = NO_RESCUE  # what to try instead, where nothing or little was found

    @property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(remark.notice for remark in self.remarks)

    @property
    def chips(self) -> tuple[tuple[FacetName, FacetValue], ...]:
        """Every facet value chosen or excluded, each with the address that removes it."""
        return tuple((f.name, v) for f in self.facets for v in f.values if v.is_chosen or v.is_excluded)

    def labels(self, name: FacetName, values: Iterable[str]) -> list[FacetValue]:
        """The facet's values as the page names them."""
        known = {value.value: value for facet in self.facets if facet.name is name for value in facet.values}
        return [known[value] for value in values if value in known]

    @property
    def all_words(self) -> str:
        """The address of the search for articles that have all of the words."""
        return self.params.with_all(True).query_string()

    @property
    def unbounded(self) -> str:
        """The address of the search without bounds of time."""
        return self.params.between(None, None).query_string()
