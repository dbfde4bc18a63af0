"""What a search answers: one page of hits with its facets, ready for a template."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import SafeString

from articles.models import Article, Entity
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


class Notice(StrEnum):
    """What the reader should know about how the query was taken."""

    TOO_LONG = "too_long"  # only its first MAX_QUERY_LENGTH characters were used
    TOO_MANY_WORDS = "too_many_words"  # only its first MAX_QUERY_WORDS words were used
    NO_WORDS = "no_words"  # a query of signs alone finds nothing
    OPEN_QUOTE = "open_quote"  # a quotation mark without its pair was left out
    SOME_WORDS = "some_words"  # no article has all the words: these have some of them
    PAST_THE_END = "past_the_end"  # there is no such page


@dataclass(frozen=True)
class ResultPage:
    params: SearchParams
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    notices: tuple[Notice, ...]
    pages: int  # how many pages there are; 0 when nothing was found

    @property
    def chips(self) -> tuple[tuple[FacetName, FacetValue], ...]:
        """Every chosen facet value, each with the address that removes it."""
        return tuple((f.name, v) for f in self.facets for v in f.values if v.is_chosen)
