"""The archive's words as Whoosh wants them: thin wrappers over `articles.arabic`, which decides everything."""

from collections.abc import Callable, Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from articles.arabic.stem import stem
from articles.arabic.stopwords import STOP_WORDS
from articles.arabic.tokens import tokens

VERSION = 5  # raise it whenever a text would give other words: old indexes are then set aside

SEPARATOR = "\x1e"  # stands between the parts of a text that a phrase must not reach across
GAP = 100  # positions that are left free there


def join_parts(*parts: str) -> str:
    """One text of several, such as headline and body."""
    return SEPARATOR.join(parts)


def loose_form(folded: str) -> str:
    """What loose matching compares: the stem; "" for a stop word."""
    return "" if folded in STOP_WORDS else stem(folded)


def exact_form(folded: str) -> str:
    """What quotation marks compare: the folded word itself."""
    return folded


class WordAnalyzer(Analyzer):
    """Words of a text with positions and offsets; `form` gives the indexed term, "" leaves a word out."""

    def __init__(self, form: Callable[[str], str]) -> None:
        self.form = form

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        tokenize: bool = True,
        **_kwargs: Any,  # noqa: ANN401 - Whoosh hands over options of other analyzers too
    ) -> Iterator[Token]:
        token = Token(positions, chars, mode=mode)
        token.boost = 1.0
        if not tokenize:
            token.text, token.pos = value, start_pos
            yield token
            return
        for part in value.split(SEPARATOR):
            words = list(tokens(part))
            for position, word in enumerate(words, start_pos):
                if term := self.form(word.folded):
                    token.text, token.pos, token.stopped = term, position, False
                    token.startchar, token.endchar = start_char + word.start, start_char + word.end
                    if keeporiginal:
                        token.original = word.surface
                    yield token
            start_pos += len(words) + GAP
            start_char += len(part) + len(SEPARATOR)
