"""More like this: the articles that share most with one, by its own telling words and the records it mentions.

The telling words are those that the article has often and the archive seldom; words of its headline count more. They
become a query like any other, so that what readers may not see is not found here either.
"""

from math import log
from typing import NamedTuple

import numpy as np
from whoosh import query as whoosh_query

from articles.search.planning import plan
from articles.search.ranking import LARGEST_KEY, best, by_score
from articles.search.segment import Segment
from articles.search.snapshot import Snapshot
from articles.search.time_limit import QueryTimeoutError, TimeLimited

SHOWN = 10  # articles, where nobody says how many
TELLING = 25  # words of an article that are looked for
READ = 1_000  # words of an article among which they are
COMMONEST = 0.1  # share of all articles; a word in more of them tells little
HEADLINE = 2.0  # what a word of the headline counts, where one of the body counts 1
RECORDS = 12  # records of an article that are looked for
RECORD_FACETS = ("person", "organisation", "place")
RECORD_WEIGHT = 0.5  # of a record that both mention, where a word's score is its idf times a weight of about 1


class _Telling(NamedTuple):
    worth: float
    field: str
    term: str
    boost: float


def similar(snapshot: Snapshot, key: int, count: int = SHOWN) -> list[int]:
    """The keys of the articles that are most like the one, best first; none where it is not in the index."""
    for at, doc, _ in snapshot.places_of([key]):
        segment = snapshot.segments[at]
        telling = [*_words(snapshot, segment, doc), *_records(snapshot, segment, doc)]
        if telling:
            return _most_alike(snapshot, telling, key, count)
    return []


def _most_alike(snapshot: Snapshot, telling: list[_Telling], key: int, count: int) -> list[int]:
    query = whoosh_query.Or([_query(one) for one in telling])
    try:
        planned = plan(query, TimeLimited(snapshot))
        matching = snapshot.matching(planned)
        scores = snapshot.scores(planned, matching)
    except QueryTimeoutError:
        return []
    parts = zip(snapshot.segments, matching, scores, strict=True)
    ranks = np.concatenate([by_score(found, segment.keys.take(docs)) for segment, docs, found in parts])
    ranks = np.sort(ranks.take(best(ranks, count + 1)))[::-1] & LARGEST_KEY
    return [found for found in ranks.tolist() if found != key][:count]


def _query(one: _Telling) -> whoosh_query.Query:
    if one.field in RECORD_FACETS:
        return whoosh_query.ConstantScoreQuery(whoosh_query.Term(one.field, one.term), one.worth)
    return whoosh_query.Term(one.field, one.term, boost=one.boost)


def _words(snapshot: Snapshot, segment: Segment, doc: int) -> list[_Telling]:
    spelled, _ = segment.forward.tokens(np.array([doc]), READ)
    stems = segment.forward.stems.take(segment.forward.words.take(spelled))
    weights = np.where(np.arange(len(stems)) < int(segment.forward.headline_words[doc]), HEADLINE, 1.0)
    tells = stems >= 0
    distinct, place = np.unique(stems.compress(tells), return_inverse=True)
    counts = np.bincount(place, weights=weights.compress(tells), minlength=len(distinct))
    field, found = segment.fields["text"], []
    for number, weighed in zip(distinct.tolist(), counts.tolist(), strict=True):
        term = field.term(number).decode()
        frequency = snapshot.frequency("text", term)
        if 1 < frequency <= max(COMMONEST * snapshot.size, 2):
            boost = log(1 + weighed)
            found.append(_Telling(boost * log(snapshot.size / frequency), "text", term, boost))
    return sorted(found, reverse=True)[:TELLING]


def _records(snapshot: Snapshot, segment: Segment, doc: int) -> list[_Telling]:
    """The records that the article mentions; the rarer one is in the archive the more it counts."""
    found = []
    for facet, value in segment.facet_values_of(doc):
        if facet in RECORD_FACETS:
            frequency = snapshot.frequency(facet, value)
            worth = RECORD_WEIGHT * log(max(snapshot.size / max(frequency, 1), 1))
            found.append(_Telling(worth, facet, value, 1.0))
    return sorted(found, reverse=True)[:RECORDS]
