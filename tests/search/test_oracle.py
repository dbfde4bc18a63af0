"""The arrays against Whoosh's own slow path: the same documents, scores, order and counts for the same query."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from whoosh import query as wq
from whoosh.index import open_dir
from whoosh.searching import Searcher

from articles.search import ranking, writing
from articles.search.entry import Entry
from articles.search.planning import plan
from articles.search.schema import FACET_FIELDS
from articles.search.snapshot import Snapshot
from articles.search.weighting import WEIGHTING

VOCABULARY = (
    "حلب دمشق بغداد القاهرة وزير الوزير وزارة رئيس الرئيس قال وقال إن في من على هجوم الهجوم مدينة المدينة مدن"
    " لافروف كيري شويغو بوتين الأسد اتفاق وقف إطلاق النار هدنة سوريا روسيا لروسيا بحلب aleppo reuters 2016 ٢٠١٦"
)
WORDS = VOCABULARY.split()
DICE = random.Random(20161124)  # noqa: S311 - a corpus, not a secret


def make_entry(key: int) -> Entry:
    words = DICE.choices(WORDS, weights=[1 / (rank + 1) for rank in range(len(WORDS))], k=DICE.randint(0, 90))
    if key % 40 == 0:
        words += ["حلب"] * 300  # a count that needs more than a byte
    return Entry(
        key=key,
        day=DICE.choice([0, *range(735_000, 735_040)]),
        headline=" ".join(DICE.choices(WORDS, k=DICE.randint(1, 6))),
        body=" ".join(words),
        facets={
            "person": tuple(map(str, DICE.sample(range(1, 60), DICE.choice([0, 1, 2, 25])))),
            "organisation": tuple(map(str, DICE.sample(range(100, 110), DICE.randint(0, 2)))),
            "place": tuple(map(str, DICE.sample(range(200, 205), DICE.randint(0, 3)))),
            "source": (DICE.choice(["1", "2", "unknown"]),),
            "year": (DICE.choice(["2014", "2015", "unknown"]),),
        },
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several segments, some of them merged ones, with deleted and replaced documents."""
    folder = tmp_path_factory.mktemp("oracle") / "index"
    writing.create_index(folder)
    writing.apply_batch(folder, [], [make_entry(key) for key in range(1, 400)], merge_up_to=0)
    for first in range(400, 480, 8):  # ten small ones: merged on the way
        writing.apply_batch(folder, [], [make_entry(key) for key in range(first, first + 8)])
    again = [*range(5, 380, 7), *range(410, 430)]
    writing.apply_batch(folder, again, [make_entry(key) for key in again[:40]])
    writing.apply_batch(folder, [481], [make_entry(481)], merge_up_to=0)
    return folder


@pytest.fixture(scope="module")
def snapshot(folder: Path) -> Snapshot:
    return Snapshot(folder)


@pytest.fixture(scope="module")
def searcher(folder: Path) -> Iterator[Searcher]:
    with open_dir(str(folder)).searcher(weighting=WEIGHTING) as searcher:
        yield searcher


def term(text: str, field: str = "text", boost: float = 1.0) -> wq.Query:
    return wq.Term(field, text, boost=boost)


def word(stem: str, exact: str) -> wq.Query:
    """As `compile` has it."""
    exactly = [term(exact, "exact", 0.3), term(exact, "headline_exact", 0.3)]
    return wq.Or([term(stem), term(stem, "headline"), *exactly])


