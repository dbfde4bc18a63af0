"""How well and how fast slips are put right and queries completed, on the archive of the settings in force."""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from articles.arabic.lexicon import shipped
from articles.arabic.tokens import Token, tokens
from articles.benchmark.slips import slipped
from articles.models import Article
from articles.search import name_index, query, sync
from articles.search.analyzer import loose_form
from articles.search.params import SearchParams
from articles.search.spelling import Speller
from articles.search.vocabulary import Vocabulary

SHORTEST = 4  # letters of a word that is misspelled
READ = 40  # articles whose words are drawn from, for each hundred queries
PREFIXES = (2, 3, 4, 6)  # letters
Times = tuple[float, float]  # milliseconds by the clock, and of the processor
_PERCENTILES = {"median": 50, "p95": 95, "max": 100}


@dataclass(frozen=True)
class Drawn:
    """A word of an article, and the one before it."""

    word: Token
    before: Token | None


def measured(queries: int, seed: int) -> dict[str, Any]:
    """All figures, each of so many queries; times are in milliseconds, with nothing remembered."""
    chance = random.Random(seed)  # noqa: S311 - for measuring
    backend = sync.backend()
    backend.warm_up()
    speller = Speller(backend.snapshot())
    words = drawn(max(READ, READ * queries // 100), chance)
    query.suggest("\u0627\u0644")  # what a process does once
    return {
        "articles": backend.snapshot().count,
        "words": len(Vocabulary(backend.snapshot())),
        "names": len(name_index.current(backend.snapshot()).index.words),
        "slips": _slips(words, queries, chance, speller),
        "right": _right(words, queries, chance, speller),
        "suggest": _suggested(words, queries, chance),
    }


def drawn(articles: int, chance: random.Random) -> list[Drawn]:
    """All words of some articles that tell something and are long enough, each with the word before it."""
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    texts = Article.objects.filter(pk__in=chance.sample(keys, min(articles, len(keys)))).order_by("pk")
    found = []
    for body in texts.values_list("body", flat=True):
        before: Token | None = None
        for token in tokens(body):
            if len(token.folded) >= SHORTEST and token.folded.isalpha() and loose_form(token.folded):
                found.append(Drawn(token, before))
            before = token
    return found


def _slips(words: list[Drawn], queries: int, chance: random.Random, speller: Speller) -> dict[str, Any]:
    """Of slips that make a word which finds nothing: how many are put right, by kind; what that takes."""
    right: dict[str, list[bool]] = defaultdict(list)
    times, outcomes = [], Counter[str]()
    while outcomes.total() < queries:
        meant = chance.choice(words).word
        wrong, kind = slipped(meant.surface, chance)
        folded = [token.folded for token in tokens(wrong)]
        if len(folded) != 1 or loose_form(folded[0]) == loose_form(meant.folded):
            continue  # it is found as it is
        if speller.reach(folded[0]):
            outcomes["another word of the archive"] += 1
            continue
        offered, took = _offered(wrong)
        times.append(took)
        is_right = offered is not None and _is_same(offered, meant.folded)
        outcomes["right" if is_right else "wrong" if offered else "nothing offered"] += 1
        right[kind].append(is_right)
    return {
        "outcomes": dict(outcomes),
        "accuracy": share(found for of_kind in right.values() for found in of_kind),
        "by_kind": {kind: (len(found), share(found)) for kind, found in sorted(right.items())},
        "ms": spread(times),
    }


def _right(words: list[Drawn], queries: int, chance: random.Random, speller: Speller) -> dict[str, Any]:
    """How often another spelling is offered for words that are right: as frequent as in articles, rare, and unknown."""
    lexicon = sorted(word for word in shipped().words() if len(word) >= SHORTEST and loose_form(word))
    unknown = [word for word in chance.sample(lexicon, len(lexicon)) if not speller.reach(word)][:queries]
    rare = [d.word.folded for d in words if speller.reach(d.word.folded) <= 2]
    chosen = {
        "of articles": [chance.choice(words).word.surface for _ in range(queries)],
        "of two articles at most": chance.sample(sorted(set(rare)), min(queries, len(set(rare)))),
        "that the archive lacks": unknown,
    }
    return {
        kind: (len(found), share(_offered(word)[0] is not None for word in found)) for kind, found in chosen.items()
    }


def _suggested(words: list[Drawn], queries: int, chance: random.Random) -> dict[str, Any]:
    """What suggestions take, by the number of letters of the word that is being typed, alone and behind another."""
    found = {}
    for letters in PREFIXES:
        some = [chance.choice(words) for _ in range(queries)]
        found[f"{letters} letters"] = spread(_took(d.word.surface[:letters]) for d in some)
    pairs = [f"{d.before.surface} {d.word.surface[:3]}" for d in words if d.before and d.before.folded.isalpha()]
    found["behind a word"] = spread(_took(text) for text in chance.choices(pairs, k=queries))
    return found


def _took(text: str) -> Times:
    return timed(lambda: query.suggest(text))[1]


def _offered(text: str) -> tuple[str | None, Times]:
    """The other spelling that is offered for a query, and what finding it takes."""
    found, took = timed(lambda: query.other_spelling(SearchParams(text=text)))
    return (found.text if found else None), took


def timed(work: Callable[[], Any]) -> tuple[Any, Times]:
    """What the work gives, and what it takes when no answer is remembered."""
    sync.backend().forget()
    wall, cpu = time.perf_counter(), time.thread_time()
    found = work()
    return found, ((time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000)


def _is_same(text: str, meant: str) -> bool:
    """Whether a query finds what the word finds."""
    found = [token.folded for token in tokens(text)]
    return len(found) == 1 and loose_form(found[0]) == loose_form(meant)


def share(found: Iterable[bool]) -> float:
    listed = list(found)
    return round(sum(listed) / len(listed), 3) if listed else 0.0


def spread(times: Iterable[Times]) -> dict[str, dict[str, float]]:
    """Percentiles of the times by the clock, and of the processor's."""
    table = np.array(list(times) or [(0.0, 0.0)])
    return {
        kind: {name: round(float(np.percentile(table[:, column], at)), 2) for name, at in _PERCENTILES.items()}
        for column, kind in enumerate(("clock", "processor"))
    }


def as_text(found: dict[str, Any]) -> Iterator[str]:
    """The figures as lines for a terminal."""
    yield f"{found['articles']:,} articles, {found['words']:,} words, {found['names']:,} words of names"
    slips = found["slips"]
    yield f"\nSlips: {slips['accuracy']:.1%} of those that find nothing are put right at first"
    yield "  " + ", ".join(f"{outcome} {count}" for outcome, count in slips["outcomes"].items())
    yield from (f"  {kind:18} {count:5} {right:7.1%}" for kind, (count, right) in slips["by_kind"].items())
    yield "\nAnother spelling is offered for right words"
    yield from (f"  {kind:26} {count:5} {wrong:7.1%}" for kind, (count, wrong) in found["right"].items())
    yield "\nMilliseconds by the clock, and of the processor: median, 95th percentile, worst"
    yield f"  {'another spelling':18} {_times(slips['ms'])}"
    yield from (f"  suggest, {kind:14}  {_times(times)}" for kind, times in found["suggest"].items())


def _times(ms: dict[str, dict[str, float]]) -> str:
    return "   ".join("".join(f"{of[name]:7.1f}" for name in _PERCENTILES) for of in ms.values())
