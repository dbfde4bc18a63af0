"""The dictionary of a field of a segment: its terms by their bytes, which is the order they are numbered in."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from articles.search.arrayfile import Array


class TermRange(NamedTuple):
    """Terms that stand one behind the other, from `first` up to `end`, exclusive."""

    first: int
    end: int


class Terms:
    """Ascending terms, each known by its number."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self._terms = arrays[f"{name}.terms"].data
        self._ends = arrays[f"{name}.term_ends"]

    def __len__(self) -> int:
        return len(self._ends) - 1

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
