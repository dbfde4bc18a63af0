"""From a folded word to the consonants it is built on: a loose key for ranking, where a stem is too strict.

`root("وزراء") == root("وزير")`, `root("اجتمعوا") == root("الجمعيات")`. These are no dictionary's roots but what a few
short tables leave: one ending, one derivational prefix, an infixed ta and the weak letters come off. Words of different
meaning meet in one, so that a root may add to the score of what a stem has found, and finds nothing by itself. Tables
and bounds were chosen by retrieval quality: docs/arabic.md.
"""

from functools import lru_cache

from articles.arabic.stem import GOD, GOD_WITH_CLITICS, shipped_stemmer

_WEAK = str.maketrans("", "", "اويء")
_ENDINGS = ("تهما", "هما", "كما", "ات", "ون", "ين", "ان", "يه", "ها", "هم", "هن", "كم", "نا", "وا", "ته")
_SHORTEST_BEFORE_ENDING = 4  # letters
_LAST_LETTERS = ("ي", "ه", "ت")
_SHORTEST_WITH_LAST_LETTER = 6
# Of verbs and of the nouns derived from them, the longest first.
_PREFIXES = ("است", "مست", "يست", "تست", "نست", "ست", "مت", "يت", "تت", "من", "ان", "م", "ي", "ت", "ن", "ا", "س")
_USUAL_PREFIXES = frozenset("ميت")  # these may leave two strong letters
_INFIX = "ت"
_LETTERS = 3  # of a root; with fewer, two strong letters will do in a longer word


def root_of(word: str) -> str:
    """The root of a folded word without article and clitics; never empty."""
    word = _without_infix(_without_prefix(_without_endings(word)))
    strong = _strong(word)
    fewest = _LETTERS if len(word) <= _LETTERS else 2
    return strong if len(strong) >= fewest else word


def _strong(word: str) -> str:
    """The letters that stay the same in all forms of a word: دول of دولة would be دل."""
    return word.translate(_WEAK)


def _without_endings(word: str) -> str:
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST_BEFORE_ENDING and len(_strong(rest)) >= 2:
            word = rest
            break
    return word[:-1] if len(word) >= _SHORTEST_WITH_LAST_LETTER and word.endswith(_LAST_LETTERS) else word


def _without_prefix(word: str) -> str:
    if word[0] == "م" and len(_strong(word)) <= _LETTERS:
        return word  # مدن keeps its first letter, and so does مدير
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(_strong(rest)) >= (2 if prefix in _USUAL_PREFIXES else _LETTERS):
            return rest
    return word


def _without_infix(word: str) -> str:
    """Without the ta that the eighth form puts behind the first letter: (ا)جتماع is built on جمع."""
    without = word[0] + word[2:]
    return without if word[1:2] == _INFIX and len(_strong(without)) >= _LETTERS else word


@lru_cache(maxsize=400_000)
def root(word: str) -> str:
    """The root of a folded word by the shipped lexicon, remembered; numbers and Latin words stay as they are."""
    if word in GOD_WITH_CLITICS:
        return GOD
    if word.isascii():
        return word
    return root_of(shipped_stemmer().without_prefixes(word))
