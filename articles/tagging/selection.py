"""Whether a newly trained model is better than the one in use, and the card that says what a model is made of."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from articles.models import Kind
from articles.tagging.conll import LabelledText
from articles.tagging.crf import CrfRecogniser
from articles.tagging.figures import NameFigures
from articles.tagging.model import Model, ModelError, read_model

DEV_SHARE = 0.18  # of each labelled file, its end: what models are compared on


class LowerScoreError(Exception):
    """The new model finds fewer names than the one it would replace."""


@dataclass(frozen=True)
class Parts:
    """Labelled texts to learn from, and those to compare models on."""

    train: list[LabelledText]
    dev: list[LabelledText]

    @classmethod
    def of(cls, files: Iterable[Sequence[LabelledText]]) -> "Parts":
        train: list[LabelledText] = []
        dev: list[LabelledText] = []
        for texts in files:
            cut = round(len(texts) * (1 - DEV_SHARE))
            train += texts[:cut]
            dev += texts[cut:]
        return cls(train, dev)

    @property
    def dev_digest(self) -> str:
        return hashlib.sha256(repr([text.sentences for text in self.dev]).encode()).hexdigest()


def dev_scores(recogniser: CrfRecogniser, dev: Iterable[LabelledText]) -> dict[str, float]:
    """F1 on the texts, "all" and by kind."""
    figures = NameFigures()
    for text in dev:
        figures.count(text, ((name.start, name.end, name.kind) for name in recogniser.recognise(text.body)))
    scores = {"all": figures.score().f1} | {kind.value: figures.score(kind).f1 for kind in Kind}
    return {name: round(f1, 2) for name, f1 in scores.items()}


def refuse_lower(path: Path, card: Path, parts: Parts, new: float, load: Callable[[Model], CrfRecogniser]) -> None:
    """Raises where the model of the file has a higher F1 on the dev part than `new`.

    Its card says what it had on the same part before it learnt from all; on another part it is measured.
    """
    old = _score_of_card(card, parts.dev_digest)
    if old is None:
        try:
            old = dev_scores(load(read_model(path)), parts.dev)["all"]
        except ModelError:
            return
    if new < old:
        raise LowerScoreError(f"F1 on the dev part is {new}; the model in use has {old}")


def write_card(path: Path, details: Mapping[str, Any]) -> None:
    text = json.dumps({"date": date.today().isoformat(), **details}, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _score_of_card(path: Path, dev_digest: str) -> float | None:
    try:
        dev = json.loads(path.read_text(encoding="utf-8"))["dev"]
        return float(dev["f1"]["all"]) if dev["sha256"] == dev_digest else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
