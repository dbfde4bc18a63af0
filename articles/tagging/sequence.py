"""A text as the recogniser reads it: words and punctuation marks in one row, cut into sentences."""

import re
from dataclasses import dataclass, field

from articles.arabic.tokens import Token
from articles.tagging.gazetteer import Text

_SIGN = re.compile(r"\S")
_ENDS = frozenset(".!?؟")


@dataclass
class Row:
    """`tokens[i]` is a word or one punctuation mark; `words[j]` is the position of the text's word j.

    `sentences` are half-open ranges of positions; none is empty, and together they hold every position.
    """

    tokens: list[Token] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)


def row_of(body: str, text: Text) -> Row:
    """The body with what stands between its words. A sentence ends at a line's end and behind . ! ? ؟."""
    row, end, begin = Row(), 0, 0
    for word in text.tokens:
        if body[end : word.start] != " ":  # seldom
            begin = _add_signs(row, body, end, word.start, begin)
        row.words.append(len(row.tokens))
        row.tokens.append(word)
        end = word.end
    begin = _add_signs(row, body, end, len(body), begin)
    _close(row, begin)
    return row


def _add_signs(row: Row, body: str, start: int, end: int, begin: int) -> int:
    """Take the marks of a gap in; returns where the sentence that goes on behind it begins."""
    gap = body[start:end]
    for match in _SIGN.finditer(gap):
        if "\n" in gap[: match.start()] and begin < len(row.tokens):
            begin = _close(row, begin)
            gap = gap.replace("\n", " ")
        sign = match.group()
        after_initial = bool(row.tokens) and _is_initial(row.tokens[-1].surface)
        row.tokens.append(Token(sign, start + match.start(), start + match.end(), sign))
        if sign in _ENDS and not after_initial:
            begin = _close(row, begin)
    return _close(row, begin) if "\n" in gap else begin


def _is_initial(surface: str) -> bool:
    """Whether a point behind it ends no sentence: د. محمد."""
    return len(surface) == 1 and surface.isalpha()


def _close(row: Row, begin: int) -> int:
    if begin < len(row.tokens):
        row.sentences.append((begin, len(row.tokens)))
    return len(row.tokens)
