"""Words in the order of their bytes, and which of them are spelled almost like a given one.

Beside each word stands its letter set, a number of 64 bits: one bit for a letter that it has, another for one that it
has twice. An edit changes two of these bits at most, so that counting the bits in which two sets differ rules nearly
all words out, in a pass of about a millisecond for half a million; only the rest are compared letter by letter.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from articles.search.arrayfile import Array
from articles.search.letters import ARABIC, DOUBLED, FIRST, LATIN, NO_LETTER, PLAIN, SWAPPED, Letters, Script

LONGEST = 24  # letters; longer words are never near another
FOREIGN = np.uint64(2**64 - 1)  # the letter set of a word with other letters, far from any
_FAR = 250  # tenths: more than any distance that is asked for

Numbers = NDArray[np.int64]
Distances = NDArray[np.uint8]
Sets = NDArray[np.uint64]


class WordList:
    """`terms` are the words' bytes one behind the other, of which word n has those from `ends[n]` to `ends[n + 1]`."""

    def __init__(self, terms: Letters, ends: Array) -> None:
        self._terms, self._ends = terms, ends

    @classmethod
    def of(cls, words: Iterable[bytes]) -> "WordList":
        """Of words that are sorted."""
        listed = list(words)
        return cls(np.frombuffer(b"".join(listed), dtype=np.uint8), np.array([0, *accumulate(map(len, listed))]))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def word(self, number: int) -> bytes:
        return bytes(self._terms[int(self._ends[number]) : int(self._ends[number + 1])])

    def prepare(self) -> None:
        """Make the letter sets now, which the first question would otherwise wait for."""
        for block in self._blocks.values():
            assert len(block.sets) >= 0  # noqa: S101 - they are made when first read

    def near(self, word: str, edits: int) -> tuple[Numbers, Distances]:
        """The words that so many edits make of this one, by number, and how far each is, in tenths of an edit."""
        for script, block in self._blocks.items():
            if (codes := script.encoded(word)) is not None and codes and len(codes) <= LONGEST:
                return block.near(codes, edits)
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint8)

    @cached_property
    def _blocks(self) -> dict[Script, "_Block"]:
        def first(prefix: bytes) -> int:
            return bisect_left(range(len(self)), prefix, key=self.word)

        bounds = {ARABIC: (b"\xd8", b"\xda"), LATIN: (b"a", b"{")}
        return {
            script: _Block(script, self._terms, self._ends, first(low), first(high))
            for script, (low, high) in bounds.items()
        }


class _Block:
    """The words from `first` up to `end`, all of which begin with a letter of the script."""

    def __init__(self, script: Script, terms: Letters, ends: Array, first: int, end: int) -> None:
        self.script, self.first = script, first
        self._terms, self._ends = terms, ends[first : end + 1]

    @cached_property
    def sets(self) -> Sets:
        """The letter set of each word."""
        starts = self._ends[:-1].astype(np.int64)
        lengths = self._ends[1:].astype(np.int64) - starts
        sets = np.zeros(len(starts), dtype=np.uint64)
        is_foreign = (lengths % self.script.width != 0) | (lengths > LONGEST * self.script.width)
        left = np.flatnonzero(~is_foreign)
        for at in range(LONGEST):
            left = left.compress(lengths.take(left) > at * self.script.width)
            codes = self.script.decoded(self._terms, starts.take(left) + at * self.script.width)
            is_foreign[left.compress(codes == NO_LETTER)] = True
            sets[left] = _with_letter(sets.take(left), _BITS.take(codes))
        sets[is_foreign] = FOREIGN
        return sets

    def near(self, codes: list[int], edits: int) -> tuple[Numbers, Distances]:
        wanted: Sets = np.zeros(1, dtype=np.uint64)
        for code in codes:
            wanted = _with_letter(wanted, _BITS[[code]])
        chosen = np.flatnonzero(np.bitwise_count(self.sets ^ wanted) <= 2 * edits)
        starts = self._ends.take(chosen).astype(np.int64)
        lengths = (self._ends.take(chosen + 1).astype(np.int64) - starts) // self.script.width
        fits = np.abs(lengths - len(codes)) <= edits
        chosen, starts, lengths = chosen.compress(fits), starts.compress(fits), lengths.compress(fits)
        letters = self._letters(starts, lengths, len(codes) + edits)
        distances = edit_distances(self.script, codes, letters, lengths, edits)
        return self.first + chosen, distances

    def _letters(self, starts: Numbers, lengths: Numbers, longest: int) -> list[Letters]:
        """The letter at each place, from the first on, of all the words together."""
        placed = []
        for at in range(longest):
            inside = at < lengths
            letters = self.script.decoded(self._terms, np.where(inside, starts + at * self.script.width, starts))
            letters[~inside] = NO_LETTER
            placed.append(letters)
        return placed


