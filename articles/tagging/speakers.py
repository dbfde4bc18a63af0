"""Who speaks: the subject of a word of saying, named beside it or, where that is safe, before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from articles.models import Kind
from articles.tagging.agreement import bare, gender_of, is_same, may_be_called
from articles.tagging.saying import SAYING, Gender, Saying, Shape
from articles.tagging.saying_cues import (
    BODY_AGAIN,
    CONNECTIVES,
    CONTINUING,
    OTHERS,
    PARTICLES,
    PERSON_AGAIN,
    PREPOSITIONS,
    RELATIVES,
    SOURCE_AGAIN,
    STATEMENTS,
    THAT,
)
from articles.tagging.speech import CLAUSE, NONE, SENTENCE, Named, Speech
from articles.tagging.subjects import Subject, Verdict, subject_behind

_FAR = 4000  # characters within which a pronoun or an office may stand for somebody named before
_NOT_FAR = 14  # words from عن to قوله
_NEAR = 7  # words around a name that may be its titles


# Whoever says so is not what stands before: تصريحات ترامب قال فيها.
_RESUMED = frozenset({"فيه", "فيها", "عنه", "عنها"})


class How(NamedTuple):
    """What a speaker rests on, and how sure that makes it, from 0 to 1."""

    evidence: str
    confidence: float


BEHIND, BEFORE = How("subject", 0.95), How("before the verb", 0.9)
HANGING, PRONOUN, AGAIN = How("clause", 0.88), How("pronoun", 0.8), How("title", 0.82)
SOURCE, STATED, ACCORDING = How("source", 0.88), How("statement", 0.85), How("according", 0.85)


@dataclass(frozen=True)
class Speaker:
    name: Named
    gender: Gender | None
    how: How

    def agrees(self, gender: Gender | None) -> bool:
        return gender is None or self.gender is None or gender == self.gender


class Clause(NamedTuple):
    """The sentence that begins with word `start`, and who last spoke in it."""

    start: int
    speaker: Speaker | None


class Speakers:
    """Follows a text from its beginning to its end and tells of each word of saying who its subject is.

    `last` is who spoke, or was spoken of as a sentence's subject, last; None where that is not known. It stands for a
    later pronoun only where nobody else has come between.
    """

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self.last: Speaker | None = None
        self._clause = Clause(-1, None)
        self._since = 0  # the character from which on others may have come between
        self._read = 0  # words looked at for subjects of sentences
        self._has_come = False  # whether somebody has come to be spoken of since another spoke

    def of(self, at: int, saying: Saying, stop: int) -> Speaker | None:
        """Who says what begins at character `stop`; `at` is the word of saying. None where it is not sure."""
        self._follow(at)
        sentence = self._speech.sentence_start(at)
        if saying.shape == Shape.PARTICIPLE or (saying.shape == Shape.NOUN and not self._has_source(at)):
            speaker = self._hanging(at, saying, sentence)
        elif saying.shape == Shape.NOUN:
            speaker = self._source(at, saying)
        else:
            speaker = self._subject(at, saying, stop)
        if speaker or saying.shape == Shape.VERB:
            self._note(speaker, sentence, self._speech.tokens[at].end)
        return speaker

    def said_until(self, char: int) -> None:
        """Whoever is named in what is said does not come between."""
        self._since = max(self._since, char)

    def antecedent(self, gender: Gender | None, at: int) -> Speaker | None:
        """The one a pronoun at word `at` stands for, where that is safe."""
        last = self.last
        if last is None or gender == Gender.PLURAL or not last.agrees(gender):
            return None
        start = self._speech.tokens[at].start
        far = start - self._since > _FAR or self._speech.lines_between(self._since, start) > 1
        between = self._speech.names_between(max(self._since, start - _FAR), start)
        if far or any(self._may_be_meant(name, last, gender) for name in between):
            return None
        return replace(last, how=PRONOUN)

    def _note(self, speaker: Speaker | None, sentence: int, end: int) -> None:
        self.last, self._has_come = speaker, False
        self._clause = Clause(sentence, speaker)
        self._since = max(self._since, end, speaker.name.end if speaker else end)

    def _follow(self, at: int) -> None:
        """Take note of the subjects of the sentences before word `at` that say nothing."""
        speech = self._speech
        for start in range(self._read, at):
            begins = speech.breaks[start] == SENTENCE and speech.word(start) not in SAYING
            if begins and speech.tokens[start].start >= self._since and (named := self._topic(start)):
                other = self.last and not is_same(self.last.name, named, speech)
                self._has_come = self._has_come or bool(other)
                gender = Gender.FEMININE if speech.word(start).endswith("ت") else Gender.MASCULINE
                self.last = Speaker(named, gender_of(named, speech) or gender, BEHIND)
                self._since = named.end
        self._read = max(self._read, at)

    def _topic(self, start: int) -> Named | None:
        """The person or organisation that is the subject of a sentence: right behind its first word, or it."""
        if named := self._speech.name_at(start):
            return named if named.kind != Kind.PLACE else None
        if self._speech.breaks[start + 1 : start + 2] != [NONE]:
            return None
        found = subject_behind(self._speech, start, len(self._speech.body))
        return found.name if found.verdict == Verdict.NAMED else None

    def _subject(self, at: int, saying: Saying, stop: int) -> Speaker | None:
        found = subject_behind(self._speech, at, stop)
        if found.verdict == Verdict.NAMED and found.name:
            how = STATED if found.is_statement else BEHIND
            return Speaker(found.name, gender_of(found.name, self._speech) or saying.gender, how)
        if found.verdict == Verdict.AGAIN:
            return self._again(found, at, saying.gender)
        if found.verdict == Verdict.UNKNOWN or saying.shape == Shape.CAME:
            return None
        return self._before(at, saying)

    def _before(self, at: int, saying: Saying) -> Speaker | None:
        """The subject before its verb, كان لافروف قال or ترامب الذي قال; else whom a pronoun stands for."""
        speech, place = self._speech, at
        if self._has_come and speech.word(at).lstrip("وف") in CONTINUING:
            return None
        if saying.is_joined or speech.ends(at):
            return self.antecedent(saying.gender, at)
        while speech.word_before(place) in PARTICLES:
            place -= 1
        relative = RELATIVES.get(speech.word_before(place))
        if relative:
            if saying.gender and relative != saying.gender:
                return None
            place -= 1
        named = speech.name_before(place) if not speech.ends(place) else None
        if named:
            return Speaker(named, saying.gender, BEFORE) if self._is_subject(named, at, bool(relative)) else None
        if relative:
            return None
        return self._unnamed_before(place, at, saying)

    def _is_subject(self, name: Named, at: int, is_related: bool) -> bool:
        """Whether a name right before the verb at word `at` is its subject, not part of another word's name."""
        speech, first = self._speech, self._speech.at_or_after(name.start)
        word, behind = speech.word_before(first), speech.word(at + 1)
        if name.kind == Kind.PLACE or speech.is_governed(name) or behind in _RESUMED:
            return False
        if name.kind == Kind.ORGANISATION and not is_related:
            return (
                not word or word in PARTICLES or word in CONNECTIVES or word in THAT or speech.breaks[first] == CLAUSE
            )
        return word not in PREPOSITIONS and word not in OTHERS and word not in STATEMENTS

    def _unnamed_before(self, place: int, at: int, saying: Saying) -> Speaker | None:
        speech, word = self._speech, self._speech.word_before(place)
        if word in PERSON_AGAIN | BODY_AGAIN | SOURCE_AGAIN:
            return self._again(Subject(Verdict.AGAIN, words=(word,)), at, saying.gender)
        begins = not word or word in CONNECTIVES or speech.breaks[at] == CLAUSE or word in SAYING
        return self.antecedent(saying.gender, at) if begins else None

    def _again(self, found: Subject, at: int, gender: Gender | None) -> Speaker | None:
        """Somebody named before, called by an office: أضاف الوزير."""
        head = found.words[0]
        if head in PERSON_AGAIN and (name := self._holder(found.words, at, gender)):
            return Speaker(name, gender_of(name, self._speech) or gender, AGAIN)
        is_source = head in SOURCE_AGAIN
        last = self.antecedent(None if is_source else gender, at)
        if last is None or not (is_source or head.startswith("ال")):
            return None
        if is_source or (head in PERSON_AGAIN and last.name.kind == Kind.PERSON):
            return replace(last, how=AGAIN)
        is_body = last.name.kind == Kind.ORGANISATION and head in BODY_AGAIN
        return replace(last, how=AGAIN) if is_body and may_be_called(last.name, head, self._speech) else None

    def _holder(self, words: Sequence[str], at: int, gender: Gender | None) -> Named | None:
        """The one person named before word `at` with these titles beside the name: رئيس البلدية, المحلل السياسي."""
        titles = {bare(word) for word in words}
        start = self._speech.tokens[at].start
        named = self._speech.names_between(start - _FAR, start)
        found = [each for each in named if each.kind == Kind.PERSON and titles <= self._titles(each, at)]
        is_one = found and all(is_same(found[0], each, self._speech) for each in found[1:])
        is_other = gender and found and gender_of(found[0], self._speech) not in (gender, None)
        return found[-1] if is_one and not is_other else None

    def _titles(self, name: Named, stop: int) -> set[str]:
        """The words around a name and before word `stop`, among which its titles are."""
        speech, first = self._speech, self._speech.at_or_after(name.start)
        last, end = speech.at_or_after(name.end), speech.at_or_after(name.end)
        while first > last - _NEAR and not speech.ends(first):
            first -= 1
        while end < min(last + _NEAR, stop) and not speech.ends(end):
            end += 1
        words = {bare(token.folded) for token in speech.tokens[first:end]}
        return words | {word.removeprefix("و") for word in words}

    def _hanging(self, at: int, saying: Saying, sentence: int) -> Speaker | None:
        """The subject of the clause on which a participle hangs: ندد الحزب بالقرار، مؤكدا أنه …"""
        if self._clause.start == sentence:
            speaker = self._clause.speaker
            return replace(speaker, how=HANGING) if speaker and speaker.agrees(saying.gender) else None
        if sentence == at:
            return None
        found = subject_behind(self._speech, sentence, self._speech.tokens[at].start)
        topic = self._speech.name_at(sentence) or (found.name if found.verdict == Verdict.NAMED else None)
        if topic and topic.kind != Kind.PLACE:
            gender = gender_of(topic, self._speech)
            is_other = gender and saying.gender and gender != saying.gender
            return None if is_other else Speaker(topic, saying.gender, HANGING)
        return self.antecedent(saying.gender, at) if found.verdict == Verdict.NOBODY else None

    def _has_source(self, at: int) -> bool:
        return self._source_at(at) > 0

    def _source_at(self, at: int) -> int:
        """The place of the عن before قوله: نقلت الوكالة عن شويغو قوله; 0 where there is none."""
        for place in range(at - 1, max(at - _NOT_FAR, 0), -1):
            if self._speech.word(place) == "عن":
                return place
            if self._speech.ends(place):
                break
        return 0

    def _source(self, at: int, saying: Saying) -> Speaker | None:
        found = subject_behind(self._speech, self._source_at(at), self._speech.tokens[at].start)
        if found.verdict != Verdict.NAMED or found.name is None or found.name.kind == Kind.PLACE:
            return None
        return Speaker(found.name, saying.gender, SOURCE)

    def _may_be_meant(self, name: Named, last: Speaker, gender: Gender | None) -> bool:
        """Whether a person who is named in between is another, and may be the one meant."""
        if name.kind != Kind.PERSON or is_same(name, last.name, self._speech):
            return False
        other = gender_of(name, self._speech)
        return not (other and gender and other != gender)
