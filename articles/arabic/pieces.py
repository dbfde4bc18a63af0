"""What the words of a stem have in them: by this they are looked for in a text, before each is stemmed.

A stem is a piece of the word it stems from, but for broken plurals, verbs of the imperfect and God's name.
"""

from functools import cache

from articles.arabic import plurals
from articles.arabic.stem import IMPERFECT, stem


def pieces_of(stem_of_words: str) -> frozenset[str]:
    """Strings of which every word with the stem has one in it, but for God's name.

    They are the stem, its broken plurals, and what the imperfect leaves of it (علن of أعلن).
    """
    word = stem_of_words
    without_alef = {word[1:]} if word.startswith("ا") and len(word) >= 3 else set()
    return _plurals_by_stem().get(word, frozenset()) | {word} | without_alef


def pieces_beginning(start: str) -> frozenset[str]:
    """The same of all stems that begin so."""
    plurals_of = _plurals_by_stem()
    without_alef = {start[1:]} if len(start) > 1 else set(IMPERFECT)
    pieces = {start} | (without_alef if start.startswith("ا") else set())
    return frozenset(pieces).union(*(plurals_of[key] for key in plurals_of if key.startswith(start)))


@cache
def _plurals_by_stem() -> dict[str, frozenset[str]]:
    """Stem -> its plurals; ta marbuta and alef maksura, which a pronoun changes, are no letters of the piece."""
    pieces: dict[str, set[str]] = {}
    for plural in plurals.shipped():
        pieces.setdefault(stem(plural), set()).add(plural[:-1] if plural[-1] in "هي" else plural)
    return {of: frozenset(found) for of, found in pieces.items()}
