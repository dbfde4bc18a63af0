"""How a first model labels the words of unlabelled texts: what a second knows of words it never saw labelled.

Each training block is shown the usage that a model made without that block, or words it was trained on would look
surer than words ever are in a new text.
"""

from collections.abc import Mapping, Sequence
from math import log2

SORTS = ("O", "PER", "LOC", "ORG", "MISC")
Usage = Mapping[str, str]  # folded word -> its attributes, joined by SEPARATOR
SEPARATOR = " "
_LEAST_USES = 2
_LEAST_SHARE = 0.04
_STEPS = 5  # into which shares are divided
_MOST_LEVEL = 5


def usage_from(counts: Mapping[str, Sequence[int]]) -> Usage:
    """The usage of words that were counted as each of SORTS; words counted once and marks are left out."""
    return {word: _told(uses) for word, uses in counts.items() if sum(uses) >= _LEAST_USES and word[0].isalnum()}


def usage_attributes(usage: Usage, word: str) -> list[str]:
    """What is known of a word's usage; nothing of one seldom seen."""
    told = usage.get(word)
    return told.split(SEPARATOR) if told else []


def most_used(usage: Usage, words: Sequence[str]) -> str:
    """The word that the texts use most, as nearly as is kept; the first of equals."""
    return words[0] if len(words) == 1 else max(words, key=lambda word: usage.get(word, "0")[-1])


def _told(uses: Sequence[int]) -> str:
    """The shares of each sort among the uses, coarsely, and last how many there are: `uLOC4 uO0.3`."""
    shares = [count / (sum(uses) + 1) for count in uses]
    found = [f"u{sort}{int(s * _STEPS)}" for sort, s in zip(SORTS[1:], shares[1:], strict=True) if s > _LEAST_SHARE]
    return SEPARATOR.join([*found, f"uO{int(shares[0] * _STEPS)}.{min(int(log2(sum(uses))), _MOST_LEVEL)}"])
