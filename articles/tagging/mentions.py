"""What a tagger finds: values, not rows."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class FoundMention:
    """`text[start:end] == surface`, in characters, `end` exclusive; `confidence` from 0 to 1.

    `evidence` says what the link rests on, in a word: "name", "alias", "surname", "context".
    """

    start: int
    end: int
    surface: str
    entity_id: int
    confidence: float
    evidence: str
