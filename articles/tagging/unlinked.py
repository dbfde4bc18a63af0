"""Recognised names held against the links: which disprove one, which are another spelling, which are left."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from articles.arabic.normalize import MARKS
from articles.arabic.translit import is_same_name
from articles.models import Kind
from articles.tagging.clitics import Reading, readings
from articles.tagging.context import Context
from articles.tagging.gazetteer import Entry, Link, Match, Name, Text, surnames
from articles.tagging.mentions import LINKING_BAR, Doubt
from articles.tagging.recognition import Recognised
from articles.tagging.similar import SimilarNames, distance, is_near

_SPELLING, _SHORT_SPELLING = 0.7, 0.65  # how sure a link is that rests on a spelling the text confirms
_SURE_SPAN = 0.8  # a recogniser this sure of a longer name is believed against a link to a word of it
_LEAST_SURNAME = 4  # letters


class Span(NamedTuple):
    """A recognised name as words: `words` of them from position `at`; `name` is without its clitics."""

    at: int
    words: int
    surface: str
    name: str
    recognised: Recognised

    @property
    def positions(self) -> range:
        return range(self.at, self.at + self.words)


def spans_of(recognised: Iterable[Recognised], text: Text, given_names: Set[str]) -> list[Span]:
    """The recognised names by the positions of their words. What covers no whole word is left out."""
    starts = [token.start for token in text.tokens]
    found = []
    for each in recognised:
        at, end = bisect_left(starts, each.start), bisect_left(starts, each.end)
        if at < end:
            surface = text.body[text.tokens[at].start : text.tokens[end - 1].end]
            found.append(Span(at, end - at, surface, bare_name(text, at, end - at, given_names), each))
    return found


def bare_name(text: Text, at: int, words: int, given_names: Set[str]) -> str:
    """The words as written, without what is written together with the first: محمد for `لمحمد`, الأردن for `للأردن`.

    A clitic is told from a letter of the name by a given name behind it, an article, or the bare word in the text.
    """
    first, last = text.tokens[at], text.tokens[at + words - 1]
    rest = text.body[first.end : last.end]
    if first.folded in given_names:
        return first.surface + rest
    for reading in readings(first.folded)[1:]:
        is_name = reading.name in given_names or reading.name.startswith("ال") or text.has_word(reading.name)
        if is_name:
            return _without_clitic(first.surface, first.folded, reading.name) + rest
    return first.surface + rest


def respelled(spans: Iterable[Span], links: Sequence[Link], similar: SimilarNames, context: Context) -> list[Link]:
    """Links of names in another spelling that the text confirms, where no link stands.

    A full name needs one record alone, a word in common, and a text that speaks of the record's country; a surname
    needs one person alone of those that the text names in full.
    """
    free = [span for span in spans if not any(_meet(span, link) for link in links)]
    found = [link for span in free if (link := _respelled(span, similar, context))]
    people = {link.entry.record.id: link.entry for link in (*links, *found) if link.entry.record.kind == Kind.PERSON}
    known = {link.match.at for link in found}
    short = (_surname(span, people.values()) for span in free if span.at not in known)
    return found + [link for link in short if link]


def kept(links: Iterable[Link], spans: Iterable[Span], text: Text) -> list[Link]:
    """The links but those to a word of a longer name: of another person, or of an organisation called after a place."""
    spans = list(spans)
    return [link for link in links if not any(_disproves(span, link, text) for span in spans)]


def doubts(spans: Iterable[Span], links: Sequence[Link], text: Text, similar: SimilarNames) -> list[Doubt]:
    """The spans that no link meets, with the record whose name is spelled most alike.

    A surname is not asked about beside the full name: who decides about that one decides about both.
    """
    free = [span for span in spans if not any(_meet(span, link) for link in links)]
    full = {span.name.rpartition(" ")[2] for span in free if span.words > 1 and span.recognised.kind == Kind.PERSON}
    asked = [span for span in free if span.words > 1 or span.recognised.kind != Kind.PERSON or span.name not in full]
    return [_doubt(span, text, similar.of(span.name, span.recognised.kind)) for span in asked]


def unsure(links: Iterable[Link], text: Text, given_names: Set[str]) -> list[Doubt]:
    """The links below the bar, as questions."""
    return [_unsure(link, text, given_names) for link in links if link.confidence < LINKING_BAR]


def _without_clitic(word: str, folded: str, name: str) -> str:
    """The end of a word as written that is `name` when folded; with its alef where ل has taken it: للأردن."""
    is_whole = folded.endswith(name)
    letters = len(folded) - len(name if is_whole else name[2:])
    at = 0
    while at < len(word) and (letters or word[at] in MARKS):
        letters -= word[at] not in MARKS
        at += 1
    return word[at:] if is_whole else "ال" + word[at:]


def _meet(span: Span, link: Link) -> bool:
    return span.at < link.match.at + link.match.words and link.match.at < span.at + span.words


def _respelled(span: Span, similar: SimilarNames, context: Context) -> Link | None:
    entries = similar.of(span.name, span.recognised.kind)
    if len(entries) != 1 or not is_near(span.name, entries[0].name.text):
        return None
    record = entries[0].record
    is_titled = record.id in context.titled.get(span.at, ())
    if not (is_titled or context.countries[record.country_code]):
        return None
    return _link(span, entries[0], _SPELLING, "spelling")


def _surname(span: Span, people: Iterable[Entry]) -> Link | None:
    if span.words > 2 or span.recognised.kind != Kind.PERSON:
        return None
    found = [entry for entry in people if _has_alike(entry, span.name)]
    return _link(span, found[0], _SHORT_SPELLING, "spelling") if len(found) == 1 else None


def _has_alike(entry: Entry, name: str) -> bool:
    """Whether a surname of the person is spelled nearly so, and none just so: that one is found as it stands."""
    written = [" ".join(words) for words in surnames(entry.record)]
    is_known = any(distance(name, surname) == 0 for surname in written)
    near = (surname for surname in written if distance(name, surname) == 1 and is_same_name(name, surname))
    return len(name) >= _LEAST_SURNAME and not is_known and any(near)


def _link(span: Span, entry: Entry, confidence: float, evidence: str) -> Link:
    named = Entry(entry.record, Name(span.name))
    return Link(Match(span.at, span.words, Reading(span.name), (named,)), named, confidence, evidence)


def _disproves(span: Span, link: Link, text: Text) -> bool:
    """وليد بوتفليقة is not عبد العزيز بوتفليقة; أورنج تونس is not Tunisia, but its branch بصفاقس does lie in Sfax."""
    record, match = link.entry.record, link.match
    if not (_meet(span, link) and span.at < match.at and span.words > match.words):
        return False
    if text.tokens[match.at].folded != match.reading.name:
        return False
    if record.kind == Kind.PERSON:
        return span.recognised.kind == Kind.PERSON and link.evidence == "short name"
    is_longer_name = span.recognised.kind != Kind.PLACE and match.words == 1
    return record.kind == Kind.PLACE and is_longer_name and span.recognised.confidence >= _SURE_SPAN


def _doubt(span: Span, text: Text, entries: Sequence[Entry]) -> Doubt:
    """A recognised name, with the record whose name is spelled most alike."""
    found, start = span.recognised, text.tokens[span.at].start
    suggested = entries[0].record.id if entries else None
    evidence = f"{found.evidence}, spelling" if entries else found.evidence
    end, confidence = start + len(span.surface), round(found.confidence, 2)
    return Doubt(start, end, span.surface, span.name, Kind(found.kind), confidence, evidence, suggested)


def _unsure(link: Link, text: Text, given_names: Set[str]) -> Doubt:
    """A link below the bar, as a question."""
    match, record = link.match, link.entry.record
    words = text.tokens[match.at : match.at + match.words]
    start, end = words[0].start, words[-1].end
    name = bare_name(text, match.at, match.words, given_names)
    confidence = round(link.confidence, 2)
    return Doubt(start, end, text.body[start:end], name, record.kind, confidence, link.evidence, record.id)
