"""Whoosh's query objects -> plans. The kinds that `compile` uses are known, others are refused."""

from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh import query as whoosh_query

from articles.search.analyzer import loose_form
from articles.search.compile import Share, Spelled
from articles.search.evaluation import (
    AllPlan,
    AnyPlan,
    Collection,
    ConstantPlan,
    MaybePlan,
    Plan,
    SharePlan,
    TermPlan,
)
from articles.search.phrases import PhrasePlan, SpelledPlan
from articles.search.schema import EXACT_FIELDS, TEXT_FIELDS
from articles.search.unscored import DaysPlan, EveryPlan, NothingPlan, PrefixPlan


def plan(query: whoosh_query.Query, collection: Collection) -> Plan:
    """The plan of a query made of the kinds that `compile` uses; another kind raises NotImplementedError."""
    made = _PLANNERS.get(type(query))
    if made is None:
        raise NotImplementedError(f"No plan for {type(query).__name__}")
    return made(query, collection)


def _any(query: whoosh_query.Or, collection: Collection) -> Plan:
    """Alternatives. Where the first has all documents of the others, these only add to the score."""
    first, *others = [plan(part, collection) for part in query.subqueries] or [NothingPlan(collection)]
    if others and all(_has_documents_of(query.subqueries[0], other) for other in query.subqueries[1:]):
        return MaybePlan(collection, first, AnyPlan(collection, others))
    return AnyPlan(collection, [first, *others])


def _has_documents_of(wide: whoosh_query.Query, narrow: whoosh_query.Query) -> bool:
    """Whether the one is a stem anywhere in an article, and the other that stem or a word of it in some field."""
    if not (isinstance(wide, whoosh_query.Term) and isinstance(narrow, whoosh_query.Term) and wide.fieldname == "text"):
        return False
    stem = loose_form(narrow.text) if narrow.fieldname in EXACT_FIELDS else narrow.text
    return narrow.fieldname in TEXT_FIELDS and bool(stem == wide.text)


def _days(query: whoosh_query.NumericRange, collection: Collection) -> Plan:
    if query.fieldname != "published_on":
        raise NotImplementedError(f"No plan for ranges of {query.fieldname}")
    first = 1 if query.start is None else query.start + query.startexcl
    last = np.iinfo(np.int32).max if query.end is None else query.end - query.endexcl
    return ConstantPlan(collection, DaysPlan(collection, first, last), query.boost)


_PLANNERS: dict[type, Callable[[Any, Collection], Plan]] = {
    whoosh_query.Term: lambda q, among: TermPlan(among, q.fieldname, q.text, q.boost),
    whoosh_query.Phrase: lambda q, among: PhrasePlan(among, q.fieldname, q.words, q.boost),
    Spelled: lambda q, among: SpelledPlan(among, q.fieldname, q.words, q.spellings, q.boost),
    Share: lambda q, among: SharePlan(among, [plan(part, among) for part in q.subqueries], q.share),
    whoosh_query.Prefix: lambda q, among: PrefixPlan(among, q.fieldname, q.text),
    whoosh_query.ConstantScoreQuery: lambda q, among: ConstantPlan(among, plan(q.child, among), q.score),
    whoosh_query.NumericRange: _days,
    whoosh_query.Every: lambda _, among: EveryPlan(among),
    whoosh_query.AndMaybe: lambda q, among: MaybePlan(among, plan(q.a, among), plan(q.b, among)),
    whoosh_query.AndNot: lambda q, among: AllPlan(among, [plan(q.a, among)], [plan(q.b, among)]),
    whoosh_query.Or: _any,
    whoosh_query.And: lambda q, among: AllPlan(among, [plan(part, among) for part in q.subqueries]),
    type(whoosh_query.NullQuery): lambda _, among: NothingPlan(among),
}
