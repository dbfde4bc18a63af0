"""SearchParams -> ResultPage: the one door through which pages search."""

import logging
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Count, Min
from haystack.query import SearchQuerySet

from articles.models import Article, Entity, Mention
from articles.search import asking, naming, panels, rescue
from articles.search.answering import Order, Question, answer
from articles.search.arrayfile import DamagedFileError
from articles.search.explanation import Explainer
from articles.search.highlight import Highlighter
from articles.search.histogram import histogram
from articles.search.language import parse
from articles.search.notices import Notice, Remark
from articles.search.params import PAGE_SIZE, FacetName, SearchParams, Sort
from articles.search.rescue import Rescue
from articles.search.respelling import FEW, Respelled, respelled
from articles.search.results import Hit, ResultPage
from articles.search.snapshot import Snapshot
from articles.search.spelling import Speller
from articles.search.spellings import spellings_of
from articles.search.suggesting import Suggestions, suggestions
from articles.search.time_limit import QueryTimeoutError
from articles.search.tree import DateRange, Nothing, ParsedQuery

log = logging.getLogger(__name__)
SHOWN_MENTIONS = 6  # records named below a hit

_ORDERS = {Sort.NEWEST: Order.NEWEST, Sort.OLDEST: Order.OLDEST}
_SORT_FIELDS = {Sort.NEWEST: "-published_on", Sort.OLDEST: "published_on"}


@dataclass(frozen=True)
class _Answer:
    keys: list[int]
    total: int
    facets: Mapping[str, list[tuple[str, int]]]
    dates: Mapping[str, Any]


