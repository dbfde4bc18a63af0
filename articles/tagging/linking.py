"""Which of several namesakes is meant: by vowel marks, by the word before, by what else the text speaks of.

A curated weight (`prior`) starts each candidate; evidence in the text adds to it. عمان beside جنيف is Amman;
behind سلطنة, or in a text that also names مسقط, it is Oman.
"""

from collections.abc import Sequence

from pyarabic import araby

from articles.arabic.normalize import MARKS
from articles.models import Kind
from articles.tagging.context import Context
from articles.tagging.cues import CITY_CUES, COUNTRY_CUES, CUES, is_one_of
from articles.tagging.gazetteer import Entry, Match

_COUNTRY_CATEGORIES = frozenset({"country", "territory"})
_TITLE = 1.0  # an office the person has held stands before the name
_CUE = 1.0  # the word before asks for this kind of place
_BESIDE_ITS_LIKE = 0.3  # a place of the same category stands beside it
_BESIDE_ITS_OWN = 0.2  # a place of the candidate's country, and of no rival's, stands beside it
_PER_COUNTRY_MENTION = 0.25  # each other name of the candidate's country …
_MOST_OF_COUNTRY = 0.5  # … up to this: more, and every name becomes the country's own
_MARKS_AGREE = 2.0
_MARKS_CONTRADICT = -2.0


def choose(entries: Sequence[Entry], match: Match, context: Context) -> tuple[Entry, float]:
    """The likeliest entry and, from 0 to 1, how sure the choice is. The entries are of two records at least."""
    best_of_record: dict[int, tuple[float, Entry]] = {}
    for entry in entries:
        rivals = {other.record.country_code for other in entries if other.record != entry.record}
        scored = (_score(entry, match, context, rivals), entry)
        best_of_record[entry.record.id] = max(
            scored, best_of_record.get(entry.record.id, scored), key=lambda pair: pair[0]
        )
    ranked = sorted(best_of_record.values(), key=lambda pair: (-pair[0], -pair[1].record.population, pair[1].record.id))
    (first, entry), (second, _) = ranked[:2]
    return entry, min(0.5 + (first - second) / 2, 0.95)


def _score(entry: Entry, match: Match, context: Context, rivals: set[str]) -> float:
    """`rivals` are the countries of the other candidates: a place there does not speak for this one."""
    record = entry.record
    score = record.prior + _marks(entry, match, context)
    if record.kind == Kind.PERSON:
        score += _TITLE * context.is_titled(match, record)
    if record.kind == Kind.ORGANISATION:
        score += _CUE * is_one_of(context.word_before(match), CUES[Kind.ORGANISATION])
    if record.kind == Kind.PLACE:
        is_country = record.category in _COUNTRY_CATEGORIES
        score += _CUE * is_one_of(context.word_before(match), COUNTRY_CUES if is_country else CITY_CUES)
        beside = [place for place in context.places_beside(match) if place.country_code not in rivals]
        score += _BESIDE_ITS_LIKE * any(place.category == record.category for place in beside)
        score += _BESIDE_ITS_OWN * any(place.country_code == record.country_code for place in beside)
    mentions = context.countries[record.country_code] if record.country_code else 0
    return score + min(mentions * _PER_COUNTRY_MENTION, _MOST_OF_COUNTRY)


def _marks(entry: Entry, match: Match, context: Context) -> float:
    """Vowel marks of the text held against those of the record, where both have some: عُمان, عَمّان."""
    written = context.text.tokens[match.at].surface
    own = entry.name.text.split()[0]
    if not (MARKS & set(written) and MARKS & set(own)):
        return 0.0
    return _MARKS_AGREE if araby.vocalizedlike(_behind_clitics(written, own), own) else _MARKS_CONTRADICT


def _behind_clitics(written: str, own: str) -> str:
    """The end of the written word that has as many letters as the name has."""
    letters = len(own) - sum(char in MARKS for char in own)
    at = len(written)
    while at and letters:
        at -= 1
        letters -= written[at] not in MARKS
    return written[at:]
