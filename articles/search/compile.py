"""A typed query -> Whoosh's query objects. Whoosh's own parser never sees a reader's text.

Only these kinds are made: Term, Phrase, And, Or, AndNot, AndMaybe, NumericRange, Every, NullQuery,
ConstantScoreQuery around a Prefix or an Or of facet terms, and two of our own, Share and Spelled, which Whoosh's
matchers know as what is nearest to them: an Or and a Phrase.
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


class Share(whoosh_query.Or):
    """Articles that match enough of the queries: they have `share` of the weight of those that match anything."""

    def __init__(self, queries: list[Query], share: float) -> None:
        super().__init__(queries)
        self.share = share


class Spelled(whoosh_query.Phrase):
    """Words in a row, each spelled letter by letter as in `spellings`."""

    def __init__(self, field: str, words: Sequence[str], spellings: Sequence[str], boost: float) -> None:
        super().__init__(field, list(words), boost=boost)
        self.spellings = spellings


@dataclass(frozen=True)
class _Scope:
    """Where to look: the whole article, or its headline alone."""

    loose: tuple[str, ...] = ("text", "headline")
    exact: tuple[str, ...] = ("exact", "headline_exact")


_ARTICLE = _Scope()
_HEADLINE = _Scope(("headline",), ("headline_exact",))


def compile_query(parsed: ParsedQuery) -> Query:
    """All that is asked or, where the query says so, a share of its plain words and all the rest."""
    root = parsed.root
    if root is None:
        return whoosh_query.Every()
    parts = parsed.plain_parts
    if parsed.share >= 1 or not isinstance(root, AllOf) or len(parts) < 2:
        return _compiled(root, _ARTICLE)
    queries = [_compiled(part, _ARTICLE) for part in parts]
    shared = Share(queries, parsed.share) if parsed.share else whoosh_query.Or(queries)
    rest = tuple(node for node in root.nodes if node not in parts)
    return _all(rest, _ARTICLE, shared) if rest else shared


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
        case Named(words, records, spellings):
            spelled = [_word(spelling, scope) for spelling in spellings]
            return _or([_all(words, scope), *spelled, *_mentioning(records, scope)])
        case Phrase():
            return _phrase(node, scope)
        case Prefix(start, is_exact):
            fields = scope.exact[:1] if is_exact else (scope.exact[0], scope.loose[0])
            return whoosh_query.Or([_constant(whoosh_query.Prefix(field, start)) for field in fields])
        case Records():
            return _records(node)
        case DateRange():
            return _dates(node)
    return whoosh_query.NullQuery


def _all(nodes: Sequence[Node], scope: _Scope, *more: Query) -> Query:
    wanted = [*more, *(_compiled(node, scope) for node in nodes if not isinstance(node, Not))]
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


def _phrase(phrase: Phrase, scope: _Scope) -> Query:
    words, weights = phrase.words, PHRASE_WEIGHTS
    if phrase.spellings:
        return _maybe(Spelled(field, phrase.words, phrase.spellings, boost=weights[field]) for field in scope.exact)
    if len(words) == 1:
        return _maybe(whoosh_query.Term(field, words[0], boost=weights[field]) for field in scope.exact)
    return _maybe(whoosh_query.Phrase(field, list(words), boost=weights[field]) for field in scope.exact)


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
