"""A query as a tree of typed, frozen values: made by `language`, turned into Whoosh's queries by `compile`."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from articles.search.notices import Notice, Remark
from articles.search.params import FacetName


@dataclass(frozen=True)
class Records:
    """Articles that mention one of the records, or come from one of the sources; without keys, none."""

    facet: FacetName
    keys: tuple[int, ...]


@dataclass(frozen=True)
class Word:
    """One word: its folded form, and what loose matching compares ("" for a stop word).

    `records` are those with a Latin name that has the word: articles that mention one of them match as well, and so
    do those with one of `spellings`, the word's own in Arabic. `marks` are the folded words of the records' names.
    `spelling` is the word as the reader wrote it, by which articles that match alike are told apart.
    """

    exact: str
    loose: str
    records: tuple[Records, ...] = ()
    spellings: tuple["Word | Phrase", ...] = ()
    marks: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    spelling: str = field(default="", compare=False)


@dataclass(frozen=True)
class Phrase:
    """Folded words that must stand in this order.

    With `spellings`, one for each, also letter by letter as written there, but for vowel marks.
    """

    words: tuple[str, ...]
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """Words in a row that are one name: articles match that have them all, or mention one of the records.

    So do those with one of `spellings`, which is the whole name spelled otherwise.
    """

    words: tuple[Word, ...]
    records: tuple[Records, ...] = ()
    spellings: tuple[Word, ...] = ()
    marks: tuple[tuple[str, ...], ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Prefix:
    """Any word that begins so; folded. `is_exact`: its stem does not count."""

    start: str
    is_exact: bool = False


@dataclass(frozen=True)
class Title:
    """The same, looked for in the headline alone."""

    node: "Node"


@dataclass(frozen=True)
class Name:
    """A record of this kind that has these folded words in a row in one of its names; `naming` makes it `Records`."""

    facet: FacetName
    words: tuple[str, ...]
    text: str = field(default="", compare=False)  # as the reader wrote it


@dataclass(frozen=True)
class DateRange:
    """Articles of a known date from the first day to the last, both included; None is no bound."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True)
class Not:
    node: "Node"


@dataclass(frozen=True)
class AllOf:
    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class AnyOf:
    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Nothing:
    """What a query of signs alone finds."""


Node = Word | Named | Phrase | Prefix | Title | Name | Records | DateRange | Not | AllOf | AnyOf | Nothing


@dataclass(frozen=True)
class Marked:
    """The parts of a query that show in a text: what a highlighter marks. `names` are those of records."""

    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    prefixes: tuple[Prefix, ...]
    names: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class ParsedQuery:
    """`root` is None where nothing was asked, which everything answers.

    `share` is how much of the weight of the plain words an article must have: 1 stands for all of them, 0 for any
    one. A rare word weighs more than a frequent one. `wants_all`: the reader joined words by AND, and means all. Two
    queries are equal when they find the same, whatever the remarks on how they were read.
    """

    root: Node | None = None
    share: float = 1.0
    wants_all: bool = field(default=False, compare=False)
    remarks: tuple[Remark, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        return self.root is None

    @property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(remark.notice for remark in self.remarks)

    @property
    def plain_words(self) -> tuple[Word, ...]:
        """The words that stand by themselves, outside of brackets, alternatives and titles."""
        nodes = self.root.nodes if isinstance(self.root, AllOf) else (self.root,)
        return tuple(node for node in nodes if isinstance(node, Word))

    @property
    def plain_parts(self) -> tuple[Word | Named, ...]:
        """The same, with the names of several words."""
        nodes = self.root.nodes if isinstance(self.root, AllOf) else (self.root,)
        return tuple(node for node in nodes if isinstance(node, Word | Named))

    @property
    def has_text(self) -> bool:
        """Whether words are looked for, by which one article may be more relevant than another."""
        return any(True for _ in _showing(self.root))

    def within(self, dates: DateRange) -> "ParsedQuery":
        """The same, of the articles of these days."""
        nodes = self.root.nodes if isinstance(self.root, AllOf) else () if self.root is None else (self.root,)
        return replace(self, root=AllOf((*nodes, dates)) if nodes else dates)

    @property
    def marked(self) -> Marked:
        """What an article may match by its text; what is excluded is left out."""
        parts = list(dict.fromkeys(_showing(self.root)))
        return Marked(
            words=tuple(part for part in parts if isinstance(part, Word)),
            phrases=tuple(part for part in parts if isinstance(part, Phrase)),
            prefixes=tuple(part for part in parts if isinstance(part, Prefix)),
            names=tuple(dict.fromkeys(_naming(self.root))),
        )


def all_of(nodes: Iterable[Node | None]) -> Node | None:
    """All of the nodes as one. Function words count only where there is nothing else to look for."""
    left = tuple(dict.fromkeys(node for node in nodes if node is not None))
    if any(not isinstance(node, Not) and not is_stop_word(node) for node in left):
        left = tuple(node for node in left if not is_stop_word(node))
    return AllOf(left) if len(left) > 1 else left[0] if left else None


def any_of(nodes: Iterable[Node | None]) -> Node | None:
    """Any of the nodes as one. A function word is no alternative to a word that tells something."""
    left = tuple(dict.fromkeys(node for node in nodes if node is not None))
    left = tuple(node for node in left if not is_stop_word(node)) or left
    return AnyOf(left) if len(left) > 1 else left[0] if left else None


def is_stop_word(node: Node) -> bool:
    return isinstance(node, Word) and not node.loose


def _showing(node: Node | None) -> Iterator[Word | Phrase | Prefix]:
    match node:
        case Word() | Named():
            yield from node.words if isinstance(node, Named) else (node,)
            yield from node.spellings
        case Phrase() | Prefix():
            yield node
        case Title(inner):
            yield from _showing(inner)
        case AllOf(nodes) | AnyOf(nodes):
            for inner in nodes:
                yield from _showing(inner)


def _naming(node: Node | None) -> Iterator[tuple[str, ...]]:
    match node:
        case Word() | Named():
            yield from node.marks
        case AllOf(nodes) | AnyOf(nodes):
            for inner in nodes:
                yield from _naming(inner)
