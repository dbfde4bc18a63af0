"""Keys by which the spellings of one name meet, in Latin and in Arabic script.

    name_keys("Sergey Lavrov") == name_keys("سيرغي لافروف") == name_keys("سيرجى لافروف")

A key is what the spellings of a name agree on: its consonants, with those merged that are written for one another
(g, j, k, q and غ، ج، ق، ك، خ), and a sign for a weak beginning. Vowels, doubled letters, and h are left out. Keys
only suggest: many words that are no spellings of one another share one. docs/arabic.md has the measured shares.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import islice, product

from articles.arabic.tokens import folded_words

MAX_KEYS = 8  # of one Latin word; more than eight find nothing more
_MAX_READINGS = 2048  # of one Latin word, of which the keys are taken
_MAX_LENGTH = 40  # letters of a word that are read

_ARABIC = dict.fromkeys(map(ord, "اويءعهح"), "") | {
    ord(letter): becomes
    for becomes, letters in (
        ("b", "ب"),
        ("t", "تطث"),
        ("d", "دضذظ"),
        ("f", "ف"),
        ("k", "غجقكخ"),
        ("s", "سصز"),
        ("x", "ش"),
        ("r", "ر"),
        ("l", "ل"),
        ("m", "م"),
        ("n", "ن"),
    )
    for letter in letters
}
_WEAK_ARABIC = frozenset("اويءعهح")
_WEAK_LATIN = frozenset("aeiouyh")
_WEAK = "a"  # the sign for a beginning with a vowel, w, y or h

# What each group of Latin letters may stand for, the likeliest first; the first rule that fits is taken.
_LATIN_RULES: tuple[tuple[str, ...], ...] = (
    (r"\Ax", "s", "ks", "k"),
    (r"x\Z", "ks", ""),
    ("x", "ks", "s", "k"),
    ("tz?sch|tch|tsh", "x"),
    ("sch", "x", "sk"),
    ("sh", "x"),
    ("sc(?=[ei])|ss?(?=[ptk])", "s", "x"),
    (r"s\Z", "s", "", "x"),
    ("sz", "s", "x"),
    ("s+", "s"),
    ("chr", "kr", "xr"),
    ("c?ch", "x", "k"),
    ("cz", "x", "s"),
    ("cc?(?=[eiy])", "s", "x", "k"),
    (r"c\Z", "k", "x"),
    ("c?[kq]+u?h?|c", "k"),
    (r"ght\Z", "t", "kt"),
    ("gh", "k", "", "f"),
    ("gn", "n", "kn"),
    ("gl(?=i)", "l", "kl"),
    ("d?g+|dj|dzh", "k"),
    ("zh", "k", "s"),
    ("j", "k", ""),
    ("t+h", "t", "d"),
    ("t[sz]|zz", "ts", "s"),
    (r"t+\Z", "t", "", "d"),
    ("t+", "t"),
    ("dt", "t", "d"),
    ("dh", "d"),
    (r"d+\Z", "d", "", "t"),
    ("d+", "d"),
    ("z+", "s", "d"),
    ("ph", "f", "b"),
    ("[pb]+", "b"),
    ("[vf]+", "f"),
    ("w", "", "f"),
    ("ll", "l", ""),
    ("l+", "l"),
    (r"r+\Z", "r", ""),
    ("r+", "r"),
    ("m+", "m"),
    ("n+", "n"),
)
_RULES = tuple((re.compile(pattern), readings) for pattern, *readings in _LATIN_RULES)
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "e", "œ": "e", "þ": "th", "ß": "ss"})
_NOT_LATIN = re.compile("[^a-z]")
_DOUBLED = re.compile(r"(.)\1+")
_WEAK_BEGINNING = re.compile("^[اويءعهح]", re.MULTILINE)

_VARIANTS = str.maketrans({"ج": "غ", "ق": "غ", "ك": "غ", "ث": "ت", "ط": "ت"})
_LONG_VOWELS = dict.fromkeys(map(ord, "اويءه"))
_MIN_CONSONANTS = 4  # of a word whose vowels may differ

# Parts of compound names, folded.
_ARTICLES = frozenset({"al", "el", "ul", "ال"})
_ASSIMILATED = re.compile("(?:a|e|u)(sh|th|dh|[dlnrstz])")  # an article before a sun letter: ar, as, ash, ed
_ENGLISH = frozenset(("the", "of", "and", "in", "on", "for", "at", "to", "a", "an", "by", "from", "with"))
SONS = frozenset({"ibn", "bin", "ben", "bint", "bn", "ابن", "بن", "بنت"})
_SERVANTS = frozenset({"abd", "abdel", "abdul", "abdal", "abdol", "abdur", "abdu", "عبد"})
_FATHERS = frozenset({"abu", "abou", "abo", "abi", "aboo", "ابو", "ابي", "ابا"})
_SECOND_PARTS = frozenset(
    {"allah", "ullah", "ollah", "din", "deen", "dine", "eddin", "eddine", "uddin", "الله", "الدين"}
)
_SERVANT_OF_SUN = re.compile(r"\Aabd[aeou]?(?=(sh|[dlnrstz])\1|(?:ssh))")  # Abdurrahman, Abdessalam
_OF_RELIGION = re.compile(r"(?<=[a-z]{2})(?:[aeou]?dd|[eu]d)(?:in|een|ine)\Z")  # Nureddin, Salahuddin

# The same in one Latin word: what stands before and behind the part that is spelled by itself.
_COMPOUNDS = (
    (re.compile(r"abd[aeiou]?l?(?P<part>(?!l?lah)[a-z]{3,})"), "عبد", ""),
    (re.compile(r"ab[ou]u?(?P<part>[a-z]{3,})"), "ابو", ""),
    (re.compile(r"(?P<part>[a-z]{3,}?)[aou]ll?ah"), "", "الله"),
    (re.compile(r"(?P<part>[a-z]{3,}?)(?:[aeou]?dd|[eu]d)(?:in|een|ine)"), "", "الدين"),
)


def name_keys(text: str) -> tuple[str, ...]:
    """The likeliest key of each word of a name, in order; of compound names (عبد الفتاح، نصر الله، أبو بكر) one key.

    Articles and the words for son and daughter have none.
    """
    return tuple(keys[0] for word in name_words(text) if (keys := word_keys(word)))


def is_same_name(one: str, other: str) -> bool:
    """Whether each word of one name shares a key with the word of the other in its place."""
    ones, others = name_words(one), name_words(other)
    return len(ones) == len(others) and all(
        not set(word_keys(left)).isdisjoint(word_keys(right)) for left, right in zip(ones, others, strict=True)
    )


def name_words(text: str) -> list[str]:
    """The words of a name, folded, its compounds as one word each.

    `name_words("Abd al-Fattah el-Sisi") == ["abdulfattah", "sisi"]`
    """
    return list(_joined(_bare(folded_words(text))))


@lru_cache(maxsize=100_000)
def word_keys(word: str) -> tuple[str, ...]:
    """The keys of one folded word, the likeliest first; none of a word without a consonant.

    An Arabic word has one, and another without its article; a Latin word one for each way its letters are read.
    """
    latin = latin_letters(word)
    if latin:
        return tuple(islice(dict.fromkeys(filter(_tells, _latin_keys(latin[:_MAX_LENGTH]))), MAX_KEYS))
    return tuple(dict.fromkeys(filter(_tells, _arabic_keys(word[:_MAX_LENGTH]))))


def latin_letters(folded: str) -> str:
    """The word in the 26 letters; "" where it is not in Latin script."""
    return _NOT_LATIN.sub("", folded.translate(_PLAIN))


def _tells(key: str) -> bool:
    return bool(key) and key != _WEAK


def _arabic_keys(word: str) -> Iterator[str]:
    if word.startswith("ال") and len(word) >= 4:
        yield _arabic_key(word[2:])
    yield _arabic_key(word)


def arabic_keys(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The keys of many folded words of Arabic letters, each with the place of its word: as `word_keys`, in one step."""
    places = range(len(words))
    bare = [at for at in places if words[at].startswith("ال") and len(words[at]) >= 4]
    for chosen, texts in ((places, words), (bare, [words[at][2:] for at in bare])):
        if not texts:
            continue
        joined = _DOUBLED.sub(r"\1", "\n".join(texts).replace("تش", "ش"))
        keys = _WEAK_BEGINNING.sub(_WEAK, joined).translate(_ARABIC).split("\n")
        yield from ((at, key) for at, key in zip(chosen, keys, strict=True) if _tells(key))


