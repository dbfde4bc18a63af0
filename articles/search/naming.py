"""Names in a query -> keys of the records that bear them.

    person:الأسد    the people with a name or alias that has this word, whatever its clitics and endings
    Aleppo          a Latin word: also the articles that mention a record with a Latin name that has it

Names are held in memory, and read anew when records, aliases or sources have changed: at once after a change in
this process, within a second after one in another.
"""

import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.db.models.signals import post_delete, post_save

from articles.arabic.normalize import fold
from articles.arabic.stem import stem
from articles.arabic.tokens import folded_words
from articles.models import Alias, AliasUse, Entity, Mention, Organisation, Person, Place, Source
from articles.search.notices import Notice, Remark
from articles.search.params import FacetName
from articles.search.tree import AllOf, AnyOf, Name, Node, Not, ParsedQuery, Records, Title, Word

MAX_KEYS = 64  # records that one name stands for in a query
CHECKED_EVERY = 1.0  # seconds
WEIGHED_EVERY = 600.0  # seconds; how often each record is mentioned need not be quite new

Bearer = tuple[FacetName, int]  # a record or a source: its facet and its key
_LATIN = re.compile("[a-z]")
_ENTITY_FACETS = (FacetName.PERSON, FacetName.ORGANISATION, FacetName.PLACE)


@dataclass(frozen=True)
class _Spelling:
    """One name of a record: its words as loose matching compares them, and the whole of it, folded."""

    bearer: Bearer
    words: tuple[str, ...]
    folded: str
    is_latin: bool
    written: str


class Names:
    """The names of all records in use and of all sources, by their words. Never changes."""

    def __init__(self, rows: Iterable[tuple[Bearer, str]]) -> None:
        self._spellings = [_spelling(bearer, text) for bearer, text in rows if text]
        self._by_word: dict[str, list[_Spelling]] = defaultdict(list)
        for spelling in self._spellings:
            for word in dict.fromkeys(spelling.words):
                self._by_word[word].append(spelling)

    def bearing(self, folded: Sequence[str], facets: Sequence[FacetName], latin: bool = False) -> set[Bearer]:
        """Who has these words in a row in a name; with `latin`, in a name in Latin script."""
        wanted = tuple(map(_loose, folded))
        rarest = min((self._by_word.get(word, []) for word in wanted), key=len, default=[])
        return {
            spelling.bearer
            for spelling in rarest
            if spelling.bearer[0] in facets and (spelling.is_latin or not latin) and _has(spelling.words, wanted)
        }

    def written(self) -> Iterator[tuple[Bearer, str]]:
        """Each name of each bearer, as it is written."""
        return ((spelling.bearer, spelling.written) for spelling in self._spellings)

    def resembling(self, text: str, facet: FacetName) -> set[int]:
        """The keys of those who have the text within a name, as folded; it may begin or end inside a word."""
        wanted = " ".join(folded_words(text)) or fold(text).strip()
        return {s.bearer[1] for s in self._spellings if s.bearer[0] is facet and wanted in s.folded}


def resolve(parsed: ParsedQuery) -> ParsedQuery:
    """The query with keys of records in the place of names; remarks tell of names that nobody or too many have."""
    if parsed.root is None or not any(_needs_names(node) for node in _nodes(parsed.root)):
        return parsed
    resolver = _Resolver(current(), _nodes(parsed.root))
    root = resolver.resolved(parsed.root)
    return replace(parsed, root=root, remarks=(*parsed.remarks, *resolver.remarks()))


class _Resolver:
    def __init__(self, names: Names, nodes: Iterable[Node]) -> None:
        self._names = names
        self._unknown: dict[str, None] = {}
        self._many: dict[str, None] = {}
        latin = {node.exact for node in nodes if isinstance(node, Word) and _LATIN.search(node.exact)}
        self._bearers = {word: names.bearing([word], _ENTITY_FACETS, latin=True) for word in latin}
        self._shared = Counter(bearer for bearers in self._bearers.values() for bearer in bearers)

    def resolved(self, node: Node) -> Node:
        match node:
            case Name():
                return self._records(node)
            case Word() if _LATIN.search(node.exact):
                return replace(node, records=self._also_named(node))
            case Not(inner):
                return Not(self.resolved(inner))
            case Title(inner):
                return Title(self.resolved(inner))
            case AllOf(nodes):
                return AllOf(tuple(map(self.resolved, nodes)))
            case AnyOf(nodes):
                return AnyOf(tuple(map(self.resolved, nodes)))
        return node

    def remarks(self) -> Iterator[Remark]:
        if self._unknown:
            yield Remark(Notice.NO_SUCH_NAME, tuple(self._unknown))
        if self._many:
            yield Remark(Notice.MANY_NAMES, tuple(self._many))

    def _records(self, name: Name) -> Records:
        found = self._names.bearing(name.words, [name.facet])
        if not found:
            self._unknown[name.text] = None
        return Records(name.facet, tuple(key for _, key in self._foremost(found, name.text)))

    def _also_named(self, word: Word) -> tuple[Records, ...]:
        found = self._foremost(self._bearers[word.exact], word.exact)
        by_facet = {facet: tuple(key for of, key in found if of is facet) for facet in _ENTITY_FACETS}
        return tuple(Records(facet, keys) for facet, keys in by_facet.items() if keys)

    def _foremost(self, bearers: set[Bearer], text: str) -> list[Bearer]:
        """As many as a query may hold, in the order of their keys.

        Of many, first those with most of the query's Latin words (of "Bashar al-Assad" the "al" is borne by
        hundreds), then those mentioned most.
        """
        if len(bearers) > MAX_KEYS:
            self._many[text] = None
            mentions = _weights.current()
            ranked = sorted(bearers, key=lambda bearer: (-self._shared[bearer], -mentions.get(bearer, 0), bearer))
            bearers = set(ranked[:MAX_KEYS])
        return sorted(bearers)


