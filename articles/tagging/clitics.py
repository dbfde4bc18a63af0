"""The readings of a written word as a name behind conjunction, preposition or article.

`readings("وموسكو")` holds موسكو, `readings("للأردن")` holds الأردن; the word as it stands always comes first.
"""

from functools import lru_cache
from typing import NamedTuple

_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
_LOCATIVE = frozenset({"ب", "ل"})  # those that a place follows: in, to
_SHORTEST = 3  # letters that must remain


class Reading(NamedTuple):
    """`name` is the folded word without what stands before it."""

    name: str
    has_conjunction: bool = False
    has_locative: bool = False  # ب or ل: what follows is no adjective


@lru_cache(maxsize=200_000)
def readings(folded: str) -> tuple[Reading, ...]:
    """Every reading of a folded word, the barest reading last."""
    found = [Reading(folded), *_without_preposition(folded, has_conjunction=False)]
    if folded.startswith(_CONJUNCTIONS) and len(folded) > _SHORTEST:
        found.append(Reading(folded[1:], has_conjunction=True))
        found += _without_preposition(folded[1:], has_conjunction=True)
    return tuple(found)


def _without_preposition(word: str, has_conjunction: bool) -> list[Reading]:
    """`للاردن` is ل with الاردن, whose alef is not written; it may also be ل with a name in ل."""
    if not word.startswith(_PREPOSITIONS) or len(word) <= _SHORTEST:
        return []
    found = [Reading(word[1:], has_conjunction, word[0] in _LOCATIVE)]
    if word.startswith("لل"):
        found.append(Reading("ال" + word[2:], has_conjunction, has_locative=True))
    return found
