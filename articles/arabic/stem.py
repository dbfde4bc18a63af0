"""From a folded word to its stem: the article, the clitics and the endings off, where the lexicon agrees.

`stem("وبالمدارس") == stem("مدارس")`, `stem("لروسيا") == stem("روسيا")`, but `stem("بيروت")` keeps its letters.
The order of the steps and the shares asked of the lexicon were chosen by retrieval quality: docs/arabic.md.
"""

from collections.abc import Iterator
from functools import lru_cache

from articles.arabic.lexicon import Lexicon, shipped

ARTICLES = ("وبال", "فبال", "وكال", "فكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
CLITICS = ("وب", "ول", "وك", "فب", "فل", "وس", "فس", "و", "ف", "ب", "ل", "ك")
# Attached pronouns. Those of the first group come off whenever three letters remain; the others, which are
# often letters of the word, only where the lexicon knows the rest.
_CLEAR_PRONOUNS = ("ها", "هم")
_DOUBTFUL_PRONOUNS = ("هما", "كما", "هن", "كم", "نا", "ك")
_PRONOUNS = ("هما", "كما", *_CLEAR_PRONOUNS, "هن", "كم", "نا", "ك")
_PRONOUN_SHARE = 0.3
# Ending -> the fewest letters of a word it comes off, and the share of the word's own uses that the rest
# must have in the lexicon. At most one of them comes off.
_ENDINGS = (
    ("ان", 4, 0.5),
    ("ات", 4, 0.0),
    ("ون", 4, 0.05),
    ("ين", 4, 0.05),
    ("وا", 5, 0.3),
    ("ا", 4, 0.2),
    ("ت", 4, 0.3),
)
_NUMBER_ENDINGS = ("ان", "ات", "ون", "ين")  # of duals and plurals: in names (لبنان، بوتين) they are letters
_FEMININE_DUALS = ("تان", "تين")  # of a word in ta marbuta
_LAST_ENDINGS = ("يه", "ه", "ي")  # nisba and ta marbuta: the first that leaves two letters
# The share of a word's uses that its rest must have, bare or with the article, for بال، وال، فال، كال to come off.
_ARTICLE_SHARE = 0.02
GOD = "الله"
GOD_WITH_CLITICS = frozenset({GOD, "والله", "بالله", "فالله", "تالله", "لله", "ولله", "فلله"})


class Stemmer:
    """Stems folded words by one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def stem(self, word: str) -> str:
        """The stem of a folded word; never empty. Digits and Latin words stay as they are."""
        if word in GOD_WITH_CLITICS:
            return GOD
        if word.isascii():
            return word
        return self._without_endings(self.without_prefixes(word))

    def without_prefixes(self, word: str) -> str:
        """The word without conjunction, preposition and article."""
        while True:
            if bare := self._without_article(word):
                return bare
            if self._lexicon.begins_with_hamza(word):
                return word
            bare = self._without_clitic(word)
            if bare == word:
                return word
            word = bare

    def _without_article(self, word: str) -> str:
        """The rest behind an article, or "" where there is none (ألمانيا begins with its own al)."""
        for prefix in ARTICLES:
            if word.startswith(prefix) and len(word) >= len(prefix) + 2:
                rest = word[len(prefix) :]
                return rest if self._is_article(prefix, rest, word) else ""
        return ""

    def _is_article(self, prefix: str, rest: str, word: str) -> bool:
        """Whether the prefix is an article, not letters of the word: no in ألمانيا، والدة، لليبيا."""
        with_al = "ال" + rest
        if prefix.endswith("ال") and self._lexicon.begins_with_hamza(with_al):
            return False
        known = self._lexicon.count(rest) + self._lexicon.count(with_al)
        if prefix.endswith("لل") and self._lexicon.count("ل" + rest) > known:
            return False
        return prefix == "ال" or known >= _ARTICLE_SHARE * self._lexicon.count(word)

    def _without_clitic(self, word: str) -> str:
        """One clitic less, where the rest is a word at least as usual as the whole.

        Of a word unknown with and without it, a clitic's letter comes off too: with a name that the lexicon
        lacks, all its forms then meet in the same stem (لشويغو، وشويغو، شويغو).
        """
        uses = self._lexicon.count(word)
        for clitic in CLITICS:
            rest = word[len(clitic) :]
            if word.startswith(clitic) and len(rest) >= 3 and (known := self._lexicon.count(rest)) and known >= uses:
                return rest
        if not uses and len(word) >= 5 and word[0] in CLITICS:
            return word[1:]
        return word

    def _without_endings(self, word: str) -> str:
        for rest in self._without_pronoun(word):
            return self._without_endings(rest)
        if len(word) >= 5 and word.endswith(_FEMININE_DUALS) and self._lexicon.with_article(word[:-3] + "ه"):
            return word[:-3]
        for ending, shortest, share in _ENDINGS:
            if word.endswith(ending):
                if ending in _NUMBER_ENDINGS and self._lexicon.is_name(word):
                    break
                rest = word[: -len(ending)]
                if len(word) >= shortest and self._is_stem_of(rest, word, share):
                    return rest if ending == "ت" else _without_last_ending(rest)
                break
        return _without_last_ending(word)

    def _without_pronoun(self, word: str) -> Iterator[str]:
        """The word without an attached pronoun, its ta marbuta restored; at most one."""
        for pronoun in _PRONOUNS:
            rest = word[: -len(pronoun)]
            if word.endswith(pronoun) and len(rest) >= 3:
                if self._hides_ta_marbuta(rest):
                    yield rest[:-1] + "ه"
                elif pronoun in _CLEAR_PRONOUNS or self._is_stem_of(rest, word, _PRONOUN_SHARE):
                    yield rest
        if word.endswith("ته") and len(word) >= 5 and self._hides_ta_marbuta(word[:-1]):
            yield word[:-2] + "ه"

    def _hides_ta_marbuta(self, word: str) -> bool:
        """Whether a final ta is a ta marbuta opened by a pronoun: مدينت(ها) for مدينة."""
        if not word.endswith("ت") or len(word) < 4:
            return False
        return self._lexicon.with_article(word[:-1] + "ه") > self._lexicon.count(word)

    def _is_stem_of(self, rest: str, word: str, share: float) -> bool:
        if len(rest) < 2:
            return False
        if not share:
            return True
        uses = self._lexicon.as_stem(rest)
        return uses > 0 and uses >= share * self._lexicon.with_article(word)


def _without_last_ending(word: str) -> str:
    for ending in _LAST_ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + 2:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=400_000)
def stem(word: str) -> str:
    """The stem of a folded word by the shipped lexicon, remembered."""
    return Stemmer(shipped()).stem(word)
