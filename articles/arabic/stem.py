"""From a folded word to its stem: the article, the clitics and the endings off, where the lexicon agrees.

`stem("وبالمدارس") == stem("مدارس")`, `stem("لروسيا") == stem("روسيا")`, but `stem("بيروت")` keeps its letters.
The order of the steps and the shares asked of the lexicon were chosen by retrieval quality: docs/arabic.md.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from articles.arabic import plurals
from articles.arabic.lexicon import Lexicon, shipped

ARTICLES = ("وبال", "فبال", "وكال", "فكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
CLITICS = ("وب", "ول", "وك", "فب", "فل", "وس", "فس", "و", "ف", "ب", "ل", "ك")
_FUTURE = re.compile("س[يتنا]...")  # سيعلن
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
_PLURAL_OF_PLURAL = ("ات", "ون", "ين")  # behind a broken plural: رجالات، مزارعون
_PRONOUNS_AND_TANWIN = ("ه", "ا", "نا", "كم", "هن", "هما", "كما", "ك")  # likewise: وزراءه، دولا
_PLURAL_TIMES = 3  # how often the plural with such an ending may be used for each time it is used without
_SOUND_PLURALS = ("ون", "ين")
IMPERFECT = "يت"  # what verbs of the imperfect begin with
_SECOND_MASDAR = re.compile("ت..ي.")  # تحديد، تنظيم: of the second form's verbs, not of حديد
_PERFECT_SHARE = 0.1  # of a verb's uses that its perfect must have
_SIBLING_SHARE = 0.05  # of a plural's uses that the same word with the other ending must have
_VERB_ENDINGS = ("وا", "ت")
_FEMININE_DUALS = ("تان", "تين")  # of a word in ta marbuta
_LAST_ENDINGS = ("يه", "ه", "ي")  # nisba and ta marbuta: the first that leaves two letters
# The share of a word's uses that its rest must have, bare or with the article, for بال، وال، فال، كال to come off.
_ARTICLE_SHARE = 0.02
_OWN_AL_SHARE = 0.1  # a word that takes the article behind its own al is seldom met without that al
GOD = "الله"
GOD_WITH_CLITICS = frozenset({GOD, "والله", "بالله", "فالله", "تالله", "لله", "ولله", "فلله"})


class Stemmer:
    """Stems folded words by one lexicon and a list of broken plurals, `singulars`: plural -> singular, folded."""

    def __init__(self, lexicon: Lexicon, singulars: Mapping[str, str] | None = None) -> None:
        self._lexicon = lexicon
        self._singulars = singulars or {}
        self._listed_singulars = frozenset(self._singulars.values())

    def stem(self, word: str) -> str:
        """The stem of a folded word; never empty. Digits and Latin words stay as they are."""
        if word in GOD_WITH_CLITICS:
            return GOD
        if word.isascii():
            return word
        bare = self.without_prefixes(word)
        definite = word.removesuffix(bare).endswith(("ال", "لل"))
        found = self._without_endings(bare, definite=definite)
        return found if definite else self._perfect(bare, found)

    def _perfect(self, word: str, found: str) -> str:
        """The stem of the perfect, where the word is the imperfect of a known verb; else the stem `found`.

        The alef that forms seven to ten, and form four, lose behind the prefix comes back: يعلن is of أعلن.
        """
        could_be = word[0] in IMPERFECT and word.startswith(found) and len(found) >= 4
        if not could_be or self._is_noun(found) or self._lexicon.count("ال" + word) or _SECOND_MASDAR.fullmatch(found):
            return found
        with_alef = "ا" + found[1:]
        perfect = found[1:] if self._is_listed(with_alef) else max(found[1:], with_alef, key=self._lexicon.count)
        uses = 0 if self._lexicon.is_name(perfect) else self._lexicon.count(perfect)
        is_verb = uses > 0 and uses >= _PERFECT_SHARE * self._lexicon.count(word)
        return of_perfect if is_verb and len(of_perfect := self.stem(perfect)) >= 3 else found

    def _is_noun(self, word: str) -> bool:
        return self._is_listed(word) or self._lexicon.takes_article(word) or self._lexicon.is_name(word)

    def without_prefixes(self, word: str) -> str:
        """The word without conjunction, preposition and article."""
        while True:
            if bare := self._without_article(word):
                return bare
            if self._begins_with_its_al(word):
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
        if prefix.endswith("ال") and self._begins_with_its_al(with_al):
            return False
        known = self._lexicon.count(rest) + self._lexicon.count(with_al)
        with_lam = "ل" + rest
        if prefix.endswith("لل") and (self._lexicon.count(with_lam) > known or self._is_listed(with_lam)):
            return False
        return prefix == "ال" or self._is_listed(rest) or known >= _ARTICLE_SHARE * self._lexicon.count(word)

    def _begins_with_its_al(self, word: str) -> bool:
        """Whether alef and lam are letters of the word itself: ألمانيا، التزام، and ألقاب with a pronoun."""
        if not word.startswith("ال"):
            return False
        if self._lexicon.takes_article(word) and not self._lexicon.begins_with_hamza(word):
            return self._lexicon.count(word[2:]) < _OWN_AL_SHARE * self._lexicon.count(word)
        bare = self._without_known_pronoun(word)
        own = self._lexicon.begins_with_hamza
        return own(word) or (bare in self._singulars and own(bare))

    def _without_clitic(self, word: str) -> str:
        """One clitic less, where the rest is a word at least as usual as the whole.

        Of a word unknown with and without it, a clitic's letter comes off too: with a name that the lexicon
        lacks, all its forms then meet in the same stem (لشويغو، وشويغو، شويغو).
        """
        uses = self._lexicon.count(word)
        if self._is_listed(word) or self._lexicon.takes_article(word) or (uses and self._lexicon.is_name(word)):
            return word
        if not uses and (bare := self._without_known_pronoun(word) or self._without_known_number(word)):
            return word[len(bare) - len(self._without_clitic(bare)) :]
        rests = [word[len(clitic) :] for clitic in CLITICS if word.startswith(clitic) and len(word) >= len(clitic) + 3]
        for rest in sorted(rests, key=len, reverse=True):
            if {rest, self._without_known_pronoun(rest)} & self._singulars.keys():
                return rest
            if rest in self._listed_singulars and self._is_as_usual(rest, word):
                return rest
        if _FUTURE.match(word):
            rests.append(word[1:])
        for rest in rests:
            if (known := self._lexicon.count(rest)) and known >= uses:
                return rest
        return word[1:] if not uses and len(word) >= 5 and word[0] in CLITICS else word

    def _without_known_pronoun(self, word: str) -> str:
        """The word that a pronoun is attached to, where the lexicon or the list has it, else "": بحوثها is no حوثها."""
        for pronoun in (*_PRONOUNS, "ه"):
            rest = word[: -len(pronoun)]
            if word.endswith(pronoun) and len(rest) >= 3:
                if closed := self._closed(rest):
                    return closed
                if self._is_listed(rest) or self._lexicon.count(rest):
                    return rest
        return ""

    def _without_known_number(self, word: str) -> str:
        """The word without an ending of number, where the lexicon or the list has it, else "": لاجئات is no اجئات."""
        rest = word[:-2]
        known = (
            word.endswith(_NUMBER_ENDINGS) and len(rest) >= 3 and (self._is_listed(rest) or self._lexicon.count(rest))
        )
        return rest if known else ""

    def _is_listed(self, word: str) -> bool:
        return word in self._singulars or word in self._listed_singulars

    def _without_endings(self, word: str, *, definite: bool = False) -> str:
        """The word without its endings; what is `definite` by an article, or may be, has no pronoun."""
        definite = definite or self._is_listed(word) or self._lexicon.takes_article(word)
        if singular := self._singular(word, definite=definite):
            return self._by_rules(self.without_prefixes(singular), definite=True)
        return self._by_rules(word, definite=definite)

    def _by_rules(self, word: str, *, definite: bool) -> str:
        for rest in () if definite else self._without_pronoun(word):
            return self._without_endings(rest)
        if len(word) >= 5 and word.endswith(_FEMININE_DUALS) and self._lexicon.with_article(word[:-3] + "ه"):
            return _without_last_ending(word[:-3] + "ه")
        for ending, shortest, share in _ENDINGS:
            if word.endswith(ending):
                if ending in _NUMBER_ENDINGS and self._is_whole(word):
                    break
                rest = word[: -len(ending)]
                if len(word) >= shortest and self._comes_off(ending, rest, word, share):
                    if ending in _VERB_ENDINGS and rest in self._singulars:
                        return self._without_endings(rest)  # كتبوا meets كتب, which is also books
                    return rest if ending == "ت" else _without_last_ending(rest)
                break
        return _without_last_ending(word)

    def _singular(self, word: str, *, definite: bool) -> str:
        """The singular of a broken plural, pronoun, tanwin or a second ending of number off; "" for other words.

        وزراءه is وزراء with a pronoun, but سياحه is a word of its own, used more than سياح.
        """
        if self._is_listed(word):
            return self._singulars.get(word, "")
        for ending in _PLURAL_OF_PLURAL if definite else _PLURAL_OF_PLURAL + _PRONOUNS_AND_TANWIN:
            rest = word[: -len(ending)]
            if rest.endswith("ه") or (ending == "ات" and self._lexicon.takes_article(rest + "ه")):
                continue  # طلبها is طلب and a pronoun, not طلبة and tanwin; مظاهرات is of مظاهرة, not of مظاهر
            if word.endswith(ending) and rest in self._singulars and self._is_as_usual(rest, word, _PLURAL_TIMES):
                return self._singulars[rest]
        return ""

    def _is_as_usual(self, rest: str, word: str, times: int = 1) -> bool:
        """Whether the rest is used as often as the word, or at least one of so many times."""
        return times * self._lexicon.with_article(rest) >= self._lexicon.with_article(word)

    def _without_pronoun(self, word: str) -> Iterator[str]:
        """The word without an attached pronoun, its ta marbuta restored; at most one."""
        for pronoun in _PRONOUNS:
            rest = word[: -len(pronoun)]
            if word.endswith(pronoun) and len(rest) >= 3:
                if closed := self._closed(rest):
                    yield closed
                elif pronoun in _CLEAR_PRONOUNS or self._is_stem_of(rest, word, _PRONOUN_SHARE):
                    yield rest
        if word.endswith(("ته", "اه")) and len(word) >= 5 and (closed := self._closed(word[:-1])):
            yield closed
        elif word.endswith("اته") and len(word) >= 5:
            yield word[:-1]

    def _closed(self, word: str) -> str:
        """The word whose last letter a pronoun changed: مدينة of مدينت(ها), قتلى of قتلا(هم); else ""."""
        closed = word[:-1] + {"ت": "ه", "ا": "ي"}.get(word[-1], "")
        if len(closed) < len(word):
            return ""
        is_usual = len(word) >= 4 and self._lexicon.with_article(closed) > self._lexicon.count(word)
        return closed if is_usual or closed in self._singulars else ""

    def _is_whole(self, word: str) -> bool:
        """Whether the word is known as it stands: a name, with or without the article, or listed with its plural."""
        return self._is_listed(word) or self._lexicon.is_name(word) or self._lexicon.is_name("ال" + word)

    def _comes_off(self, ending: str, rest: str, word: str, share: float) -> bool:
        """Whether the ending is one, by the uses of the rest and of the word's other forms."""
        if (
            ending == "ا"
            and (len(word) >= 5 or self._lexicon.is_name(word))
            and self._is_stem_of(rest + "ي", word, share)
        ):
            return True  # the alef of a country: فرنسا، فرنسي
        if ending in _SOUND_PLURALS and len(rest) >= 4 and (rest[0] == "م" or rest[1] == "ا"):
            return True  # of a participle: متظاهرين، نازحين
        if ending == "ون" and word[0] not in IMPERFECT and self._is_only_in_un(word):
            return False
        return self._is_stem_of(rest, word, share) or self._is_sound_plural(word)

    def _is_only_in_un(self, word: str) -> bool:
        """Whether a known word has no oblique case, and so is no plural: زيتون."""
        return self._lexicon.with_article(word) > 0 == self._lexicon.with_article(word[:-2] + "ين")

    def _is_sound_plural(self, word: str) -> bool:
        """Whether a word whose singular the lexicon lacks is used as nominative and oblique, or is unknown itself."""
        if not word.endswith(_SOUND_PLURALS) or len(word) < 6:
            return False
        uses = self._lexicon.with_article(word)
        siblings = sum(self._lexicon.with_article(word[:-2] + ending) for ending in _SOUND_PLURALS) - uses
        return not uses or siblings > _SIBLING_SHARE * uses

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


@cache
def shipped_stemmer() -> Stemmer:
    """The stemmer of the lexicon and the plurals that come with the archive."""
    return Stemmer(shipped(), plurals.shipped())


@lru_cache(maxsize=400_000)
def stem(word: str) -> str:
    """The stem of a folded word by the shipped lexicon, remembered."""
    return shipped_stemmer().stem(word)
