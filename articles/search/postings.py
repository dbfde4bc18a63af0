"""Inverted files as arrays: the terms of a field, and for each term its documents, counts and positions.

Pure values of numpy, in the order in which Whoosh keeps them: terms by their bytes, documents ascending.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Docs = NDArray[np.int32]
Ints = NDArray[Any]

PART = 1_000_000  # tokens that are sorted at a time
NOTHING: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Postings:
    """One field of one segment.

    Term number t has the postings `starts[t] : starts[t + 1]`; posting number p says that the document
    `docs[p]` has the term `counts[p]` times. Where positions are kept, those of term t begin at
    `position_starts[t]`, one run of `counts[p]` for each posting.
    """

    terms: Sequence[bytes]
    starts: NDArray[np.int64]
    docs: Docs
    counts: Ints
    positions: Ints | None = None
    position_starts: NDArray[np.int64] | None = None


def invert(terms: Sequence[bytes], codes: Ints, docs: Docs, positions: Ints | None = None) -> Postings:
    """Postings of a list of tokens, which come in the order of documents and positions.

    Token number i is `terms[codes[i]]` in the document `docs[i]`. Every term has to occur.
    """
    by_bytes = sorted(range(len(terms)), key=terms.__getitem__)
    rank = np.empty(len(terms), dtype=np.uint32)
    rank[by_bytes] = np.arange(len(terms), dtype=np.uint32)
    keys = rank[codes]
    uses = np.bincount(keys, minlength=len(terms))
    parts = [_inverted_part(keys, docs, positions, first, end) for first, end in _ranges(uses)]
    return Postings(
        terms=[terms[index] for index in by_bytes],
        starts=offsets(_joined([part.postings_of_term for part in parts])),
        docs=_joined([part.docs for part in parts]).astype(np.int32),
        counts=narrowed(_joined([part.counts for part in parts])),
        positions=None if positions is None else narrowed(_joined([part.positions for part in parts])),
        position_starts=None if positions is None else offsets(uses),
    )


class _Inverted(NamedTuple):
    """The postings of a range of terms."""

    postings_of_term: Ints
    docs: Docs
    counts: Ints
    positions: Ints


def _inverted_part(keys: Ints, docs: Docs, positions: Ints | None, first: int, end: int) -> _Inverted:
    chosen = np.flatnonzero((keys >= first) & (keys < end))
    chosen = chosen[stable_order(keys[chosen] - np.uint32(first))]
    keys, docs = keys[chosen], docs[chosen]
    begins = _changes(keys, docs)
    return _Inverted(
        postings_of_term=np.bincount(keys[begins] - first, minlength=end - first),
        docs=docs[begins],
        counts=narrowed(np.diff(np.append(begins, len(keys)))),
        positions=NOTHING if positions is None else positions[chosen],
    )


def _ranges(uses: Ints) -> Iterator[tuple[int, int]]:
    """Ranges of terms with together about PART tokens: sorting takes memory several times that of its input."""
    ends, first = np.cumsum(uses), 0
    while first < len(uses):
        before = int(ends[first - 1]) if first else 0
        end = max(int(np.searchsorted(ends, before + PART, side="right")), first + 1)
        yield first, end
        first = end


def _joined(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else NOTHING


def merge(parts: Sequence[tuple[Postings, NDArray[np.int32]]]) -> Postings:
    """Postings of several segments in one; each comes with its new document numbers, -1 for a deleted one.

    New numbers ascend within a part and from part to part. Terms that only deleted documents had are left out.
    """
    terms = sorted({term for postings, _ in parts for term in postings.terms})
    number = {term: index for index, term in enumerate(terms)}
    sources = [_Source(postings, new_docs, number) for postings, new_docs in parts]
    frequencies = np.zeros(len(terms), dtype=np.int64)
    for source in sources:
        frequencies[source.codes] += np.diff(source.postings.starts)
    merged = [
        _merged_range([s.between(first, end) for s in sources], end - first) for first, end in _ranges(frequencies)
    ]
    per_term = _joined([part.postings_of_term for part in merged])
    kept = np.flatnonzero(per_term)
    with_positions = all(source.postings.positions is not None for source in sources)
    tokens_of_term = _joined([part.tokens_of_term for part in merged])
    return Postings(
        terms=[terms[index] for index in kept.tolist()],
        starts=offsets(per_term[kept]),
        docs=_joined([part.docs for part in merged]).astype(np.int32),
        counts=narrowed(_joined([part.counts for part in merged])),
        positions=narrowed(_joined([part.positions for part in merged])) if with_positions else None,
        position_starts=offsets(tokens_of_term[kept]) if with_positions else None,
    )


class _Piece(NamedTuple):
    """Postings of living documents, with the numbers of their terms counted from the first of a range."""

    keys: NDArray[np.uint32]
    docs: Docs
    counts: Ints
    positions: Ints


class _Source:
    """One of the segments that are merged; `codes` are the merged numbers of its terms, which ascend."""

    def __init__(self, postings: Postings, new_docs: NDArray[np.int32], number: Mapping[bytes, int]) -> None:
        self.postings, self._new_docs = postings, new_docs
        self.codes = np.fromiter((number[term] for term in postings.terms), dtype=np.int64, count=len(postings.terms))

    def between(self, first: int, end: int) -> _Piece:
        """What it has of the merged terms from `first` to `end`."""
        low, high = np.searchsorted(self.codes, (first, end)).tolist()
        of_terms = self.postings.starts[low : high + 1]
        where = slice(int(of_terms[0]), int(of_terms[-1]))
        keys = np.repeat((self.codes[low:high] - first).astype(np.uint32), np.diff(of_terms))
        docs, counts = self._new_docs[self.postings.docs[where]], self.postings.counts[where]
        positions = NOTHING
        if self.postings.positions is not None and self.postings.position_starts is not None:
            begins = self.postings.position_starts
            positions = self.postings.positions[int(begins[low]) : int(begins[high])]
        alive = docs >= 0
        if not alive.all():
            positions = positions[np.repeat(alive, counts)] if len(positions) else positions
            keys, docs, counts = keys[alive], docs[alive], counts[alive]
        return _Piece(keys, docs, counts, positions)


class _Merged(NamedTuple):
    """The merged postings of a range of terms."""

    postings_of_term: Ints
    tokens_of_term: Ints
    docs: Docs
    counts: Ints
    positions: Ints


def _merged_range(pieces: Sequence[_Piece], terms: int) -> _Merged:
    keys = np.concatenate([piece.keys for piece in pieces])
    order = stable_order(keys)
    counts = np.concatenate([piece.counts for piece in pieces])
    positions = np.concatenate([piece.positions for piece in pieces])
    if len(positions):
        positions = positions[spread(offsets(counts)[:-1][order], counts[order])]
    return _Merged(
        postings_of_term=np.bincount(keys, minlength=terms),
        tokens_of_term=np.bincount(keys, weights=counts, minlength=terms).astype(np.int64),
        docs=np.concatenate([piece.docs for piece in pieces])[order],
        counts=counts[order],
        positions=positions,
    )


def spread(starts: Ints, lengths: Ints) -> NDArray[np.int64]:
    """The indices of all runs one behind the other: `spread([5, 9], [2, 3]) == [5, 6, 9, 10, 11]`."""
    lengths = lengths.astype(np.int64)
    before = np.cumsum(lengths) - lengths
    indices: NDArray[np.int64] = np.arange(int(lengths.sum()), dtype=np.int64) + np.repeat(starts - before, lengths)
    return indices


def stable_order(keys: NDArray[np.uint32]) -> Ints:
    """The order that sorts the keys and keeps equal ones as they come.

    In two passes over halves of 16 bits, which numpy sorts by radix: several times faster than in one.
    """
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    if not len(keys) or keys.max() <= 0xFFFF:
        return order
    return order[np.argsort((keys >> 16).astype(np.uint16)[order], kind="stable")]


def narrowed(values: Ints) -> Ints:
    """The same whole numbers >= 0 in the smallest unsigned type that holds them."""
    return values.astype(np.min_scalar_type(int(values.max()) if len(values) else 0))


def _changes(keys: Ints, docs: Ints) -> NDArray[np.int64]:
    """Where a new posting begins: at the first token, and where term or document differ from the one before."""
    if not len(keys):
        return np.zeros(0, dtype=np.int64)
    differs = (keys[1:] != keys[:-1]) | (docs[1:] != docs[:-1])
    return np.concatenate(([0], np.flatnonzero(differs) + 1))


def offsets(lengths: Ints) -> NDArray[np.int64]:
    """Where runs of these lengths begin, and where the last one ends."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets
