"""What a word that finds little may have been meant as: the archive's own words, and those of its records' names.

A correction is a word one or two edits away, where slips of ear, eye and finger count for less, weighed against how
many articles have it; the word read as two with a space forgotten; or the word behind a clitic corrected.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.arabic.lexicon import shipped
from articles.arabic.stopwords import STOP_WORDS
from articles.search.analyzer import loose_form
from articles.search.name_index import current
from articles.search.snapshot import Snapshot
from articles.search.spellings import spellings_of
from articles.search.surfaces import surfaces
from articles.search.vocabulary import Near, Vocabulary

SHORTEST = 3  # letters of a word that is corrected
ARTICLE = "ال"
ARTICLED = ("وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال")  # clitics with the article
BARE = ("وب", "ول", "و", "ب", "ل", "ف", "ك")
BEHIND_CLITIC = 4  # letters that must remain to be corrected without a clitic
CANDIDATES = 8
SPLIT = 7  # tenths of an edit: a space forgotten
SPLIT_ARTICLES = 2  # that must have each of the two words
UNSEEN = 4  # by how much less a word counts that is only seen without its clitic
SLIGHT = 7  # tenths of an edit, within which a word that may well be meant is corrected
RARER = 60  # times more articles must have what a word that finds something is corrected to
USUAL = 12  # uses in the lexicon, from which on a word is taken to be spelled as meant


@dataclass(frozen=True)
class Correction:
    """What to write instead of a word: folded words, and the logarithm of how likely that is."""

    words: tuple[str, ...]
    likelihood: float
    distance: int  # tenths of an edit


class Speller:
    """Corrects words by those of one snapshot of the index, and by the names as they are now."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.vocabulary, self.names = Vocabulary(snapshot), current(snapshot)
        self._snapshot = snapshot

    def warm_up(self) -> None:
        """Make what the first correction would otherwise wait for."""
        self.vocabulary.prepare()
        self.names.index.words.prepare()

    def written(self, words: Iterable[str]) -> dict[str, str]:
        """How each folded word is written in the names that have it, else in the articles."""
        named = {word: self.names.index.surface(word) for word in words}
        others = surfaces([word for word, surface in named.items() if surface is None], self._snapshot)
        return {word: surface or others[word] for word, surface in named.items()}

    def reach(self, word: str) -> int:
        """About how many articles a search for the word finds, by its forms, by records named so, or by its sound."""
        found = self.vocabulary.reach(word)
        if not word.isascii() or word.isdigit():
            return found
        found += self.names.frequency(word)
        return found or max(map(self.vocabulary.reach, spellings_of(self._snapshot, word)), default=0)

    def corrections(self, word: str, limit: int = CANDIDATES) -> list[Correction]:
        """What this word may stand for, itself left out, the likeliest first.

        A usual word of the language, though the archive may lack it, only for what is very near.
        """
        if len(word) < SHORTEST or word.isdigit() or word in STOP_WORDS:
            return []
        found: dict[tuple[str, ...], Correction] = {}
        for correction in (*self._near(word), *self._behind_clitic(word), *self._split(word)):
            known = found.get(correction.words)
            if correction.words != (word,) and (known is None or known.likelihood < correction.likelihood):
                found[correction.words] = correction
        farthest = SLIGHT if shipped().count(word) >= USUAL else _allowed(word)[1]
        near = [correction for correction in found.values() if correction.distance <= farthest]
        return sorted(near, key=lambda c: (-c.likelihood, c.words))[:limit]

    def improvements(self, word: str) -> list[Correction]:
        """Corrections of a word that finds something: only to words that are far more frequent and very near.

        An ending or a beginning that makes another form of the word is no slip, nor is a usual word of the language.
        """
        reach = self.reach(word)
        if reach and (len(word) < 5 or shipped().count(word) >= USUAL):
            return []
        found = self.corrections(word)
        if not reach:
            return found
        return [
            correction
            for correction in found
            if len(correction.words) == 1
            and correction.distance <= SLIGHT
            and self._frequency(correction.words[0]) >= RARER * reach
            and loose_form(correction.words[0]) != loose_form(word)
            and not _is_inflected(word, correction.words[0])
        ]

    def _frequency(self, word: str) -> int:
        """How many articles have the word spelled so, or are about those named so."""
        return max(self.vocabulary.frequency(word), self.names.frequency(word))

    def _near(self, word: str) -> Iterator[Correction]:
        edits, farthest = _allowed(word)
        for near in self.vocabulary.near(word, edits, farthest, CANDIDATES):
            yield _correction(near)
        for near in self.names.near(word, edits, farthest, CANDIDATES):
            yield _correction(near)

    def _behind_clitic(self, word: str) -> Iterator[Correction]:
        """The word corrected without its clitic, which then stands before it again."""
        clitic = next((c for c in (*ARTICLED, *BARE) if word.startswith(c)), "")
        rest = word[len(clitic) :]
        if not clitic or len(rest) < BEHIND_CLITIC:
            return
        for article in ("", ARTICLE) if clitic in ARTICLED and clitic != ARTICLE else ("",):
            for near in self.vocabulary.near(article + rest, 1, 10, CANDIDATES):
                if near.distance and near.word.startswith(ARTICLE) == bool(article):
                    seen = clitic + near.word[len(article) :]
                    yield _correction(Near(seen, near.distance, near.articles // UNSEEN))

    def _split(self, word: str) -> Iterator[Correction]:
        """The word as two that the archive has; that they stand together somewhere is for others to ask."""
        if len(word) < 5 or self.reach(word):
            return
        for at in range(2, len(word) - 1):
            first, second = word[:at], word[at:]
            rarer = min(self.vocabulary.frequency(first), self.vocabulary.frequency(second))
            if rarer >= SPLIT_ARTICLES:
                yield _correction(Near(first, SPLIT, rarer), second)


def _correction(near: Near, *more: str) -> Correction:
    return Correction((near.word, *more), near.likelihood, near.distance)


def _allowed(word: str) -> tuple[int, int]:
    """How many edits of a word are looked for, and how far away the result may be, in tenths of a plain one."""
    if len(word) <= 4:
        return 1, 13
    return (2, 14) if len(word) <= 6 else (2, 19)


def _is_inflected(word: str, other: str) -> bool:
    """Whether the words differ in nothing but what stands before or behind what they share."""
    shorter, longer = sorted((word, other), key=len)
    return shorter in longer
