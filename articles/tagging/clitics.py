"""The readings of a written word as a name behind conjunction, preposition or article.

`readings("وموسكو")` holds موسكو, `readings("للأردن")` holds الأردن; the word as it stands always comes first.
"""

from functools import lru_cache
from typing import NamedTuple

_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
_LOCATIVE = frozenset({"ب", "ل"})  # those that a place follows: in, to
_LIKENING = "ك"
_SHORTEST = 3  # letters that must remain


class Reading(NamedTuple):
    """`name` is the folded word without what stands before it."""

    name: str
    has_conjunction: bool = False
    has_locative: bool = False  # ب or ل: what follows is no adjective
    is_likened: bool = False  # behind ك: like it


@lru_cache(maxsize=30_000)
def readings(folded: str, shortest: int = _SHORTEST) -> tuple[Reading, ...]:
    """Every reading of a folded word that leaves it `shortest` letters, the barest reading last."""
    found = [Reading(folded), *_without_preposition(folded, shortest, has_conjunction=False)]
    if folded.startswith(_CONJUNCTIONS) and len(folded) > shortest:
        found.append(Reading(folded[1:], has_conjunction=True))
        found += _without_preposition(folded[1:], shortest, has_conjunction=True)
    return tuple(found)


def _without_preposition(word: str, shortest: int, has_conjunction: bool) -> list[Reading]:
    """`للاردن` is ل with الاردن, whose alef is not written; it may also be ل with a name in ل."""
    if not word.startswith(_PREPOSITIONS) or len(word) <= shortest:
        return []
    found = [Reading(word[1:], has_conjunction, word[0] in _LOCATIVE, is_likened=word[0] == _LIKENING)]
    if word.startswith("لل"):
        found.append(Reading("ال" + word[2:], has_conjunction, has_locative=True))
    return found
