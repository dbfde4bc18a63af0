"""The names of all records and sources, by their words and by their keys."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, product
from math import prod

from articles.arabic.normalize import fold
from articles.arabic.rendering import likeness
from articles.arabic.stem import stem
from articles.arabic.tokens import folded_words
from articles.arabic.translit import is_particle, name_words, variant_key, word_keys
from articles.search.params import FacetName

Bearer = tuple[FacetName, int]  # a record or a source: its facet and its key

MAX_READINGS = 256  # of several Latin words, each in several ways
MIN_LIKENESS = 0.25  # of words to be the spellings of a name, a letter: the geometric mean
_LATIN = re.compile("[a-z]")


@dataclass(frozen=True)
class Spelling:
    """One name of a record as written, and its words: folded, as loose matching compares them, and all in one text.

    `bare` are the folded words of a Latin name without its particles.
    """

    bearer: Bearer
    text: str
    words: tuple[str, ...]
    loose: tuple[str, ...]
    bare: tuple[str, ...]
    folded: str
    is_latin: bool


class Names:
    """The names of all records in use and of all sources. Never changes."""

    def __init__(self, rows: Iterable[tuple[Bearer, str]]) -> None:
        self._spellings = [Spelling(bearer, text, *_read(text)) for bearer, text in rows if text]
        self._by_word: dict[str, list[Spelling]] = defaultdict(list)
        self._by_bearer: dict[Bearer, list[Spelling]] = defaultdict(list)
        for spelling in self._spellings:
            self._by_bearer[spelling.bearer].append(spelling)
            for word in dict.fromkeys(spelling.loose):
                self._by_word[word].append(spelling)

    def bearing(self, folded: Sequence[str], facets: Sequence[FacetName], latin: bool = False) -> set[Bearer]:
        """Who has these words in a row in a name; with `latin`, in a name in Latin script."""
        wanted = tuple(map(stem, folded))  # also of what is a function word elsewhere, such as علي
        rarest = min((self._by_word.get(word, []) for word in wanted), key=len, default=[])
        return {
            spelling.bearer
            for spelling in rarest
            if spelling.bearer[0] in facets and (spelling.is_latin or not latin) and _has(spelling.loose, wanted)
        }

    def standing_for(self, word: str, facets: Sequence[FacetName]) -> set[Bearer]:
        """Whom a single Latin word may mean: those with a Latin name that has it.

        A place or an organisation named so leaves out others whose names have it beside other words: `Cairo` is not
        Cairo University. People go by one of their names, and stay.
        """
        found = self.bearing([word], facets, latin=True)
        whole = {s.bearer for s in self._by_word.get(word, []) if s.bare == (word,) and s.bearer in found}
        if all(facet is FacetName.PERSON for facet, _ in whole):
            return found
        return whole | {bearer for bearer in found if bearer[0] is FacetName.PERSON}

    def goes_by(self, word: str) -> bool:
        """Whether some Latin name is this word alone, or a person's has it among others."""
        spellings = [spelling for spelling in self._by_word.get(word, []) if spelling.is_latin]
        return any(s.bare == (word,) or s.bearer[0] is FacetName.PERSON for s in spellings)

    def named(self, latin: Sequence[str], facets: Sequence[FacetName], whole: bool) -> set[Bearer]:
        """Whose name is that of several Latin words: spelled so in Latin script, particles aside, or else in Arabic.

        Without `whole` the name may have other words as well.
        """
        wanted = without_particles(latin)
        if len(wanted) > 1 and (found := self._spelled(wanted, facets, whole)):
            return found
        words = name_words(" ".join(latin))
        return self._rendering(words, facets, whole) if len(words) > 1 else set()

    def _spelled(self, bare: tuple[str, ...], facets: Sequence[FacetName], whole: bool) -> set[Bearer]:
        rarest = min((self._by_word.get(word, []) for word in bare), key=len)
        return {
            spelling.bearer
            for spelling in rarest
            if spelling.bearer[0] in facets
            and (spelling.bare == bare if whole else spelling.is_latin and _has(spelling.bare, bare))
        }

    def varying(self, folded: Sequence[str], facets: Sequence[FacetName]) -> set[Bearer]:
        """Who has these words in a row in a name, in another spelling: what is looked for when `bearing` has none."""
        if any(map(_LATIN.search, folded)):
            return self._rendering(name_words(" ".join(folded)), facets, whole=False)
        wanted = _variant(name_words(" ".join(folded)))
        return {
            spelling.bearer
            for key, spellings in self._by_variant.items()
            if wanted and _has(key, wanted)
            for spelling in spellings
            if spelling.bearer[0] in facets
        }

    def written(self) -> Iterator[tuple[Bearer, str]]:
        """Each name of each bearer, as it is written."""
        return ((spelling.bearer, spelling.text) for spelling in self._spellings)

    def resembling(self, text: str, facet: FacetName) -> set[int]:
        """The keys of those who have the text within a name, as folded; it may begin or end inside a word."""
        wanted = " ".join(folded_words(text)) or fold(text).strip()
        return {s.bearer[1] for s in self._spellings if s.bearer[0] is facet and wanted in s.folded}

    def arabic_names(self, bearer: Bearer) -> list[Spelling]:
        return [spelling for spelling in self._by_bearer.get(bearer, []) if not spelling.is_latin]

    def title(self, bearer: Bearer) -> str:
        """The name that stands for the bearer: the first, which is the Arabic one where there is one."""
        return self._by_bearer[bearer][0].text

    def _rendering(self, words: Sequence[str], facets: Sequence[FacetName], whole: bool) -> set[Bearer]:
        """Whose Arabic name the Latin words spell."""
        found: set[Bearer] = set()
        for keys in islice(product(*map(word_keys, words)), MAX_READINGS):
            for spelling in (self._by_keys if whole else self._by_part).get(keys, ()):
                if spelling.bearer[0] in facets and _is_rendered(words, spelling.text):
                    found.add(spelling.bearer)
        return found

    @cached_property
    def _by_keys(self) -> dict[tuple[str, ...], list[Spelling]]:
        """Arabic names by the keys of all their words."""
        found = defaultdict(list)
        for spelling in self._spellings:
            if not spelling.is_latin and (keys := _keys(spelling.text)):
                found[keys].append(spelling)
        return found

    @cached_property
    def _by_part(self) -> dict[tuple[str, ...], list[Spelling]]:
        """Arabic names by the keys of any of their words in a row."""
        found = defaultdict(list)
        for keys, spellings in self._by_keys.items():
            for part in dict.fromkeys(_parts(keys)):
                found[part].extend(spellings)
        return found

    @cached_property
    def _by_variant(self) -> dict[tuple[str, ...], list[Spelling]]:
        """Arabic names by what the spellings of Arabic words have in common."""
        found = defaultdict(list)
        for spelling in self._spellings:
            if not spelling.is_latin:
                found[_variant(name_words(spelling.text))].append(spelling)
        return found


