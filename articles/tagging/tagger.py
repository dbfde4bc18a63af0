"""Text -> mentions: names of the records, then the short names that a full name in the same text lets count."""

from collections import Counter
from collections.abc import Iterable

from articles.arabic.tokens import folded_words
from articles.models import AliasUse, Kind
from articles.tagging.context import Context, counts_here
from articles.tagging.cues import NAMED_AFTER, SON_OF, is_one_of
from articles.tagging.gazetteer import NOBODY, Entry, Gazetteer, Match, Name, Record, Text, surnames
from articles.tagging.linking import choose
from articles.tagging.mentions import FoundMention

# How sure a link is that nothing contradicts, by what it rests on.
_SURE = {"name": 0.95, "alias": 0.95, "one word": 0.9, "announced": 0.85, "short name": 0.8}


class Tagger:
    """Finds what a gazetteer knows."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def find(self, body: str) -> list[FoundMention]:
        """The mentions in a text, in order; none overlap."""
        text = Text.of(body)
        context = Context(text)
        named = self._full_names(text, context)
        if context.has_waiting:
            context = Context(text, spoken_of=frozenset(context.countries))
            named = self._full_names(text, context)
        linked = [(match, *_link(match, context)) for match in named]
        taken = {at for match in named for at in range(match.at, match.at + match.words)}
        short = self._short_names(text, taken, Counter(entry.record.id for _, entry, _, _ in linked))
        found = (_found(body, text, *link) for link in (*linked, *short))
        return sorted(mention for mention in found if mention.entity_id != NOBODY.id)

    def _full_names(self, text: Text, context: Context) -> list[Match]:
        """The names that count by themselves, longest first from left to right; what is sure goes into `context`."""
        found, at = [], 0
        while at < len(text.tokens):
            match = self._full_name(text, context, at)
            if match:
                found.append(match)
            at += match.words if match else 1
        return found

    def _full_name(self, text: Text, context: Context, at: int) -> Match | None:
        for match in self._gazetteer.matches_at(text, at):
            entries = tuple(entry for entry in match.entries if counts_here(entry, match, context))
            if len(_records(entries)) == 1:
                context.add(match, entries[0].record)
            elif not entries:
                _note_adjectives(match, context)
            if entries:
                return Match(match.at, match.words, match.reading, entries)
        return None

    def _short_names(self, text: Text, taken: set[int], full: Counter[int]) -> list[tuple[Match, Entry, float, str]]:
        """Surnames and short forms of the records that the text names in full, where nothing else stands."""
        gazetteer = Gazetteer(_shortened(self._gazetteer.records[key]) for key in full)
        found, at = [], 0
        while at < len(text.tokens):
            match = self._short_name(gazetteer, text, taken, at)
            if match:
                entry = max(match.entries, key=lambda e: (full[e.record.id], -e.record.id))
                unsure = len(_records(match.entries)) > 1
                found.append((match, entry, _SURE["short name"] - 0.2 * unsure, "short name"))
            at += match.words if match else 1
        return found

    def _short_name(self, gazetteer: Gazetteer, text: Text, taken: set[int], at: int) -> Match | None:
        for match in gazetteer.matches_at(text, at):
            free = taken.isdisjoint(range(at, at + match.words))
            if free and not self._is_of_another_person(match, text):
                return match
        return None

    def _is_of_another_person(self, match: Match, text: Text) -> bool:
        """Whether the word before says so: أسماء الأسد is not بشار الأسد, مطار بورقيبة is no man."""
        if match.entries[0].record.kind != Kind.PERSON or not text.goes_on(match.at):
            return False
        before = text.tokens[match.at - 1].folded
        if text.tokens[match.at].folded != match.reading.name:
            return False  # a word with a clitic begins anew
        is_called_after = before in SON_OF or is_one_of(before, NAMED_AFTER)
        return is_called_after or is_one_of(before, self._gazetteer.given_names)


def _link(match: Match, context: Context) -> tuple[Entry, float, str]:
    """The entry meant, how sure that is, and what it rests on."""
    if len(_records(match.entries)) > 1:
        entry, confidence = choose(match.entries, match, context)
        return entry, confidence, "context"
    entry = match.entries[0]
    evidence = "name" if entry.name.is_main else "alias"
    if entry.name.use != AliasUse.ALWAYS:
        return entry, _SURE["announced"], evidence
    return entry, _SURE[evidence if match.words > 1 else "one word"], evidence


def _note_adjectives(match: Match, context: Context) -> None:
    """An adjective of nationality is no mention, but it tells which country the text is about."""
    for entry in match.entries:
        if entry.name.use == AliasUse.ABOUT:
            context.countries[entry.record.country_code] += 1


def _records(entries: Iterable[Entry]) -> set[int]:
    return {entry.record.id for entry in entries}


def _shortened(record: Record) -> Record:
    """The record with its short names alone, each counting by itself."""
    short = [name.text for name in record.names if name.use == AliasUse.BESIDE_FULL_NAME]
    texts = dict.fromkeys([*short, *(" ".join(words) for words in sorted(surnames(record)))])
    return Record(record.id, record.kind, tuple(Name(text) for text in texts if folded_words(text)))


def _found(body: str, text: Text, match: Match, entry: Entry, confidence: float, evidence: str) -> FoundMention:
    words = text.tokens[match.at : match.at + match.words]
    start, end = words[0].start, words[-1].end
    return FoundMention(start, end, body[start:end], entry.record.id, round(confidence, 2), evidence)
