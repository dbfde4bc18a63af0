"""The forward index: each document's words in their order and as spelled, where postings tell the documents of a word.

From it come what postings are too coarse for: whether a word is spelled exactly so, what stands beside it, and which
words of a document resemble one of the query.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.arabic.normalize import fold_word
from articles.arabic.roots import root
from articles.search.analyzer import GAP, loose_form
from articles.search.arrayfile import Array
from articles.search.postings import narrowed, offsets, spread

Ints = NDArray[Any]

GRAM = 3  # letters
GRAMS = 1 << 16  # numbers that grams are told apart by
_EDGE = "_"  # stands for the beginning and the end of a word
_MIXERS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)  # odd numbers, as multiplicative hashing wants them


@dataclass(frozen=True)
class Forward:
    """Document number d has the words `codes[starts[d] : starts[d + 1]]`, the first `headline_words[d]` its headline's.

    A code is a place in `spellings`: words in UTF-8, ascending by their bytes, each in use.
    """

    spellings: Sequence[bytes]
    codes: NDArray[np.uint32]
    starts: NDArray[np.int64]
    headline_words: Ints


def forward_of(spellings: Sequence[str], codes: NDArray[np.uint32], lengths: Ints, headline_words: Ints) -> Forward:
    """Of words that are numbered in any order, and of the number of words of each document."""
    encoded = [spelling.encode() for spelling in spellings]
    order = sorted(range(len(encoded)), key=encoded.__getitem__)
    rank = np.empty(len(encoded), dtype=np.uint32)
    rank[order] = np.arange(len(encoded), dtype=np.uint32)
    return Forward([encoded[at] for at in order], rank[codes], offsets(lengths), narrowed(headline_words))


def joined_forward(parts: Sequence[Forward], alive: Sequence[NDArray[np.bool_]]) -> Forward:
    """One behind the other, without the documents that are not alive and the words that only these had."""
    spellings = sorted({spelling for part in parts for spelling in part.spellings})
    number = {spelling: at for at, spelling in enumerate(spellings)}
    codes, lengths = [], []
    for part, kept in zip(parts, alive, strict=True):
        words = np.diff(part.starts)
        renumbered = np.fromiter((number[s] for s in part.spellings), dtype=np.uint32, count=len(part.spellings))
        of_part = part.codes if kept.all() else part.codes[np.repeat(kept, words)]
        codes.append(renumbered.take(of_part))
        lengths.append(words[kept])
    joined = np.concatenate(codes)
    used = np.bincount(joined, minlength=len(spellings)) > 0
    place = (np.cumsum(used) - 1).astype(np.uint32)
    return Forward(
        spellings=[spellings[at] for at in np.flatnonzero(used).tolist()],
        codes=place.take(joined),
        starts=offsets(np.concatenate(lengths)),
        headline_words=narrowed(
            np.concatenate([part.headline_words[kept] for part, kept in zip(parts, alive, strict=True)])
        ),
    )


def forward_arrays(forward: Forward, words: Sequence[bytes], stems: Sequence[bytes]) -> dict[str, Array]:
    """The arrays of a segment whose exact field has these words, and whose text field these stems.

    `forward.words` gives each spelling its word; `exact.stems` each word its stem, -1 for a function word;
    `exact.roots` its root; `exact.grams` its grams, those of word w up to `exact.gram_ends[w + 1]`.
    """
    number = {word: at for at, word in enumerate(words)}
    stem_number = {stem: at for at, stem in enumerate(stems)}
    decoded = [word.decode() for word in words]
    roots = [root(word).encode() for word in decoded]
    distinct = sorted(set(roots))
    root_number = {name: at for at, name in enumerate(distinct)}
    folded = (number[fold_word(spelling.decode()).encode()] for spelling in forward.spellings)
    grams, ends = grams_of(decoded)
    return {
        "forward.codes": narrowed(forward.codes),
        "forward.starts": forward.starts,
        "forward.headline_words": forward.headline_words,
        "forward.words": narrowed(np.fromiter(folded, dtype=np.int64, count=len(forward.spellings))),
        **term_arrays("spellings", forward.spellings),
        **term_arrays("roots", distinct),
        "exact.stems": np.array([stem_number.get(loose_form(word).encode(), -1) for word in decoded], dtype=np.int32),
        "exact.roots": narrowed(np.array([root_number[name] for name in roots], dtype=np.int64)),
        "exact.grams": grams,
        "exact.gram_ends": narrowed(ends),
    }


def term_arrays(name: str, terms: Sequence[bytes]) -> dict[str, Array]:
    """A dictionary of ascending terms: their bytes in a row, and where each ends."""
    return {
        f"{name}.terms": np.frombuffer(b"".join(terms), dtype=np.uint8),
        f"{name}.term_ends": narrowed(np.cumsum([0, *map(len, terms)])),
    }


def grams_of(words: Sequence[str]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """The numbers of each word's runs of three letters, its edges among them; and where those of each word end.

    A run is told by a hash of 16 bits: a few of the tens of thousands share one, which ranking can bear.
    """
    letters = np.frombuffer("".join(f"{_EDGE}{word}{_EDGE}" for word in words).encode("utf-32-le"), dtype="<u4")
    lengths = np.fromiter((len(word) + 2 for word in words), dtype=np.int64, count=len(words))
    of_word = lengths - GRAM + 1
    places = spread(np.cumsum(lengths) - lengths, of_word)
    mixed = np.zeros(len(places), dtype=np.uint32)
    for at, mixer in enumerate(_MIXERS):
        mixed ^= letters.take(places + at).astype(np.uint32) * np.uint32(mixer)
        mixed ^= mixed >> np.uint32(15)
    return (mixed & np.uint32(GRAMS - 1)).astype(np.uint16), offsets(of_word)


class ForwardIndex:
    """The forward index of one segment, read from its mapped arrays."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.codes, self.starts = arrays["forward.codes"], arrays["forward.starts"]
        self.headline_words = arrays["forward.headline_words"]
        self.words = arrays["forward.words"]  # spelling -> word of the exact field
        self.stems, self.roots = arrays["exact.stems"], arrays["exact.roots"]
        self.grams, self.gram_ends = arrays["exact.grams"], arrays["exact.gram_ends"]

    def tokens(self, docs: Ints, most: int | None = None) -> tuple[Ints, Ints]:
        """The spellings of the documents' words in their order, and the place in `docs` of the document of each.

        With `most`, of each document its first so many words alone.
        """
        starts = self.starts.take(docs)
        lengths = self.starts.take(docs + 1) - starts
        lengths = lengths if most is None else np.minimum(lengths, most)
        return self.codes.take(spread(starts, lengths)), np.repeat(np.arange(len(docs)), lengths)

    def at_positions(self, docs: Ints, positions: Ints) -> Ints:
        """The spellings of the words at these positions of these documents, as postings count positions."""
        headline = self.headline_words.take(docs).astype(np.int64)
        return self.codes.take(self.starts.take(docs) + positions - np.where(positions < headline, 0, GAP))


def gram_frequencies(index: ForwardIndex, frequencies: Ints, size: int) -> NDArray[np.float32]:
    """In about how many of so many documents each gram is; `frequencies` are those of the exact field's words.

    Words are taken to stand independently of each other; function words are left out.
    """
    share = np.minimum(frequencies / max(size, 1), 0.999)
    without = np.where(index.stems >= 0, np.log1p(-share), 0.0)
    ends = index.gram_ends.astype(np.int64)
    lengths = ends[1:] - ends[:-1]
    none = np.bincount(index.grams, weights=np.repeat(without, lengths), minlength=GRAMS)
    return (size * -np.expm1(none)).astype(np.float32)
