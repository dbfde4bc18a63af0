"""Ways out of a search that found nothing, or little: another spelling, the other keyboard layout, fewer conditions.

Nothing is offered that has not been counted: each offer finds something within the reader's own choices and dates.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from time import thread_time

from articles.arabic.keyboard import other_layouts
from articles.arabic.tokens import folded_words
from articles.search.params import FacetName, SearchParams
from articles.search.respelling import FEW, respelled
from articles.search.rewriting import Unit, cleaned, rewritten, units
from articles.search.spelling import Speller
from articles.search.time_limit import QueryTimeoutError

READINGS = 3  # of a text on the other keyboard layout that are tried
SHOWN = 5  # ways out of a kind
TRIED = 8  # parts of a query that are tried without
SECONDS = 0.15  # of processor time; what has not been counted by then is not offered

Count = Callable[[SearchParams], int]  # how many articles a search finds


class Way(StrEnum):
    SPELLING = "spelling"
    KEYBOARD = "keyboard"
    WORDS = "words"  # without some of the words
    FACET = "facet"  # without the values chosen of a facet
    EXCLUDED = "excluded"  # with the articles that a facet's value excludes
    DATES = "dates"  # without bounds of time
    FILTERS = "filters"  # without any choice and bound


@dataclass(frozen=True)
class Offer:
    """A search that finds something, and its address.

    `text` is another query with its new words marked in `parts`, or the words to be left out; `facet` and `values` name
    what is chosen or excluded and would be left out.
    """

    way: Way
    query_string: str
    count: int
    text: str = ""
    parts: tuple[tuple[str, bool], ...] = ()
    facet: FacetName | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rescue:
    """`missing` are the parts of the query that no article has, within the reader's choices."""

    spelling: Offer | None = None
    keyboard: Offer | None = None
    ways_out: tuple[Offer, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == NO_RESCUE


NO_RESCUE = Rescue()


def offers(params: SearchParams, found: int, is_eased: bool, count: Count, speller: Callable[[], Speller]) -> Rescue:
    """What to offer for a search that found so many articles.

    `is_eased`: not all of its words had to be in them, so that one may be misspelled though many were found.
    """
    if (found > FEW and not is_eased) or params.page > 1 or not (params.text or params.is_narrowed):
        return NO_RESCUE
    counted = _Counted(count)
    spelling = _spelling(params, found, counted, speller()) if params.text else None
    if found:
        return Rescue(spelling) if spelling else NO_RESCUE
    missing = _missing(params, counted)
    ways = (*_without_words(params, counted, missing), *_without_filters(params, counted))
    keyboard = _keyboard(params, counted, speller()) if params.text else None
    return Rescue(spelling, keyboard, ways, tuple(unit.text for unit in missing))


@dataclass
class _Counted:
    """Counts within a bound of time: what is asked later finds nothing."""

    count: Count
    until: float = field(default_factory=lambda: thread_time() + SECONDS)
    known: dict[str, int] = field(default_factory=dict)

    def __call__(self, params: SearchParams) -> int:
        address = params.query_string()
        if address not in self.known:
            try:
                self.known[address] = self.count(params) if thread_time() < self.until else 0
            except QueryTimeoutError:
                self.known[address] = 0
        return self.known[address]


def _spelling(params: SearchParams, found: int, count: Count, speller: Speller) -> Offer | None:
    best = respelled(params, found, count, speller)
    if best is None:
        return None
    target = params.with_text(best.text)
    return Offer(Way.SPELLING, target.query_string(), best.count, best.text, best.parts)


def _keyboard(params: SearchParams, count: Count, speller: Speller) -> Offer | None:
    """The text on the other layout or, where that finds nothing, with those of its words that find nothing so read.

    The archive has to know more of its words so: of many words a search takes some that nobody has.
    """
    typed = cleaned(params.text)
    known = _known_words(typed, speller)
    for text in _readings(typed, speller):
        target = params.with_text(text)
        if _known_words(text, speller) > known and (hits := count(target)):
            return Offer(Way.KEYBOARD, target.query_string(), hits, text, ((text, True),))
    return None


def _known_words(text: str, speller: Speller) -> int:
    """How many of the words the archive has."""
    return sum(bool(speller.reach(word)) for word in folded_words(text))


def _readings(text: str, speller: Speller) -> Iterator[str]:
    whole = [" ".join(reading.split()) for reading in other_layouts(text)][:READINGS]
    yield from (reading for reading in whole if folded_words(reading))
    pieces = [_known_reading(piece, speller) or piece for piece in text.split()]
    if pieces != text.split() and " ".join(pieces) not in whole:
        yield " ".join(pieces)


def _known_reading(piece: str, speller: Speller) -> str | None:
    """A piece of the text on the other layout, where only that has words of the archive."""
    if any(map(speller.reach, folded_words(piece))):
        return None
    for reading in other_layouts(piece)[:READINGS]:
        words = folded_words(reading)
        if words and all(map(speller.reach, words)):
            return reading
    return None


def _missing(params: SearchParams, count: Count) -> list[Unit]:
    """The parts of the query that find nothing by themselves, within the reader's choices."""
    parts = units(cleaned(params.text))[:TRIED]
    return [unit for unit in parts if not count(params.with_text(unit.text))]


def _without_words(params: SearchParams, count: Count, missing: list[Unit]) -> Iterator[Offer]:
    """Without all the parts that find nothing; else without each one that stands in the way of the others."""
    text = cleaned(params.text)
    parts = units(text)
    if len(parts) < 2:
        return
    if 0 < len(missing) < len(parts) and (offer := _without(params, text, missing, count)):
        yield offer
        return
    each = [offer for unit in parts[:TRIED] if (offer := _without(params, text, [unit], count))]
    yield from sorted(each, key=lambda offer: -offer.count)[:SHOWN]


def _without(params: SearchParams, text: str, left_out: list[Unit], count: Count) -> Offer | None:
    target = params.with_text(rewritten(text, [(unit.start, unit.end, "") for unit in left_out]))
    hits = count(target) if target.text else 0
    words = " ".join(unit.text for unit in left_out)
    return Offer(Way.WORDS, target.query_string(), hits, words) if hits else None


def _without_filters(params: SearchParams, count: Count) -> Iterator[Offer]:
    """Without each choice, exclusion or bound that stands in the way; else without all of them."""
    each = [replace(offer, count=hits) for offer, target in _filters(params) if (hits := count(target))]
    yield from sorted(each, key=lambda offer: -offer.count)[:SHOWN]
    bare = params.without_choices()
    if not each and params.is_narrowed and params.text and (hits := count(bare)):
        yield Offer(Way.FILTERS, bare.query_string(), hits)


def _filters(params: SearchParams) -> Iterator[tuple[Offer, SearchParams]]:
    for name, values in params.choices.items():
        target = replace(params, choices=_but(params.choices, name), page=1)
        yield Offer(Way.FACET, target.query_string(), 0, facet=name, values=values), target
    for name, values in params.excluded.items():
        for value in values:
            target = params.without(name, value)
            yield Offer(Way.EXCLUDED, target.query_string(), 0, facet=name, values=(value,)), target
    if params.since or params.until:
        target = params.between(None, None)
        yield Offer(Way.DATES, target.query_string(), 0), target


def _but(choices: Mapping[FacetName, tuple[str, ...]], name: FacetName) -> dict[FacetName, tuple[str, ...]]:
    return {of: values for of, values in choices.items() if of is not name}
