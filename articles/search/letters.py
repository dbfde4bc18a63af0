"""Scripts as numbers: the code of each letter, and what it costs to write one letter for another.

Slips of the ear, of the eye and of the finger cost less than a letter that has nothing to do with the right one.
Costs are in tenths of a plain edit.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

PLAIN, SWAPPED, DOUBLED = 10, 7, 4
SOUNDS_ALIKE, LOOKS_ALIKE, NEXT_KEY = 5, 7, 7  # one letter for another
WEAK = 6  # one that is hardly heard, too many or too few
LEFT_OUT = 3  # less, for a letter too few, than for one too many
FIRST = 3  # more, for an edit of the first letter, which readers seldom get wrong
NO_LETTER = 255

Letters = NDArray[np.uint8]


class Script:
    """Folded letters of `width` bytes each in UTF-8, and `codes`, their numbers from 0 on.

    `replacing[a, b]` is the cost of one letter for another, `inserting[a]` that of one that was left out, and
    `removing[a]` that of one too many.
    """

    def __init__(self, alphabet: str, width: int, groups: Iterable[tuple[int, str]], keys: str, weak: str) -> None:
        self.width = width
        self.codes = {letter: code for code, letter in enumerate(alphabet)}
        self.replacing = np.full((256, 256), PLAIN, dtype=np.uint8)
        for one, other in _neighbours(keys.split()):
            self._allow(one, other, NEXT_KEY)
        for cost, letters in groups:
            for group in letters.split():
                for one in group:
                    for other in group:
                        self._allow(one, other, cost)
        np.fill_diagonal(self.replacing, 0)
        self.removing = np.full(256, PLAIN, dtype=np.uint8)
        self.removing[[self.codes[letter] for letter in weak]] = WEAK
        self.inserting = self.removing - LEFT_OUT
        self._by_bytes = _codes_by_bytes(self.codes)

    def encoded(self, word: str) -> list[int] | None:
        """The codes of the word's letters; None where one is not of this script."""
        codes = [self.codes.get(letter) for letter in word]
        return None if None in codes else [code for code in codes if code is not None]

    def decoded(self, terms: Letters, starts: NDArray[np.int64]) -> Letters:
        """The codes of the letters that begin at these bytes of UTF-8."""
        if self.width == 1:
            return self._by_bytes.take(terms.take(starts))
        first, second = terms.take(starts), terms.take(starts + 1)
        codes = self._by_bytes.take(((first & 1).astype(np.uint16) << 8) | second)
        codes[first >> 1 != _ARABIC_LEAD] = NO_LETTER
        return codes

    def _allow(self, one: str, other: str, cost: int) -> None:
        a, b = self.codes[one], self.codes[other]
        self.replacing[a, b] = self.replacing[b, a] = min(int(self.replacing[a, b]), cost)


_ARABIC_LEAD = 0xD8 >> 1  # U+0600 to U+067F are D8 and D9 in UTF-8


def _codes_by_bytes(codes: dict[str, int]) -> Letters:
    """The code of a letter by its one byte, or by the last bit of the first and all of the second."""
    table = np.full(512, NO_LETTER, dtype=np.uint8)
    for letter, code in codes.items():
        *lead, last = letter.encode()
        table[((lead[0] & 1) << 8 if lead else 0) | last] = code
    return table


def _neighbours(rows: list[str]) -> Iterable[tuple[str, str]]:
    """Keys side by side, and those that touch in the row below; "." is a key that gives none of the letters."""
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else ""
        for at, key in enumerate(row):
            for other in (row[at + 1 : at + 2], below[max(at - 1, 0) : at] if at else "", below[at : at + 1]):
                if other and key != "." and other != ".":
                    yield key, other


# The keyboard's letters are as folding leaves them: a hamza on its seat is a hamza, ta marbuta is a heh.
ARABIC = Script(
    alphabet="ءابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    width=2,
    groups=(
        (SOUNDS_ALIKE, "ضظ تط سصث ذزظض ذد دض دت قك قغ كغ هح هخ حخ تث ثذ اه اء يء وء جغ جق اع عء سز اي"),
        (LOOKS_ALIKE, "بتثني جحخ دذ رز رو سش صض طظ عغ فق زو نبت"),
    ),
    keys="ضصثقفغعهخحجد شسيبلاتنمكط .ءءر.يهوزظ",
    weak="اويءه",
)
LATIN = Script(
    alphabet="abcdefghijklmnopqrstuvwxyz0123456789",
    width=1,
    groups=(
        (SOUNDS_ALIKE, "ckq csz sz fv fw vw iy ie ae ou gj bp dt aeiou mn"),
        (LOOKS_ALIKE, "il1 o0 uv rn"),
    ),
    keys="1234567890 qwertyuiop asdfghjkl. zxcvbnm...",
    weak="aeiouyh",
)


def script_of(word: str) -> Script | None:
    """The script that has all the word's letters."""
    return next((script for script in (ARABIC, LATIN) if word and script.encoded(word) is not None), None)
