"""The embedded recogniser: a model read twice over a text, in arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from articles.arabic.tokens import Token
from articles.models import Kind
from articles.tagging.clitics import readings
from articles.tagging.features import WordAttributes, flag_attributes, flags
from articles.tagging.gazetteer import Gazetteer, Text
from articles.tagging.linear_chain import PADDING, Column, Expand, Floats, Layout, Weights, marginals
from articles.tagging.model import Model
from articles.tagging.recognition import Recognised
from articles.tagging.resources import Resources
from articles.tagging.second_look import second_attributes, second_symbols
from articles.tagging.sequence import Row, row_of

KINDS = {"PER": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANISATION}


@dataclass(frozen=True)
class Reading:
    """A text laid out for the model: its row, and for each token the symbols of every column."""

    row: Row
    words: list[str]
    flags: list[str]

    @classmethod
    def of(cls, body: str, gazetteer: Gazetteer) -> "Reading":
        text = Text.of(body)
        row = row_of(body, text)
        marks = [PADDING] * len(row.tokens)
        for at, mark in zip(row.words, flags(gazetteer, text), strict=True):
            marks[at] = mark
        return cls(row, [token.surface for token in row.tokens], marks)


class FirstReader:
    """The first weights alone, with the columns they read."""

    def __init__(self, weights: Weights, words: Expand) -> None:
        self.weights = weights
        self._words, self._flags = Column(weights, words), Column(weights, flag_attributes)

    def emissions(self, reading: Reading, layout: Layout) -> Floats:
        """Scores of the labels; shape (tokens, labels)."""
        return layout.gathered(self._words, reading.words) + layout.gathered(self._flags, reading.flags)


class CrfRecogniser:
    """Names found by the model with the gazetteer's names as evidence."""

    def __init__(self, model: Model, gazetteer: Gazetteer, resources: Resources) -> None:
        self._gazetteer = gazetteer
        self._model = model
        self._other_names = resources.other_names
        self._both = FirstReader(model.first.beside(model.second), WordAttributes(gazetteer, resources, model.usage))
        self._looked = Column(model.second, second_attributes)

    def recognise(self, body: str) -> list[Recognised]:
        reading = Reading.of(body, self._gazetteer)
        if not reading.row.tokens:
            return []
        chances = self.chances(reading)
        best = chances.argmax(axis=1)
        labels = [self._model.second.labels[label] for label in best]
        sure = chances[np.arange(len(best)), best]
        spans = spans_of_labels(labels, reading.row.sentences)
        named = (
            span for span in spans if span[2] in KINDS and not self._is_other(reading.row.tokens[span[0] : span[1]])
        )
        return [_recognised(reading.row.tokens, sure, *span) for span in named]

    def _is_other(self, tokens: Sequence[Token]) -> bool:
        """Whether the words are known as the name of something of no kind the archive keeps records of."""
        first, rest = tokens[0].folded, [token.folded for token in tokens[1:]]
        return any(" ".join([each.name, *rest]) in self._other_names for each in readings(first))

    def chances(self, reading: Reading) -> Floats:
        """The probability of each label of each token, once the text as a whole has been looked at."""
        first, second = self._model.first, self._model.second
        layout = Layout(reading.row.sentences)
        scores = self._both.emissions(reading, layout)  # of both models' labels, in one look
        cut = len(first.labels)
        glance = marginals(scores[:, :cut], first.transitions, layout)
        looked = second_symbols(reading.row.tokens, first.labels, glance)
        return marginals(scores[:, cut:] + layout.gathered(self._looked, looked), second.transitions, layout)


def spans_of_labels(labels: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """(first, end, sort) of each name. An I- that goes on nothing begins a name; none goes beyond its sentence."""
    for begin, end in sentences:
        first = begin
        while first < end:
            sort, after = labels[first][2:], first + 1
            while after < end and sort and labels[after] == f"I-{sort}":
                after += 1
            if sort:
                yield first, after, sort
            first = after


def _recognised(tokens: Sequence[Token], chances: Floats, first: int, end: int, sort: str) -> Recognised:
    """A name is as sure as its least sure token."""
    confidence = round(float(chances[first:end].min()), 3)
    return Recognised(tokens[first].start, tokens[end - 1].end, KINDS[sort], confidence, "crf")
