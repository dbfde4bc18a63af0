"""One segment of the index, read from its mapped arrays."""

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from articles.search.arrayfile import Array, map_arrays
from articles.search.doclists import Docs
from articles.search.facets import count_codes
from articles.search.schema import FACET_FIELDS, TEXT_FIELDS


class TermRange(NamedTuple):
    """Terms that stand one behind the other, from `first` up to `end`, exclusive."""

    first: int
    end: int


class Field:
    """The postings of one field: see `Postings`, of which these are the arrays."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self._terms = arrays[f"{name}.terms"].data
        self._ends = arrays[f"{name}.term_ends"]
        self.starts = arrays[f"{name}.starts"]
        self.docs: Docs = arrays[f"{name}.docs"]
        self.counts = arrays[f"{name}.counts"]
        self.positions = arrays.get(f"{name}.positions")
        self.position_starts = arrays.get(f"{name}.position_starts")

    def __len__(self) -> int:
        return len(self.starts) - 1

    def term(self, number: int) -> bytes:
        return bytes(self._terms[int(self._ends[number]) : int(self._ends[number + 1])])

    def terms(self) -> list[bytes]:
        ends = self._ends.tolist()
        joined = bytes(self._terms)
        return [joined[start:end] for start, end in pairwise(ends)]

    def number_of(self, term: bytes) -> int | None:
        """Which term it is, or None when the segment lacks it."""
        number = self._first_from(term)
        return number if number < len(self) and self.term(number) == term else None

    @property
    def arrays(self) -> tuple[Array, Array]:
        """The terms' bytes one behind the other, and where each ends."""
        return np.asarray(self._terms), self._ends

    def with_prefix(self, prefix: bytes) -> TermRange:
        """The terms that begin with the prefix."""
        after = prefix + b"\xff"  # no byte of UTF-8
        return TermRange(self._first_from(prefix), self._first_from(after))

    def frequency(self, number: int) -> int:
        """In how many documents the term is, deleted ones included."""
        return int(self.starts[number + 1] - self.starts[number])

    def postings(self, number: int) -> tuple[Docs, Array]:
        """The documents that have the term, ascending, and how often each has it."""
        where = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.docs[where], self.counts[where]

    def docs_of(self, terms: TermRange) -> Docs:
        """The documents of all the terms one behind the other; one with several of them comes several times."""
        return self.docs[int(self.starts[terms.first]) : int(self.starts[terms.end])]

    def positions_of(self, number: int) -> Array:
        """The positions of the term's postings, one run of as many as it counts for each."""
        if self.positions is None or self.position_starts is None:
            raise ValueError("The field has no positions.")
        return self.positions[int(self.position_starts[number]) : int(self.position_starts[number + 1])]

    def _first_from(self, term: bytes) -> int:
        """The number of the first term that is not smaller."""
        low, high = 0, len(self)
        terms, ends = self._terms, self._ends
        while low < high:
            middle = (low + high) // 2
            if bytes(terms[int(ends[middle]) : int(ends[middle + 1])]) < term:
                low = middle + 1
            else:
                high = middle
        return low


class Segment:
    """A segment never changes; which of its documents are deleted is the snapshot's to know."""

    def __init__(self, path: Path) -> None:
        arrays = map_arrays(path)
        self.mapped = path.stat().st_size  # bytes, shared by all processes that read them
        self.keys: NDArray[np.int64] = arrays["keys"]
        self.digests: NDArray[np.int64] = arrays["digests"]
        self.days: NDArray[np.int32] = arrays["days"]
        self.months = arrays["months"]
        self.first_month = int(arrays["first_month"][0])
        self.newest: Docs = arrays["newest"]
        self.fields = {name: Field(arrays, name) for name in (*TEXT_FIELDS, *FACET_FIELDS)}
        self.lengths: dict[str, NDArray[np.uint8]] = {name: arrays[f"{name}.lengths"] for name in TEXT_FIELDS}
        self.totals: dict[str, int] = {name: int(arrays[f"{name}.total"][0]) for name in TEXT_FIELDS}
        self.bounds: list[int] = arrays["facet_bounds"].tolist()
        self._matrix = arrays["facet_matrix"]
        self._extra_docs, self._extra_codes = arrays["extra_docs"], arrays["extra_codes"]
        self.size = len(self.keys)

    def having_any(self, facet: str, values: Iterable[str]) -> NDArray[np.bool_]:
        """Which documents have at least one of the values."""
        field, mask = self.fields[facet], np.zeros(self.size, dtype=np.bool_)
        for value in values:
            if (number := field.number_of(value.encode())) is not None:
                mask[field.postings(number)[0].astype(np.intp)] = True
        return mask

    def count_facets(self, docs: Docs) -> NDArray[np.int64]:
        """How many of the documents have each facet code; a facet's codes lie between its `bounds`."""
        if len(docs) > self.size * 0.6:
            left_out = np.ones(self.size, dtype=np.bool_)
            left_out[docs] = False
            return self._all_counts - self._count(np.flatnonzero(left_out).astype(np.int32))
        return self._count(docs)

    def facet_value(self, facet: int, code: int) -> str:
        return self.fields[FACET_FIELDS[facet]].term(code - self.bounds[facet]).decode()

    @cached_property
    def _all_counts(self) -> NDArray[np.int64]:
        return self._count(np.arange(self.size, dtype=np.int32))

    def _count(self, docs: Docs) -> NDArray[np.int64]:
        return count_codes(self._matrix, self._extra_docs, self._extra_codes, self.bounds[-1], docs)
