"""Words, with their places in the original text."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from articles.arabic.normalize import INVISIBLE, MARKS, fold, spell

# The blocks of the Arabic script: Arabic, Supplement, Extended-B and -A, presentation forms A and B.
_ARABIC_BLOCKS = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
MAX_WORD_LENGTH = 100  # characters; longer runs are no words and are cut


class Token(NamedTuple):
    """One word: `text[start:end] == surface`; `folded` is how the archive spells it."""

    surface: str
    start: int
    end: int
    folded: str


def _character_class(chars: Iterator[str] | frozenset[str]) -> str:
    """The inside of a bracket expression that matches the characters, as ranges of code points."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, chars)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _word_pattern() -> re.Pattern[str]:
    """A run of Arabic letters and digits, or of other letters and digits: scripts part where they meet.

    Marks and invisible characters belong to the word around them, so that a vocalised word stays whole.
    """
    block = (chr(code) for first, last in _ARABIC_BLOCKS for code in range(first, last + 1))
    arabic = _character_class(char for char in block if unicodedata.category(char)[0] in "LN")
    inside = _character_class(MARKS | INVISIBLE)
    arabic_run = f"(?=[0-9]*[{arabic}])[0-9{arabic}][0-9{arabic}{inside}]*"
    other_run = f"(?:[^\\W_{arabic}]++[\\u0300-\\u036f{inside}]*+)+"
    return re.compile(f"{arabic_run}|{other_run}")


_WORD = _word_pattern()
_TRAILING = "".join(INVISIBLE)  # a direction mark behind a word is not part of it


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order. A run that folds to nothing, such as a lone tatweel, is no word."""
    for match in _WORD.finditer(text):
        surface = match.group().rstrip(_TRAILING)
        if folded := folded_run(surface):
            yield Token(surface, match.start(), match.start() + len(surface), folded)


def folded_words(text: str) -> list[str]:
    """The folded words alone: `folded_words("إلى حَلَب!") == ["الي", "حلب"]`."""
    return [folded for surface in _WORD.findall(text) if (folded := folded_run(surface))]


def spelled_words(text: str) -> list[str]:
    """The same words with their letters as written: `spelled_words("إلى حَلَب!") == ["إلى", "حلب"]`.

    As many as `folded_words` gives, and each folds to its fellow there.
    """
    return [spelled for surface in _WORD.findall(text) if (spelled := _spelled(surface))]


@lru_cache(maxsize=150_000)
def _spelled(run: str) -> str:
    """The letters of a run as written; "" where it is no word."""
    return spell(run.rstrip(_TRAILING)[:MAX_WORD_LENGTH]).replace(" ", "") if folded_run(run) else ""


@lru_cache(maxsize=150_000)
def folded_run(run: str) -> str:
    """What the archive makes of a run of word characters; "" where it is no word."""
    return fold(run.rstrip(_TRAILING)[:MAX_WORD_LENGTH]).replace(" ", "")
