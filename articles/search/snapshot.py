"""One generation of the index, opened for reading: its searcher, and each document's values as arrays.

A snapshot never changes. Documents are numbered 0 … n - 1 ("docnum") in Whoosh's order, deleted ones included;
`live` says which of them count.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.index import FileIndex
from whoosh.reading import IndexReader
from whoosh.scoring import BM25F

from articles.search.compile import compile_query
from articles.search.language import ParsedQuery
from articles.search.schema import FACET_FIELDS

Docnums = NDArray[np.int64]
Mask = NDArray[np.bool_]

WEIGHTING = BM25F(B=0.75, K1=0.9)  # K1 as measured for Arabic news: docs/arabic.md
REMEMBERED_QUERIES = 64


@dataclass(frozen=True)
class FacetColumn:
    """One facet's values of all documents: the pairs (docnums[i], codes[i]), and the term behind each code."""

    terms: tuple[str, ...]
    docnums: Docnums
    codes: NDArray[np.int64]

    def counts(self, hits: Mask) -> dict[str, int]:
        """How many of the hits have each value; values without a hit are left out."""
        counted = np.bincount(self.codes[hits[self.docnums]], minlength=len(self.terms))
        return {self.terms[code]: int(counted[code]) for code in np.flatnonzero(counted)}

    def having_any(self, values: Iterable[str], size: int) -> Mask:
        """The documents with at least one of the values."""
        chosen = set(values)
        wanted = [code for code, term in enumerate(self.terms) if term in chosen]
        mask = np.zeros(size, dtype=np.bool_)
        mask[self.docnums[np.isin(self.codes, wanted)]] = True
        return mask


@dataclass(frozen=True)
class Matches:
    """What a query's text matches: the documents in order, and each one's BM25F score."""

    docnums: Docnums
    scores: NDArray[np.float64]

    def scores_of(self, docnums: Docnums) -> NDArray[np.float64]:
        return self.scores[np.searchsorted(self.docnums, docnums)]


class Snapshot:
    def __init__(self, index: FileIndex) -> None:
        self.generation: int = index.latest_generation()
        self._searcher = index.searcher(weighting=WEIGHTING)
        self._lock = threading.Lock()  # Whoosh's readers move file positions: one thread at a time
        reader = self._searcher.reader()
        self.size: int = reader.doc_count_all()
        self.live = _live(reader, self.size)
        self.keys: Docnums = _column(reader, "pk", self.size)
        self.published_on: Docnums = _column(reader, "published_on", self.size)
        self.facets = {name: _facet_column(reader, name) for name in FACET_FIELDS}
        self._remembered: OrderedDict[ParsedQuery, Matches] = OrderedDict()
        # Closed when the last search that uses it has ended, not under the feet of one.
        weakref.finalize(self, self._searcher.close)

    def matches(self, query: ParsedQuery) -> Matches:
        """Every document the query matches, with its score; of the last queries they are remembered."""
        with self._lock:
            if query not in self._remembered:
                self._remembered[query] = self._evaluate(query)
            self._remembered.move_to_end(query)
            if len(self._remembered) > REMEMBERED_QUERIES:
                self._remembered.popitem(last=False)
            return self._remembered[query]

    def mask(self, docnums: Docnums) -> Mask:
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[docnums] = True
        return mask

    def _evaluate(self, query: ParsedQuery) -> Matches:
        if query.is_empty:
            docnums = np.flatnonzero(self.live)
            return Matches(docnums, np.zeros(len(docnums)))
        scored = self._searcher.search(compile_query(query), limit=None).top_n
        pairs = sorted((docnum, score) for score, docnum in scored)
        docnums = np.fromiter((docnum for docnum, _ in pairs), dtype=np.int64, count=len(pairs))
        return Matches(docnums, np.fromiter((score for _, score in pairs), dtype=np.float64, count=len(pairs)))


def _live(reader: IndexReader, size: int) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    mask[list(reader.all_doc_ids())] = True
    return mask


def _column(reader: IndexReader, name: str, size: int) -> Docnums:
    if not size:
        return np.zeros(0, dtype=np.int64)
    column = reader.column_reader(name)
    return np.fromiter((column[docnum] for docnum in range(size)), dtype=np.int64, count=size)


def _facet_column(reader: IndexReader, name: str) -> FacetColumn:
    terms, docnums, codes = [], [], []
    for code, term in enumerate(reader.field_terms(name)):
        having = list(reader.postings(name, term).all_ids())
        terms.append(term)
        docnums += having
        codes += [code] * len(having)
    return FacetColumn(tuple(terms), np.array(docnums, dtype=np.int64), np.array(codes, dtype=np.int64))
