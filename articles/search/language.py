"""The query language: a reader's text -> a typed query. Any text at all is a valid query.

Words match loosely, "words in quotation marks" match as an exact phrase; quotation marks of every make count.
"""

import re
from dataclasses import dataclass

from articles.arabic.tokens import folded_words
from articles.search.analyzer import exact_form, loose_form
from articles.search.results import Notice

MAX_QUERY_LENGTH = 256  # characters
MAX_QUERY_WORDS = 32
_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02'
_QUOTE = re.compile(f"[{_QUOTES}]")


@dataclass(frozen=True)
class Word:
    """One word: its folded form, and what loose matching compares ("" for a stop word)."""

    exact: str
    loose: str


@dataclass(frozen=True)
class Phrase:
    """Words that must stand in this order, as spelled."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class ParsedQuery:
    """`any_word` asks for articles with any of the words instead of all."""

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    notices: tuple[Notice, ...] = ()
    any_word: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked, which everything answers; a query of signs alone is not empty."""
        return not self.words and not self.phrases and Notice.NO_WORDS not in self.notices

    @property
    def counting_words(self) -> tuple[Word, ...]:
        """The words that must match: stop words only where there is nothing else."""
        telling = tuple(word for word in self.words if word.loose)
        return telling or (() if self.phrases else self.words)


def parse(text: str) -> ParsedQuery:
    """What a text asks for, with notices of whatever had to be left out."""
    notices = [Notice.TOO_LONG] if len(text) > MAX_QUERY_LENGTH else []
    pieces = _QUOTE.split(text[:MAX_QUERY_LENGTH])
    if len(pieces) % 2 == 0:  # an odd number of quotation marks: the last one has no pair
        notices.append(Notice.OPEN_QUOTE)
        pieces[-2:] = [f"{pieces[-2]} {pieces[-1]}"]
    loose = [word for piece in pieces[0::2] for word in folded_words(piece)]
    phrases = [folded_words(piece) for piece in pieces[1::2]]
    if text.strip() and not loose and not any(phrases):
        notices.append(Notice.NO_WORDS)
    if len(loose) + sum(map(len, phrases)) > MAX_QUERY_WORDS:
        notices.append(Notice.TOO_MANY_WORDS)
    return ParsedQuery(
        words=_words(loose[:MAX_QUERY_WORDS]),
        phrases=_phrases(phrases, MAX_QUERY_WORDS - len(loose)),
        notices=tuple(notices),
    )


def _words(folded: list[str]) -> tuple[Word, ...]:
    return tuple(Word(exact_form(word), loose_form(word)) for word in dict.fromkeys(folded))


def _phrases(phrases: list[list[str]], room: int) -> tuple[Phrase, ...]:
    kept = []
    for words in phrases:
        if words[: max(room, 0)]:
            kept.append(Phrase(tuple(exact_form(word) for word in words[:room])))
        room -= len(words)
    return tuple(dict.fromkeys(kept))
