"""Folding: spellings that readers do not tell apart become one.

`fold("وِزَارَةُ") == "وزاره"`, `fold("إلى") == fold("الي")`, `fold("٢٠١٦") == "2016"`, `fold("Café") == "cafe"`.
The tables follow the measurements in docs/arabic.md.
"""

import unicodedata
from functools import lru_cache

from pyarabic import araby

# Letters, by what each becomes. Code points stand as escapes, so that no editor reorders them.
_LETTERS = {
    araby.ALEF: "\u0622\u0623\u0625\u0671\u0672\u0673\u0675",  # alef with madda, hamza above, hamza below, wasla
    araby.YEH: "\u0649\u06cc\u06d0\u06d2\u06cd\u064a",  # alef maksura; Farsi yeh, e, yeh barree, yeh with tail
    araby.HEH: "\u0629\u06c1\u06c3\u06d5\u06c0\u06be",  # ta marbuta; Urdu and Kurdish heh, doachashmee heh
    araby.KAF: "\u06a9\u06af\u06ad\u06aa",  # keheh, gaf, ng, swash kaf
    araby.FEH: "\u06a4\u06a5\u06a2",  # veh, feh with three dots below, Maghrebi feh
    araby.QAF: "\u06a8\u06a7",  # qaf with three dots (the Tunisian g), Maghrebi qaf
    araby.BEH: "\u067e",  # peh
    araby.JEEM: "\u0686",  # tcheh
    araby.ZAIN: "\u0698",  # jeh
    araby.HAMZA: "\u0624\u0626\u0674",  # waw with hamza, yeh with hamza, high hamza
}
_DIGIT_ZEROS = (0x0660, 0x06F0)  # Arabic-Indic, Eastern Arabic-Indic

# Marks that change no letter: vowel marks, superscript alef, Quranic signs.
_MARK_RANGES = (
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
    (0x08D3, 0x08FF),
)
# Format characters without a shape: soft hyphen, zero width, joiners, direction marks and overrides, BOM.
_INVISIBLE_RANGES = (
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2069),
    (0xFEFF, 0xFEFF),
)

MARKS = frozenset(
    {*araby.TASHKEEL, araby.MINI_ALEF} | {chr(code) for first, last in _MARK_RANGES for code in range(first, last + 1)}
)
INVISIBLE = frozenset(chr(code) for first, last in _INVISIBLE_RANGES for code in range(first, last + 1))


def _folding_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(char): None for char in MARKS | INVISIBLE | {araby.TATWEEL}}
    table |= {ord(char): letter for letter, chars in _LETTERS.items() for char in chars}
    table |= {zero + value: str(value) for zero in _DIGIT_ZEROS for value in range(10)}
    return table


_FOLD = _folding_table()


def fold(text: str) -> str:
    """The text in the archive's one spelling: no marks, one form a letter, Western digits, no case or accents.

    Works on any text and keeps its white space; two texts that fold alike count as spelled alike.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD)
    if folded.isascii():
        return folded.lower()
    if not unicodedata.is_normalized("NFKD", folded):
        folded = unicodedata.normalize("NFKD", folded).translate(_FOLD)  # accents become characters of their own
    if any(map(unicodedata.combining, set(folded))):  # seldom: a text has few characters that differ
        folded = "".join(char for char in folded if not unicodedata.combining(char))
    return folded.casefold()


@lru_cache(maxsize=400_000)
def fold_word(word: str) -> str:
    """`fold` for one word, remembered; what decomposes into several words is closed up."""
    return fold(word).replace(" ", "")


def strip_marks(text: str) -> str:
    """The text without vowel marks, tatweel and invisible characters; its letters stay as written."""
    return text.translate(_STRIP)


def spell(text: str) -> str:
    """The text in plain letters, each as written: no marks, no presentation forms, Western digits, no case.

    What folds alike may be spelled apart: `spell("أَحمد") == "أحمد" != spell("احمد")`.
    """
    return unicodedata.normalize("NFKC", text).translate(_SPELL).lower()


_STRIP = {code: None for code, becomes in _FOLD.items() if becomes is None}
_SPELL = {**_STRIP, **{code: becomes for code, becomes in _FOLD.items() if becomes and becomes.isdigit()}}
