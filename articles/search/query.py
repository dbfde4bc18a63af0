"""SearchParams -> ResultPage: the one door through which pages search."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from haystack.query import SearchQuerySet

from articles.models import Article, Entity, Mention, Source
from articles.search.engine import Choice
from articles.search.highlight import Highlighter
from articles.search.language import parse
from articles.search.notices import Notice, Remark
from articles.search.params import PAGE_SIZE, UNKNOWN, FacetName, SearchParams, Sort
from articles.search.results import Facet, FacetValue, Hit, ResultPage
from articles.search.tree import ParsedQuery

SHOWN_VALUES = 100  # of a facet
SHOWN_MENTIONS = 6  # records named below a hit
NOTHING = "0"  # the key of a facet value that names no record: it has no articles

_SORT_FIELDS = {Sort.NEWEST: "-published_on", Sort.OLDEST: "published_on"}


@dataclass(frozen=True)
class _Answer:
    keys: list[int]
    total: int
    facets: Mapping[str, list[tuple[str, int]]]


def search(params: SearchParams) -> ResultPage:
    """One page of what was asked for. Where no article has all the words, those with some of them."""
    parsed, remarks = parse(params.text), []
    answer = _ask(params, parsed)
    if not answer.total and len(parsed.plain_words) > 1:
        some = replace(parsed, any_word=True)
        answer_to_some = _ask(params, some)
        if answer_to_some.total:
            parsed, answer = some, answer_to_some
            remarks.append(Remark(Notice.SOME_WORDS))
    pages = -(-answer.total // PAGE_SIZE)
    if params.page > max(pages, 1):
        remarks.append(Remark(Notice.PAST_THE_END))
    return ResultPage(
        params=params,
        total=answer.total,
        hits=_hits(answer.keys, Highlighter(parsed)),
        facets=tuple(_facet(params, name, answer.facets[name.value]) for name in FacetName),
        remarks=(*parsed.remarks, *remarks),
        pages=pages,
    )


def _ask(params: SearchParams, parsed: ParsedQuery) -> _Answer:
    found: Any = SearchQuerySet().filter(content=parsed)
    for name in FacetName:
        found = found.facet(name.value)
        if slugs := params.chosen(name):
            found = found.narrow(Choice(name.value, _keys_of(name, slugs)))
    if order := _SORT_FIELDS.get(_effective_sort(params, parsed)):
        found = found.order_by(order)
    start = (params.page - 1) * PAGE_SIZE
    keys = [int(result.pk) for result in found[start : start + PAGE_SIZE]]
    return _Answer(keys, found.count(), found.facet_counts()["fields"])


def _effective_sort(params: SearchParams, parsed: ParsedQuery) -> Sort:
    """Without a text nothing is more relevant than another: the newest come first."""
    return Sort.NEWEST if parsed.is_empty and params.sort is Sort.RELEVANCE else params.sort


def _keys_of(name: FacetName, slugs: Iterable[str]) -> tuple[str, ...]:
    """What the index holds for the facet values of an address: keys for slugs, years as they are."""
    if name is FacetName.YEAR:
        return tuple(slugs)
    known = {record.slug: str(record.pk) for record in _records(name, slug__in=list(slugs))}
    return tuple(UNKNOWN if slug == UNKNOWN else known.get(slug, NOTHING) for slug in slugs)


def _records(name: FacetName, **conditions: Any) -> Iterable[Source | Entity]:  # noqa: ANN401
    if name is FacetName.SOURCE:
        return Source.objects.filter(**conditions)
    return Entity.objects.filter(kind=name.value, **conditions)


def _facet(params: SearchParams, name: FacetName, counts: list[tuple[str, int]]) -> Facet:
    """The chosen values, whatever their count, and then those with most hits."""
    chosen = params.chosen(name)
    found = dict(_named(name, counts, chosen))
    labels = {value: label for value, (label, _) in found.items()}
    order = [*chosen, *(value for value in found if value not in chosen)]
    values = (
        FacetValue(
            value=value,
            label=labels.get(value, value),
            count=found[value][1] if value in found else 0,
            is_chosen=value in chosen,
            query_string=params.toggled(name, value).query_string(),
        )
        for value in order
    )
    return Facet(name, tuple(values))


def _named(
    name: FacetName, counts: list[tuple[str, int]], chosen: tuple[str, ...]
) -> Iterable[tuple[str, tuple[str, int]]]:
    """(value of the address, (label, count)) for the values shown: the first ones, and the chosen."""
    if name is FacetName.YEAR:
        years = sorted(counts, key=lambda pair: pair[0].rjust(4) if pair[0] != UNKNOWN else "", reverse=True)
        return [(year, (year, count)) for year, count in years]
    known = dict(counts)
    shown = [int(key) for key, _ in counts[:SHOWN_VALUES] if key != UNKNOWN]
    records = {record.pk: record for record in _records(name, pk__in=shown)}
    records |= {record.pk: record for record in _records(name, slug__in=list(chosen))} if chosen else {}
    named = [(r.slug, (r.name, known.get(str(r.pk), 0))) for r in records.values()]
    if UNKNOWN in known:
        named.append((UNKNOWN, (UNKNOWN, known[UNKNOWN])))
    return sorted(named, key=lambda item: (-item[1][1], item[1][0]))


def _hits(keys: list[int], highlighter: Highlighter) -> tuple[Hit, ...]:
    articles = Article.objects.select_related("source").in_bulk(keys)
    mentioned = _mentioned_in(keys)
    return tuple(
        Hit(
            article=article,
            headline=highlighter.mark(article.headline),
            snippet=highlighter.snippet(article.body),
            mentioned=mentioned.get(key, ()),
        )
        for key in keys
        if (article := articles.get(key))
    )


def _mentioned_in(keys: list[int]) -> dict[int, tuple[Entity, ...]]:
    """The records that each article mentions most, most first, then in the order of the text."""
    counted: dict[int, Counter[Entity]] = defaultdict(Counter)
    for mention in Mention.objects.active().filter(article__in=keys).select_related("entity"):
        counted[mention.article_id][mention.entity] += 1
    return {key: tuple(entity for entity, _ in counter.most_common(SHOWN_MENTIONS)) for key, counter in counted.items()}