QUERIES: dict[str, Callable[[], wq.Query]] = {
    "a frequent term": lambda: term("حلب"),
    "a term in few documents": lambda: term("reuters", "headline"),
    "a term that is not there": lambda: term("زلنطح"),
    "a boosted term": lambda: term("حلب", boost=2.5),
    "a word in all its fields": lambda: word("وزير", "الوزير"),
    "a folded word": lambda: term("2016", "exact"),
    "either": lambda: wq.Or([term("حلب"), term("دمشق"), term("زلنطح")]),
    "both": lambda: wq.And([word("حلب", "حلب"), word("دمشق", "دمشق")]),
    "three": lambda: wq.And([term("حلب"), term("دمشق"), term("قال")]),
    "both of which one is missing": lambda: wq.And([term("حلب"), term("زلنطح")]),
    "either of two pairs": lambda: wq.Or([wq.And([term("حلب"), term("بغداد")]), wq.And([term("قال"), term("كير")])]),
    "one and either": lambda: wq.And([term("حلب"), wq.Or([term("بغداد"), term("كير")])]),
    "one without another": lambda: wq.AndNot(term("حلب"), term("دمشق")),
    "one without a pair": lambda: wq.AndNot(term("حلب"), wq.And([term("دمشق"), term("قال")])),
    "one, better with another": lambda: wq.AndMaybe(term("حلب"), term("دمشق")),
    "everything without one": lambda: wq.AndNot(wq.Every(), term("حلب")),
    "everything": wq.Every,
    "nothing": lambda: wq.NullQuery,
    "a phrase of two": lambda: wq.Phrase("exact", ["حلب", "دمشق"]),
    "a phrase with one word twice": lambda: wq.Phrase("exact", ["حلب", "حلب"]),
    "a phrase of three": lambda: wq.Phrase("exact", ["حلب", "حلب", "دمشق"]),
    "a phrase in headlines, boosted": lambda: wq.Phrase("headline_exact", ["حلب", "دمشق"], boost=2.0),
    "a phrase that is not there": lambda: wq.Phrase("exact", ["حلب", "زلنطح"]),
    "either of two phrases": lambda: wq.Or(
        [wq.Phrase("exact", ["حلب", "دمشق"]), wq.Phrase("headline_exact", ["دمشق", "حلب"])]
    ),
    "a phrase and a word": lambda: wq.And([wq.Phrase("exact", ["حلب", "دمشق"]), word("قال", "وقال")]),
    "a prefix": lambda: wq.ConstantScoreQuery(wq.Prefix("exact", "ال"), 0.5),
    "a prefix of one term": lambda: wq.ConstantScoreQuery(wq.Prefix("exact", "reut"), 1.0),
    "a prefix that is not there": lambda: wq.ConstantScoreQuery(wq.Prefix("exact", "زلن"), 1.0),
    "a prefix and a word": lambda: wq.And([wq.ConstantScoreQuery(wq.Prefix("text", "مد"), 1.0), term("حلب")]),
    "records": lambda: wq.ConstantScoreQuery(wq.Or([term("201", "place"), term("7", "person")]), 1.5),
    "a word or records": lambda: wq.Or([word("حلب", "حلب"), wq.ConstantScoreQuery(term("203", "place"), 1.0)]),
    "dates": lambda: wq.NumericRange("published_on", 735_010, 735_020),
    "dates and a word": lambda: wq.And([wq.NumericRange("published_on", 735_010, None), term("حلب")]),
    "dates, open and exclusive": lambda: wq.AndNot(
        wq.Every(), wq.NumericRange("published_on", 1, 735_020, startexcl=False, endexcl=True)
    ),
}


@pytest.mark.parametrize("make", QUERIES.values(), ids=QUERIES)
def test_documents_and_scores_are_whooshs(make: Callable[[], wq.Query], snapshot: Snapshot, searcher: Searcher) -> None:
    expected = dict(_by_whoosh(searcher, make()))
    found = dict(_by_arrays(snapshot, make()))
    assert found.keys() == expected.keys()
    assert [found[docnum] for docnum in expected] == pytest.approx(list(expected.values()), rel=1e-9)


@pytest.mark.parametrize("seed", range(60))
def test_any_combination_gives_the_documents_and_scores_of_its_parts(
    seed: int, snapshot: Snapshot, searcher: Searcher
) -> None:
    """Whoosh gives those of the single terms and phrases; its matchers for nested exclusions fail by themselves."""
    query = _any_query(random.Random(seed), 3)  # noqa: S311
    expected, found = _combined(searcher, query), dict(_by_arrays(snapshot, query))
    assert found.keys() == expected.keys(), query
    assert [found[docnum] for docnum in expected] == pytest.approx(list(expected.values()), rel=1e-9), query


@pytest.mark.parametrize("name", ["a word in all its fields", "either", "a prefix", "a phrase of two"])
def test_the_order_is_that_of_whooshs_scores_and_of_keys_where_they_tie(
    name: str, snapshot: Snapshot, searcher: Searcher
) -> None:
    query = QUERIES[name]()
    keys = _keys(snapshot)
    expected = sorted(
        ((np.float32(score), keys[docnum]) for docnum, score in _by_whoosh(searcher, query)), reverse=True
    )
    found = _by_arrays(snapshot, query)
    ranks = ranking.by_score(
        np.array([score for _, score in found]), np.array([keys[docnum] for docnum, _ in found], dtype=np.int64)
    )
    assert ranking.ranked(ranking.cut(ranks, 0, len(ranks)), with_scores=True).keys.tolist() == [
        key for _, key in expected
    ]


