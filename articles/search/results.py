"""What a search answers: one page of hits with its facets, ready for a template."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.models import Article, Entity
from articles.search.notices import Notice, Remark
from articles.search.params import FacetName, SearchParams


@dataclass(frozen=True)
class Hit:
    """An article found. Both texts are escaped HTML in which whole matching words stand in <mark>."""

    article: Article
    headline: SafeString
    snippet: SafeString
    mentioned: tuple[Entity, ...]  # the records it mentions most, most first


@dataclass(frozen=True)
class FacetValue:
    """`count` is over all hits; `query_string` is the address of the search with this value switched."""

    value: str
    label: str
    count: int
    is_chosen: bool
    query_string: str


@dataclass(frozen=True)
class Facet:
    """The values of one facet: the chosen ones first, then by count."""

    name: FacetName
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class ResultPage:
    params: SearchParams
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    remarks: tuple[Remark, ...]
    pages: int  # how many pages there are; 0 when nothing was found

    @property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(remark.notice for remark in self.remarks)

    @property
    def chips(self) -> tuple[tuple[FacetName, FacetValue], ...]:
        """Every chosen facet value, each with the address that removes it."""
        return tuple((f.name, v) for f in self.facets for v in f.values if v.is_chosen)
