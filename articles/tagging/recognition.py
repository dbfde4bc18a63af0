"""Names in a text that need no record: the interface of whatever recognises them, and the one that is in use."""

from dataclasses import dataclass
from typing import Protocol

from articles.models import Kind


@dataclass(frozen=True)
class Recognised:
    """`body[start:end]` is the name of a `kind`, in characters, `end` exclusive; `confidence` from 0 to 1.

    `evidence` says what found it, in a word: "crf", "document", "transformers".
    """

    start: int
    end: int
    kind: Kind
    confidence: float
    evidence: str


class Recogniser(Protocol):
    """Finds the names of people, organisations and places in a text."""

    def recognise(self, body: str) -> list[Recognised]:
        """The names in order; none overlap."""
        ...


def recogniser() -> Recogniser | None:
    """The recogniser that the setting `TAGGER` names; None where names without a record are not looked for."""
    return None