@pytest.mark.parametrize("name", ["a frequent term", "a term in few documents", "everything", "a prefix", "nothing"])
def test_facet_counts_are_those_of_whooshs_documents(name: str, snapshot: Snapshot, searcher: Searcher) -> None:
    query = QUERIES[name]()
    docs = {docnum for docnum, _ in _by_whoosh(searcher, query)}
    matching = snapshot.matching(plan(query, snapshot))
    counted = [segment.count_facets(hits) for segment, hits in zip(snapshot.segments, matching, strict=True)]
    for at, facet in enumerate(FACET_FIELDS):
        reader = searcher.reader()
        expected = Counter(
            {value: len(docs & set(reader.postings(facet, value).all_ids())) for value in reader.field_terms(facet)}
        )
        totals = snapshot.facets[at].totals(
            [counts[s.bounds[at] : s.bounds[at + 1]] for s, counts in zip(snapshot.segments, counted, strict=True)]
        )
        assert dict(snapshot.facets[at].most_frequent(totals)) == {v: n for v, n in expected.items() if n}
        most = sorted(((-n, v) for v, n in expected.items() if n))[:3]
        assert snapshot.facets[at].most_frequent(totals, 3) == [(v, -n) for n, v in most]


def test_the_corpus_has_what_is_compared(snapshot: Snapshot) -> None:
    assert len(snapshot.segments) >= 3
    assert any(live is not None for live in snapshot.live)
    assert any(segment.fields["text"].counts.dtype == np.uint16 for segment in snapshot.segments)


def _by_whoosh(searcher: Searcher, query: wq.Query) -> list[tuple[int, float]]:
    return [(docnum, score) for score, docnum in searcher.search(query, limit=None).top_n]


def _by_arrays(snapshot: Snapshot, query: wq.Query) -> list[tuple[int, float]]:
    evaluated = plan(query, snapshot)
    matching = snapshot.matching(evaluated)
    scores = snapshot.scores(evaluated, matching)
    bases = np.cumsum([0, *(segment.size for segment in snapshot.segments)])
    return [
        (int(base + docnum), float(score))
        for base, docs, of_docs in zip(bases, matching, scores, strict=False)
        for docnum, score in zip(docs, of_docs, strict=True)
    ]


def _keys(snapshot: Snapshot) -> list[int]:
    return [int(key) for segment in snapshot.segments for key in segment.keys]


def _combined(searcher: Searcher, query: wq.Query) -> dict[int, float]:
    """What the parts' documents and scores come to; those of a single part are Whoosh's."""
    match query:
        case wq.And() | wq.Or():
            parts = [_combined(searcher, part) for part in query.subqueries]
            docs = set.intersection(*map(set, parts)) if isinstance(query, wq.And) else set().union(*parts)
            return {doc: sum(part.get(doc, 0.0) for part in parts) for doc in docs}
        case wq.AndNot() | wq.AndMaybe():
            first, second = _combined(searcher, query.a), _combined(searcher, query.b)
            if isinstance(query, wq.AndMaybe):
                return {doc: score + second.get(doc, 0.0) for doc, score in first.items()}
            return {doc: score for doc, score in first.items() if doc not in second}
    return dict(_by_whoosh(searcher, query))


def _any_query(dice: random.Random, depth: int) -> wq.Query:
    leaves: list[Callable[[], wq.Query]] = [
        lambda: term(dice.choice(["حلب", "دمشق", "وزير", "قال", "كير", "reuters", "زلنطح"])),
        lambda: word(*dice.choice([("وزير", "الوزير"), ("مد", "مدينه"), ("حلب", "بحلب")])),
        lambda: wq.Phrase("exact", dice.choices(["حلب", "دمشق", "قال", "وقال"], k=2)),
        lambda: term(str(dice.randint(200, 204)), "place", 1.0),
    ]
    if depth == 0 or dice.random() < 0.25:
        return dice.choice(leaves)()
    parts = [_any_query(dice, depth - 1) for _ in range(dice.randint(2, 3))]
    combine: Callable[[], wq.Query] = dice.choice(
        [
            lambda: wq.And(parts),
            lambda: wq.Or(parts),
            lambda: wq.AndNot(parts[0], parts[1]),
            lambda: wq.AndMaybe(parts[0], parts[1]),
        ]
    )
    return combine()
