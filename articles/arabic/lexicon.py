"""How often Arabic news writes each word: the evidence by which the stemmer tells a clitic from a letter.

A lexicon is nothing but counts of folded surface words. The one shipped is made by scripts/build_lexicon.py.
"""

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

_SHIPPED = Path(__file__).parent / "data" / "lexicon.tsv.gz"
_DEFINITE_SHARE = 0.1  # of a word's uses with the article, to those without it, for it to be a noun as it stands
_HAMZA_SHARE = 0.3  # of a word's uses that must begin with alef and hamza for its al to be part of it


class Lexicon:
    """`counts`: folded word -> uses. `hamza_initial`: folded words whose al- is no article (ألمانيا).

    `names`: folded words that are names of people and places.
    """

    def __init__(self, counts: Mapping[str, int], hamza_initial: Iterable[str] = (), names: Iterable[str] = ()) -> None:
        self._counts = counts
        self._hamza_initial = frozenset(hamza_initial)
        self._names = frozenset(names)

    def count(self, word: str) -> int:
        return self._counts.get(word, 0)

    def with_article(self, word: str) -> int:
        """Uses of the word, bare or with the article."""
        return self.count(word) + self.count("ال" + word)

    def as_stem(self, word: str) -> int:
        """Uses that speak for the word as a stem: bare, with the article, with ta marbuta, with both."""
        return self.with_article(word) + self.with_article(word + "ه")

    def takes_article(self, word: str) -> bool:
        """Whether the word is used with the article, and so holds neither a clitic nor a pronoun: لسان، تفاهم."""
        definite = "ال" + word
        uses = 0 if definite in self._hamza_initial else self.count(definite)
        return uses > 0 and uses >= _DEFINITE_SHARE * self.count(word)

    def begins_with_hamza(self, word: str) -> bool:
        return word in self._hamza_initial

    def words(self) -> Iterable[str]:
        return self._counts.keys()

    def is_name(self, word: str) -> bool:
        return word in self._names


@cache
def shipped() -> Lexicon:
    """The lexicon that comes with the archive.

    Its lines: `word TAB uses TAB those that begin with alef and hamza TAB 1 for a name, else 0`.
    """
    counts: dict[str, int] = {}
    hamza_initial = []
    names = []
    with gzip.open(_SHIPPED, "rt", encoding="utf-8") as file:
        for line in file:
            word, uses, with_hamza, is_name = line.split("\t")
            counts[word] = int(uses)
            if int(with_hamza) >= _HAMZA_SHARE * counts[word]:
                hamza_initial.append(word)
            if int(is_name):
                names.append(word)
    return Lexicon(counts, hamza_initial, names)


def digest() -> str:
    """SHA-256 of the shipped lexicon: stems may change when it does."""
    return hashlib.sha256(_SHIPPED.read_bytes()).hexdigest()
