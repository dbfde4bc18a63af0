"""What a text says around a name: the word before it, the places beside it, the countries it speaks of."""

from collections import Counter
from dataclasses import dataclass, field

from articles.models import AliasUse, Kind
from articles.tagging.cues import CUES, PREPOSITIONS, is_one_of
from articles.tagging.gazetteer import Entry, Match, Record, Text

NEAR = 3  # words: two names that close stand beside each other


@dataclass
class Context:
    """Grows while a text is read."""

    text: Text
    countries: Counter[str] = field(default_factory=Counter)  # ISO code -> mentions of it, or of what is there
    places: dict[int, Record] = field(default_factory=dict)  # position of a place's last word -> the place

    def add(self, match: Match, record: Record) -> None:
        """Take note of a name that can only be this record."""
        if record.country_code:
            self.countries[record.country_code] += 1
        if record.kind == Kind.PLACE:
            self.places[match.at + match.words - 1] = record

    def word_before(self, match: Match) -> str:
        """The folded word right before the name; "" at the beginning of a text, a line or a clause."""
        return self.text.tokens[match.at - 1].folded if self.text.goes_on(match.at) else ""

    def follows_place(self, match: Match) -> bool:
        """Whether the name is joined by و to a place right before it: في ليبيا ومالي."""
        return match.reading.has_conjunction and match.at - 1 in self.places

    def places_beside(self, match: Match) -> list[Record]:
        near = range(match.at - NEAR, match.at + match.words + NEAR)
        return [place for at, place in self.places.items() if at in near]


def counts_here(entry: Entry, match: Match, context: Context) -> bool:
    """Whether the name counts where it stands, by its own policy."""
    kind = entry.record.kind
    if _is_acronym(entry.name.text) and context.text.tokens[match.at].surface != entry.name.text:
        return False  # WHO is not who
    before = context.word_before(match)
    match entry.name.use:
        case AliasUse.ALWAYS:
            return True
        case AliasUse.AFTER_CUE:
            return is_one_of(before, CUES[kind])
        case AliasUse.AFTER_PREPOSITION:
            announced = is_one_of(before, PREPOSITIONS | CUES[kind])
            return announced or match.reading.has_locative or context.follows_place(match)
    return False


def _is_acronym(text: str) -> bool:
    return len(text) <= 4 and text.isascii() and text.isupper()
