"""What a text says around a name: the word before it, the places beside it, the countries it speaks of."""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from articles.arabic.stopwords import STOP_WORDS
from articles.models import AliasUse, Kind
from articles.tagging.cues import (
    CALLED_AFTER_PLACES,
    CITY_CUES,
    CUES,
    NAMED_AFTER,
    OTHER_PLACES,
    PREPOSITIONS,
    SON_OF,
    WORDS_IN_WAW,
    is_one_of,
)
from articles.tagging.gazetteer import Entry, Match, Record, Text

_TA_MARBUTA, _HA = "ة", "ه"
_LEAST_LIKENED = 5  # letters: كلاوس is Klaus and not like Laos, unless the text has Laos too
NEAR = 3  # words: two names that close stand beside each other


@dataclass
class Context:
    """Grows while a text is read. `spoken_of` has the countries that a reading before found the text to speak of."""

    text: Text
    spoken_of: Set[str] = frozenset()
    titled: Mapping[int, Set[int]] = field(default_factory=dict)  # position -> people who held the office before it
    has_waiting: bool = False  # a name stands in the text that counts only beside its country
    countries: Counter[str] = field(default_factory=Counter)  # ISO code -> mentions of it, or of what is there
    places: dict[int, Record] = field(default_factory=dict)  # position of a place's last word -> the place

    def add(self, match: Match, record: Record) -> None:
        """Take note of a name that can only be this record."""
        if record.country_code:
            self.countries[record.country_code] += 1
        if record.kind == Kind.PLACE:
            self.places[match.at + match.words - 1] = record

    def is_titled(self, match: Match, record: Record) -> bool:
        """Whether an office that the person has held stands right before the name."""
        return record.id in self.titled.get(match.at, ())

    def word_before(self, match: Match) -> str:
        """The folded word right before the name; "" at the beginning of a text, a line or a clause."""
        return self.text.word_before(match.at)

    def follows_place(self, match: Match) -> bool:
        """Whether the name is joined by و to a place right before it: في ليبيا ومالي."""
        return match.reading.has_conjunction and match.at - 1 in self.places

    def follows_neighbour(self, match: Match, record: Record) -> bool:
        """Whether و joins it to a place of its own country right before: مصراتة والزاوية."""
        return self.follows_place(match) and self.places[match.at - 1].country_code == record.country_code

    def places_beside(self, match: Match) -> list[Record]:
        near = range(match.at - NEAR, match.at + match.words + NEAR)
        return [place for at, place in self.places.items() if at in near]


def counts_here(entry: Entry, match: Match, context: Context) -> bool:
    """Whether the name counts where it stands: by its policy, written as it must be, and part of no other name."""
    if not _is_due(entry, match, context) or not _is_written_so(entry, match, context.text):
        return False
    if _is_word_in_waw(match, context.text) and not context.follows_place(match):
        return False
    if _is_her_or_his(entry, match, context.text) and not _is_spoken_of(entry.record, context):
        return False
    return not (_is_of_another(entry, match, context) or _is_of_another_town(entry.record, match, context.text))


def _is_due(entry: Entry, match: Match, context: Context) -> bool:
    kind, before = entry.record.kind, context.word_before(match)
    match entry.name.use:
        case AliasUse.ALWAYS:
            return True
        case AliasUse.AFTER_CUE:
            return _is_announced(entry, before, context) or context.follows_neighbour(match, entry.record)
        case AliasUse.AFTER_PREPOSITION:
            announced = is_one_of(before, PREPOSITIONS | CUES[kind])
            return announced or match.reading.has_locative or context.follows_place(match)
        case AliasUse.WITH_COUNTRY:
            return context.is_titled(match, entry.record) or _is_spoken_of(entry.record, context)
        case AliasUse.BESIDE_FULL_NAME:
            return context.is_titled(match, entry.record)
    return False


def _is_announced(entry: Entry, before: str, context: Context) -> bool:
    """Whether the word before is a cue; a wide one (منطقة) announces a city only beside its country."""
    if entry.record.category == "city" and not is_one_of(before, CITY_CUES):
        return is_one_of(before, CUES[Kind.PLACE]) and _is_spoken_of(entry.record, context)
    return is_one_of(before, CUES[entry.record.kind])


def _is_spoken_of(record: Record, context: Context) -> bool:
    context.has_waiting = True
    return record.country_code in context.spoken_of


def _is_of_another(entry: Entry, match: Match, context: Context) -> bool:
    """Whether the word before makes the name a part of another: حمدان بن محمد بن راشد, مطار أتاتورك, وادي الزرقاء."""
    before, record = context.word_before(match), entry.record
    if record.kind == Kind.PERSON:
        return is_one_of(before, NAMED_AFTER) or before in SON_OF
    if record.kind == Kind.PLACE and is_one_of(before, CALLED_AFTER_PLACES):
        return True
    return record.category == "city" and match.words == 1 and is_one_of(before, OTHER_PLACES)


def _is_of_another_town(club: Record, match: Match, text: Text) -> bool:
    """Whether a club's name goes on with the adjective of another town: الترجي الرياضي الجرجيسي."""
    after = match.at + match.words
    if club.category != "sport" or match.words < 2 or not text.goes_on(after):
        return False
    word = text.tokens[after].folded
    return word.startswith("ال") and word.endswith("ي") and word not in STOP_WORDS


def _is_written_so(entry: Entry, match: Match, text: Text) -> bool:
    """Whether the letters are the name's where another word differs by so little: WHO and who, قفصة and قفصه."""
    name, written = entry.name.text, text.tokens[match.at].surface
    if match.words > 1:
        return True
    if name.isascii():
        return written == name if _is_acronym(name) else (written[0] == name[0] or name[0].islower())
    if match.reading.is_likened and len(match.reading.name) < _LEAST_LIKENED:
        return text.has_word(match.reading.name)
    return True


def _is_her_or_his(entry: Entry, match: Match, text: Text) -> bool:
    """Whether ه where the name has ة may be a pronoun: قفصه is a cage before it is Gafsa, in a text that writes ة."""
    name, written = entry.name.text, text.tokens[match.at].surface
    if match.words > 1 or name.startswith("ال") or not text.has_ta_marbuta:
        return False
    return name.endswith(_TA_MARBUTA) and written.endswith(_HA)


def _is_word_in_waw(match: Match, text: Text) -> bool:
    """Whether the و may be the word's own: وسوسة is a whisper unless a place before joins Sousse to it."""
    return match.reading.has_conjunction and text.tokens[match.at].folded in WORDS_IN_WAW


def _is_acronym(text: str) -> bool:
    return len(text) <= 4 and text.isascii() and text.isupper()
