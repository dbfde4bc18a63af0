"""Names in a query -> keys of the records that bear them, in whatever script and spelling.

    person:الأسد      the people with a name or alias that has this word, whatever its clitics and endings; where
                      nobody has it, those with another spelling of it
    Aleppo            a Latin word: also the articles that mention a record with a Latin name that has it
    Bashar al Assad   Latin words in a row that are a record's name: also the articles that mention the record
    Lavroff           a Latin word that no record has: also the Arabic words of the archive that spell it

The page says what was looked for beside the words, and `exact` leaves all but the words' own spellings out.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from articles.arabic.translit import compounds, is_particle, latin_letters
from articles.search.analyzer import loose_form
from articles.search.compounds import with_compounds
from articles.search.known_names import connect, current, forget, mention_counts
from articles.search.names import Bearer, Names
from articles.search.notices import Notice, Remark
from articles.search.params import FacetName
from articles.search.tree import AllOf, AnyOf, Name, Named, Node, Not, ParsedQuery, Phrase, Records, Title, Word, all_of

__all__ = ["Bearer", "Names", "connect", "current", "forget", "resolve"]

MAX_KEYS = 64  # records that one name stands for in a query
MAX_NAME = 6  # words in a row that are looked for as one name
MAX_MARKED = 12  # names that are marked in the texts for one name of the query
MAX_SHOWN = 5  # names that the page tells for one name of the query
MAX_BESIDE = 3  # Arabic spellings of a word that records bear as well
MAX_COMPOUNDS = 3  # compounds of two words that one Latin word is looked for as
MIN_SPELLED = 3  # letters of a Latin word whose Arabic spellings are looked for
_ENTITY_FACETS = (FacetName.PERSON, FacetName.ORGANISATION, FacetName.PLACE)
_NOT_PEOPLE = (FacetName.ORGANISATION, FacetName.PLACE)

Spell = Callable[[str], Sequence[str]]  # a Latin word -> the archive's Arabic words that spell it, the likeliest first


def _none(_word: str) -> Sequence[str]:
    return ()


def resolve(parsed: ParsedQuery, *, exact: bool = False, spell: Spell = _none) -> ParsedQuery:
    """The query with keys of records in the place of names.

    Remarks tell of names that nobody or too many have, and of what else is looked for. With `exact` words stand for
    themselves alone, and names for those who have them as spelled; else compounds are looked for in both spellings.
    """
    if parsed.root is None:
        return parsed
    root = parsed.root if exact else with_compounds(parsed.root)
    if not any(_needs_names(node, exact) for node in _nodes(root)):
        return replace(parsed, root=root)
    resolver = _Resolver(current(), exact, spell, _nodes(root))
    return replace(parsed, root=resolver.resolved(root), remarks=(*parsed.remarks, *resolver.remarks()))


class _Resolver:
    def __init__(self, names: Names, exact: bool, spell: Spell, nodes: Iterable[Node]) -> None:
        self._names, self._exact, self._spell = names, exact, spell
        self._unknown: dict[str, None] = {}
        self._many: dict[str, None] = {}
        self._also: dict[str, None] = {}
        latin = {node.exact for node in nodes if isinstance(node, Word) and _is_latin(node)}
        telling = [word for word in latin if not is_particle(word)] if not exact else []
        self._bearers = {word: names.standing_for(word, _ENTITY_FACETS) for word in telling}
        self._shared = Counter(bearer for bearers in self._bearers.values() for bearer in bearers)

    def resolved(self, node: Node) -> Node:
        match node:
            case Name():
                return self._records(node)
            case Word() if _is_latin(node) and not self._exact:
                return self._word(node)
            case Not(inner):
                return Not(self._excluded(inner))
            case Title(inner):
                return Title(self.resolved(inner))
            case AllOf(nodes):
                return all_of(self._sequence(nodes)) or node
            case AnyOf(nodes):
                return AnyOf(tuple(map(self.resolved, nodes)))
        return node

    def _excluded(self, node: Node) -> Node:
        """What is left out goes by the names of records, but not by a guess at spellings."""
        spell, self._spell = self._spell, _none
        try:
            return self.resolved(node)
        finally:
            self._spell = spell

    def remarks(self) -> Iterator[Remark]:
        for notice, texts in (
            (Notice.NO_SUCH_NAME, self._unknown),
            (Notice.MANY_NAMES, self._many),
            (Notice.ALSO_SEARCHED, self._also),
        ):
            if texts:
                yield Remark(notice, tuple(texts))

    def _records(self, name: Name) -> Records:
        found = self._names.bearing(name.words, [name.facet])
        if not found and not self._exact and (found := self._names.varying(name.words, [name.facet])):
            self._tell(found)
        if not found:
            self._unknown[name.text] = None
        return Records(name.facet, tuple(key for _, key in self._foremost(found, name.text)))

    # Latin words

    def _sequence(self, nodes: Sequence[Node]) -> Iterator[Node]:
        """The parts of a query; the Latin words in a row among them by the names they make."""
        at = 0
        while at < len(nodes):
            run = [] if self._exact else _latin_run(nodes[at:])
            yield from self._run(run) if run else [self.resolved(nodes[at])]
            at += max(len(run), 1)

    def _run(self, words: Sequence[Word]) -> Iterator[Node]:
        """Names of several words, the longest first; particles between them count only where there is nothing else."""
        at, telling = 0, sum(not is_particle(word.exact) for word in words)
        while at < len(words):
            for end in range(min(len(words), at + MAX_NAME), at + 1, -1):
                if named := self._named(words[at:end], is_all=end - at == len(words)):
                    yield named
                    at = end
                    break
            else:
                following = words[at + 1].exact if at + 1 < len(words) else ""
                if not (telling and is_particle(words[at].exact, following)):
                    yield self._word(words[at], is_alone=telling < 2)
                at += 1

    def _named(self, words: Sequence[Word], is_all: bool) -> Named | None:
        """Words in a row as the name of records, or as a part of it.

        Before or behind other words a part of a person's name may be that of somebody else: it is none.
        """
        folded = [word.exact for word in words]
        in_part = _ENTITY_FACETS if is_all else _NOT_PEOPLE
        found = self._names.named(folded, _ENTITY_FACETS, whole=True) or self._names.named(folded, in_part, whole=False)
        if not found:
            return None
        return Named(tuple(words), self._by_facet(found, " ".join(folded)), marks=self._marks(found))

    def _word(self, word: Word, is_alone: bool = True) -> Word:
        """A word with the records that bear it or, where none does, with its Arabic spellings.

        Beside other words it has both: it may name somebody whom no record knows. So it may where it is but a part of
        the names of places and organisations, or where no article mentions those who bear it.
        """
        if found := self._bearers.get(word.exact):
            word = replace(word, records=self._by_facet(found, word.exact), marks=self._marks(found))
            if is_alone and self._names.goes_by(word.exact) and not found.isdisjoint(mention_counts()):
                return word
        if is_particle(word.exact):
            return word
        spellings = tuple(self._spelled(word.exact))
        return replace(word, spellings=spellings[:MAX_BESIDE] if word.records else spellings)

    def _spelled(self, latin: str) -> Iterator[Word | Phrase]:
        """Its Arabic spellings, in one word and as a compound of two."""
        if len(latin_letters(latin)) < MIN_SPELLED:
            return
        for arabic in self._spell(latin):
            self._also[arabic] = None
            yield Word(arabic, loose_form(arabic))
        for before, part, behind in compounds(latin):
            for arabic in self._spell(part)[:MAX_COMPOUNDS]:
                words = tuple(word for word in (before, arabic, behind) if word)
                self._also[" ".join(words)] = None
                yield Phrase(words)

    def _by_facet(self, bearers: set[Bearer], text: str) -> tuple[Records, ...]:
        found = self._foremost(bearers, text)
        self._tell(found)
        by_facet = {facet: tuple(key for of, key in found if of is facet) for facet in _ENTITY_FACETS}
        return tuple(Records(facet, keys) for facet, keys in by_facet.items() if keys)

    def _tell(self, bearers: Iterable[Bearer]) -> None:
        """Have the page say whom else it looked for."""
        self._also.update(dict.fromkeys(self._names.title(bearer) for bearer in _known_best(bearers)[:MAX_SHOWN]))

    def _marks(self, bearers: Iterable[Bearer]) -> tuple[tuple[str, ...], ...]:
        """How the texts spell the records."""
        spellings = [spelling for bearer in _known_best(bearers) for spelling in self._names.arabic_names(bearer)]
        return tuple(dict.fromkeys(spelling.words for spelling in spellings))[:MAX_MARKED]

    def _foremost(self, bearers: set[Bearer], text: str) -> list[Bearer]:
        """As many as a query may hold, in the order of their keys.

        Of many, first those with most of the query's Latin words, then those mentioned most.
        """
        if len(bearers) > MAX_KEYS:
            self._many[text] = None
            mentions = mention_counts()
            ranked = sorted(bearers, key=lambda bearer: (-self._shared[bearer], -mentions.get(bearer, 0), bearer))
            bearers = set(ranked[:MAX_KEYS])
        return sorted(bearers)


def _known_best(bearers: Iterable[Bearer]) -> list[Bearer]:
    mentions = mention_counts()
    return sorted(bearers, key=lambda bearer: (-mentions.get(bearer, 0), bearer))


def _latin_run(nodes: Sequence[Node]) -> list[Word]:
    """The Latin words that stand first, in a row."""
    run: list[Word] = []
    for node in nodes:
        if not isinstance(node, Word) or not _is_latin(node):
            break
        run.append(node)
    return run


def _is_latin(word: Word) -> bool:
    return bool(latin_letters(word.exact))


def _needs_names(node: Node, exact: bool) -> bool:
    return isinstance(node, Name) or (not exact and isinstance(node, Word) and _is_latin(node))


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Not(inner) | Title(inner):
            yield from _nodes(inner)
        case AllOf(nodes) | AnyOf(nodes):
            for inner in nodes:
                yield from _nodes(inner)
