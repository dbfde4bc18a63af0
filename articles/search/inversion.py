"""Entries -> the inverted fields of one segment, in memory.

Each word of a text is looked up once; everything else is done on arrays, all entries at a time.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema

from articles.arabic.normalize import fold_word
from articles.arabic.tokens import spelled_words
from articles.search.analyzer import GAP, exact_form, loose_form
from articles.search.entry import Entry
from articles.search.forward import Forward, forward_of, joined_forward
from articles.search.postings import Postings, invert, merge, narrowed
from articles.search.schema import FACET_FIELDS, TEXT_FIELDS, build_schema

Longs = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class InvertedSegment:
    """`take` hands over the postings of a field by its name, once: all at a time might fill the memory.

    `lengths`: of each text field, each document's words. `keys`, `days`, `last_days` and `digests` hold one number a
    document; a date that is no closer known than a period has its first day and its last.
    """

    take: Callable[[str], Postings]
    forward: Callable[[], Forward]
    lengths: dict[str, Longs]
    keys: Longs
    days: Longs
    last_days: Longs
    digests: Longs

    @property
    def size(self) -> int:
        return len(self.keys)


def joined(parts: Sequence[InvertedSegment], new_docs: Sequence[NDArray[np.int32]]) -> InvertedSegment:
    """One segment of several; `new_docs` gives each document its new number, -1 for one that is left out."""
    alive = [numbers >= 0 for numbers in new_docs]
    keys, days, last_days, digests = (
        np.concatenate([getattr(part, name)[kept] for part, kept in zip(parts, alive, strict=True)])
        for name in ("keys", "days", "last_days", "digests")
    )

    def take(name: str) -> Postings:
        if name == "published_on":
            return _posted_days(days, build_schema())
        return merge([(part.take(name), numbers) for part, numbers in zip(parts, new_docs, strict=True)])

    lengths = {
        name: np.concatenate([part.lengths[name][kept] for part, kept in zip(parts, alive, strict=True)])
        for name in TEXT_FIELDS
    }

    def forward() -> Forward:
        return joined_forward([part.forward() for part in parts], alive)

    return InvertedSegment(take, forward, lengths, keys, days, last_days, digests)


class _Codes(dict[str, int]):
    """Numbers words as they come: 0, 1, 2 …"""

    def __missing__(self, word: str) -> int:
        self[word] = code = len(self)
        return code


@dataclass(frozen=True)
class _Tokens:
    """The words of all entries one behind the other: what each is, and where it stands."""

    spellings: list[str]
    words: list[str]  # folded
    spelled: NDArray[np.uint32]  # each token's spelling
    codes: NDArray[np.uint32]  # each token's word
    docs: NDArray[np.int32]
    positions: NDArray[np.int32]
    in_headline: Mask


def invert_entries(entries: Iterable[Entry], schema: Schema) -> InvertedSegment:
    """Documents are numbered in the order of the entries."""
    kept: list[tuple[int, int, int, int]] = []
    facets: list[dict[str, tuple[str, ...]]] = []
    codes, parts, flat = _Codes(), array("I"), array("I")
    for entry in entries:
        headline, body = spelled_words(entry.headline), spelled_words(entry.body)
        flat.extend([codes[word] for word in headline])
        flat.extend([codes[word] for word in body])
        parts.extend((len(headline), len(body)))
        kept.append((entry.key, entry.day, entry.end, entry.digest))
        facets.append(dict(entry.facets))
    columns = np.array(kept, dtype=np.int64).reshape(-1, 4)
    tokens = _tokens(list(codes), flat, parts)
    postings, lengths = _text_fields(tokens, len(kept))
    headline_words, words = lengths["headline_exact"], lengths["exact"]
    forward = partial(forward_of, tokens.spellings, tokens.spelled, words, headline_words)
    for name in FACET_FIELDS:
        postings[name] = _keywords([values.get(name, ()) for values in facets])
    postings["published_on"] = _posted_days(columns[:, 1], schema)
    return InvertedSegment(postings.pop, forward, lengths, *columns.T)


def _tokens(spellings: list[str], flat: "array[int]", parts: "array[int]") -> _Tokens:
    """`parts` holds the number of words of each entry's headline and body in turn."""
    lengths = np.array(parts, dtype=np.int32)
    part_of = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    first = np.cumsum(lengths, dtype=np.int32) - lengths  # the first token of each part
    first[1::2] -= lengths[0::2] + GAP
    positions = np.arange(len(part_of), dtype=np.int32) - first[part_of]
    spelled, words = np.array(flat, dtype=np.uint32), _Codes()
    word_of = np.array([words[fold_word(spelling)] for spelling in spellings], dtype=np.uint32)
    return _Tokens(spellings, list(words), spelled, word_of[spelled], part_of >> 1, positions, part_of % 2 == 0)


def _text_fields(tokens: _Tokens, size: int) -> tuple[dict[str, Postings], dict[str, Longs]]:
    stems = _Codes()
    stem_codes = np.array([stems[form] if (form := loose_form(word)) else -1 for word in tokens.words], dtype=np.int32)
    stem_of_token = stem_codes[tokens.codes]
    has_stem = stem_of_token >= 0
    everywhere = np.ones(len(tokens.codes), dtype=np.bool_)
    exact = [exact_form(word) for word in tokens.words]
    postings, lengths = {}, {}
    for name, headline_only, loose in zip(TEXT_FIELDS, (False, True) * 2, (True, True, False, False), strict=True):
        where = (tokens.in_headline if headline_only else everywhere) & (has_stem if loose else everywhere)
        codes = stem_of_token[where].astype(np.uint32) if loose else tokens.codes[where]
        positions = None if loose else tokens.positions[where]
        postings[name] = _inverted(list(stems) if loose else exact, codes, tokens.docs[where], positions)
        lengths[name] = np.bincount(tokens.docs[where], minlength=size).astype(np.int64)
    return postings, lengths


def _inverted(
    words: list[str],
    codes: NDArray[np.uint32],
    docs: NDArray[np.int32],
    positions: NDArray[np.int32] | None = None,
    encoded: Callable[[str], bytes] = str.encode,
) -> Postings:
    """Postings of the words that occur."""
    occurring = np.flatnonzero(np.bincount(codes, minlength=len(words)))
    renumbered = np.zeros(len(words), dtype=np.uint32)
    renumbered[occurring] = np.arange(len(occurring), dtype=np.uint32)
    return invert([encoded(words[code]) for code in occurring], renumbered[codes], docs, positions)


def _keywords(values_of: list[tuple[str, ...]]) -> Postings:
    codes = _Codes()
    flat = [(codes[value], doc) for doc, values in enumerate(values_of) for value in dict.fromkeys(values)]
    pairs = np.array(flat, dtype=np.int64).reshape(-1, 2)
    return _inverted(list(codes), pairs[:, 0].astype(np.uint32), pairs[:, 1].astype(np.int32))


def _posted_days(days: Longs, schema: Schema) -> Postings:
    """Whoosh's terms of numbers sort as the numbers do."""
    distinct, codes = np.unique(days, return_inverse=True)
    terms = [schema["published_on"].to_bytes(int(day)) for day in distinct]
    docs = np.arange(len(days), dtype=np.int32)
    return invert(terms, narrowed(codes).astype(np.uint32), docs)
