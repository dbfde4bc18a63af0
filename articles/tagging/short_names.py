"""Names that count beside a full name: surnames, an organisation's first words, an acronym given in brackets.

ستيفان دي ميستورا ثم دي ميستورا؛ الاتحاد الدولي لكرة القدم (فيفا) ثم الاتحاد الدولي، وفيفا.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from articles.arabic.tokens import folded_words
from articles.models import AliasUse, Kind
from articles.tagging.cues import CUES, NAMED_AFTER, PREPOSITIONS, SON_OF, STANDING_HEADS, is_one_of
from articles.tagging.gazetteer import Entry, Gazetteer, Link, Match, Name, Record, Text, surnames
from articles.tagging.mentions import LINKING_BAR

_SURE = 0.8
_MORE_OFTEN = 0.6  # two share the short name, and the text names this one more often
_AS_OFTEN = LINKING_BAR - 0.1
_LONGEST_IN_BRACKETS = 4  # words
_CLUB = frozenset(folded_words("نادي"))


def short_names(text: Text, links: Iterable[Link], given_names: Set[str]) -> list[Link]:
    """The short names of the records that the links name in full, where nothing else stands."""
    links = list(links)
    full = Counter(link.entry.record.id for link in links)
    records = {link.entry.record.id: link.entry.record for link in links}
    bracketed = _bracketed(text, links)
    gazetteer = Gazetteer(_shortened(record, bracketed.get(key, ())) for key, record in records.items() if key)
    taken = {at for link in links for at in link.match.positions}
    found, free = [], 0
    for at, matches in enumerate(gazetteer.matches(text)):
        if matches and at >= free and (match := _match(matches, text, taken, given_names)):
            found.append(_link(match, full))
            free = at + match.words
    return found


def as_clubs(text: Text, links: Iterable[Link]) -> list[Link]:
    """The links, those to a town given to its club where the text names the club in full: نادي برشلونة، فوز برشلونة."""
    links = list(links)
    clubs = dict(_clubs(link.entry for link in links))
    return [_as_club(text, link, clubs) for link in links] if clubs else links


def _link(match: Match, full: Counter[int]) -> Link:
    entry = max(match.entries, key=lambda e: (full[e.record.id], -e.record.id))
    rivals = [full[other.record.id] for other in match.entries if other.record.id != entry.record.id]
    if not rivals:
        return Link(match, entry, _SURE, "short name")
    is_first = full[entry.record.id] > max(rivals)
    return Link(match, entry, _MORE_OFTEN if is_first else _AS_OFTEN, "short name")


def _match(matches: Iterable[Match], text: Text, taken: Set[int], given_names: Set[str]) -> Match | None:
    for match in matches:
        entries = tuple(entry for entry in match.entries if _counts(entry, match, text))
        if entries and taken.isdisjoint(match.positions) and not _is_of_another_person(match, text, given_names):
            return Match(match.at, match.words, match.reading, entries)
    return None


def _counts(entry: Entry, match: Match, text: Text) -> bool:
    """A place's short name wants a preposition, an organisation's must not go on: الاتحاد الدولي للصحفيين."""
    if entry.record.kind == Kind.PLACE:
        before = text.word_before(match.at)
        return match.reading.has_locative or is_one_of(before, PREPOSITIONS | CUES[Kind.PLACE])
    after = match.at + match.words
    is_cut = entry.record.kind == Kind.ORGANISATION and entry.name.use == AliasUse.BESIDE_FULL_NAME
    return not (is_cut and text.goes_on(after) and text.tokens[after].folded.startswith(("ال", "لل")))


def _is_of_another_person(match: Match, text: Text, given_names: Set[str]) -> bool:
    """Whether the word before says so: أسماء الأسد is not بشار الأسد, مطار بورقيبة is no man."""
    if match.entries[0].record.kind != Kind.PERSON or not text.goes_on(match.at):
        return False
    before = text.tokens[match.at - 1].folded
    if text.tokens[match.at].folded != match.reading.name:
        return False  # a word with a clitic begins anew
    is_called_after = before in SON_OF or is_one_of(before, NAMED_AFTER)
    return is_called_after or is_one_of(before, given_names)


def _shortened(record: Record, bracketed: Iterable[str]) -> Record:
    """The record with its short names alone. Those cut from a longer name are marked by their use."""
    short = [name.text for name in record.names if name.use == AliasUse.BESIDE_FULL_NAME]
    texts = dict.fromkeys([*short, *bracketed, *(" ".join(words) for words in sorted(surnames(record)))])
    announced = [name.text for name in record.names if name.use == AliasUse.AFTER_CUE]
    cut = [text for text in (*announced, *_first_words(record)) if text not in texts]
    names = [Name(text) for text in texts if folded_words(text)]
    names += [Name(text, AliasUse.BESIDE_FULL_NAME) for text in dict.fromkeys(cut)]
    return Record(record.id, record.kind, tuple(names), record.category, record.country_code)


def _first_words(record: Record) -> Iterator[str]:
    """What may stand for an organisation: its name without the nationality or the field at its end, or one head noun.

    الاتحاد الدولي [لكرة القدم]، البنك المركزي [التونسي]، الائتلاف [الوطني السوري].
    """
    if record.kind != Kind.ORGANISATION:
        return
    for name in record.names:
        words = name.text.split()
        if name.use != AliasUse.ALWAYS or name.text.isascii() or len(words) < 2:
            continue
        head = folded_words(words[0])
        if head and head[0] in STANDING_HEADS:
            yield words[0]
        of_field = next((at for at, word in enumerate(words) if at and word.startswith("لل" if at < 2 else "ل")), 0)
        if record.category == "sport" and not of_field:
            continue  # clubs of many towns share their first words
        length = of_field or len(words) - words[-1].endswith(("ي", "ية", "يّة")) * words[-1].startswith("ال")
        if 2 <= length < len(words):
            yield " ".join(words[:length])


def _bracketed(text: Text, links: Iterable[Link]) -> dict[int, set[str]]:
    """The acronyms that stand in brackets right behind an organisation's full name: وكالة الأنباء الألمانية (د ب أ)."""
    found: dict[int, set[str]] = {}
    for link in links:
        if link.entry.record.kind == Kind.ORGANISATION:
            after = link.match.at + link.match.words
            words = [token.surface for token in text.bracketed(after, _LONGEST_IN_BRACKETS)]
            if _is_acronym(words):
                found.setdefault(link.entry.record.id, set()).add(" ".join(words))
    return found


def _is_acronym(words: list[str]) -> bool:
    is_spelled = len(words) > 1 and all(len(word) <= 2 for word in words)
    return is_spelled or (len(words) == 1 and words[0].isascii() and words[0].isupper() and len(words[0]) > 1)


def _clubs(entries: Iterable[Entry]) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """The towns, as folded words, whose clubs the entries name: (برشلونه) -> نادي برشلونة."""
    for entry in entries:
        words = folded_words(entry.name.text)
        if entry.record.kind == Kind.ORGANISATION and len(words) > 1 and words[0] in _CLUB:
            yield tuple(words[1:]), entry


def _as_club(text: Text, link: Link, clubs: dict[tuple[str, ...], Entry]) -> Link:
    match = link.match
    club = clubs.get(tuple(folded_words(link.entry.name.text)))
    if club is None or link.entry.record.kind != Kind.PLACE or match.reading.has_locative:
        return link
    before = text.word_before(match.at)
    if is_one_of(before, PREPOSITIONS | CUES[Kind.PLACE]):
        return link
    return Link(match, club, 0.75, "context")
