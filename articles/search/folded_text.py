"""A whole text folded at once, character by character, with the way back to the original.

Words are looked for in the folded text, where Python finds a string fast, and only what is found is analyzed.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.arabic.normalize import fold

SPACE = " "  # stands for every character that is no part of a word
LONGEST_GAP = 60  # characters without a word that may stand within a phrase
_CODES = 0x10000  # characters that have a row in the table
# The characters that are told by a table: those of the alphabets, and the Arabic and other presentation forms.
# A text with others, such as Chinese ones, is not folded exactly.
_TABULATED = ((0, 0x3000), (0xFB00, 0x10000))
_PICTURES = (0x1F000, 0x1FB00)  # emoji and the like, which are no words
_DROPPED = 0
_EXPANDED = 1  # folds to more than one character, as ligatures do, or is not told


class FoldedText:
    """`folded` has one character for each of the original but for those that fold to nothing.

    `is_exact` is false for the few texts with characters that fold to several: words may then be missed.
    """

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        folded = _table().take(codes, mode="clip")
        self.is_exact = True
        self._origin: NDArray[Any] | None = None
        self._length = len(text)
        if len(codes) and folded.min() <= _EXPANDED:
            if (folded == _EXPANDED).any():
                folded[(codes >= _PICTURES[0]) & (codes < _PICTURES[1])] = ord(SPACE)
                self.is_exact = not (folded == _EXPANDED).any()
            self._origin = np.flatnonzero(folded)
            folded = folded.take(self._origin)
        self.folded = folded.tobytes().decode("utf-16-le")

    def original(self, place: int) -> int:
        """Where in the original the character at this place stands; the end for one behind the last."""
        if self._origin is None:
            return place
        return int(self._origin[place]) if place < len(self._origin) else self._length

    def behind(self, place: int) -> int:
        """Where in the original a run begins whose first letter stands at this place: what folds to nothing counts."""
        return self.original(place - 1) + 1 if place else 0

    def runs_with(self, needle: str) -> Iterator[tuple[int, int]]:
        """The runs without spaces that hold the needle, as places in `folded`."""
        folded, end = self.folded, 0
        while (place := folded.find(needle, end)) >= 0:
            end = folded.find(SPACE, place)
            end = end if end >= 0 else len(folded)
            yield folded.rfind(SPACE, 0, place) + 1, end

    def run_before(self, place: int, run: str) -> int:
        """Where the last run before a place begins, if it is this one, else -1."""
        end = len(self.folded[max(place - LONGEST_GAP, 0) : place].rstrip(SPACE)) + max(place - LONGEST_GAP, 0)
        start = end - len(run)
        whole = start == 0 or (start > 0 and self.folded[start - 1] == SPACE)
        return start if whole and end < place and self.folded.startswith(run, start) else -1

    def run_behind(self, place: int, run: str) -> int:
        """Where the first run behind a place ends, if it is this one, else -1."""
        gap = self.folded[place : place + LONGEST_GAP]
        start = place + len(gap) - len(gap.lstrip(SPACE))
        end = start + len(run)
        whole = end == len(self.folded) or self.folded.startswith(SPACE, end)
        return end if whole and start > place and self.folded.startswith(run, start) else -1


@cache
def _table() -> NDArray[np.uint16]:
    """What each character folds to; the last row is for those beyond the table."""
    table = np.full(_CODES + 1, _EXPANDED, dtype="<u2")
    for first, end in _TABULATED:
        table[first:end] = [_row(chr(code)) for code in range(first, end)]
    return table


def _row(char: str) -> int:
    if unicodedata.category(char) in {"Cs", "Cn"}:
        return ord(SPACE)
    if not char.isalnum():  # marks and invisible characters, a tatweel among them, fold to nothing
        return ord(SPACE) if fold(char) else _DROPPED
    folded = fold(char)
    if not folded:
        return _DROPPED
    return ord(folded) if len(folded) == 1 and ord(folded) < _CODES else _EXPANDED
