"""What the recogniser's model sees: symbols for the positions of a text, and the attributes of each symbol.

A symbol is all that is looked at in one place: a word, or which records' names stand there. What a symbol's
attributes are depends on nothing but the symbol, so that they are worked out once (`linear_chain.Column`).
An attribute has a reach: how many positions away the model still sees it.
"""

from collections import Counter, defaultdict
from functools import lru_cache
from math import log2

from articles.arabic.tokens import folded_run, folded_words
from articles.models import AliasUse, Kind
from articles.tagging.clitics import readings
from articles.tagging.cues import CITY_CUES, COUNTRY_CUES, CUES, PARTICLES, PREPOSITIONS, TITLES
from articles.tagging.gazetteer import LEAST_BEFORE_OTHERS, Gazetteer, Text
from articles.tagging.linear_chain import PADDING, Said
from articles.tagging.resources import Resources
from articles.tagging.usage import Usage, most_used, usage_attributes

_OUTSIDE = Said(near=("end",))
_BIAS = ("bias",)
_COUNTRIES = frozenset({"country", "territory"})
_CUES = {
    "title": TITLES,
    "particle": PARTICLES,
    "city": CITY_CUES,
    "country": COUNTRY_CUES,
    "preposition": PREPOSITIONS,
    "organisation": CUES[Kind.ORGANISATION],
}
_CUES_OF = {
    word: [f"cue-{cue}" for cue, words in _CUES.items() if word in words] for word in frozenset().union(*_CUES.values())
}
_DIGITS = str.maketrans(dict.fromkeys("0123456789", "0"))
_MOST_LEVEL = 6
_MOST_KEPT = 30_000
_LEAST_BARE = 3  # letters behind an article


class WordAttributes:
    """The attributes of words, by their letters and by what lists and the records know of them."""

    def __init__(self, gazetteer: Gazetteer, resources: Resources, usage: Usage) -> None:
        self._clusters = resources.clusters
        self._usage = usage
        self._given_names = gazetteer.given_names
        self._counts = {"n": resources.name_tokens, **_words_of_records(gazetteer)}
        self._kept: dict[str, tuple[str, ...]] = {}

    def __call__(self, word: str) -> Said:
        if word == PADDING:
            return _OUTSIDE
        folded = folded_run(word)
        if not folded[:1].isalnum():
            return Said(_BIAS, ("sign",), (f"w{word}",))
        if not folded.isalpha():
            folded = folded.translate(_DIGITS)
        here, near = _letters(word, folded)
        near += self._known(folded)
        near += usage_attributes(self._usage, folded)
        forms = bare_forms(folded)
        for form in forms:
            near += self._of_bare_form(form)
        if forms:
            near += [f"-{told}" for told in usage_attributes(self._usage, most_used(self._usage, forms))]
        return Said(here, near, (f"w{folded}", *self._clusters.get(folded, ())))

    def _of_bare_form(self, form: str) -> tuple[str, ...]:
        """What is told of a word by what may be left of it. Kept: many words come down to the same bare ones."""
        kept = self._kept.get(form)
        if kept is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            told = (f"b{form}", *self._known(form), *self._clusters.get(form, ()))
            kept = self._kept[form] = tuple(f"-{attribute}" for attribute in told)
        return kept

    def _known(self, word: str) -> list[str]:
        """What lists know of a word."""
        known = [f"{name}{_level(count)}" for name, counts in self._counts.items() if (count := counts.get(word))]
        if word in self._given_names:
            known.append("given")
        return known + _CUES_OF.get(word, [])


def flags(gazetteer: Gazetteer, text: Text) -> list[str]:
    """A symbol for each word of the text: which names of records begin or go on there, "" where none does."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for at, matches in enumerate(gazetteer.matches(text)):
        if not matches:
            continue
        longest: dict[str, int] = {}
        for match in matches:
            for entry in match.entries:
                if entry.record.id:
                    sort = _sort(entry.record.kind, entry.record.category, entry.name.use)
                    longest[sort] = max(match.words, longest.get(sort, 0))
        for sort, words in longest.items():
            length = min(words, 3)
            found[at].add(f"B{sort}{length}")
            for inside in range(at + 1, at + words):
                found[inside].add(f"I{sort}{length}")
    symbols = [""] * len(text.tokens)
    for at, own in found.items():
        symbols[at] = "|".join(sorted(own))
    return symbols


def flag_attributes(symbol: str) -> Said:
    """The attributes of what `flags` gives."""
    return Said((f"gg{symbol}",), [f"g{flag}" for flag in symbol.split("|")]) if symbol else Said()


def _sort(kind: Kind, category: str, use: AliasUse) -> str:
    """The kind of a record's name, and whether it counts by itself."""
    if use == AliasUse.ABOUT:
        return "nationality"
    return f"{kind[:3]}{'c' if category in _COUNTRIES else ''}{'' if use == AliasUse.ALWAYS else '?'}"


@lru_cache(maxsize=30_000)
def bare_forms(folded: str) -> tuple[str, ...]:
    """What may be left of a word without clitics and article: وبالمدينة -> بالمدينة, المدينة, مدينة.

    No lexicon is asked, lest a change of it spoil the model.
    """
    found = [reading.name for reading in readings(folded, LEAST_BEFORE_OTHERS) if len(reading.name) >= _LEAST_BARE]
    found += [form[2:] for form in found if form.startswith("ال") and len(form) >= _LEAST_BARE + 2]
    return tuple(dict.fromkeys(found[1:])) if len(found) > 1 else ()


def _letters(word: str, folded: str) -> tuple[list[str], list[str]]:
    """What the letters of a word say: for its own position, and for its neighbours too."""
    size = len(folded)
    here, near = ["bias", f"l{min(size, 8)}"], []
    if size > 1:
        here += [f"p{folded[0]}", f"s{folded[-1]}"]
    if size > 2:
        near += [f"p{folded[:2]}", f"s{folded[-2:]}"]
    if size > 3:
        here += [f"p{folded[:3]}", f"s{folded[-3:]}"]
    if size > 4:
        here += [f"p{folded[:4]}", f"s{folded[-4:]}"]
    if folded.isascii():
        near.append("d" if folded.isdigit() else "latin")
    if word[-1] == "ة":
        here.append("ta marbuta")
    if word[0] in "أإآ":
        here.append(f"h{word[0]}")
    return here, near


def _words_of_records(gazetteer: Gazetteer) -> dict[str, Counter[str]]:
    """How many names of records have a word: of people as their first and last, of organisations anywhere."""
    first, last, organisation = Counter[str](), Counter[str](), Counter[str]()
    for record in gazetteer.records.values():
        names = [words for name in record.names if (words := folded_words(name.text))]
        if record.kind == Kind.PERSON:
            first.update(words[0] for words in names if len(words) > 1)
            last.update(words[-1] for words in names if len(words) > 1)
        elif record.kind == Kind.ORGANISATION:
            organisation.update(word for words in names for word in words)
    return {"first": first, "last": last, "organisation": organisation}


def _level(count: int) -> int:
    """A count on a coarse logarithmic scale, from 0 to 6."""
    return min(int(log2(count)) + 1, _MOST_LEVEL) if count else 0
