"""What a text says was said, by whom: text and names -> quotations, in order; none overlap.

Three kinds: in marks (قال: "…"), reported with أن or إن (قال إن …), and reported with parts in marks. Names, titles
and single words in marks are no quotations, and what is not said (لم يقل إن …) is none either.
"""

from collections.abc import Iterable

from articles.models import QuotationKind
from articles.tagging.mentions import FoundQuotation
from articles.tagging.quote_marks import Quoted
from articles.tagging.said import FEWEST_BESIDE, Part, direct, is_said, said_behind
from articles.tagging.saying import SAYING, Gender, Saying, Shape
from articles.tagging.saying_cues import (
    ACCORDING,
    HIS_WORDS,
)
from articles.tagging.speakers import ACCORDING as BY_ACCORDING
from articles.tagging.speakers import Speaker, Speakers
from articles.tagging.speech import SENTENCE, Named, Speech
from articles.tagging.subjects import Verdict, subject_behind

_SURE = {QuotationKind.DIRECT: 0.97, QuotationKind.MIXED: 0.93, QuotationKind.REPORTED: 0.93}


def find_quotations(body: str, names: Iterable[Named]) -> list[FoundQuotation]:
    """What was said, by whom. `names` are the names in the body, which begin and end with words; none overlap."""
    return _Finder(Speech(body, names)).find()


class _Finder:
    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._speakers = Speakers(speech)
        self._found: list[FoundQuotation] = []
        self._free = 0  # the character from which on nothing is said yet

    def find(self) -> list[FoundQuotation]:
        tokens = self._speech.tokens
        sayings = [(at, said) for at in self._speech.places if (said := SAYING.get(tokens[at].folded))]
        pairs = iter(self._speech.pairs)
        pair = next(pairs, None)
        for at, saying in sayings:
            start = tokens[at].start
            while pair and pair.closing <= start:
                self._by_what_follows(pair)
                pair = next(pairs, None)
            if start >= self._free and not self._speech.pair_around(start) and is_said(self._speech, at, saying):
                self._read(at, saying)
        for left in (pair, *pairs):
            if left:
                self._by_what_follows(left)
        return self._found

    def _read(self, at: int, saying: Saying) -> None:
        parts = list(said_behind(self._speech, at, saying))
        stop = parts[0].start if parts else len(self._speech.body)
        if parts and subject_behind(self._speech, at, stop).verdict == Verdict.SPEECHLESS:
            return
        speaker = self._speakers.of(at, saying, stop)
        for part in parts:
            self._add(part, at, speaker)

    def _by_what_follows(self, pair: Quoted) -> None:
        """What stands in marks and is told of behind them: "…"، وفق قوله; "…"، قال الوزير."""
        speech, first = self._speech, self._speech.at_or_after(pair.start)
        if pair.opening < self._free or speech.is_title(pair, first) or speech.is_name(pair):
            return
        if not pair.is_closed or speech.length(pair) < FEWEST_BESIDE:
            return
        told = according_to(speech, speech.at_or_after(pair.closing), self._speakers)
        if told:
            self._add(direct(pair), told[0], told[1])

    def _add(self, part: Part, at: int, speaker: Speaker | None) -> None:
        token = self._speech.tokens[at]
        self._free = max(self._free, part.until)
        self._speakers.said_until(part.until)
        sure = _SURE[part.kind]
        self._found.append(
            FoundQuotation(
                part.start,
                part.end,
                part.kind,
                (token.start, token.end),
                (speaker.name.start, speaker.name.end) if speaker else None,
                speaker.name.entity_id if speaker else None,
                round(sure * speaker.how.confidence if speaker else sure, 2),
                speaker.how.evidence if speaker else "",
                part.marked,
            )
        )


def according_to(speech: Speech, at: int, speakers: Speakers) -> tuple[int, Speaker | None] | None:
    """Whose words those before word `at` were, if it says so, and the position of the word that does."""
    if at >= len(speech.tokens) or speech.breaks[at] == SENTENCE:
        return None
    word = speech.word(at)
    if word == "علي" and speech.word(at + 1) == "حد" and speech.word(at + 2) in HIS_WORDS:
        return at, speakers.antecedent(HIS_WORDS[speech.word(at + 2)], at)
    if word in ACCORDING:
        return _according(speech, at, speakers)
    place = at + 1 if word == "كما" else at
    saying = SAYING.get(speech.word(place))
    if saying is None or saying.is_joined or saying.shape != Shape.VERB or not is_said(speech, place, saying):
        return None
    if any(True for _ in said_behind(speech, place, saying)):
        return None  # it tells of what follows
    return place, _named_behind(speech, place, saying.gender)


def _according(speech: Speech, at: int, speakers: Speakers) -> tuple[int, Speaker | None]:
    place = at + 1
    if speech.word(place) == "عن":
        place += 1
    if gender := HIS_WORDS.get(speech.word(place)):
        return at, speakers.antecedent(gender, at)
    if speech.word(place) == "ما":  # وفق ما أفاد به الوزير
        place += 2 + (speech.word(place + 2) in ("به", "عنه", "فيه", "اليه"))
    return at, _named_behind(speech, place - 1, None)


def _named_behind(speech: Speech, at: int, gender: Gender | None) -> Speaker | None:
    found = subject_behind(speech, at, len(speech.body))
    named = found.name or _governed(speech, at + 1)
    return Speaker(named, gender, BY_ACCORDING) if named else None


def _governed(speech: Speech, at: int) -> Named | None:
    """The name behind وفقا: وفقا لترامب."""
    named = speech.name_at(at)
    return named if named and named.kind.value != "place" and speech.is_governed(named) else None
