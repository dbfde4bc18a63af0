"""Records whose names are spelled alike: سيرجى شويجو for سيرغي شويغو. Suggestions, which the text must confirm."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from articles.arabic.tokens import folded_words
from articles.arabic.translit import name_keys
from articles.models import AliasUse
from articles.tagging.gazetteer import Entry, Record

_LEAST_KEY = 5  # consonants of a name; shorter keys are everybody's
_FURTHEST = 2  # letters in which a spelling may differ and still be taken for the name
_USES = frozenset({AliasUse.ALWAYS, AliasUse.WITH_COUNTRY})


class SimilarNames:
    """Finds the full names that agree with a written one in their keys, word by word."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_keys: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for record in records:
            for name in record.names:
                if record.id and name.use in _USES and not name.text.isascii():
                    self._by_keys[name_keys(name.text)].append(Entry(record, name))

    def of(self, name: str, kind: str) -> list[Entry]:
        """The entries of a kind with the keys of the name, the nearest in spelling first, one a record."""
        keys = name_keys(name)
        if len(keys) < 2 or len("".join(keys)) < _LEAST_KEY:
            return []
        entries = [entry for entry in self._by_keys.get(keys, ()) if entry.record.kind == kind]
        entries.sort(key=lambda entry: (distance(name, entry.name.text), entry.record.id))
        return list({entry.record.id: entry for entry in reversed(entries)}.values())[::-1]


def is_near(one: str, other: str, furthest: int = _FURTHEST) -> bool:
    """Whether two names differ by so few letters that they may be one, and have a word in common."""
    return distance(one, other) <= furthest and bool({*folded_words(one)} & {*folded_words(other)})


@lru_cache(maxsize=20_000)
def distance(one: str, other: str) -> int:
    """Letters to put in, take out or exchange between two names as folded."""
    left, right = ("".join(folded_words(name)) for name in (one, other))
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        before, row[0] = row[0], at
        for to, other_letter in enumerate(right, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != other_letter))
    return row[-1]
