"""Why an article matches: how each word of the query stands in it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from articles.search.segment import Segment
from articles.search.snapshot import Snapshot
from articles.search.tree import Named, ParsedQuery, Phrase, Records, Word

SHOWN_FORMS = 3  # of a word, the most frequent first


class Level(StrEnum):
    """How near an article's word is to the query's, the nearest first."""

    SPELLED = "spelled"  # letter by letter as the reader wrote it
    FOLDED = "folded"  # but for letters that readers do not tell apart
    STEM = "stem"  # another form of it
    NAMED = "named"  # a record is mentioned that bears the name, or the name stands there in another script
    MISSING = "missing"


@dataclass(frozen=True)
class WordMatch:
    """`forms` are how the article spells the word, the most frequent first; none where it is named or missing."""

    word: str
    level: Level
    forms: tuple[str, ...] = ()


class Explainer:
    """Explains the hits of one query in one state of the index."""

    def __init__(self, snapshot: Snapshot, query: ParsedQuery) -> None:
        self._snapshot, self._parts = snapshot, query.plain_parts

    def explain(self, keys: Sequence[int]) -> dict[int, tuple[WordMatch, ...]]:
        """By the article's key, one match for each word or name of the query that stands by itself."""
        if not self._parts:
            return {}
        found = {}
        for at, doc, key in self._snapshot.places_of(keys):
            words = _Words(self._snapshot.segments[at], doc)
            found[key] = tuple(self._match(part, words) for part in self._parts)
        return found

    def _match(self, part: Word | Named, words: "_Words") -> WordMatch:
        if isinstance(part, Word):
            return _of_word(part, words)
        of_words = [_of_word(word, words) for word in part.words if isinstance(word, Word)]
        text = " ".join(match.word for match in of_words)
        if all(match.level is not Level.MISSING for match in of_words):
            return WordMatch(text, max((match.level for match in of_words), key=list(Level).index))
        return WordMatch(text, Level.NAMED if words.mentions(part.records) else Level.MISSING)


class _Words:
    """The words of one document of a segment."""

    def __init__(self, segment: Segment, doc: int) -> None:
        self._segment, self._doc = segment, doc
        self.spelled, _ = segment.forward.tokens(np.array([doc]))
        self.folded = segment.forward.words.take(self.spelled)
        self.stems = segment.forward.stems.take(self.folded)

    def forms_of(self, word: Word) -> Counter[tuple[str, bool]]:
        """How the word is spelled, and whether that folds as the query's word does, with how often it is."""
        fields = self._segment.fields
        stem = fields["text"].number_of(word.loose.encode()) if word.loose else None
        exact = fields["exact"].number_of(word.exact.encode())
        having = np.zeros(len(self.spelled), dtype=np.bool_)
        if stem is not None:
            having |= self.stems == stem
        if exact is not None:
            having |= self.folded == exact
        found = np.flatnonzero(having)
        pairs = zip(self.spelled.take(found).tolist(), self.folded.take(found).tolist(), strict=True)
        counted = Counter((spelling, folded == exact) for spelling, folded in pairs)
        return Counter({(self._segment.spellings.term(s).decode(), same): n for (s, same), n in counted.items()})

    def mentions(self, records: Iterable[Records]) -> bool:
        return any(self._has(of.facet.value, str(key)) for of in records for key in of.keys)

    def _has(self, facet: str, value: str) -> bool:
        field = self._segment.fields[facet]
        number = field.number_of(value.encode())
        if number is None:
            return False
        docs, _ = field.postings(number)
        place = int(np.searchsorted(docs, self._doc))
        return place < len(docs) and int(docs[place]) == self._doc


def _of_word(word: Word, words: _Words) -> WordMatch:
    text, found = word.spelling or word.exact, words.forms_of(word)
    forms = tuple(form for (form, _), _ in found.most_common(SHOWN_FORMS))
    if any(form == text for form, _ in found):
        return WordMatch(text, Level.SPELLED, forms)
    if found:
        return WordMatch(text, Level.FOLDED if any(same for _, same in found) else Level.STEM, forms)
    is_named = any(_stands(spelling, words) for spelling in word.spellings) or words.mentions(word.records)
    return WordMatch(text, Level.NAMED if is_named else Level.MISSING)


def _stands(spelling: Word | Phrase, words: _Words) -> bool:
    """Whether the Arabic spelling of a Latin word is among the words."""
    parts = [spelling] if isinstance(spelling, Word) else [Word(word, "") for word in spelling.words]
    return all(words.forms_of(part) for part in parts)