def _arabic_key(word: str) -> str:
    consonants = _DOUBLED.sub(r"\1", word.replace("تش", "ش")).translate(_ARABIC)
    is_arabic = consonants.isascii() and not word.isascii()  # every letter of it has a reading
    return _key(consonants, word[0] in _WEAK_ARABIC) if is_arabic else ""


def _latin_keys(word: str) -> Iterator[str]:
    """All readings of the groups, those that take most of the likeliest first."""
    word = _OF_RELIGION.sub("aldin", _SERVANT_OF_SUN.sub("abdul", word))
    groups = list(_groups(word))
    ways = islice(product(*(range(len(readings)) for readings in groups)), _MAX_READINGS)
    for choice in nsmallest(4 * MAX_KEYS, ways, key=sum):
        read = [readings[number] for readings, number in zip(groups, choice, strict=True)]
        is_weak = word[0] in _WEAK_LATIN or (word[0] in "wj" and not read[0])
        yield _key("".join(read), is_weak)


def _groups(word: str) -> Iterator[Sequence[str]]:
    """The readings of each group of consonants."""
    at = 0
    while at < len(word):
        for pattern, readings in _RULES:
            if match := pattern.match(word, at):
                yield readings
                at = match.end()
                break
        else:
            at += 1


def _key(consonants: str, is_weak: bool) -> str:
    return (_WEAK if is_weak else "") + consonants


