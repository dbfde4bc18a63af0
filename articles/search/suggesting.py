"""What a reader may be about to type: records and sources by the beginnings of their names' words, then words.

    suggestions("حل", …).records[FacetName.PLACE]  -> [(12, 3405), …], keys of records with their articles
    suggestions("حل", …).words                     -> (Completion("حلب", 4605), …)

Names match in either script and with or without the article; those of most articles come first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import thread_time

from articles.arabic.tokens import Token, tokens
from articles.search import name_index
from articles.search.analyzer import loose_form
from articles.search.name_index import ARTICLE
from articles.search.params import FacetName, SearchParams
from articles.search.snapshot import Snapshot
from articles.search.surfaces import surfaces
from articles.search.time_limit import QueryTimeoutError
from articles.search.vocabulary import Vocabulary, WordCount

LONGEST = 64  # characters of the text that are read
MOST_WORDS = 5
SHORTEST = 2  # letters
RECORDS = 4  # of a kind
WORDS = 5
LOOKED_AT = 24  # words, of which those of one stem become one
UNUSUAL = 20  # times more articles that a stem may have than its form
COUNTED = 6  # completions of a query of several words, each of which is counted
SECONDS = 0.01  # of processor time for counting them

Count = Callable[[SearchParams], int]
Uses = list[tuple[int, int]]  # keys of records, each with its articles


@dataclass(frozen=True)
class Completion:
    """A query that finds about so many articles."""

    text: str
    articles: int


@dataclass(frozen=True)
class Suggestions:
    records: dict[FacetName, Uses] = field(default_factory=dict)
    words: tuple[Completion, ...] = ()


def suggestions(text: str, snapshot: Snapshot, count: Count) -> Suggestions:
    """Nothing for less than two letters, or where the text does not end in a word."""
    text = text[:LONGEST]
    found = list(tokens(text))[:MOST_WORDS]
    if not found or sum(len(token.folded) for token in found) < SHORTEST or text[found[-1].end :].strip():
        return Suggestions()
    records = name_index.current(snapshot).most_used([token.folded for token in found], RECORDS)
    return Suggestions(records, tuple(_completions(text, found, snapshot, count)))


def _completions(text: str, found: list[Token], snapshot: Snapshot, count: Count) -> Iterator[Completion]:
    """The text with its last word completed, in the archive's spelling."""
    vocabulary, last = Vocabulary(snapshot), found[-1]
    if len(last.folded) < SHORTEST:
        return
    words = _beginning(last.folded, vocabulary)
    before = text[: last.start].lstrip()
    if before:
        words = _counted(before, found[-2].folded if len(found) > 1 else "", words[:COUNTED], count)
    written = surfaces([word for word, _ in words[:WORDS]], snapshot)
    yield from (Completion(before + written[word], articles) for word, articles in words[:WORDS])


def _beginning(prefix: str, vocabulary: Vocabulary) -> list[WordCount]:
    """Words that begin so, with or without the article, one of each stem.

    Each with the articles that a search for it finds, those of most first; forms that are unusual for their stem are
    left out.
    """
    found = vocabulary.with_prefix(prefix, LOOKED_AT)
    if not prefix.startswith(ARTICLE):
        found = sorted((*found, *vocabulary.with_prefix(ARTICLE + prefix, LOOKED_AT)), key=lambda w: -w.articles)
    by_stem: dict[str, WordCount] = {}
    for word in found:
        if stem := loose_form(word.word):
            by_stem.setdefault(stem, word)
    reached = [(word, vocabulary.reach(word.word)) for word in by_stem.values()]
    usual = [WordCount(word.word, reach) for word, reach in reached if word.articles * UNUSUAL >= reach]
    return sorted(usual, key=lambda word: (-word.articles, word.word))


def _counted(before: str, neighbour: str, words: list[WordCount], count: Count) -> list[WordCount]:
    """The words that find something with what stands before them, those first that most often stand right behind it."""
    until = thread_time() + SECONDS

    def counted(text: str) -> int:
        try:
            return count(SearchParams(text=text)) if thread_time() < until else 0
        except QueryTimeoutError:
            return 0

    together = [WordCount(word, counted(f'"{neighbour} {word}"')) for word, _ in words]
    ranked = sorted(together, key=lambda word: -word.articles)[:WORDS]
    both = [WordCount(word, max(counted(before + word), articles)) for word, articles in ranked]
    return [word for word in both if word.articles]
