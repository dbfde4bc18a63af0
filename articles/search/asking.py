"""How many of a query's words an article must have, and what stands beside the few that have all of them.

Of two or three words an article must have all; where none has, those with any of them are the answer. Of more words,
as in a question or a headline, seldom an article has all: there a share of their weight is enough, and the order tells
the rest. The share was chosen so that it takes away nearly nothing of what ranking alone would find: docs/arabic.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from articles.search.params import PAGE_SIZE
from articles.search.tree import ParsedQuery

ALL, MOST, ANY = 1.0, 0.2, 0.0  # shares of the weight of a query's words
MANY_WORDS = 4


class Counted(Protocol):
    @property
    def total(self) -> int: ...


Answer = TypeVar("Answer", bound=Counted)


def asked(parsed: ParsedQuery, ask: Callable[[ParsedQuery], Answer]) -> tuple[ParsedQuery, Answer]:
    """The query as it was put in the end, and its answer."""
    words, parsed = len(parsed.plain_parts), eased(parsed)
    answer = ask(parsed)
    if answer.total or parsed.wants_all or not 1 < words < MANY_WORDS:
        return parsed, answer
    some = replace(parsed, share=ANY)
    answer_to_some = ask(some)
    return (some, answer_to_some) if answer_to_some.total else (parsed, answer)


def eased(parsed: ParsedQuery) -> ParsedQuery:
    """The query as it is put first: of many words an article need not have all."""
    return replace(parsed, share=MOST) if len(parsed.plain_parts) >= MANY_WORDS and not parsed.wants_all else parsed


def closest(parsed: ParsedQuery, keys: Sequence[int], ask: Callable[[ParsedQuery, int], Sequence[int]]) -> list[int]:
    """Articles with some of the words, best first, that fill a page on which only few articles have all of them.

    `keys` are all articles that match, `ask` gives so many keys of the articles that match a query.
    """
    if parsed.share < ALL or parsed.wants_all or len(parsed.plain_parts) < 2 or not 0 < len(keys) < PAGE_SIZE:
        return []
    found = ask(replace(parsed, share=ANY), PAGE_SIZE + len(keys))
    return [key for key in found if key not in keys][: PAGE_SIZE - len(keys)]
