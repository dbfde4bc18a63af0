"""Facet values as arrays: each document's codes in one matrix, so that counting is one pass over the hits.

The values of all facets of a segment share one range of codes, facet by facet and in the order of their terms,
from 1 on; 0 fills the matrix. The few documents with more values than it is wide have the others in a list.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from articles.search.arrayfile import Array
from articles.search.doclists import contained
from articles.search.postings import Postings

WIDEST = 16  # columns of the matrix


def facet_arrays(fields: Sequence[Postings], size: int) -> dict[str, Array]:
    """`facet_matrix`: (documents, width); `extra_docs` and `extra_codes`: what did not fit;
    `facet_bounds`: the first code of each facet, and the end of the last."""
    bounds = np.cumsum([1, *(len(postings.terms) for postings in fields)])
    docs = np.concatenate([postings.docs for postings in fields])
    codes = np.concatenate(
        [
            np.repeat(np.arange(first, first + len(postings.terms)), np.diff(postings.starts))
            for first, postings in zip(bounds, fields, strict=False)
        ]
    ).astype(np.min_scalar_type(int(bounds[-1])))
    order = np.argsort(docs, kind="stable")
    docs, codes = docs[order], codes[order]
    per_doc = np.bincount(docs, minlength=size)
    column = np.arange(len(docs)) - (np.cumsum(per_doc) - per_doc)[docs]
    width = min(int(per_doc.max()) if size else 0, WIDEST)
    fits = column < width
    matrix = np.zeros((size, width), dtype=codes.dtype)
    matrix[docs[fits], column[fits]] = codes[fits]
    return {
        "facet_matrix": matrix,
        "extra_docs": docs[~fits],
        "extra_codes": codes[~fits],
        "facet_bounds": bounds,
    }


def count_codes(
    matrix: Array, extra_docs: NDArray[np.int32], extra_codes: Array, size: int, docs: NDArray[np.int32]
) -> NDArray[np.int64]:
    """How many of the documents have each code; `size` is the number of codes, 0 among them."""
    counts = np.bincount(matrix.take(docs, axis=0).ravel(), minlength=size)
    if len(extra_docs):
        counts += np.bincount(extra_codes.compress(contained(extra_docs, docs, len(matrix))), minlength=size)
    counts[0] = 0
    return counts


class FacetValues:
    """One facet's values over all segments of an index, sorted as strings."""

    def __init__(self, terms_of_segments: Sequence[Sequence[bytes]]) -> None:
        self._terms = sorted({term for terms in terms_of_segments for term in terms})
        number = {term: index for index, term in enumerate(self._terms)}
        self._numbers = [
            np.fromiter((number[term] for term in terms), dtype=np.int64, count=len(terms))
            for terms in terms_of_segments
        ]

    def totals(self, counts_of_segments: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
        """The counts of each segment's values added up, in the order of the values here."""
        if len(counts_of_segments) == 1:
            return counts_of_segments[0]
        totals = np.zeros(len(self._terms), dtype=np.int64)
        for numbers, counts in zip(self._numbers, counts_of_segments, strict=True):
            totals[numbers] += counts
        return totals

    def most_frequent(self, totals: NDArray[np.int64], limit: int | None = None) -> list[tuple[str, int]]:
        """The values that occur with their totals, greatest first, then by their strings; `limit` of them."""
        found = np.flatnonzero(totals)
        ranks = (totals[found] << 32) | (len(self._terms) - found)  # no two alike
        if limit is not None and len(ranks) > limit:
            ranks = np.partition(ranks, len(ranks) - limit)[len(ranks) - limit :]
        ranks = np.sort(ranks)[::-1]
        numbers = (len(self._terms) - (ranks & 0xFFFFFFFF)).tolist()
        return [
            (self._terms[number].decode(), count) for number, count in zip(numbers, (ranks >> 32).tolist(), strict=True)
        ]