@lru_cache(maxsize=200_000)
def _read(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str, bool]:
    """What a Spelling holds beside its bearer and its text. Remembered: few names change when a record does."""
    words = tuple(folded_words(text))
    folded = " ".join(words)
    is_latin = bool(_LATIN.search(folded))
    return words, tuple(map(stem, words)), without_particles(words) if is_latin else (), folded, is_latin


def without_particles(words: Sequence[str]) -> tuple[str, ...]:
    """Latin words without articles and the like; a name of nothing else keeps them."""
    following = (*words[1:], "")
    kept = tuple(word for word, behind in zip(words, following, strict=False) if not is_particle(word, behind))
    return kept or tuple(words)


def _has(words: Sequence[str], wanted: Sequence[str]) -> bool:
    length = len(wanted)
    return any(tuple(words[at : at + length]) == tuple(wanted) for at in range(len(words) - length + 1))


@lru_cache(maxsize=100_000)
def _keys(arabic: str) -> tuple[str, ...]:
    keys = [word_keys(word)[:1] for word in name_words(arabic)]
    return tuple(key for of_word in keys for key in of_word) if all(keys) else ()


def _parts(keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield from (keys[start:end] for start in range(len(keys)) for end in range(start + 1, len(keys) + 1))


def _variant(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(variant_key, words))


def _is_rendered(latin: Sequence[str], arabic: str) -> bool:
    """Whether Latin words are likely spellings of the words of an Arabic name in a row."""
    words = name_words(arabic)
    starts = range(len(words) - len(latin) + 1)
    return any(_likeness_of_all(latin, words[start : start + len(latin)]) >= MIN_LIKENESS for start in starts)


def _likeness_of_all(latin: Sequence[str], arabic: Sequence[str]) -> float:
    """The likeness of all the words, a letter."""
    shares = [likeness(*pair) for pair in zip(latin, arabic, strict=True)]
    return float(prod(shares) ** (1 / sum(map(len, latin))))
