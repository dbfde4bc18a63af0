"""From labelled texts to the model in use: chosen on a part held back, trained on all, written with its card."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from articles.tagging.conll import LabelledText
from articles.tagging.crf import CrfRecogniser, Reading
from articles.tagging.model import Model, write_model
from articles.tagging.selection import Parts, dev_scores, refuse_lower, write_card
from articles.tagging.training import Trainer


@dataclass(frozen=True)
class Material:
    """`labelled` has the texts of each file apart, for each gives its end to the dev part.

    `curated` texts are learnt from and never measured on: they are few, and they change.
    """

    labelled: Sequence[Sequence[LabelledText]]
    curated: Sequence[LabelledText] = ()
    unlabelled: Sequence[Reading] = ()

    @property
    def texts(self) -> list[LabelledText]:
        return [text for texts in (*self.labelled, self.curated) for text in texts]


def retrain(
    trainer: Trainer, material: Material, output: Path, origin: Mapping[str, Any], *, force: bool = False
) -> dict[str, float]:
    """Train, compare, and write the model and its card; returns F1 on the dev part, "all" and by kind.

    Raises `selection.LowerScoreError` and leaves the files alone where the model in place has a higher F1.
    """
    parts, card = Parts.of(material.labelled), output.with_suffix(".json")
    candidate = trainer.train([*parts.train, *material.curated], material.unlabelled)
    scores = dev_scores(_recogniser(trainer)(candidate), parts.dev)
    if not force:
        refuse_lower(output, card, parts, scores["all"], _recogniser(trainer))
    write_model(trainer.train(material.texts, material.unlabelled), output)
    write_card(card, {**origin, **_details(trainer, material, parts, scores)})
    return scores


def _recogniser(trainer: Trainer) -> Callable[[Model], CrfRecogniser]:
    return lambda model: CrfRecogniser(model, trainer.gazetteer, trainer.resources)


def _details(trainer: Trainer, material: Material, parts: Parts, scores: Mapping[str, float]) -> dict[str, Any]:
    return {
        "training": asdict(trainer.options),
        "texts": {"labelled": len(parts.train) + len(parts.dev), "curated": len(material.curated)},
        "unlabelled": len(material.unlabelled),
        "records": len(trainer.gazetteer.records),
        "dev": {"texts": len(parts.dev), "sha256": parts.dev_digest, "f1": dict(scores)},
    }
