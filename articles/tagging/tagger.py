"""Text -> findings: names of the records, then what they let count beside them, then names without a record."""

from collections.abc import Iterable, Mapping, Set
from datetime import date

from articles.models import AliasUse, Kind
from articles.tagging.context import Context, counts_here
from articles.tagging.gazetteer import NOBODY, Entry, Gazetteer, Link, Match, Record, Text
from articles.tagging.linking import choose
from articles.tagging.mentions import LINKING_BAR, Findings, FoundMention
from articles.tagging.offices import Offices
from articles.tagging.quotations import find_quotations
from articles.tagging.recognition import Recogniser
from articles.tagging.roles import Roles
from articles.tagging.short_names import as_clubs, short_names
from articles.tagging.similar import SimilarNames
from articles.tagging.speech import named_in
from articles.tagging.unlinked import Span, doubts, kept, respelled, spans_of, unsure

# How sure a link is that nothing contradicts, by what it rests on.
_LOOKED_AT = frozenset({AliasUse.ALWAYS, AliasUse.AFTER_PREPOSITION})  # names that would count in another place
_SURE = {"name": 0.95, "alias": 0.95, "one word": 0.9, "announced": 0.85}


class Tagger:
    """Finds what a gazetteer knows, and with a recogniser also the names it does not know."""

    def __init__(
        self, gazetteer: Gazetteer, recogniser: Recogniser | None = None, offices: Offices | None = None
    ) -> None:
        self._gazetteer = gazetteer
        self._offices = offices or Offices((), ())
        self._recogniser = recogniser
        self._similar = SimilarNames(gazetteer.records.values() if recogniser else ())

    @property
    def records(self) -> Mapping[int, Record]:
        """The records whose names it knows, by their ids."""
        return self._gazetteer.records

    def find(self, body: str, on: date | None = None) -> list[FoundMention]:
        """The mentions in a text, in order; none overlap."""
        return list(self.read(body, on).mentions)

    def read(self, body: str, on: date | None = None) -> Findings:
        """The mentions in a text of that day, and the names in it that are linked to no record; each in order."""
        text, given_names = Text.of(body), self._gazetteer.given_names
        roles = Roles.of(text, self._offices, self._gazetteer, on)
        context, named = self._named(text, roles.titled())
        links = as_clubs(text, [_link(match, context) for match in named])
        links += roles.surnames(links)
        recognised = self._recogniser.recognise(body) if self._recogniser else None
        spans = spans_of(recognised or (), text, given_names)
        links += respelled(spans, links, self._similar, context)
        links += short_names(text, links, given_names)
        links = kept(links, spans, text)
        links += roles.links(links, _positions_of_people(links, spans))
        unknown = [span for span in spans if not self._is_refused(span, text)]
        asked = [*doubts(unknown, links, text, self._similar), *unsure(links, text, given_names)]
        sure = (link for link in links if link.confidence >= LINKING_BAR and link.entry.record is not NOBODY)
        mentions = sorted(_mention(text, link) for link in sure)
        quotations = find_quotations(body, named_in(text, mentions, self._gazetteer.records, spans))
        return Findings(mentions, sorted(asked, key=lambda doubt: doubt.start), recognised, quotations)

    def _is_refused(self, span: Span, text: Text) -> bool:
        """Whether the words are a record's name that does not count here: nobody need be asked about خمس مدن سورية."""
        kind = span.recognised.kind
        known = (
            entry
            for match in self._gazetteer.matches_at(text, span.at)
            if match.words == span.words
            for entry in match.entries
        )
        return any(entry.record.kind == kind and entry.name.use in _LOOKED_AT for entry in known)

    def _named(self, text: Text, titled: Mapping[int, Set[int]]) -> tuple[Context, list[Match]]:
        """The names that count by themselves. Read twice where some count only beside their country."""
        context = Context(text, titled=titled)
        named = self._full_names(text, context)
        if context.has_waiting:
            context = Context(text, spoken_of=frozenset(context.countries), titled=titled)
            named = self._full_names(text, context)
        return context, named

    def _full_names(self, text: Text, context: Context) -> list[Match]:
        """The names that count by themselves, longest first from left to right; what is sure goes into `context`."""
        found, free = [], 0
        for at, matches in enumerate(self._gazetteer.matches(text)):
            if matches and at >= free and (match := self._full_name(matches, context)):
                found.append(match)
                free = at + match.words
        return found

    def _full_name(self, matches: Iterable[Match], context: Context) -> Match | None:
        for match in matches:
            entries = tuple(entry for entry in match.entries if counts_here(entry, match, context))
            if len(_records(entries)) == 1:
                context.add(match, entries[0].record)
            elif not entries:
                _note_adjectives(match, context)
            if entries:
                return Match(match.at, match.words, match.reading, entries)
        return None


def _link(match: Match, context: Context) -> Link:
    if len(_records(match.entries)) > 1:
        return Link(match, *choose(match.entries, match, context), "context")
    entry = match.entries[0]
    evidence = "name" if entry.name.is_main else "alias"
    if entry.name.use != AliasUse.ALWAYS:
        return Link(match, entry, _SURE["announced"], evidence)
    return Link(match, entry, _SURE[evidence if match.words > 1 else "one word"], evidence)


def _positions_of_people(links: Iterable[Link], spans: Iterable[Span]) -> set[int]:
    linked = {link.match.at for link in links if link.entry.record.kind == Kind.PERSON}
    return linked | {span.at for span in spans if span.recognised.kind == Kind.PERSON}


def _note_adjectives(match: Match, context: Context) -> None:
    """An adjective of nationality is no mention, but it tells which country the text is about."""
    for entry in match.entries:
        if entry.name.use == AliasUse.ABOUT:
            context.countries[entry.record.country_code] += 1


def _records(entries: Iterable[Entry]) -> set[int]:
    return {entry.record.id for entry in entries}


def _mention(text: Text, link: Link) -> FoundMention:
    words = text.tokens[link.match.at : link.match.at + link.match.words]
    start, end = words[0].start, words[-1].end
    surface = text.body[start:end]
    return FoundMention(start, end, surface, link.entry.record.id, round(link.confidence, 2), link.evidence)
