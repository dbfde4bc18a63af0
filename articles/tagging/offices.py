"""The words in a text that name an office, what it is of, and who held it when: وزير الخارجية الأمريكي."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from articles.arabic.tokens import folded_words
from articles.models import AliasUse, Kind, Tenure
from articles.models.role import tenure
from articles.tagging.gazetteer import Entry, Gazetteer, Match, Name, Record, Text

_NATIONS = frozenset({"country", "territory"})


class Form(Enum):
    """What must follow the words of an office: an adjective of nationality, the name of what it is of, or nothing."""

    BEFORE_ADJECTIVE = 0
    BEFORE_NAME = 1
    ALONE = 2


@dataclass(frozen=True)
class OfficeNames:
    """The wordings of a kind of office, by what follows them."""

    title: int
    wordings: Mapping[Form, Sequence[str]]


@dataclass(frozen=True)
class Holding:
    """A person held the office `title` of `of` between two partial dates. `is_rival`: others claim it as well."""

    person: int
    title: int
    of: int
    start: str = ""
    end: str = ""
    is_rival: bool = False


class Office(NamedTuple):
    """The words from position `at` that name an office, `words` of them; what follows it begins at `after`.

    `of` are the records it may be of, none where the words need no more; `people` have held it at some time.
    """

    at: int
    words: int
    after: int
    title: int
    of: frozenset[int]
    people: frozenset[int]

    @property
    def kind_of(self) -> tuple[int, frozenset[int]]:
        return self.title, self.of


class Offices:
    """Finds offices in texts and knows their holders. Immutable once made."""

    def __init__(self, names: Iterable[OfficeNames], holdings: Iterable[Holding]) -> None:
        records = [_as_record(each, form) for each in names for form in Form]
        self._wordings = Gazetteer(record for record in records if record.names)
        self._holdings: dict[int, list[Holding]] = defaultdict(list)
        for holding in holdings:
            self._holdings[holding.title].append(holding)

    def found_in(self, text: Text, gazetteer: Gazetteer) -> list[Office]:
        """The offices of a text from left to right; what they are of is read with the records' own names."""
        found: list[Office] = []
        free = 0
        for at, matches in enumerate(self._wordings.matches(text)):
            if matches and at >= free and (office := next(self._completed(matches, text, gazetteer), None)):
                found.append(office)
                free = office.after
        return found

    def holder_on(self, office: Office, day: date) -> int | None:
        """The one person known to have held the office all through that day; None where that is not sure."""
        held = [each for each in self._of(office) if tenure(each.start, each.end, day) != Tenure.NO]
        people = {each.person for each in held}
        is_sure = all(not each.is_rival and tenure(each.start, each.end, day) == Tenure.YES for each in held)
        return people.pop() if len(people) == 1 and is_sure else None

    def _completed(self, matches: Iterable[Match], text: Text, gazetteer: Gazetteer) -> Iterator[Office]:
        """The wordings that what must follow them does follow, the longest first."""
        for match in matches:
            for entry in match.entries:
                title, form = divmod(entry.record.id - 1, len(Form))
                if form == Form.ALONE.value:
                    yield self._office(match, 0, 0, title, frozenset())
                elif text.goes_on(match.at + match.words):
                    yield from self._of_what_follows(match, title, Form(form), text, gazetteer)

    def _of_what_follows(
        self, match: Match, title: int, form: Form, text: Text, gazetteer: Gazetteer
    ) -> Iterator[Office]:
        for following in gazetteer.matches_at(text, match.at + match.words):
            of = frozenset(entry.record.id for entry in following.entries if _completes(entry, following, form))
            if of:
                shown = following.words if form == Form.BEFORE_ADJECTIVE else 0
                yield self._office(match, shown, following.words, title, of)
                return

    def _office(self, match: Match, shown: int, more: int, title: int, of: frozenset[int]) -> Office:
        office = Office(match.at, match.words + shown, match.at + match.words + more, title, of, frozenset())
        return office._replace(people=frozenset(each.person for each in self._of(office)))

    def _of(self, office: Office) -> list[Holding]:
        return [each for each in self._holdings[office.title] if not office.of or each.of in office.of]


def _as_record(names: OfficeNames, form: Form) -> Record:
    """The wordings as a record, so that they are found as names are; its id tells title and form."""
    wordings = tuple(Name(text) for text in names.wordings.get(form, ()) if folded_words(text))
    return Record(names.title * len(Form) + form.value + 1, Kind.PERSON, wordings)


def _completes(entry: Entry, match: Match, form: Form) -> bool:
    record = entry.record
    if form == Form.BEFORE_ADJECTIVE:
        return entry.name.use == AliasUse.ABOUT and record.category in _NATIONS
    return not match.reading.has_conjunction and entry.name.use != AliasUse.ABOUT and record.kind != Kind.PERSON
