"""CRFsuite, which trains; what it learnt is taken over into arrays."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from articles.tagging.linear_chain import OFFSETS, REACH, Weights

Labelled = tuple[list[list[str]], list[str]]  # the attributes of each token of a sentence, and its labels
# A perceptron's scores are many times too sure as probabilities; the likeliest labels are the same at any scale.
_PERCEPTRON_SCALE = 1 / 30


@dataclass(frozen=True)
class Options:
    """`algorithm` is CRFsuite's: "ap", the averaged perceptron, takes seconds, "lbfgs" minutes."""

    algorithm: str = "lbfgs"
    iterations: int = 80
    c1: float = 0.05  # of L-BFGS: the price of a weight's size, and …
    c2: float = 0.05  # … of its square
    seed: int = 1

    @property
    def parameters(self) -> dict[str, float]:
        return {"max_iterations": self.iterations} | ({} if self.is_perceptron else {"c1": self.c1, "c2": self.c2})

    @property
    def is_perceptron(self) -> bool:
        return self.algorithm == "ap"


PERCEPTRON = Options("ap", 10)


def weights_from(sentences: Iterable[Labelled], options: Options) -> Weights:
    """The weights learnt from labelled sentences; equal sentences in the same order give equal weights."""
    import pycrfsuite  # only training needs it

    ctypes.CDLL(None).srand(options.seed)  # the perceptron shuffles by the C library's numbers
    trainer = pycrfsuite.Trainer(algorithm=options.algorithm, params=options.parameters, verbose=False)
    for attributes, labels in sentences:
        trainer.append(attributes, labels)
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        with tagger.open(path):
            return _taken_over(tagger.info(), _PERCEPTRON_SCALE if options.is_perceptron else 1.0)


def _taken_over(learnt: Any, scale: float) -> Weights:  # noqa: ANN401 - CRFsuite's dump has no type
    labels = sorted(learnt.labels)
    attributes = sorted({_at(attribute)[1] for attribute, _ in learnt.state_features})
    rows = {attribute: row for row, attribute in enumerate(attributes)}
    columns = {label: column for column, label in enumerate(labels)}
    matrix = np.zeros((len(rows), len(OFFSETS), len(labels)), np.float32)
    for (name, label), weight in learnt.state_features.items():
        offset, attribute = _at(name)
        matrix[rows[attribute], offset + REACH, columns[label]] = weight * scale
    transitions = np.zeros((len(labels), len(labels)), np.float32)
    for (before, after), weight in learnt.transitions.items():
        transitions[columns[before], columns[after]] = weight * scale
    return Weights(labels, attributes, matrix, transitions)


def _at(name: str) -> tuple[int, str]:
    """The offset and the attribute in a name: -1 and `w` + a word for that word one position before."""
    digits = 2 if name.startswith("-") else 1
    return int(name[:digits]), name[digits:]
