"""How many names are found right: precision, recall and F1 by whole names, as conlleval counts them."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from articles.models import Kind
from articles.tagging.conll import LabelledText

KINDS = {"PER": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANISATION}
Name = tuple[int, int, Kind]  # (start, end, kind) in characters of a body


class Score(NamedTuple):
    """Shares of a hundred."""

    precision: float
    recall: float
    f1: float


@dataclass
class NameFigures:
    """A found name is right when its tokens and its kind are those of a labelled one. Other kinds are not counted."""

    right: Counter[Kind] = field(default_factory=Counter)
    found: Counter[Kind] = field(default_factory=Counter)
    labelled: Counter[Kind] = field(default_factory=Counter)

    def count(self, text: LabelledText, names: Iterable[Name]) -> None:
        """Take the names found in one more text in."""
        gold = {(first, end, KINDS[sort]) for first, end, sort in text.chunks() if sort in KINDS}
        said = set(on_tokens([(start, end) for start, end, _ in text.tokens()], names))
        self.right.update(kind for _, _, kind in gold & said)
        self.found.update(kind for _, _, kind in said)
        self.labelled.update(kind for _, _, kind in gold)

    def score(self, *kinds: Kind) -> Score:
        """Of the kinds together; of all three without any."""
        chosen = kinds or tuple(Kind)
        right, found, labelled = (sum(counts[k] for k in chosen) for counts in (self.right, self.found, self.labelled))
        precision, recall = _share(right, found), _share(right, labelled)
        return Score(precision, recall, _share(2 * right, found + labelled))


def on_tokens(tokens: Sequence[tuple[int, int]], names: Iterable[Name]) -> list[Name]:
    """The names as half-open ranges of tokens: of every token they touch. Of two that share a token the first stays."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    found, free = [], 0
    for start, end, kind in sorted(names):
        first, after = bisect_right(ends, start), bisect_left(starts, end)
        if free <= first < after:
            found.append((first, after, kind))
            free = after
    return found


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
