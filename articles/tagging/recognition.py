"""Names in a text that need no record: the interface of whatever recognises them, and the one that is in use."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from articles.models import Kind
from articles.tagging.gazetteer import Gazetteer


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


def recogniser(gazetteer: Gazetteer) -> Recogniser | None:
    """The recogniser that the setting `TAGGER` names; None where names without a record are not looked for.

    Each is imported only when it is chosen: one needs packages that are not always there.
    """
    if settings.TAGGER == "crf":
        from articles.tagging import crf, model, resources

        return crf.CrfRecogniser(model.shipped(), gazetteer, resources.shipped())
    if settings.TAGGER == "transformers":
        from articles.tagging.transformers_recogniser import TransformersRecogniser

        return TransformersRecogniser(settings.TAGGER_MODEL)
    return None