def _needs_names(node: Node) -> bool:
    return isinstance(node, Name) or (isinstance(node, Word) and bool(_LATIN.search(node.exact)))


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Not(inner) | Title(inner):
            yield from _nodes(inner)
        case AllOf(nodes) | AnyOf(nodes):
            for inner in nodes:
                yield from _nodes(inner)


def _spelling(bearer: Bearer, text: str) -> _Spelling:
    words = folded_words(text)
    folded = " ".join(words)
    return _Spelling(bearer, tuple(map(_loose, words)), folded, bool(_LATIN.search(folded)), text)


def _loose(folded: str) -> str:
    """A word of a name as it is compared: its stem, even where it is a function word elsewhere, such as علي."""
    return stem(folded)


def _has(words: Sequence[str], wanted: Sequence[str]) -> bool:
    length = len(wanted)
    return any(tuple(words[at : at + length]) == tuple(wanted) for at in range(len(words) - length + 1))


# What is held in memory, and when it is read anew.


class _Kept:
    """The names, kept until the stamp of their tables has changed. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names = Names([])
        self._stamp: object = None
        self._checked = float("-inf")

    def current(self) -> Names:
        with self._lock:
            now = time.monotonic()
            if now - self._checked >= CHECKED_EVERY:
                self._checked = now  # first: what changes from here on is a reason to look again
                if (stamp := _stamp()) != self._stamp:
                    self._names, self._stamp = Names(_rows()), stamp
            return self._names

    def forget(self) -> None:
        """Have the stamp looked at before the next use."""
        self._checked = float("-inf")


class _Weights:
    """How often each record is mentioned, and how many articles each source has."""

    def __init__(self) -> None:
        self._counts: dict[Bearer, int] = {}
        self._read = float("-inf")

    def current(self) -> dict[Bearer, int]:
        if time.monotonic() - self._read >= WEIGHED_EVERY:
            self._counts = dict(_mention_counts())
            self._read = time.monotonic()
        return self._counts

    def forget(self) -> None:
        self._read = float("-inf")


_kept = _Kept()
_weights = _Weights()


def current() -> Names:
    """The names as they are now."""
    return _kept.current()


def forget() -> None:
    """Have everything looked at anew before the next use."""
    _kept.forget()
    _weights.forget()


def connect() -> None:
    """Changes of names in this process are seen at once: before their transaction ends, and after it."""
    for model in (Entity, Person, Organisation, Place, Alias, Source):
        post_save.connect(_changed, sender=model, dispatch_uid=f"names {model.__name__} saved")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"names {model.__name__} deleted")


def _changed(**_kwargs: Any) -> None:  # noqa: ANN401 - a signal's receiver
    _kept.forget()
    transaction.on_commit(_kept.forget)


def _stamp() -> object:
    """Differs whenever a record, an alias or a source was added, changed or removed."""
    tables = (Entity.objects, Alias.objects)
    stamps = [tuple(table.aggregate(Count("pk"), Max("pk"), Max("updated_at")).values()) for table in tables]
    return *stamps, tuple(Source.objects.order_by("pk").values_list("pk", "name_ar", "name_en", "other_names"))


def _rows() -> Iterator[tuple[Bearer, str]]:
    """Each name of each record in use and of each source. Adjectives of nationality are no names."""
    bearers: dict[int, Bearer] = {}
    for pk, kind, *names in Entity.objects.active().order_by().values_list("pk", "kind", "name_ar", "name_en"):
        bearers[pk] = (FacetName(kind), pk)
        yield from ((bearers[pk], name) for name in names)
    for pk, text in Alias.objects.exclude(use=AliasUse.ABOUT).order_by().values_list("entity", "text"):
        if pk in bearers:
            yield bearers[pk], text
    for source in Source.objects.order_by():
        yield from (((FacetName.SOURCE, source.pk), name) for name in source.all_names)


def _mention_counts() -> Iterator[tuple[Bearer, int]]:
    mentions = Mention.objects.order_by().values_list("entity", "entity__kind").annotate(Count("pk"))
    yield from (((FacetName(kind), pk), count) for pk, kind, count in mentions)
    sources = Source.objects.order_by().values_list("pk").annotate(Count("articles"))
    yield from (((FacetName.SOURCE, pk), count) for pk, count in sources)
