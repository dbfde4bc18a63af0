"""The subject behind a verb, as Arabic news writes it: titles and offices before the name, or no name."""

import re
from enum import Enum, auto
from typing import NamedTuple

from articles.models import Kind
from articles.tagging.saying import SAYING
from articles.tagging.saying_cues import (
    ADVERBS,
    ASIDE,
    BODIES,
    BODY_AGAIN,
    GROUPS,
    OTHERS,
    PERSON_AGAIN,
    PREPOSITIONS,
    SOURCE_AGAIN,
    SPEECHLESS,
    STATEMENTS,
    THAT,
)
from articles.tagging.speech import CLAUSE, NONE, SENTENCE, Named, Speech

_REACH = 18  # words from the verb to the name of its subject, titles between
_STATEMENT_REACH = 8
_BODY_WORDS = 5
_NO_PART = frozenset({"الي", "التي", "الذي", "ان", "الماضي"})
_APPOSED = '"\u201c\u201d\u00ab\u00bb('  # a name may stand in marks: القيادي "أبو عبيدة"


class Verdict(Enum):
    NAMED = auto()
    NOBODY = auto()  # the verb has no subject beside it
    AGAIN = auto()  # somebody named before, called by an office
    UNKNOWN = auto()  # somebody without a name that is known
    SPEECHLESS = auto()  # what does not speak: a study, figures


class Subject(NamedTuple):
    """`words` are the first of those that stand for somebody named before, folded."""

    verdict: Verdict
    name: Named | None = None
    words: tuple[str, ...] = ()
    is_statement: bool = False


def subject_behind(speech: Speech, at: int, stop: int) -> Subject:
    """The subject of the verb at word `at`, looked for before character `stop`."""
    first = _first_of_subject(speech, at, stop)
    if first is None:
        return Subject(Verdict.NOBODY)
    if (named := speech.name_at(first)) and not speech.is_governed(named):
        return Subject(Verdict.UNKNOWN) if named.kind == Kind.PLACE else Subject(Verdict.NAMED, named)
    word = speech.word(first)
    if word in PREPOSITIONS or word.startswith("لل") or _OBJECT.match(word):
        is_statement = word == "في" and speech.word(first + 1) in STATEMENTS and speech.word(at) in _CAME
        return _statement(speech, first + 1, stop) if is_statement else Subject(Verdict.NOBODY)
    if word in SPEECHLESS:
        return Subject(Verdict.SPEECHLESS)
    if word in STATEMENTS:
        return _statement(speech, first, stop)
    if person := _person_in(speech, first, stop):
        return Subject(Verdict.NAMED, person)
    return _body(speech, first, stop)


# A verbal noun is what is spoken of: أكد استعداده, توقعت انتهاء التصويت.
_OBJECT = re.compile(r"(?:است|ان|ا\wت)\w*ا\w+$")
_CAME = frozenset({"جاء", "وجاء", "ورد", "وورد"})


def _first_of_subject(speech: Speech, at: int, stop: int) -> int | None:
    first = at + 1
    while first < len(speech.tokens) and speech.tokens[first].start < stop and not speech.ends(first):
        if ":" in speech.gap(first) or speech.word(first) in SAYING:
            return None
        if speech.word(first) not in ADVERBS:
            return first
        first += 1
    return None


def _person_in(speech: Speech, first: int, stop: int) -> Named | None:
    """The person whose titles begin at word `first`: وزير الدفاع الروسي، سيرغي شويغو."""
    end = speech.tokens[min(first + _REACH, len(speech.tokens) - 1)].end
    for name in speech.names_between(speech.tokens[first].start, min(stop, end)):
        if name.kind == Kind.PERSON and _is_titled(speech, first, speech.at_or_after(name.start), name):
            return name
    return None


def _is_titled(speech: Speech, first: int, at: int, name: Named) -> bool:
    """Whether the words from `first` to the name at word `at` are titles of that person."""
    breaks = speech.breaks[first + 1 : at + 1]
    words = [token.folded for token in speech.tokens[first:at]]
    if SENTENCE in breaks or not words or words[0] in GROUPS or speech.is_governed(name) or not ASIDE.isdisjoint(words):
        return False
    if breaks.count(CLAUSE) > 1:
        return False
    before = words[-1]
    if breaks[-1] != NONE or not set(_APPOSED).isdisjoint(speech.gap(at)):
        return words[0] not in OTHERS or len(words) > 1
    return CLAUSE not in breaks and before not in PREPOSITIONS and before not in OTHERS


def _statement(speech: Speech, first: int, stop: int) -> Subject:
    """Whose statement it is: بيان لوزارة الداخلية; البيان alone is one named before."""
    end = speech.tokens[min(first + _STATEMENT_REACH, len(speech.tokens) - 1)].end
    told = (token.start for token in speech.tokens[first : first + _STATEMENT_REACH] if token.folded in THAT)
    for name in speech.names_between(speech.tokens[first].start, min(stop, end, next(told, end))):
        if name.kind == Kind.PLACE or SENTENCE in speech.breaks[first + 1 : speech.at_or_after(name.start) + 1]:
            continue
        return Subject(Verdict.NAMED, name, is_statement=True)
    is_known = speech.word(first).startswith("ال")
    return Subject(Verdict.AGAIN, words=(speech.word(first),)) if is_known else Subject(Verdict.UNKNOWN)


def _body(speech: Speech, first: int, stop: int) -> Subject:
    """An organisation behind its first word, or what was named before and is called by what it is."""
    word, named = speech.word(first), speech.name_at(first + 1)
    if word in BODIES:
        if named and named.start < stop and named.kind == Kind.ORGANISATION:
            return Subject(Verdict.NAMED, named)
        end = _end_of_body(speech, first, stop)
        return (
            Subject(Verdict.NAMED, Named(speech.tokens[first].start, end, Kind.ORGANISATION))
            if end
            else Subject(Verdict.UNKNOWN)
        )
    if word not in PERSON_AGAIN | BODY_AGAIN | SOURCE_AGAIN:
        return Subject(Verdict.UNKNOWN)
    words = [word]
    for at in range(first + 1, min(first + 3, len(speech.tokens))):
        if speech.breaks[at] != NONE or speech.tokens[at].start >= stop or speech.word(at) in PREPOSITIONS | ADVERBS:
            break
        words.append(speech.word(at))
    return Subject(Verdict.AGAIN, words=tuple(words))


def _end_of_body(speech: Speech, first: int, stop: int) -> int:
    """Where the name of a body without a record ends: وزارة الداخلية, هيئة الأرصاد الجوية; 0 where it has none."""
    end, at = 0, first + 1
    while at < min(first + _BODY_WORDS, len(speech.tokens)) and speech.breaks[at] == NONE:
        token = speech.tokens[at]
        if token.start >= stop or not token.folded.startswith("ال") or token.folded in ADVERBS | _NO_PART:
            break
        end, at = token.end, at + 1
    return end
