"""How alike a Latin and an Arabic spelling are: ranks the Arabic words that share a name's key.

    likeness("lavrov", "لافروف") > 0.3    likeness("lavrov", "لفروف") < 0.05

Both words are cut into pieces that stand for each other (sh and ش, ^o and ^ع, h$ and ه$, where ^ and $ are the
beginning and the end). How often each pair of pieces does is counted from pairs of spellings by
scripts/build_renderings.py; the probability of two words is the sum over all ways to cut them. The likeness is the
geometric mean of the two conditional probabilities: that Arabic writes the Latin word so, which alone would be unjust
to letters that few names have (ط، ح، ع), and that Latin writes the Arabic one so, which would be to rich vowels.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path

from articles.arabic.translit import latin_letters

_SHIPPED = Path(__file__).parent / "data" / "renderings.tsv"
LONGEST = 4  # letters of a piece, with the signs of beginning and end
MIN_LIKELIHOOD = 0.02  # of a name, a letter: 0.2 % of names have less, and 78 % of slips of the keyboard
MAX_LENGTH = 40  # letters of either word; longer ones are not compared

Shares = Mapping[str, Mapping[str, float]]  # Latin piece -> Arabic piece -> their share of all pairs of pieces


class Renderings:
    """`counts`: (Latin piece, Arabic piece) -> how often they stand for each other; one of them may be ""."""

    def __init__(self, counts: Mapping[tuple[str, str], float]) -> None:
        total = sum(counts.values()) or 1.0
        shares: dict[str, dict[str, float]] = defaultdict(dict)
        for (latin, arabic), count in counts.items():
            shares[latin][arabic] = count / total
        self._shares: Shares = dict(shares)
        self._latin = {latin: sum(of.values()) for latin, of in shares.items()}
        self._arabic: dict[str, float] = defaultdict(float)
        for of_latin in shares.values():
            for arabic, share in of_latin.items():
                self._arabic[arabic] += share

    def likeness(self, latin: str, arabic: str) -> float:
        """From 0.0, where the pieces do not cover both, to 1.0, where each is the only spelling of the other.

        The Latin word in the 26 letters, the Arabic one folded.
        """
        if not latin or not arabic or max(len(latin), len(arabic)) > MAX_LENGTH:
            return 0.0
        of_both = self._of_both(f"^{latin}$", f"^{arabic}$")
        return of_both / sqrt(_of_word(latin, self._latin) * _of_word(arabic, self._arabic)) if of_both else 0.0

    def likelihood(self, latin: str) -> float:
        """How likely the Latin word is a name, a letter: lavrov 0.05, the slip of the keyboard hgsuv 0.01."""
        return float(_of_word(latin, self._latin) ** (1 / (len(latin) + 1)))

    def _of_both(self, latin: str, arabic: str) -> float:
        """The probability of the pair: `reached[i][j]` is that of the first i and j letters."""
        reached = [[0.0] * (len(arabic) + 1) for _ in range(len(latin) + 1)]
        reached[0][0] = 1.0
        for start in range(len(latin) + 1):
            for end in range(start, min(start + LONGEST, len(latin)) + 1):
                for piece, share in self._shares.get(latin[start:end], {}).items():
                    _reach(reached[start], reached[end], arabic, piece, share)
        return reached[-1][-1]


def _of_word(word: str, pieces: Mapping[str, float]) -> float:
    """The probability of a word by itself, over all ways to cut it."""
    marked = f"^{word}$"
    reached = [1.0] + [0.0] * len(marked)
    for start in range(len(marked)):
        for end in range(start + 1, min(start + LONGEST, len(marked)) + 1):
            reached[end] += reached[start] * pieces.get(marked[start:end], 0.0)
    return reached[-1]


def _reach(before: list[float], after: list[float], arabic: str, piece: str, share: float) -> None:
    """Adds to `after` what is reached from `before` by the piece, wherever it stands in the Arabic word."""
    length = len(piece)
    at = arabic.find(piece)
    while at >= 0:
        if before[at]:
            after[at + length] += before[at] * share
        at = arabic.find(piece, at + 1)


@cache
def shipped() -> Renderings:
    """The counts that come with the archive. Their lines: `Latin piece TAB Arabic piece TAB count`."""
    lines = _SHIPPED.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return Renderings({(latin, arabic): float(count) for latin, arabic, count in rows})


def looks_like_a_name(latin: str) -> bool:
    """Whether a folded Latin word may be a name, not what Arabic typed on a Latin keyboard comes to."""
    return shipped().likelihood(latin_letters(latin)[:MAX_LENGTH]) >= MIN_LIKELIHOOD


@lru_cache(maxsize=20_000)
def likeness(latin: str, arabic: str) -> float:
    """The likeness of two folded words by the shipped counts; the Arabic article may be left out."""
    letters = latin_letters(latin)
    found = shipped().likeness(letters, arabic)
    if arabic.startswith("ال") and len(arabic) >= 4:
        return max(found, shipped().likeness(letters, arabic[2:]))
    return found
