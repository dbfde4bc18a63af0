"""Slips of a writer, drawn by a seed: one word -> the same with an error as readers make them.

Made apart from the costs in `articles.search.letters`, by which slips are put right, so that measuring does not ask a
table about itself: fingers hit any key around the right one, whatever that costs there, and one slip in ten is a letter
without any reason.
"""

import random
from collections.abc import Callable

_ARABIC_KEYS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤر ىةوزظ")
_LATIN_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_CONFUSED = (
    *("ضظ", "تط", "سص", "ذزظ", "ذد", "ثس", "ثت", "قكغ", "هح", "ةت", "أاإآ", "ىي", "ئي", "ؤو", "ةه"),
    *("ck", "sz", "fv", "ei", "ou", "iy", "bp"),
)
_DOTTED = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق")
_ARABIC, _LATIN = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "abcdefghijklmnopqrstuvwxyz"

Slip = Callable[[str, int, random.Random], str]


def _hit_beside(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + _beside(word[at], chance) + word[at + 1 :]


def _hit_twice(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at] + word[at:]


def _hit_both(word: str, at: int, chance: random.Random) -> str:
    return word[: at + 1] + _beside(word[at], chance) + word[at + 1 :]


def _left_out(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _swapped(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _misheard(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + _other_of(_CONFUSED, word[at], chance) + word[at + 1 :]


def _misread(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + _other_of(_DOTTED, word[at], chance) + word[at + 1 :]


def _any_letter(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + chance.choice(_LATIN if word[at].isascii() else _ARABIC) + word[at + 1 :]


# Each kind of slip, and its share of all.
SLIPS: dict[str, tuple[Slip, float]] = {
    "key beside": (_hit_beside, 0.22),
    "letter left out": (_left_out, 0.18),
    "sounds alike": (_misheard, 0.16),
    "letters swapped": (_swapped, 0.12),
    "two keys at once": (_hit_both, 0.08),
    "dots": (_misread, 0.08),
    "letter twice": (_hit_twice, 0.06),
    "any letter": (_any_letter, 0.10),
}


def slipped(word: str, chance: random.Random) -> tuple[str, str]:
    """The word with a slip, and which kind it is; one slip in eight comes with another of any kind."""
    kind = chance.choices(list(SLIPS), [share for _, share in SLIPS.values()])[0]
    wrong = _once(word, SLIPS[kind][0], chance)
    if chance.random() < 1 / 8:
        return _once(wrong, chance.choice([slip for slip, _ in SLIPS.values()]), chance), "two slips"
    return wrong, kind


def _once(word: str, slip: Slip, chance: random.Random) -> str:
    """The word with the slip at some place where it changes something; where there is none, with any letter."""
    for at in chance.sample(range(len(word)), len(word)):
        if (wrong := slip(word, at, chance)) != word:
            return wrong
    return _any_letter(word, chance.randrange(len(word)), chance)


def _beside(letter: str, chance: random.Random) -> str:
    """A key that touches that of the letter; the letter itself where it has no key."""
    rows = _LATIN_KEYS if letter.isascii() else _ARABIC_KEYS
    for number, row in enumerate(rows):
        if (at := row.find(letter)) >= 0:
            around = [row[at - 1 : at], row[at + 1 : at + 2]]
            for other in (*rows[max(number - 1, 0) : number], *rows[number + 1 : number + 2]):
                around += [other[at : at + 1], other[at - 1 : at] if number else other[at + 1 : at + 2]]
            return chance.choice([key for key in around if key.strip()] or [letter])
    return letter


def _other_of(groups: tuple[str, ...], letter: str, chance: random.Random) -> str:
    others = [other for group in groups if letter in group for other in group if other != letter]
    return chance.choice(others or [letter])