def search(params: SearchParams) -> ResultPage:
    """One page of what was asked for, and beside few articles those that come closest."""
    parsed, remarks = understood(params), []
    try:
        parsed, answer = asking.asked(parsed, partial(_ask, params))
    except QueryTimeoutError:
        parsed = ParsedQuery(Nothing(), remarks=(*parsed.remarks, Remark(Notice.TOO_SLOW)))
        answer = _ask(params, parsed)
    if parsed.share == asking.ANY:
        remarks.append(Remark(Notice.SOME_WORDS))
    if not _is_index_complete():
        remarks.append(Remark(Notice.INCOMPLETE))
    pages = -(-answer.total // PAGE_SIZE)
    if params.page > max(pages, 1):
        remarks.append(Remark(Notice.PAST_THE_END))
    shown = partial(_hits, highlighter=Highlighter(parsed), explainer=Explainer(_snapshot(), parsed))
    return ResultPage(
        params=params,
        total=answer.total,
        hits=shown(answer.keys),
        facets=tuple(panels.panel(params, name, answer.facets[name.value]) for name in FacetName),
        remarks=(*parsed.remarks, *remarks),
        pages=pages,
        histogram=histogram(params, answer.dates),
        is_ranked=parsed.has_text,
        closest=shown(_closest(params, parsed, answer)),
        with_all=_with_all(params, parsed, answer) if parsed.share == asking.MOST else None,
        rescue=_rescued(params, parsed, answer),
    )


def every_key(params: SearchParams, most: int | None = None) -> list[int]:
    """The keys of all articles that the pages of a search show, in its order; of `most` articles at most.

    All are of one state of the index, however long it takes to read them. Raises `QueryTimeoutError`.
    """
    parsed, snapshot, chosen = understood(params), _snapshot(), frozenset(panels.choices(params))
    order = _ORDERS.get(_effective_sort(params, parsed), Order.RELEVANCE)
    _, found = asking.asked(parsed, lambda asked: answer(snapshot, Question(asked, chosen, order)))
    keys: list[int] = found.page(0, found.total if most is None else min(most, found.total)).keys.tolist()
    return keys


def related(article: Article, count: int) -> list[Article]:
    """The articles most like this one, best first; none where the index cannot be read, which no reading needs."""
    try:
        found = SearchQuerySet().query.backend.more_like_this(article, end_offset=count)["results"]
    except (DamagedFileError, OSError):
        log.exception("The index cannot be read")
        return []
    keys = [int(result.pk) for result in found]
    rows = Article.objects.published().select_related("source").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def suggest(text: str) -> Suggestions:
    """What a reader may be about to type."""
    return suggestions(text, _snapshot(), _count)


def other_spelling(params: SearchParams) -> Respelled | None:
    """What a search that found nothing or little may have been meant as."""
    found = _count(params)
    return respelled(params, found, _count, _speller()) if found <= FEW else None


def understood(params: SearchParams) -> ParsedQuery:
    """The text as a query whose names are keys of records, within the dates asked for."""
    spell = partial(spellings_of, _snapshot())
    parsed = naming.resolve(parse(params.text, params.is_exact), exact=params.is_exact, spell=spell)
    parsed = replace(parsed, wants_all=parsed.wants_all or params.wants_all)
    if not params.since and not params.until:
        return parsed
    first = params.since.first if params.since else None
    return parsed.within(DateRange(first, params.until.last if params.until else None))


def _is_index_complete() -> bool:
    """Whether every article has once been put into the index; where there are none, none is missing."""
    store = SearchQuerySet().query.backend.store
    return store.is_filled or not Article.objects.published().exists()


def _ask(params: SearchParams, parsed: ParsedQuery) -> _Answer:
    found = _found(params, parsed)
    for name in FacetName:
        found = found.facet(name.value, limit=panels.limit(params, name))
    start = (params.page - 1) * PAGE_SIZE
    keys = _keys(found, start, start + PAGE_SIZE)
    counted = found.facet_counts()
    return _Answer(keys, found.count(), counted["fields"], counted["dates"])


def _closest(params: SearchParams, parsed: ParsedQuery, answer: _Answer) -> list[int]:
    """The articles with some of the words that come closest, whatever the order of the others; none if that is slow."""
    by_relevance = params.with_sort(Sort.RELEVANCE)
    try:
        return asking.closest(parsed, answer.keys, lambda some, end: _keys(_found(by_relevance, some), 0, end))
    except QueryTimeoutError:
        return []


def _with_all(params: SearchParams, parsed: ParsedQuery, answer: _Answer) -> int | None:
    """How many articles have all of the words; None where every article shown has them, or counting them is slow."""
    try:
        having: int = _found(params, replace(parsed, share=asking.ALL)).count()
    except QueryTimeoutError:
        return None
    return having if having < answer.total else None


def _rescued(params: SearchParams, parsed: ParsedQuery, answer: _Answer) -> Rescue:
    found = 0 if parsed.share == asking.ANY else answer.total
    return rescue.offers(params, found, parsed.share == asking.MOST, _count, _speller)


def _count(params: SearchParams) -> int:
    """How many articles the page of a search shows, those apart that have only some of the words."""
    parsed = asking.eased(understood(params))
    return int(_found(params, parsed).order_by("-published_on").count())


def _found(params: SearchParams, parsed: ParsedQuery) -> Any:  # noqa: ANN401 - Haystack's query set
    """The articles that match the query and what is chosen, in the order asked for."""
    found: Any = SearchQuerySet().filter(content=parsed)
    for choice in panels.choices(params):
        found = found.narrow(choice)
    order = _SORT_FIELDS.get(_effective_sort(params, parsed))
    return found.order_by(order) if order else found


def _keys(found: Any, start: int, end: int) -> list[int]:  # noqa: ANN401 - Haystack's query set
    return [int(result.pk) for result in found[start:end]]


def _effective_sort(params: SearchParams, parsed: ParsedQuery) -> Sort:
    """Without words to look for nothing is more relevant than another: the newest come first."""
    return params.sort if parsed.has_text or params.sort is not Sort.RELEVANCE else Sort.NEWEST


def _snapshot() -> Snapshot:
    snapshot: Snapshot = SearchQuerySet().query.backend.snapshot()
    return snapshot


def _speller() -> Speller:
    return Speller(_snapshot())


def _hits(keys: list[int], highlighter: Highlighter, explainer: Explainer) -> tuple[Hit, ...]:
    found = Article.objects.select_related("source").in_bulk(keys)
    articles = [found[key] for key in keys if key in found]
    mentioned = _mentioned_in(keys)
    matches = explainer.explain(keys)
    marked = highlighter.hits([(article.headline, article.body) for article in articles])
    return tuple(
        Hit(article, headline, snippet, mentioned.get(article.pk, ()), matches.get(article.pk, ()))
        for article, (headline, snippet) in zip(articles, marked, strict=True)
    )


def _mentioned_in(keys: list[int]) -> dict[int, tuple[Entity, ...]]:
    """The records that each article mentions most, most first, then in the order of the text."""
    mentions = Mention.objects.active().filter(article__in=keys).order_by().values_list("article", "entity")
    counted = mentions.annotate(times=Count("pk"), first=Min("start")).order_by("-times", "first", "entity")
    shown: dict[int, list[int]] = defaultdict(list)
    for article, entity, _, _ in counted:
        if len(shown[article]) < SHOWN_MENTIONS:
            shown[article].append(entity)
    entities = Entity.objects.defer("loaded").in_bulk({key for found in shown.values() for key in found})
    return {article: tuple(entities[key] for key in found) for article, found in shown.items()}
