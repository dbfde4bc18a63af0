"""BM25F as Whoosh computes it, from a table: a posting's weight depends on its count and on a length byte alone."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.scoring import BM25F

from articles.search.codec import length_of_byte

WEIGHTING = BM25F(B=0.75, K1=0.9)  # K1 as measured for Arabic news: docs/arabic.md
COUNTS = 256  # counts that have a row in the table; greater ones are computed


class Impacts:
    """The part of a term's score that does not depend on the term, for fields of the given average length."""

    def __init__(self, average_length: float) -> None:
        lengths = length_of_byte()
        self.norms = WEIGHTING.K1 * (
            (1 - WEIGHTING.B) + WEIGHTING.B * lengths / (average_length or 1)
        )  # by length byte
        self._table = saturated(np.arange(COUNTS)[:, None], self.norms[None, :]).ravel()

    def of(self, counts: NDArray[Any], lengths: NDArray[np.uint8]) -> NDArray[np.float64]:
        """`lengths`: the length bytes of the documents."""
        if counts.dtype == np.uint8:
            impacts: NDArray[np.float64] = self._table.take((counts.astype(np.uint16) << 8) | lengths)
            return impacts
        return saturated(counts, self.norms.take(lengths))


def saturated(counts: NDArray[Any], norms: NDArray[np.float64]) -> NDArray[np.float64]:
    """What so many occurrences of a term are worth in documents of these norms."""
    worth: NDArray[np.float64] = (counts * (WEIGHTING.K1 + 1)) / (counts + norms)
    return worth
