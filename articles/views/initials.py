"""Names in the order of a printed index, under their first letters."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from articles.arabic.normalize import fold, strip_marks

OTHER = "#"  # stands for names that begin with no letter
ARTICLE = "\u0627\u0644"  # alef, lam: the definite article
FIRST_ARABIC = "\u0600"
SHORTEST_BARE = 3  # letters a word must keep when its article is set aside

Item = TypeVar("Item")


def filing_name(name: str) -> str:
    """The name as it is filed: folded, and without a definite article at its head.

    `filing_name("القاهرة") == "قاهره"`, but `filing_name("ألمانيا") == "المانيا"`: its alef bears a hamza.
    """
    bare = strip_marks(name).strip()
    first_word = bare.split(" ", 1)[0]
    if first_word.startswith(ARTICLE) and len(first_word) >= len(ARTICLE) + SHORTEST_BARE:
        bare = bare[len(ARTICLE) :]
    return fold(bare)


def initial(name: str) -> str:
    letter = filing_name(name)[:1].upper()
    return letter if letter.isalpha() else OTHER


def filing_key(name: str, arabic_first: bool) -> tuple[int, str]:
    """Where the name stands: those in the reader's script, those in another, those that begin with no letter."""
    letter = initial(name)
    if letter == OTHER:
        return 2, filing_name(name)
    return int((letter >= FIRST_ARABIC) is not arabic_first), filing_name(name)


def by_initial(items: Iterable[Item], name: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    """The items, which are in order, under their letters."""
    return [(letter, list(group)) for letter, group in groupby(items, key=lambda item: initial(name(item)))]
