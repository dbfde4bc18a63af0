"""One segment of the index, read from its mapped arrays."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from articles.search.arrayfile import Array, map_arrays
from articles.search.doclists import Docs
from articles.search.facets import count_codes
from articles.search.forward import Forward, ForwardIndex, gram_frequencies
from articles.search.schema import FACET_FIELDS, TEXT_FIELDS
from articles.search.terms import TermRange, Terms

LONGEST_MONTH = 31  # days


class Field(Terms):
    """The postings of one field: see `Postings`, of which these are the arrays."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        super().__init__(arrays, name)
        self.starts = arrays[f"{name}.starts"]
        self.docs: Docs = arrays[f"{name}.docs"]
        self.counts = arrays[f"{name}.counts"]
        self.positions = arrays.get(f"{name}.positions")
        self.position_starts = arrays.get(f"{name}.position_starts")

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


class Segment:
    """A segment never changes; which of its documents are deleted is the snapshot's to know."""

    def __init__(self, path: Path) -> None:
        arrays = map_arrays(path)
        self.mapped = path.stat().st_size  # bytes, shared by all processes that read them
        self.keys: NDArray[np.int64] = arrays["keys"]
        self.digests: NDArray[np.int64] = arrays["digests"]
        self.days: NDArray[np.int32] = arrays["days"]
        self.period_docs: Docs = arrays["period_docs"]
        self.period_ends: NDArray[np.int32] = arrays["period_ends"]
        self.months = arrays["months"]
        self.first_month = int(arrays["first_month"][0])
        self.newest: Docs = arrays["newest"]
        self.fields = {name: Field(arrays, name) for name in (*TEXT_FIELDS, *FACET_FIELDS)}
        self.lengths: dict[str, NDArray[np.uint8]] = {name: arrays[f"{name}.lengths"] for name in TEXT_FIELDS}
        self.totals: dict[str, int] = {name: int(arrays[f"{name}.total"][0]) for name in TEXT_FIELDS}
        self.forward = ForwardIndex(arrays)
        self.spellings, self.roots = Terms(arrays, "spellings"), Terms(arrays, "roots")
        self.bounds: list[int] = arrays["facet_bounds"].tolist()
        self._matrix = arrays["facet_matrix"]
        self._extra_docs, self._extra_codes = arrays["extra_docs"], arrays["extra_codes"]
        self.size = len(self.keys)

    def forward_words(self) -> Forward:
        """The forward index as it was before it was written."""
        index = self.forward
        return Forward(self.spellings.terms(), index.codes, index.starts, index.headline_words)

    @property
    def last_days(self) -> NDArray[np.int32]:
        """The last day that each document's date may be."""
        ends = np.array(self.days)
        ends[self.period_docs] = self.period_ends
        return ends

    @cached_property
    def year_docs(self) -> Docs:
        """The documents, ascending, of which the year is known alone."""
        return self.period_docs[self.period_ends - self.days.take(self.period_docs) >= LONGEST_MONTH]

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

    def facet_values_of(self, doc: int) -> list[tuple[str, str]]:
        """The facet values of a document, each with the name of its facet."""
        codes = [*self._matrix[doc].tolist(), *self._extra_codes[self._extra_docs == doc].tolist()]
        places = [(bisect_right(self.bounds, code) - 1, code) for code in codes if code]
        return [(FACET_FIELDS[facet], self.facet_value(facet, code)) for facet, code in places]

    @cached_property
    def gram_frequencies(self) -> NDArray[np.float32]:
        """In about how many documents each gram is."""
        return gram_frequencies(self.forward, np.diff(self.fields["exact"].starts), self.size)

    @cached_property
    def _all_counts(self) -> NDArray[np.int64]:
        return self._count(np.arange(self.size, dtype=np.int32))

    def _count(self, docs: Docs) -> NDArray[np.int64]:
        return count_codes(self._matrix, self._extra_docs, self._extra_codes, self.bounds[-1], docs)
