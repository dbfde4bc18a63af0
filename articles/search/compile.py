"""A typed query -> Whoosh's query objects. Whoosh's own parser never sees a reader's text.

Only these kinds are made: Term, Phrase, And, Or, AndNot, AndMaybe, NumericRange, Every, NullQuery, and
ConstantScoreQuery around a Prefix or an Or of facet terms.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whoosh import query as whoosh_query
from whoosh.query import Query

from articles.search.tree import (
    AllOf,
    AnyOf,
    DateRange,
    Named,
    Node,
    Not,
    ParsedQuery,
    Phrase,
    Prefix,
    Records,
    Title,
    Word,
)

# What a match in each field weighs: first the field that decides whether an article matches, then those that add
# to its score. A word spelled as asked weighs more than one of the same stem, one in the headline more than one in
# the body.
LOOSE_WEIGHTS = {"text": 1.0, "headline": 1.0}
EXACT_WEIGHTS = {"exact": 0.3, "headline_exact": 0.3}
PHRASE_WEIGHTS = {"exact": 1.0, "headline_exact": 1.0}


@dataclass(frozen=True)
class _Scope:
    """Where to look: the whole article, or its headline alone."""

    loose: tuple[str, ...] = ("text", "headline")
    exact: tuple[str, ...] = ("exact", "headline_exact")


_ARTICLE = _Scope()
_HEADLINE = _Scope(("headline",), ("headline_exact",))


def compile_query(parsed: ParsedQuery) -> Query:
    """All that is asked or, where the query says so, any of its plain words and all the rest."""
    root = parsed.root
    if root is None:
        return whoosh_query.Every()
    if parsed.any_word and isinstance(root, AllOf):
        parts = parsed.plain_parts
        rest = tuple(node for node in root.nodes if node not in parts)
        root = AllOf((AnyOf(parts), *rest)) if parts else root
    return _compiled(root, _ARTICLE)


def _compiled(node: Node, scope: _Scope) -> Query:
    match node:
        case Title(inner):
            return _compiled(inner, _HEADLINE)
        case Not(inner):
            return whoosh_query.AndNot(whoosh_query.Every(), _compiled(inner, scope))
        case AllOf(nodes):
            return _all(nodes, scope)
        case AnyOf(nodes):
            return whoosh_query.Or([_compiled(inner, scope) for inner in nodes])
    return _leaf(node, scope)


def _leaf(node: Node, scope: _Scope) -> Query:
    match node:
        case Word():
            return _word(node, scope)
        case Named(words, records):
            return _or([_all(words, scope), *_mentioning(records, scope)])
        case Phrase(words):
            return _phrase(words, scope)
        case Prefix(start):
            return whoosh_query.Or([_constant(whoosh_query.Prefix(f, start)) for f in (scope.exact[0], scope.loose[0])])
        case Records():
            return _records(node)
        case DateRange():
            return _dates(node)
    return whoosh_query.NullQuery


def _all(nodes: Sequence[Node], scope: _Scope) -> Query:
    wanted = [_compiled(node, scope) for node in nodes if not isinstance(node, Not)]
    unwanted = [_compiled(node.node, scope) for node in nodes if isinstance(node, Not)]
    found = _joined(whoosh_query.And, wanted) if wanted else whoosh_query.Every()
    return whoosh_query.AndNot(found, _joined(whoosh_query.Or, unwanted)) if unwanted else found


def _word(word: Word, scope: _Scope) -> Query:
    """The stem decides, the spelling and the headline add; a function word is known by its spelling alone."""
    loose = [(field, word.loose, LOOSE_WEIGHTS[field]) for field in scope.loose] if word.loose else []
    exact = [(field, word.exact, EXACT_WEIGHTS[field]) for field in scope.exact]
    found = _maybe(whoosh_query.Term(field, term, boost=weight) for field, term, weight in (*loose, *exact))
    spelled = [_compiled(spelling, scope) for spelling in word.spellings]
    return _or([found, *spelled, *_mentioning(word.records, scope)])


def _mentioning(records: Iterable[Records], scope: _Scope) -> list[Query]:
    """Mentions are known of articles, not of headlines."""
    return [_records(of_facet) for of_facet in records] if scope is _ARTICLE else []


def _or(queries: list[Query]) -> Query:
    return _joined(whoosh_query.Or, queries)


def _phrase(words: Sequence[str], scope: _Scope) -> Query:
    if len(words) == 1:
        return _maybe(whoosh_query.Term(field, words[0], boost=PHRASE_WEIGHTS[field]) for field in scope.exact)
    return _maybe(whoosh_query.Phrase(field, list(words), boost=PHRASE_WEIGHTS[field]) for field in scope.exact)


def _records(records: Records) -> Query:
    if not records.keys:
        return whoosh_query.NullQuery
    return _constant(whoosh_query.Or([whoosh_query.Term(records.facet.value, str(key)) for key in records.keys]))


def _dates(dates: DateRange) -> Query:
    """From the first day to the last; 0 stands for a date that is not known and is never among them."""
    first = dates.first.toordinal() if dates.first else 1
    return whoosh_query.NumericRange("published_on", first, dates.last.toordinal() if dates.last else None)


def _constant(query: Query) -> Query:
    return whoosh_query.ConstantScoreQuery(query)


def _maybe(queries: Iterable[Query]) -> Query:
    """The first decides whether an article matches; the others, whose articles are among its, add to the score."""
    first, *others = queries
    return whoosh_query.AndMaybe(first, _joined(whoosh_query.Or, others)) if others else first


def _joined(join: type[Query], queries: list[Query]) -> Query:
    return join(queries) if len(queries) > 1 else queries[0]
