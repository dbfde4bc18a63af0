"""Who is meant by an office: وزير الخارجية الأمريكي is its holder on the day of the article.

An office right before a name is that name's title: it tells among namesakes who is meant. An office without a name
is a mention of the one whom the text itself names in it, else of the one whom the records know to have held it then.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from articles.models import Kind
from articles.tagging.clitics import Reading
from articles.tagging.cues import DEPUTIES, FORMER, is_one_of
from articles.tagging.gazetteer import Entry, Gazetteer, Link, Match, Name, Record, Text, surnames
from articles.tagging.offices import Office, Offices

_NAMED_HERE, _ON_THE_DAY, _TITLED = 0.8, 0.7, 0.75  # how sure a link is: by the text, by the records, by a title
_LONGEST_IN_BRACKETS = 4  # words
_BETWEEN = " \t،,\"'“”«»():\u200e\u200f"  # what may stand between a title and its name


@dataclass(frozen=True)
class Roles:
    """The offices that stand in a text of the day `on`, and the people of the records."""

    text: Text
    offices: Sequence[Office]
    known: Offices
    records: Mapping[int, Record]
    given_names: Set[str] = frozenset()
    on: date | None = None

    @classmethod
    def of(cls, text: Text, known: Offices, gazetteer: Gazetteer, on: date | None) -> "Roles":
        return cls(text, known.found_in(text, gazetteer), known, gazetteer.records, gazetteer.given_names, on)

    def titled(self) -> dict[int, Set[int]]:
        """Position of a name -> the people who have held the office that stands right before it."""
        return {at: office.people for office in self.offices if (at := self._name_behind(office)) is not None}

    def surnames(self, links: Iterable[Link]) -> list[Link]:
        """Links of surnames that stand alone behind a title their bearer held: وزير الخارجية الأمريكي كيري."""
        taken = {at for link in links for at in link.match.positions}
        found = (self._surname(office) for office in self.offices)
        return [link for link in found if link and link.match.at not in taken]

    def links(self, links: Iterable[Link], names: Set[int]) -> list[Link]:
        """Links of offices without a name to their holders. At the positions `names` people's names begin."""
        links = list(links)
        taken = {at for link in links for at in link.match.positions}
        holders = self._named_here(links)
        found: list[Link] = []
        for office in self.offices:
            is_free = taken.isdisjoint(range(office.at, office.at + office.words))
            if is_free and not self._is_title(office, names) and self._is_meant(office):
                found += self._link(office, holders[office.kind_of])
        return found

    def _name_behind(self, office: Office) -> int | None:
        """Where the name begins whose title the office may be; behind an acronym in brackets: (فيفا) جوزيف بلاتر."""
        tokens = self.text.tokens
        at = office.after + len(self.text.bracketed(office.after, _LONGEST_IN_BRACKETS))
        while at < len(tokens) and tokens[at].folded in FORMER and self.text.goes_on(at):
            at += 1
        if at < len(tokens) and not self.text.body[tokens[at - 1].end : tokens[at].start].strip(_BETWEEN):
            return at
        return None

    def _is_title(self, office: Office, names: Set[int]) -> bool:
        """Whether a name stands behind it: one that is recognised, or begins with a given name."""
        at = self._name_behind(office)
        return at is not None and (at in names or self.text.tokens[at].folded in self.given_names)

    def _surname(self, office: Office) -> Link | None:
        at = self._name_behind(office)
        if at is None:
            return None
        bearers = {person: words for person in office.people for words in self._surnames_at(person, at)}
        if len(bearers) > 1 and self.on:
            bearers = {key: words for key, words in bearers.items() if key == self.known.holder_on(office, self.on)}
        if len(bearers) != 1:
            return None
        ((person, words),) = bearers.items()
        entry = Entry(self.records[person], Name(" ".join(words)))
        return Link(Match(at, len(words), Reading(entry.name.text), (entry,)), entry, _TITLED, "role")

    def _surnames_at(self, person: int, at: int) -> Iterator[tuple[str, ...]]:
        """The surnames of a person that stand at a position."""
        if person not in self.records:
            return
        for words in surnames(self.records[person]):
            written = self.text.tokens[at : at + len(words)]
            is_joined = all(self.text.goes_on(at + more) for more in range(1, len(words)))
            if is_joined and tuple(token.folded for token in written) == words:
                yield words

    def _named_here(self, links: Iterable[Link]) -> Mapping[object, set[int]]:
        """Which people the text names behind each office."""
        people = {link.match.at: link.entry.record for link in links if link.entry.record.kind == Kind.PERSON}
        holders: dict[object, set[int]] = defaultdict(set)
        for office in self.offices:
            at = self._name_behind(office)
            if at is not None and at in people and not self._is_former(office):
                holders[office.kind_of].add(people[at].id)
        return holders

    def _link(self, office: Office, here: Set[int]) -> Iterator[Link]:
        """To the one whom the text names in the office; where it names none, to the one who held it that day."""
        person = self.known.holder_on(office, self.on) if self.on and not here else None
        if len(here) == 1:
            (person,) = here
        if person is not None and person in self.records:
            entry = Entry(self.records[person], Name(""))
            match = Match(office.at, office.words, Reading(""), (entry,))
            yield Link(match, entry, _NAMED_HERE if here else _ON_THE_DAY, "role")

    def _is_meant(self, office: Office) -> bool:
        """Whether the holder is spoken of: not a deputy of his, not one who held it before, not the post itself."""
        return not (self._is_former(office) or is_one_of(self.text.word_before(office.at), DEPUTIES))

    def _is_former(self, office: Office) -> bool:
        after = office.after
        return self.text.goes_on(after) and self.text.tokens[after].folded in FORMER