def _bare(words: Sequence[str]) -> Iterator[str]:
    """The words without articles, sons and daughters; a name of nothing else stays."""
    kept = [
        word
        for word, following in zip(words, (*words[1:], ""), strict=False)
        if not (word in _ARTICLES or word in SONS or is_assimilated_article(word, following))
    ]
    yield from kept or words


def compounds(word: str) -> Iterator[tuple[str, str, str]]:
    """The compound names that a Latin word may be: Arabic before its part, the part in Latin, Arabic behind it.

    `list(compounds("abdelkarim")) == [("عبد", "karim", "")]`
    """
    latin = latin_letters(word)
    for pattern, before, behind in _COMPOUNDS:
        if match := pattern.fullmatch(latin):
            yield before, match["part"], behind


def is_particle(word: str, following: str = "") -> bool:
    """Whether a Latin word before another tells nothing by itself: an article, a letter, a function word of English."""
    return len(word) == 1 or word in _ARTICLES or word in _ENGLISH or is_assimilated_article(word, following)


@lru_cache(maxsize=100_000)
def variant_key(word: str) -> str:
    """What the Arabic spellings of one folded word agree on: finer than `word_keys`, which meet Latin ones too.

    `variant_key("سيرغي") == variant_key("سيرجي")`, but `variant_key("سعد") != variant_key("سعيد")`.
    """
    bare = word[2:] if word.startswith("ال") and len(word) >= 5 else word
    merged = _DOUBLED.sub(r"\1", bare.replace("تش", "ش")).translate(_VARIANTS)
    consonants = merged[:1] + merged[1:].translate(_LONG_VOWELS)
    return consonants if len(consonants) >= _MIN_CONSONANTS else merged


def is_assimilated_article(word: str, following: str) -> bool:
    """Whether a word is an article before a sun letter, as in "ar Rahman", "ash Shabab"."""
    match = _ASSIMILATED.fullmatch(word)
    return match is not None and following.startswith(match[1])


def _joined(words: Iterable[str]) -> Iterator[str]:
    """The words with the two parts of a compound as one, spelled as one word would be."""
    waiting = ""
    for word in words:
        if waiting in _SERVANTS:
            waiting = f"عبدال{word.removeprefix('ال')}" if waiting == "عبد" else f"abdul{word}"
        elif waiting in _FATHERS or (waiting and word in _SECOND_PARTS):
            waiting += _second_part(word)
        else:
            if waiting:
                yield waiting
            waiting = word
    if waiting:
        yield waiting


def _second_part(word: str) -> str:
    return "ed" + word if word in {"din", "deen", "dine"} else word
