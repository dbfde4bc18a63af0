"""Queries chosen by how many articles have their words, as counted over the texts by no engine."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from math import log
from pathlib import Path

from articles.arabic.stopwords import STOP_WORDS
from articles.benchmark.requests import HITS, Filter, Match, PageKind, Request, Term
from articles.benchmark.words import read_frequencies, read_words
from articles.models import Entity, Kind
from articles.search.analyzer import loose_form

RARE = 31  # articles that have a rare word
COMMON, MIDDLING = 0.22, 0.10  # shares of the articles
PREFIX_SHARE = 0.10
WARM_UP_SHARE, WARM_UPS = 0.03, 6
MOST_FREQUENT = 0.30  # of the words asked for once only
YEARS = (2010, 2019)  # of the filter
LAST_PAGE = 100
_ARABIC = re.compile("[\u0621-\u064a]{3,12}")
_PHRASE_SAMPLE = 400  # articles that phrases are taken from


@dataclass(frozen=True)
class Vocabulary:
    """Stems that are plain words, with the number of articles that have each, and its most usual spelling."""

    articles: int
    frequency: dict[str, int]
    spelling: dict[str, str]
    exact: dict[str, int]

    def near(self, wanted: float, count: int, chance: random.Random, taken: set[str]) -> list[Term]:
        """So many terms whose frequency is nearest to the one wanted; they are taken from then on."""
        free = [stem for stem in self.frequency if stem not in taken]
        nearest = nsmallest(count, free, key=lambda stem: (abs(log(self.frequency[stem] / wanted)), stem))
        chance.shuffle(nearest)
        taken.update(nearest)
        return [self.term(stem) for stem in nearest]

    def term(self, stem: str) -> Term:
        return Term(self.spelling[stem], stem, self.spelling[stem])


def read_vocabulary(words: Path, articles: int) -> Vocabulary:
    stems, exact = read_frequencies(words, "stem"), read_frequencies(words, "exact")
    spelling: dict[str, str] = {}
    for word in sorted(exact, key=lambda word: (-exact[word], word)):
        if _ARABIC.fullmatch(word) and (stem := loose_form(word)):
            spelling.setdefault(stem, word)
    return Vocabulary(articles, {stem: stems[stem] for stem in spelling if stem in stems}, spelling, exact)


def choose_requests(words: Path, articles: int, count: int, seed: int) -> list[Request]:
    """`count` requests of each kind, twice as many of those asked once only."""
    chance, vocabulary = random.Random(seed), read_vocabulary(words, articles)  # noqa: S311 - for measuring
    taken: set[str] = set()
    common = vocabulary.near(COMMON * articles, count, chance, taken)
    middling = vocabulary.near(MIDDLING * articles, count, chance, taken)
    rare = vocabulary.near(RARE, count, chance, taken)
    warm_up = vocabulary.near(WARM_UP_SHARE * articles, WARM_UPS, chance, taken)
    requests = [Request(PageKind.WARM_UP, Match.ALL, (term,)) for term in warm_up]
    requests += [Request(PageKind.RARE, Match.ALL, (term,)) for term in rare]
    requests += [Request(PageKind.COMMON, Match.ALL, (term,)) for term in common]
    requests += _of_several(common, middling)
    requests += [Request(PageKind.PHRASE, Match.PHRASE, terms) for terms in _phrases(words, count, chance)]
    requests += [Request(PageKind.PREFIX, Match.PREFIX, (term,)) for term in _prefixes(vocabulary, count)]
    requests += _filtered(common)
    requests += [Request(PageKind.MATCH_ALL, Match.EVERYTHING)] * count
    last = min(LAST_PAGE, max(1, min(vocabulary.frequency[term.stem] for term in common) // HITS))
    requests += [Request(PageKind.PAGE_100, Match.ALL, (term,), page=last) for term in common]
    first_seen = _first_seen(vocabulary, 2 * count, chance, taken)
    return requests + [Request(PageKind.FIRST_SEEN, Match.ALL, (term,)) for term in first_seen]


def _of_several(common: list[Term], middling: list[Term]) -> Iterator[Request]:
    for number, term in enumerate(middling):
        others = common[number % len(common)], common[(number + 1) % len(common)]
        following = middling[(number + 1) % len(middling)]
        yield Request(PageKind.OR, Match.ANY, (term, following))
        yield Request(PageKind.AND2, Match.ALL, (term, following))
        yield Request(PageKind.AND3, Match.ALL, (term, *others))


def _first_seen(vocabulary: Vocabulary, count: int, chance: random.Random, taken: set[str]) -> list[Term]:
    """Terms of all frequencies, from one article up, evenly over the logarithm."""
    steps: dict[int, list[str]] = defaultdict(list)
    width = log(MOST_FREQUENT * vocabulary.articles) / count
    for stem, frequency in vocabulary.frequency.items():
        if stem not in taken and frequency <= MOST_FREQUENT * vocabulary.articles:
            steps[int(log(frequency) / width)].append(stem)
    terms = [vocabulary.term(chance.choice(sorted(stems))) for stems in steps.values()]
    chance.shuffle(terms)
    return terms[:count]


def _prefixes(vocabulary: Vocabulary, count: int) -> list[Term]:
    """The beginnings of three letters whose words are had by about so many articles, counted word by word."""
    counted: Counter[str] = Counter()
    for word, frequency in vocabulary.exact.items():
        if _ARABIC.fullmatch(word) and not word.startswith("ال"):
            counted[word[:3]] += frequency
    wanted = PREFIX_SHARE * vocabulary.articles
    nearest = sorted(counted, key=lambda prefix: (abs(log(counted[prefix] / wanted)), prefix))[:count]
    return [Term(f"{prefix}*", "", prefix) for prefix in nearest]


def _filtered(common: list[Term]) -> Iterator[Request]:
    people = Entity.objects.filter(kind=Kind.PERSON).order_by("pk").values_list("pk", flat=True)[: len(common)]
    for term, person in zip(common, people, strict=False):
        yield Request(PageKind.FILTERED, Match.ALL, (term,), Filter(person, *YEARS))


def _phrases(words: Path, count: int, chance: random.Random) -> list[tuple[Term, ...]]:
    """Two and three words that stand side by side somewhere, and not all of them stop words."""
    candidates: dict[tuple[str, ...], None] = {}
    for _, _, exact in read_words(words, _PHRASE_SAMPLE):
        text = exact.split()
        place, length = chance.randrange(max(len(text) - 3, 1)), chance.choice((2, 3))
        if _is_phrase(found := tuple(text[place : place + length])):
            candidates[found] = None
    chosen = list(candidates)[:count]
    return [tuple(Term(word, loose_form(word), word) for word in phrase) for phrase in chosen]


def _is_phrase(words: tuple[str, ...]) -> bool:
    plain = all(_ARABIC.fullmatch(word) for word in words)
    return len(words) > 1 and plain and any(word not in STOP_WORDS for word in words)
