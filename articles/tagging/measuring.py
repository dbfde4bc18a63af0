"""The tagger run over labelled texts as it runs over articles, and the processor time that takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import process_time

from articles.tagging.conll import LabelledText
from articles.tagging.figures import NameFigures
from articles.tagging.names import names, recognised_names
from articles.tagging.tagger import Tagger

ARTICLE_WORDS = 500


@dataclass
class Measurement:
    """`whole` counts what the archive makes of the texts, `recogniser` what its recogniser alone says."""

    whole: NameFigures = field(default_factory=NameFigures)
    recogniser: NameFigures = field(default_factory=NameFigures)
    words: int = 0
    seconds: float = 0.0

    @property
    def articles_per_second(self) -> float:
        """Articles of 500 words that the whole tagger reads in a second of one processor."""
        return self.words / ARTICLE_WORDS / self.seconds if self.seconds else 0.0


def measure(tagger: Tagger, texts: Sequence[LabelledText]) -> Measurement:
    measured = Measurement()
    for text in texts:
        body = text.body
        begun = process_time()
        findings = tagger.read(body)
        measured.seconds += process_time() - begun
        measured.words += sum(map(len, text.sentences))
        measured.whole.count(text, names(findings, tagger.records))
        measured.recogniser.count(text, recognised_names(findings))
    return measured