# The bit of each letter; the last of the digits share theirs. A letter that occurs twice has the next bit as well.
_BITS: Sets = np.array([1 << code % 32 * 2 for code in range(256)], dtype=np.uint64)


def _with_letter(sets: Sets, bits: Sets) -> Sets:
    return sets | np.where(sets & bits, bits << np.uint64(1), bits)


def edit_distances(script: Script, codes: list[int], letters: list[Letters], lengths: Numbers, edits: int) -> Distances:
    """How far each of many words is from one, in tenths of an edit: optimal string alignment, all words at once.

    `letters[j]` has the words' letters at place j; `codes` are the one word's. Alignments in which the words are more
    than `edits` places apart are left out.
    """
    rows = [_first_row(script, letters, edits)]
    for at, code in enumerate(codes, 1):
        row = [np.full(len(lengths), _FAR, dtype=np.uint8) for _ in range(len(letters) + 1)]
        before = codes[at - 2] if at > 1 else None
        for place in range(max(0, at - edits), min(len(letters), at + edits) + 1):
            row[place] = _cell(script, rows, row, letters, (code, before), place, at)
        rows.append(row)
    last = np.stack(rows[-1])
    found: Distances = last[lengths, np.arange(len(lengths))]
    return found


def _first_row(script: Script, letters: list[Letters], edits: int) -> list[Distances]:
    """The distances from no letters at all: each letter is one too many."""
    row = [np.zeros(len(letters[0]) if letters else 0, dtype=np.uint8)]
    for place in range(1, len(letters) + 1):
        is_near = place <= edits
        row.append(_capped(row[-1], _inserting(script, letters, place)) if is_near else np.full_like(row[0], _FAR))
    return row


def _cell(
    script: Script,
    rows: list[list[Distances]],
    row: list[Distances],
    letters: list[Letters],
    here: tuple[int, int | None],
    place: int,
    at: int,
) -> Distances:
    """The distance of the first `at` letters of the one word from the first `place` letters of the others."""
    code, before = here
    first = FIRST if at == 1 else 0
    removing = DOUBLED if code == before else int(script.removing[code]) + first
    best = _capped(rows[-1][place], np.uint8(removing))
    if not place:
        return best
    replacing = script.replacing[code].take(letters[place - 1])
    if first and place == 1:
        replacing = np.where(replacing, replacing + FIRST, replacing).astype(np.uint8)
    best = np.minimum(best, _capped(rows[-1][place - 1], replacing))
    best = np.minimum(best, _capped(row[place - 1], _inserting(script, letters, place)))
    if before is not None and place > 1 and before != code:
        is_swapped = (letters[place - 1] == before) & (letters[place - 2] == code)
        swapped = _capped(rows[-2][place - 2], np.uint8(SWAPPED))
        best = np.where(is_swapped, np.minimum(best, swapped), best)
    return best


def _inserting(script: Script, letters: list[Letters], place: int) -> Distances:
    """What the words' letter at the place costs as one that the one word lacks."""
    here = letters[place - 1]
    cost = script.inserting.take(here)
    if place == 1:
        return (cost + FIRST).astype(np.uint8)
    return np.where(here == letters[place - 2], np.uint8(DOUBLED), cost)


def _capped(distances: Distances, cost: Distances | np.uint8) -> Distances:
    """Their sum, which stays far where it was far."""
    return np.where(distances >= _FAR - PLAIN * 2, np.uint8(_FAR), distances + cost).astype(np.uint8)
