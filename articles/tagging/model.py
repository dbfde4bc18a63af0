"""The recogniser's model as a file: two sets of weights, and the usage of words.

Arrays alone, so that reading a file runs no code of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from articles.tagging.linear_chain import Weights
from articles.tagging.resources import DATA
from articles.tagging.usage import Usage

FILE = DATA / "recogniser.npz"
CARD = FILE.with_suffix(".json")
_VERSION = 1  # of the attributes: a model of another version would be read wrongly


class ModelError(ValueError):
    """Why a file is no model that this version can use."""


@dataclass(frozen=True)
class Model:
    """`first` reads each sentence, `second` decides with what `first` made of the whole text."""

    first: Weights
    second: Weights
    usage: Usage


@cache
def shipped() -> Model:
    return read_model(FILE)


def write_model(model: Model, path: Path) -> None:
    """Equal models give equal bytes."""
    words = sorted(model.usage)
    arrays: dict[str, Any] = {
        "version": np.array(_VERSION),
        "words": _packed(words),
        "usage": _packed([model.usage[word] for word in words]),
    }
    for name, weights in (("first", model.first), ("second", model.second)):
        arrays[f"{name}_labels"] = _packed(weights.labels)
        arrays[f"{name}_attributes"] = _packed(weights.attributes)
        arrays[f"{name}_matrix"] = weights.matrix.astype(np.float16)
        arrays[f"{name}_transitions"] = weights.transitions
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def read_model(path: Path) -> Model:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            if int(arrays["version"]) != _VERSION:
                raise ModelError(f"{path}: made by another version; train it anew: manage.py train_tagger")
            usage = dict(zip(_unpacked(arrays["words"]), _unpacked(arrays["usage"]), strict=True))
            return Model(_weights(arrays, "first"), _weights(arrays, "second"), usage)
    except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
        raise error if isinstance(error, ModelError) else ModelError(f"{path}: {error}") from error


def _weights(arrays: "np.lib.npyio.NpzFile", name: str) -> Weights:
    attributes = _unpacked(arrays[f"{name}_attributes"])
    matrix = arrays[f"{name}_matrix"].astype(np.float32)
    if len(matrix) != len(attributes):
        raise ModelError(f"{name}: {len(attributes)} attributes, but weights for {len(matrix)}")
    return Weights(_unpacked(arrays[f"{name}_labels"]), attributes, matrix, arrays[f"{name}_transitions"])


def _packed(texts: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _unpacked(array: NDArray[np.uint8]) -> list[str]:
    text = array.tobytes().decode()
    return text.split("\n") if text else []
