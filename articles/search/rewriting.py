"""A query's text, taken apart so that words of it can be replaced or left out while the rest stays as written.

spots('شخص:لافروق "وزارت الدفاع" -حلب')   the words that are looked for, each with its place; none that is excluded
units("سوريا حلب OR دمشق")                ["سوريا", "حلب OR دمشق"], each of which must match
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.arabic.tokens import tokens
from articles.search.language import MAX_QUERY_LENGTH, MAX_QUERY_WORDS
from articles.search.lexer import Kind, Lexeme, clean, lexemes
from articles.search.params import FacetName


@dataclass(frozen=True)
class Spot:
    """A word of the query: `text[start:end]`. `facet` is the kind of record whose name it is to be a part of.

    `is_free`: it stands by itself, neither in a phrase nor behind a keyword.
    """

    start: int
    end: int
    folded: str
    facet: FacetName | None = None
    is_free: bool = True


@dataclass(frozen=True)
class Unit:
    """A part of the query that must match, alternatives together: `text[start:end]`."""

    start: int
    end: int
    text: str


def cleaned(text: str) -> str:
    """The part of a text that is searched for; places are places in it."""
    return clean(text[:MAX_QUERY_LENGTH])


def spots(text: str) -> list[Spot]:
    """The words that are looked for, in their order; prefixes, dates, and what is excluded are left out."""
    return list(_spots(text))[:MAX_QUERY_WORDS]


def rewritten(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """The text with other words at some places, which must not overlap."""
    for start, end, words in sorted(changes, reverse=True):
        text = f"{text[:start]}{words}{text[end:]}"
    return " ".join(text.split())


def units(text: str) -> list[Unit]:
    """The parts of the query outside of brackets."""
    return [Unit(start, end, text[start:end]) for start, end in _joined(list(_terms(lexemes(text, []))))]


def _spots(text: str) -> Iterator[Spot]:
    enclosing: list[tuple[bool, FacetName | None]] = [(False, None)]  # whether excluded, and of which kind
    is_not, field = False, None
    for lexeme in lexemes(text, []):
        if lexeme.kind is Kind.NOT:
            is_not = True
        elif lexeme.kind is Kind.FIELD:
            field = lexeme.field if isinstance(lexeme.field, FacetName) else None
        elif lexeme.kind is Kind.OPEN:
            enclosing.append((is_not or enclosing[-1][0], field or enclosing[-1][1]))
            is_not, field = False, None
        elif lexeme.kind is Kind.CLOSE:
            enclosing.pop()
        else:
            if not (is_not or enclosing[-1][0]):
                yield from _words(text, lexeme, field or enclosing[-1][1])
            is_not, field = False, None


def _words(text: str, lexeme: Lexeme, facet: FacetName | None) -> Iterator[Spot]:
    if lexeme.kind is Kind.WORD:
        yield Spot(lexeme.start, lexeme.end, lexeme.words[0], facet, is_free=facet is None)
    elif lexeme.kind is Kind.PHRASE:
        for token in tokens(text[lexeme.start : lexeme.end]):
            yield Spot(lexeme.start + token.start, lexeme.start + token.end, token.folded, facet, is_free=False)


def _terms(found: list[Lexeme]) -> Iterator[tuple[Kind, int, int]]:
    """The terms outside of brackets, each with its keyword and its minus, and the ORs between them."""
    start, depth = None, 0
    for lexeme in found:
        start = lexeme.start if start is None else start
        depth += (lexeme.kind is Kind.OPEN) - (lexeme.kind is Kind.CLOSE)
        if depth or lexeme.kind in {Kind.NOT, Kind.FIELD}:
            continue
        if lexeme.kind is not Kind.AND:
            yield lexeme.kind, start, lexeme.end
        start = None


def _joined(terms: list[tuple[Kind, int, int]]) -> Iterator[tuple[int, int]]:
    """The terms with ORs between them as one."""
    begun: tuple[int, int] | None = None
    is_or = False
    for kind, start, end in terms:
        if kind is Kind.OR:
            is_or = begun is not None
            continue
        if begun and is_or:
            begun = begun[0], end
        else:
            if begun:
                yield begun
            begun = start, end
        is_or = False
    if begun:
        yield begun
