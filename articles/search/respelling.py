"""A query with the words that are likely misspelled replaced; its operators, quotes and keywords stay as written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log1p

from articles.search.params import SearchParams
from articles.search.rewriting import Spot, cleaned, rewritten, spots
from articles.search.spelling import SPLIT, Correction, Speller
from articles.search.vocabulary import EDIT

FEW = 5  # hits, up to which a word that finds something may be misspelled
WRONG = 3  # words of a query that are replaced at once
OPTIONS = 4  # corrections of a word that are tried
COUNTED = 6  # queries that are counted
MORE = 10  # times more articles that a correction must find than the query did
CLEAR = 3.0  # by how much the likelihood of the first must lead, as a logarithm, for others not to be tried

Count = Callable[[SearchParams], int]


@dataclass(frozen=True)
class Respelled:
    """Another query, in parts of which those with new words are marked, and how many articles it finds."""

    text: str
    count: int
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class _Change:
    start: int
    end: int
    correction: Correction


def respelled(params: SearchParams, found: int, count: Count, speller: Speller) -> Respelled | None:
    """The likeliest query with other words that finds something.

    Asked of a query that found little, or has words that find nothing.
    """
    text = cleaned(params.text)
    found_spots = spots(text)
    reach = [_reach(spot, speller, params.is_exact) for spot in found_spots]
    if reach.count(0) > WRONG or (0 not in reach and found > FEW):
        return None
    choices = islice(_choices(found_spots, reach, found, speller), WRONG)
    combinations = _combinations([_confirmed(changes, count) for changes in choices])
    tried = [(count(params.with_text(_with(text, changes))), changes) for changes in combinations]
    least = 1 if 0 in reach else found * MORE + 1
    fitting = [(hits, changes) for hits, changes in tried if hits >= least]
    if not fitting:
        return None
    hits, changes = max(fitting, key=lambda pair: sum(c.correction.likelihood for c in pair[1]) + log1p(pair[0]))
    words = speller.written([word for change in changes for word in change.correction.words])
    return Respelled(_with(text, changes, words), hits, tuple(_parts(text, changes, words)))


def _choices(
    found_spots: Sequence[Spot], reach: Sequence[int], found: int, speller: Speller
) -> Iterator[list[_Change]]:
    """For each word that is likely wrong, what it may be replaced by, the likeliest first.

    Words that find nothing are to blame where there are any; else those that have a far more frequent neighbour.
    """
    at = 0
    while at < len(found_spots):
        spot, after = found_spots[at], found_spots[at + 1] if at + 1 < len(found_spots) else None
        corrections = _corrections(spot, reach[at], 0 in reach, speller)
        joined = _joined(spot, after, min(reach[at : at + 2]), speller) if after and not found else None
        if joined and (not corrections or joined.correction.likelihood > corrections[0].likelihood):
            yield [joined]
            at += 1
        elif corrections:
            yield [_Change(spot.start, spot.end, correction) for correction in corrections]
        at += 1


def _reach(spot: Spot, speller: Speller, is_exact: bool) -> int:
    """How many articles the word by itself finds: within quotes as it is spelled."""
    if (spot.is_free or spot.facet is not None) and not is_exact:
        return speller.reach(spot.folded)
    return speller.vocabulary.frequency(spot.folded)


def _corrections(spot: Spot, reach: int, are_missing: bool, speller: Speller) -> list[Correction]:
    if not reach:
        return speller.corrections(spot.folded)
    return [] if are_missing else speller.improvements(spot.folded)


def _joined(spot: Spot, after: Spot, reach: int, speller: Speller) -> _Change | None:
    """Two words side by side as one that more articles have than the rarer of them: a space too many."""
    word = spot.folded + after.folded
    articles = speller.vocabulary.frequency(word) if spot.is_free and after.is_free else 0
    if articles <= reach:
        return None
    return _Change(spot.start, after.end, Correction((word,), log1p(articles) - EDIT * SPLIT / 10, SPLIT))


def _confirmed(changes: Sequence[_Change], count: Count) -> list[_Change]:
    """The changes to be tried. Two words in the place of one count by how many articles have them side by side."""
    confirmed = []
    for change in changes[: OPTIONS + 2]:
        words = change.correction.words
        if len(words) == 1:
            confirmed.append(change)
        elif together := count(SearchParams(text=f'"{" ".join(words)}"')):
            likelihood = log1p(together) - EDIT * SPLIT / 10
            confirmed.append(_Change(change.start, change.end, Correction(words, likelihood, SPLIT)))
    return sorted(confirmed, key=lambda change: -change.correction.likelihood)[:OPTIONS]


def _combinations(choices: Sequence[Sequence[_Change]]) -> Iterator[tuple[_Change, ...]]:
    """The likeliest change of every word, then one word's others at a time; not more than can be counted."""
    if not choices or not all(choices):
        return
    first = tuple(options[0] for options in choices)
    yield first
    others = [
        (*first[:at], change, *first[at + 1 :])
        for at, options in enumerate(choices)
        for change in options[1:]
        if change.correction.likelihood > options[0].correction.likelihood - CLEAR
    ]
    yield from others[: COUNTED - 1]


def _with(text: str, changes: Sequence[_Change], written: dict[str, str] | None = None) -> str:
    return rewritten(text, [(c.start, c.end, _words(c, written or {})) for c in changes])


def _words(change: _Change, written: dict[str, str]) -> str:
    return " ".join(written.get(word, word) for word in change.correction.words)


def _parts(text: str, changes: Sequence[_Change], written: dict[str, str]) -> Iterator[tuple[str, bool]]:
    at = 0
    for change in changes:
        if text[at : change.start]:
            yield text[at : change.start], False
        yield _words(change, written), True
        at = change.end
    if text[at:]:
        yield text[at:], False
