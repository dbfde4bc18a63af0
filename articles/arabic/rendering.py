"""How likely Arabic writes a Latin name so: ranks the Arabic words that share a name's key.

    likelihood("lavrov", "لافروف") == 0.7    likelihood("lavrov", "ليفروف") == 0.006

A word and its rendering are cut into pieces that stand for each other (sh and ش, ^o and ^ع, h$ and ه$, where ^ and $
are the beginning and the end). How often each pair of pieces does is counted from pairs of spellings by
scripts/build_renderings.py; a rendering's probability is the sum over all ways to cut.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from articles.arabic.translit import latin_letters

_SHIPPED = Path(__file__).parent / "data" / "renderings.tsv"
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
        self._of_piece = {latin: sum(of.values()) for latin, of in shares.items()}
        self._longest = max(map(len, shares), default=0)

    def likelihood(self, latin: str, arabic: str) -> float:
        """The probability that the Latin word is written so; 0.0 where the pieces do not cover both.

        The Latin word in the 26 letters, the Arabic one folded.
        """
        if not latin or not arabic or max(len(latin), len(arabic)) > MAX_LENGTH:
            return 0.0
        of_all = self._of_latin(latin)
        return self._of_both(f"^{latin}$", f"^{arabic}$") / of_all if of_all else 0.0

    def _of_both(self, latin: str, arabic: str) -> float:
        """The probability of the pair: `reached[i][j]` is that of the first i and j letters."""
        reached = [[0.0] * (len(arabic) + 1) for _ in range(len(latin) + 1)]
        reached[0][0] = 1.0
        for start in range(len(latin) + 1):
            for end in range(start, min(start + self._longest, len(latin)) + 1):
                for piece, share in self._shares.get(latin[start:end], {}).items():
                    _reach(reached[start], reached[end], arabic, piece, share)
        return reached[-1][-1]

    def _of_latin(self, latin: str) -> float:
        """The probability of the Latin word, whatever it is rendered by."""
        marked = f"^{latin}$"
        reached = [1.0] + [0.0] * len(marked)
        for start in range(len(marked)):
            for end in range(start + 1, min(start + self._longest, len(marked)) + 1):
                reached[end] += reached[start] * self._of_piece.get(marked[start:end], 0.0)
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


@lru_cache(maxsize=20_000)
def likelihood(latin: str, arabic: str) -> float:
    """The probability that a folded Latin word is written so, by the shipped counts; its article may be left out."""
    letters = latin_letters(latin)
    found = shipped().likelihood(letters, arabic)
    if arabic.startswith("ال") and len(arabic) >= 4:
        return max(found, shipped().likelihood(letters, arabic[2:]))
    return found
