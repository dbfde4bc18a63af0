"""A recogniser for those who want more and have the memory: any Hugging Face model for token classification.

The packages are optional (requirements-transformers.txt) and imported when the recogniser is made. The model is a
folder, or a name that the library looks up in its cache and on the network.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from articles.models import Kind
from articles.tagging.gazetteer import Text
from articles.tagging.recognition import Recognised

_KINDS = {
    "PER": Kind.PERSON,
    "PERS": Kind.PERSON,
    "PERSON": Kind.PERSON,
    "LOC": Kind.PLACE,
    "LOCATION": Kind.PLACE,
    "GPE": Kind.PLACE,
    "ORG": Kind.ORGANISATION,
    "ORGANISATION": Kind.ORGANISATION,
    "ORGANIZATION": Kind.ORGANISATION,
}
_LABEL = re.compile(r"(?:([BI])[-_])?(\w+)", re.IGNORECASE)
_LONGEST = 512  # pieces a window, where the model allows more
_OVERLAP = 64  # pieces that two windows share, so that every name is read with what stands around it
_BATCH = 8  # windows read at once


class TransformersRecogniser:
    """Labels the first piece of every word, and the word with it."""

    def __init__(self, model: str) -> None:
        torch, transformers = _packages()
        if not model:
            raise ImproperlyConfigured("NEWSARCHIVE_TAGGER=transformers needs NEWSARCHIVE_TAGGER_MODEL.")
        try:
            self._tokenizer = transformers.AutoTokenizer.from_pretrained(model, use_fast=True)
            self._model = transformers.AutoModelForTokenClassification.from_pretrained(model).eval()
        except (OSError, ValueError) as error:
            raise ImproperlyConfigured(f"NEWSARCHIVE_TAGGER_MODEL: {model!r} cannot be loaded: {error}") from error
        self._torch = torch
        self._labels = [_label(name) for _, name in sorted(self._model.config.id2label.items())]
        if not any(kind for _, kind in self._labels):
            named = ", ".join(map(str, self._model.config.id2label.values()))
            raise ImproperlyConfigured(f"NEWSARCHIVE_TAGGER_MODEL: {model!r} labels no people or places, but {named}.")

    def recognise(self, body: str) -> list[Recognised]:
        words = Text.of(body).tokens
        labelled = self._pieces(body)
        found: list[Recognised] = []
        before: Kind | None = None
        for word in words:
            begins, kind, confidence = labelled.get(word.start, (False, None, 0.0))
            if kind and kind == before and not begins and "\n" not in body[found[-1].end : word.start]:
                last = found.pop()
                found.append(Recognised(last.start, word.end, kind, min(last.confidence, confidence), last.evidence))
            elif kind:
                found.append(Recognised(word.start, word.end, kind, confidence, "transformers"))
            before = kind
        return found

    def _pieces(self, body: str) -> dict[int, tuple[bool, Kind | None, float]]:
        """By the first character of each piece: whether a name begins there, of which kind, and how sure that is.

        A piece in two windows is read in the one that shows more around it.
        """
        windows = self._windows(body)
        found: dict[int, tuple[int, int, float]] = {}
        for at in range(0, len(windows["input_ids"]), _BATCH):
            batch = {name: rows[at : at + _BATCH] for name, rows in windows.items()}
            for offsets, chances in zip(batch["offset_mapping"].tolist(), self._chances(batch), strict=True):
                last = max((i for i, (start, end) in enumerate(offsets) if end > start), default=0)
                for place, ((start, end), chance) in enumerate(zip(offsets, chances, strict=True)):
                    room = min(place, last - place)
                    if end > start and room >= found.get(start, (-1,))[0]:
                        label = max(range(len(chance)), key=chance.__getitem__)
                        found[start] = room, label, chance[label]
        return {start: (*self._labels[label], round(sure, 3)) for start, (_, label, sure) in found.items()}

    def _windows(self, body: str) -> Mapping[str, Any]:
        longest = min(
            self._model.config.max_position_embeddings or _LONGEST, self._tokenizer.model_max_length, _LONGEST
        )
        encoded = self._tokenizer(
            body,
            truncation=True,
            max_length=longest,
            stride=min(_OVERLAP, longest // 4),
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            padding=True,
            return_tensors="pt",
        )
        return {name: rows for name, rows in encoded.items() if name != "overflow_to_sample_mapping"}

    def _chances(self, batch: Mapping[str, Any]) -> Sequence[Sequence[Sequence[float]]]:
        """The probability of each label for each piece of each window."""
        inputs = {name: rows for name, rows in batch.items() if name != "offset_mapping"}
        with self._torch.inference_mode():
            chances: Sequence[Sequence[Sequence[float]]] = self._model(**inputs).logits.softmax(-1).tolist()
        return chances


def _packages() -> tuple[Any, Any]:
    try:
        return _imported()
    except ImportError as error:
        install = "pip install --require-hashes -r requirements-transformers.txt"
        raise ImproperlyConfigured(f"NEWSARCHIVE_TAGGER=transformers needs {error.name}: {install}") from error


def _imported() -> tuple[Any, Any]:
    import torch
    import transformers

    return torch, transformers


def _label(name: str) -> tuple[bool, Kind | None]:
    """Whether a label begins a name, and of which kind; labels of other things are None."""
    match = _LABEL.fullmatch(name)
    kind = _KINDS.get(match[2].upper()) if match else None
    return bool(match and match[1] and match[1].upper() == "B"), kind
