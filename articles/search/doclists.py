"""Ascending lists of a segment's document numbers.

Here and wherever many documents are dealt with: numpy's `take` and `compress` are several times faster than the same
in square brackets.
"""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Docs = NDArray[np.int32]
Mask = NDArray[np.bool_]

_kept = threading.local()

NO_DOCS: Docs = np.zeros(0, dtype=np.int32)

# What the ways to look documents up cost, in nanoseconds as measured; only their ratios matter.
SEARCHED = 20.0  # one document looked for by halves in a list
MARKED = 1.6  # one of a list written into a mask over the segment
CLEARED = 0.03  # one document of the segment's mask made


def contained(docs: Docs, among: Docs, size: int) -> Mask:
    """Which of the ascending documents are in the other ascending list, of a segment of so many documents."""
    if not len(among) or not len(docs):
        return np.zeros(len(docs), dtype=np.bool_)
    if len(docs) * SEARCHED < len(among) * MARKED + size * CLEARED:
        place = np.minimum(np.searchsorted(among, docs), len(among) - 1)
        found: Mask = among[place] == docs
        return found
    return marked([among], size).take(docs)


def scattered(where: Docs, values: NDArray[np.float64], wanted: Docs, size: int) -> NDArray[np.float64]:
    """The values of the wanted documents of a segment of so many, 0 for those that are not in `where`."""
    scratch, places = _scratch(size), where.astype(np.intp)
    try:
        scratch[places] = values
        return scratch.take(wanted)
    finally:
        scratch[places] = 0.0


def _scratch(size: int) -> NDArray[np.float64]:
    """Zeros that this thread keeps: making them anew costs more than clearing what was written."""
    kept: NDArray[np.float64] | None = getattr(_kept, "scratch", None)
    if kept is None or len(kept) < size:
        kept = _kept.scratch = np.zeros(size)
    return kept


def united(lists: Sequence[Docs], size: int) -> Docs:
    """Every document of the lists once, ascending."""
    if sum(map(len, lists)) * SEARCHED < size * CLEARED:
        return np.unique(np.concatenate(lists))
    return np.flatnonzero(marked(lists, size)).astype(np.int32)


def marked(lists: Sequence[Docs], size: int) -> Mask:
    """The documents of the lists as a mask over a segment of so many."""
    mask = np.zeros(size, dtype=np.bool_)
    for docs in lists:
        mask[docs.astype(np.intp)] = True  # numpy is slow with indices of any other type
    return mask
