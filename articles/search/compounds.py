"""Compound names in a query, which texts write as one word or as two: عبدالفتاح and عبد الفتاح, نصر الله, أبو بكر.

A word that is such a compound also stands for its two parts in a row, and two parts in a row for the one word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.search.analyzer import exact_form, loose_form
from articles.search.tree import AllOf, AnyOf, Named, Node, Not, Phrase, Title, Word

SERVANT = "عبد"
FATHERS = ("ابو", "ابي", "ابا")  # in its cases, folded
ARTICLE = "ال"
SECOND_PARTS = ("الله", "الدين")
_SHORTEST = 3  # letters of the part that is a name by itself


def with_compounds(node: Node) -> Node:
    """The query with both spellings of its compounds."""
    match node:
        case Word():
            return _in_two(node)
        case Not(inner):
            return Not(with_compounds(inner))
        case Title(inner):
            return Title(with_compounds(inner))
        case AllOf(nodes):
            joined = tuple(_in_one(nodes))
            return AllOf(joined) if len(joined) > 1 else joined[0]
        case AnyOf(nodes):
            return AnyOf(tuple(map(with_compounds, nodes)))
    return node


def _in_two(word: Word) -> Word:
    parts = tuple(Phrase(parts) for parts in dict.fromkeys(_parts(word.exact)))
    return replace(word, spellings=(*word.spellings, *parts)) if parts else word


def _parts(word: str) -> Iterator[tuple[str, str]]:
    if word.startswith(SERVANT + ARTICLE) and len(word) >= len(SERVANT + ARTICLE) + 2:
        yield SERVANT, word[len(SERVANT) :]
    for father in FATHERS:
        if word.startswith(father) and len(word) >= len(father) + _SHORTEST:
            yield father, word[len(father) :]
    for second in SECOND_PARTS:
        if word.endswith(second) and len(word) >= len(second) + _SHORTEST:
            yield word.removesuffix(second), second


def _in_one(nodes: Sequence[Node]) -> Iterator[Node]:
    """The parts of a query; two words in a row that make a compound as one of them."""
    at = 0
    while at < len(nodes):
        pair = nodes[at : at + 2]
        first, second = pair if len(pair) == 2 else (nodes[at], None)
        if isinstance(first, Word) and isinstance(second, Word) and _is_compound(first.exact, second.exact):
            folded = exact_form(first.exact + second.exact)
            yield Named((first, second), spellings=(Word(folded, loose_form(folded)),))
            at += 2
        else:
            yield with_compounds(nodes[at])
            at += 1


def _is_compound(first: str, second: str) -> bool:
    if first == SERVANT:
        return second.startswith(ARTICLE)
    return first in FATHERS or (second in SECOND_PARTS and len(first) >= _SHORTEST)
