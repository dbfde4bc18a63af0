"""Folded words -> as the archive's articles write them: `"الرءيس"` is shown as `"الرئيس"`.

The index knows words by their folded form alone. How one is written is seen in a few of the articles that have it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

import numpy as np

from articles.arabic.normalize import strip_marks
from articles.models import Article
from articles.search.folded_text import FoldedText
from articles.search.segment import Segment
from articles.search.snapshot import Snapshot

FIELD = "exact"
LOOKED_THROUGH = 200  # articles that have the word, of which the shortest are read
READ = 3  # articles
REMEMBERED = 20_000  # words of a segment
_known: WeakKeyDictionary[Segment, dict[str, str]] = WeakKeyDictionary()


def surfaces(words: Iterable[str], snapshot: Snapshot) -> dict[str, str]:
    """How each folded word is written, without vowel marks; as folded where no article tells."""
    found, wanted = {word: word for word in words}, dict[str, tuple[Segment, list[int]]]()
    for word in found:
        segment, number = _most_of(word, snapshot)
        if segment is None or number is None:
            continue
        if word in _known.setdefault(segment, {}):
            found[word] = _known[segment][word]
        else:
            wanted[word] = segment, _keys(segment, number)
    texts = _texts({key for _, keys in wanted.values() for key in keys})
    for word, (segment, keys) in wanted.items():
        found[word] = _remembered(segment, word, _usual(word, [texts[key] for key in keys if key in texts]))
    return found


def _most_of(word: str, snapshot: Snapshot) -> tuple[Segment | None, int | None]:
    """The segment with most articles that have the word, and the word's number there."""
    numbers = snapshot.numbers_of(FIELD, word.encode())
    having = [(segment, at) for segment, at in zip(snapshot.segments, numbers, strict=True) if at is not None]
    return max(having, key=lambda pair: pair[0].fields[FIELD].frequency(pair[1]), default=(None, None))


def _keys(segment: Segment, number: int) -> list[int]:
    """The shortest of the last articles that have the word."""
    docs = segment.fields[FIELD].postings(number)[0][-LOOKED_THROUGH:]
    shortest = np.argsort(segment.lengths[FIELD].take(docs), kind="stable")[:READ]
    keys: list[int] = segment.keys.take(docs.take(shortest)).tolist()
    return keys


def _texts(keys: Iterable[int]) -> Mapping[int, str]:
    rows = Article.objects.filter(pk__in=list(keys)).order_by().values_list("pk", "headline", "body")
    return {pk: f"{headline}\n{body}" for pk, headline, body in rows}


def _usual(word: str, texts: Iterable[str]) -> str:
    """The spelling that is most frequent in the texts; of equally frequent ones the first."""
    seen: Counter[str] = Counter()
    for text in texts:
        folded = FoldedText(text)
        for start, end in folded.runs_with(word):
            if folded.folded[start:end] == word:
                seen[strip_marks(text[folded.original(start) : folded.original(end - 1) + 1])] += 1
    return max(seen, key=lambda surface: seen[surface], default=word)


def _remembered(segment: Segment, word: str, surface: str) -> str:
    known = _known.setdefault(segment, {})
    if len(known) >= REMEMBERED:
        known.clear()
    known[word] = surface
    return surface
