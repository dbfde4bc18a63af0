"""What a first reading of a whole text says of each of its words, for the reading that decides.

A name is rarely plain in every place: the full name once lets the surname count later, and what is a town in three
sentences is one in the fourth. How much each of these speaks for is learnt, not ruled.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from articles.arabic.tokens import Token
from articles.tagging.features import bare_forms
from articles.tagging.linear_chain import Floats, Said
from articles.tagging.usage import SORTS

OUTSIDE, *_NAMES = SORTS
_LEAST_LETTERS = 3
_NOTABLE = 0.1  # probability from which a sort is worth a word
_STEPS = 5
_LABEL_STEPS = 4
_MOST_OTHERS = 3


def second_symbols(tokens: Sequence[Token], labels: Sequence[str], chances: Floats) -> list[str]:
    """A symbol a token: what the first reading makes of it, and of the other places of the same word.

    `chances` are the first reading's probabilities; shape (tokens, labels).
    """
    likeliest = chances.argmax(axis=1)
    named = [labels[label] for label in likeliest]
    sure = (chances[np.arange(len(likeliest)), likeliest] * _LABEL_STEPS).astype(int).tolist()
    sorts = np.stack([chances[:, [label.endswith(sort) for label in labels]].sum(axis=1) for sort in _NAMES], axis=1)
    symbols = [f"y{label}{step}" for label, step in zip(named, sure, strict=True)]
    notable = np.nonzero(sorts.max(axis=1) > _NOTABLE)[0].tolist()
    for at in notable:
        symbols[at] = "|".join([symbols[at], *_shares("a", sorts[at].tolist())])
    parts = _parts(named)
    for places in _places_of_words(tokens, notable):
        for at, elsewhere in zip(places, _elsewhere(places, sorts[places], parts), strict=True):
            symbols[at] = f"{symbols[at]}|{elsewhere}"
    return symbols


def second_attributes(symbol: str) -> Said:
    """The attributes of what `second_symbols` gives."""
    return Said((f"qq{symbol}",), [f"q{part}" for part in symbol.split("|")]) if symbol else Said()


def _elsewhere(places: Sequence[int], sorts: Floats, parts: Sequence[str]) -> Iterator[str]:
    """For each place of one word, what its other places say of it: shares of sorts, and parts of names."""
    means = ((sorts.sum(axis=0) - sorts) / (len(places) - 1)).tolist()
    counts = Counter(parts[at] for at in places if parts[at])
    for at, mean in zip(places, means, strict=True):
        said = _shares("o", mean) or [f"o{min(len(places) - 1, _MOST_OTHERS)}"]
        yield "|".join(said + [f"r{part}" for part in sorted(counts) if counts[part] > (part == parts[at])])


def _shares(mark: str, sorts: Iterable[float]) -> list[str]:
    return [f"{mark}{sort}{int(share * _STEPS)}" for sort, share in zip(_NAMES, sorts, strict=True) if share > _NOTABLE]


def _parts(labels: Sequence[str]) -> list[str]:
    """What a token is in the name it is read in: first, middle, last or single, with the sort; "" outside names."""
    return [
        _part(*around) if around[1] != OUTSIDE else ""
        for around in zip(("", *labels), labels, (*labels[1:], ""), strict=False)
    ]


def _part(before: str, label: str, after: str) -> str:
    sort = label[2:]
    begins = label.startswith("B") or before[2:] != sort
    goes_on = after == f"I-{sort}"
    return ("f" if begins else "m") + sort if goes_on else ("s" if begins else "l") + sort


def _places_of_words(tokens: Sequence[Token], notable: Iterable[int]) -> list[list[int]]:
    """The places of each word that is notable in one of them and has several, with clitics or without.

    Of the forms that a word may be read as, the one counts that the text has most.
    """
    wanted = {form for at in notable for form in _forms(tokens[at].folded)}
    found = [(at, own) for at, token in enumerate(tokens) if (own := wanted.intersection(_forms(token.folded)))]
    counts = Counter(form for _, own in found for form in own)
    places: dict[str, list[int]] = defaultdict(list)
    for at, own in found:
        places[min(own, key=lambda form: (-counts[form], len(form), form))].append(at)
    return [of_word for of_word in places.values() if len(of_word) > 1]


@lru_cache(maxsize=30_000)
def _forms(folded: str) -> tuple[str, ...]:
    """Under what a word is looked for elsewhere; nothing for marks, numbers and the shortest words."""
    if len(folded) < _LEAST_LETTERS or not folded[0].isalpha():
        return ()
    return (folded, *(form for form in bare_forms(folded) if len(form) >= _LEAST_LETTERS))
