"""Counts of facets -> the values that a page offers: names for keys, and the addresses they lead to."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote_plus

from django.db.models import Q

from articles.models import Entity, Source
from articles.search import naming
from articles.search.choices import Choice
from articles.search.params import SEARCHABLE, UNKNOWN, FacetName, SearchParams
from articles.search.results import Facet, FacetValue

SHOWN_VALUES = 30  # of a facet: the others are found by their names
NOTHING = "0"  # the key of a facet value that names no record: it has no articles

Counts = list[tuple[str, int]]  # keys of the index with their hits, most first


def choices(params: SearchParams) -> Iterable[Choice]:
    """What the facet values of an address ask of the index."""
    for name in FacetName:
        if values := params.chosen(name):
            yield Choice(name.value, _keys_of(name, values))
        if values := params.shut_out(name):
            yield Choice(name.value, _keys_of(name, values), excluded=True)


def limit(params: SearchParams, name: FacetName) -> int | None:
    """How many values of the facet must be counted; None where any of them may be asked for."""
    is_asked = params.chosen(name) or params.finds.get(name) or name in {FacetName.YEAR, FacetName.SOURCE}
    return None if is_asked else SHOWN_VALUES


def panel(params: SearchParams, name: FacetName, counts: Counts) -> Facet:
    """The chosen and the excluded values, whatever their count, and then those with most hits."""
    decided = (*params.chosen(name), *params.shut_out(name))
    find = params.finds.get(name, "")
    found = _found(name, counts, decided, find)
    values = [_decided(params, name, value, *found.get(value, (value, 0))) for value in decided]
    adding = _Addresses(params.toggled(name, _SLOT))
    excluding = _Addresses(params.excluding(name, _SLOT))
    values += [
        FacetValue(value, label, count, is_chosen=False, query_string=adding.of(value), without=excluding.of(value))
        for value, (label, count) in found.items()
        if value not in decided
    ]
    return Facet(name, tuple(values), find)


def _decided(params: SearchParams, name: FacetName, value: str, label: str, count: int) -> FacetValue:
    return FacetValue(
        value=value,
        label=label,
        count=count,
        is_chosen=value in params.chosen(name),
        query_string=params.without(name, value).query_string(),
        is_excluded=value in params.shut_out(name),
        without=params.excluding(name, value).query_string(),
    )


_SLOT = "\0"  # stands in no address: it is taken out of all that is read


class _Addresses:
    """The addresses of searches that differ in one value, made from that of the search with the slot in its place."""

    def __init__(self, params: SearchParams) -> None:
        self._before, _, self._after = params.query_string().partition(quote_plus(_SLOT))

    def of(self, value: str) -> str:
        return f"{self._before}{quote_plus(value)}{self._after}"


def _found(name: FacetName, counts: Counts, decided: tuple[str, ...], find: str) -> Mapping[str, tuple[str, int]]:
    """value of the address -> (label, count), in the order of the page."""
    if name is FacetName.YEAR:
        return {year: (year, count) for year, count in sorted(counts, key=_latest_year_first)}
    known = dict(counts)
    keys = [int(key) for key in known if key != UNKNOWN]
    if find and name in SEARCHABLE:
        resembling = naming.current().resembling(find, name)
        keys = [key for key in keys if key in resembling]
    named = _records(name, Q(pk__in=keys[:SHOWN_VALUES]) | Q(slug__in=decided))
    found = {record.slug: (record.name, known.get(str(record.pk), 0)) for record in named}
    if UNKNOWN in known and not find:
        found[UNKNOWN] = (UNKNOWN, known[UNKNOWN])
    return dict(sorted(found.items(), key=lambda item: (-item[1][1], item[1][0])))


def _latest_year_first(pair: tuple[str, int]) -> int:
    return -int(pair[0]) if pair[0].isdigit() else 0


def _keys_of(name: FacetName, slugs: Iterable[str]) -> tuple[str, ...]:
    """What the index holds for the facet values of an address: keys for slugs, years as they are."""
    if name is FacetName.YEAR:
        return tuple(slugs)
    known = {record.slug: str(record.pk) for record in _records(name, Q(slug__in=list(slugs)))}
    return tuple(UNKNOWN if slug == UNKNOWN else known.get(slug, NOTHING) for slug in slugs)


def _records(name: FacetName, condition: Q) -> Iterable[Any]:
    if name is FacetName.SOURCE:
        return Source.objects.filter(condition).defer("loaded")
    return Entity.objects.filter(condition, kind=name.value).defer("loaded")
