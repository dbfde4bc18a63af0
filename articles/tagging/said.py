"""What follows a word of saying: words in marks, or a clause with أن, or neither."""

from collections.abc import Iterator
from typing import NamedTuple

from articles.models import QuotationKind
from articles.tagging.quote_marks import Quoted
from articles.tagging.saying import SAYING, Saying, Shape
from articles.tagging.saying_cues import (
    ACCORDING,
    CONNECTIVES,
    HIS_WORDS,
    MAY_BE,
    NO_THAT,
    PARTICLES,
    PREPOSITIONS,
    RELATIVES,
    SAME,
    STATEMENTS,
    THAT,
    TITLED,
    UNSAID,
    WORDS_OF,
)
from articles.tagging.speech import CLAUSE, NONE, Speech

_REACH = 50  # words from the word of saying to what is said
_FEWEST, FEWEST_BESIDE = 4, 3  # words of a quotation; of one right behind the word of saying
_FEWEST_REPORTED = 3  # أن among them
_LONGEST_REPORTED = 120  # words
_NEAR_THAT = 9  # words from the word of saying to its أن, with nothing told between
_VERBS = ("راي", "رات", "راوا", "اشار", "اشاروا")
_DECIDES = frozenset(f"{joined}{verb}" for joined in ("", "و", "ف") for verb in _VERBS)


class Part(NamedTuple):
    """Something said: `body[start:end]`; `until` is the character behind its marks."""

    kind: QuotationKind
    start: int
    end: int
    until: int
    marked: tuple[tuple[int, int], ...] = ()


def is_said(speech: Speech, at: int, saying: Saying) -> bool:
    """Whether a word of saying is one where it stands, and tells of something that was said."""
    before, behind = speech.word_before(at), speech.word(at + 1)
    if not saying.is_joined and (before in UNSAID or before == "ما" or (saying.is_imperfect and before in MAY_BE)):
        return False
    if saying.shape == Shape.NOUN and before in SAYING:
        return False  # مضيفا قوله: it belongs to the word before
    if saying.shape == Shape.CAME:
        return behind == "في" and speech.word(at + 2) in STATEMENTS
    if not saying.begins_clause or speech.breaks[at] != NONE or behind in THAT:
        return True
    is_linked = before in CONNECTIVES or before in PARTICLES or before in RELATIVES or before in SAME
    return not saying.is_joined and (is_linked or speech.name_before(at) is not None)


def said_behind(speech: Speech, at: int, saying: Saying) -> Iterator[Part]:
    """What follows a word of saying: parts in marks, or one clause with أن."""
    place, end, has_marked = at + 1, min(at + _REACH, len(speech.tokens)), False
    while place <= end:
        pair = speech.pair_before(place)
        if pair:
            if _ends_before(speech, place, pair):
                return
            if _is_quotation(speech, pair, at, place):
                has_marked = True
                yield direct(pair)
            place = max(place, speech.at_or_after(pair.closing))
            if _is_over(speech, place, pair.closing):
                return
            if (again := speech.pair_before(place)) and again.opening >= pair.closing:
                continue
        if _is_next(speech, place, at) or (not pair and _leads_away(speech, place)):
            return
        if saying.takes_clause and not has_marked and _is_that(speech, place):
            yield from _clause(speech, at, place)
            return
        place = speech.next_place(place)


def direct(pair: Quoted) -> Part:
    span = (pair.start, pair.end)
    return Part(QuotationKind.DIRECT, *span, pair.closing, (span,))


def _ends_before(speech: Speech, place: int, pair: Quoted) -> bool:
    """Whether the sentence ends before the marks; a colon leads over to the next line."""
    lead = speech.body[speech.tokens[place - 1].end : pair.opening]
    return ":" not in lead and any(char in ".!?\u061f\n" for char in lead)


def _is_over(speech: Speech, place: int, closing: int) -> bool:
    """Whether the sentence ends with what stood in marks."""
    if place >= len(speech.tokens):
        return True
    return any(char in ".!?\u061f\n" for char in speech.body[closing : speech.tokens[place].start])


def _leads_away(speech: Speech, place: int) -> bool:
    """Whether the sentence ends before the word, or a colon leads to what is said without marks."""
    if place < len(speech.tokens) and speech.joined[place]:
        return False
    return speech.ends(place) or ":" in speech.gap(place)


