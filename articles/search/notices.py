"""What a reader should know about how a search was taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Notice(StrEnum):
    TOO_LONG = "too_long"  # only its first MAX_QUERY_LENGTH characters were used
    TOO_MANY_WORDS = "too_many_words"  # only its first MAX_QUERY_WORDS words were used
    TOO_DEEP = "too_deep"  # brackets within MAX_DEPTH others were left out
    NO_WORDS = "no_words"  # a query of signs alone finds nothing
    OPEN_QUOTE = "open_quote"  # a quotation mark without its pair was left out
    SHORT_PREFIX = "short_prefix"  # the beginning of too many words: searched as a word
    AS_WORDS = "as_words"  # what looked like a part of the language and was not: searched as words
    IGNORED = "ignored"  # signs and operators that were left out
    EXCLUDED = "excluded"  # articles with these words were left out
    NO_SUCH_NAME = "no_such_name"  # no record has such a name
    MANY_NAMES = "many_names"  # only the records mentioned most were looked for
    ALSO_SEARCHED = "also_searched"  # what names in another script or spelling were taken to mean
    SOME_WORDS = "some_words"  # no article has all the words: these have some of them
    TOO_SLOW = "too_slow"  # it would have taken too long, and was given up
    INCOMPLETE = "incomplete"  # the index is being filled for the first time, and lacks articles
    PAST_THE_END = "past_the_end"  # there is no such page


@dataclass(frozen=True)
class Remark:
    """A notice, with the parts of the query that it speaks of."""

    notice: Notice
    texts: tuple[str, ...] = ()


def gathered(found: Iterable[tuple[Notice, str]]) -> tuple[Remark, ...]:
    """One remark for each notice, in the order of the first, with all its texts; "" is no text."""
    texts: dict[Notice, dict[str, None]] = {}
    for notice, text in found:
        texts.setdefault(notice, {}).update({text: None} if text else {})
    return tuple(Remark(notice, tuple(of)) for notice, of in texts.items())
