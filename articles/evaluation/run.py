"""Collections -> figures: ours, those of the recorded run, and how sure their difference is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from articles.evaluation.measures import Interval, ndcg, paired_bootstrap, recall, reciprocal_rank
from articles.evaluation.retrieval import IndexedDocuments
from articles.evaluation.trec import (
    Collection,
    Judgements,
    Rankings,
    read_documents,
    read_judgements,
    read_queries,
    read_run,
)


@dataclass(frozen=True)
class Figures:
    """Means over the judged queries; `of_queries` holds each query's nDCG@10 in the order of the judgements."""

    ndcg10: float
    mrr10: float
    recall10: float
    recall100: float
    without_hit: float
    of_queries: tuple[float, ...]


@dataclass(frozen=True)
class Result:
    collection: str
    queries: int
    documents: int
    ours: Figures
    baseline: Figures | None
    rankings: Rankings

    @property
    def interval(self) -> Interval | None:
        return paired_bootstrap(self.ours.of_queries, self.baseline.of_queries) if self.baseline else None


def evaluate(collections: Iterable[Collection], tell: Callable[[str], None] = lambda _: None) -> list[Result]:
    """The collections one by one; documents that several share are indexed once, in a folder that is removed."""
    results: list[Result] = []
    of_documents: dict[Path, list[Collection]] = {}
    for collection in collections:
        of_documents.setdefault(collection.documents, []).append(collection)
    for documents, sharing in of_documents.items():
        with TemporaryDirectory(prefix="newsarchive-evaluation-") as folder:
            tell(f"Indexing {documents.name}")
            indexed = IndexedDocuments(Path(folder), read_documents(documents))
            for collection in sharing:
                tell(f"Asking {collection.name}")
                results.append(_result(collection, indexed))
    return results


def figures(rankings: Rankings, judgements: Judgements) -> Figures:
    """A query without a ranking counts as one without a hit."""
    pairs = [(rankings.get(query, []), judged) for query, judged in judgements.items()]
    gains = tuple(ndcg(ranking, judged) for ranking, judged in pairs)
    return Figures(
        ndcg10=_mean(gains),
        mrr10=_mean(reciprocal_rank(ranking, judged) for ranking, judged in pairs),
        recall10=_mean(recall(ranking, judged, 10) for ranking, judged in pairs),
        recall100=_mean(recall(ranking, judged, 100) for ranking, judged in pairs),
        without_hit=_mean(not ranking for ranking, _ in pairs),
        of_queries=gains,
    )


def pooled(results: Iterable[Result]) -> Interval | None:
    """The difference over the queries of all collections that have a baseline."""
    compared = [(result.ours, result.baseline) for result in results if result.baseline]
    if not compared:
        return None
    ours = [gain for of, _ in compared for gain in of.of_queries]
    return paired_bootstrap(ours, [gain for _, of in compared for gain in of.of_queries])


def _result(collection: Collection, indexed: IndexedDocuments) -> Result:
    judgements, queries = read_judgements(collection.judgements), read_queries(collection.queries)
    rankings = indexed.rankings({query: queries[query] for query in judgements if query in queries})
    recorded = read_run(collection.baseline) if collection.baseline else None
    return Result(
        collection=collection.name,
        queries=len(judgements),
        documents=len(indexed),
        ours=figures(rankings, judgements),
        baseline=figures(recorded, judgements) if recorded is not None else None,
        rankings=rankings,
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return fmean(found) if found else 0.0