def _is_next(speech: Speech, place: int, at: int) -> bool:
    """Whether another word of saying takes over."""
    saying = SAYING.get(speech.word(place))
    return saying is not None and place > at and is_said(speech, place, saying)


def _is_that(speech: Speech, place: int) -> bool:
    return speech.word(place) in THAT and speech.word(place - 1) not in NO_THAT


def _is_told(speech: Speech, at: int, place: int) -> bool:
    """Whether أن at `place` belongs to the word of saying at `at`: far away it does where a name, a comma or marks
    stand between, as they do when titles and circumstances fill the space."""
    if speech.word(at) in _DECIDES and speech.word(place) == "ان" and speech.word(place + 1)[:1] in ("ي", "ت"):
        return False
    if place - at <= _NEAR_THAT or CLAUSE in speech.breaks[at + 1 : place + 1]:
        return True
    names = speech.names_between(speech.tokens[at].end, speech.tokens[place].start)
    return bool(names) or any(token.folded in STATEMENTS for token in speech.tokens[at:place])


def _is_quotation(speech: Speech, pair: Quoted, at: int, place: int) -> bool:
    """Whether words in marks behind the word of saying at `at` are what was said; `place` is the first of them."""
    words, before = speech.length(pair), speech.word(place - 1)
    lead = speech.body[speech.tokens[place - 1].end : pair.opening]
    if speech.is_name(pair):
        return False
    if ":" in lead and before not in TITLED:
        return words > 0
    if speech.is_title(pair, place):
        return False
    is_that = before in THAT or speech.word(place) in THAT
    is_beside = place - 1 == at or before in PREPOSITIONS or is_that or before in SAYING
    return words >= (FEWEST_BESIDE if is_beside and pair.is_closed else _FEWEST)


def _clause(speech: Speech, at: int, first: int) -> Iterator[Part]:
    """The clause that begins with أن at word `first`; in marks where it is nothing but what stands in them."""
    if not _is_told(speech, at, first):
        return
    pair = speech.pair_before(first + 1)
    if pair and _is_whole(speech, pair, first):
        yield direct(pair)
        return
    place, end, marked = first + 1, speech.tokens[first].end, []
    last = min(first + _LONGEST_REPORTED, len(speech.tokens))
    while place <= last:
        pair = speech.pair_before(place)
        if pair and pair.is_closed and not _ends_before(speech, place, pair):
            if speech.length(pair) >= _FEWEST and not (speech.is_name(pair) or speech.is_title(pair, place)):
                marked.append((pair.start, pair.end))
            place, end = speech.at_or_after(pair.closing), pair.closing
            if _is_over(speech, place, pair.closing):
                break
        if place >= last or speech.ends(place) or _begins_other(speech, place):
            break
        place = min(speech.next_place(place), last)
        end = speech.tokens[place - 1].end
    if speech.at_or_after(end) - first >= _FEWEST_REPORTED:
        kind = QuotationKind.MIXED if marked else QuotationKind.REPORTED
        yield Part(kind, speech.tokens[first].start, end, end, tuple(marked))


def _is_whole(speech: Speech, pair: Quoted, first: int) -> bool:
    """Whether the marks right behind أن hold the clause: no more follows, or they are long."""
    words, behind = speech.length(pair), speech.at_or_after(pair.closing)
    if words < FEWEST_BESIDE or speech.is_name(pair):
        return False
    goes_on = behind < len(speech.tokens) and speech.breaks[behind] == NONE
    return words > _FEWEST or not goes_on


def _begins_other(speech: Speech, place: int) -> bool:
    """Whether something else than what was said goes on: another word of saying, or whose words they were."""
    word = speech.word(place)
    if word in ACCORDING:
        is_told = speech.word(place + 1) in HIS_WORDS or speech.word(place + 1) in WORDS_OF
        return speech.breaks[place] == CLAUSE or is_told
    if word == "علي" and speech.word(place + 1) == "حد":
        return speech.word(place + 2) in HIS_WORDS
    saying = SAYING.get(word)
    if saying is None or not is_said(speech, place, saying):
        return False
    if saying.shape == Shape.PARTICIPLE:
        return True
    return speech.breaks[place] != NONE or (saying.is_joined and speech.word(place + 1) in THAT)
