"""Labelled texts -> a model. Deterministic: the same texts, records and lists give the same bytes.

    blocks of texts -> first weights without each block -> usage of words in unlabelled texts, as seen without the block
                    -> first weights with usage         -> what a first reading makes of each block
                    -> second weights with all that

CRFsuite trains; `linear_chain` decodes. What a block is shown was always made without it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce

from articles.tagging.conll import OUTSIDE, LabelledText
from articles.tagging.crf import FirstReader, Reading
from articles.tagging.crfsuite import PERCEPTRON, Labelled, Options, weights_from
from articles.tagging.features import WordAttributes, flag_attributes
from articles.tagging.gazetteer import Gazetteer
from articles.tagging.linear_chain import OFFSETS, PADDING, REACH, Expand, Layout, Weights, marginals
from articles.tagging.model import Model
from articles.tagging.resources import Resources
from articles.tagging.second_look import second_attributes, second_symbols
from articles.tagging.usage import SORTS, Usage, usage_from

BLOCKS = 4
NO_BLOCK = -1


class Spelled:
    """The attributes of symbols under the names by which the trainer knows them: for each offset a list. Kept."""

    def __init__(self, expand: Expand) -> None:
        self._expand = expand
        self._kept: dict[str, list[list[str]]] = {}

    def __call__(self, symbol: str) -> list[list[str]]:
        kept = self._kept.get(symbol)
        if kept is None:
            said = self._expand(symbol)
            kept = [[f"{offset}{name}" for name in said.at(offset)] for offset in OFFSETS]
            self._kept[symbol] = kept
        return kept


Columns = list[tuple[Sequence[str], Spelled]]  # the symbols of each token, and what they say


@dataclass(frozen=True)
class Example:
    """A labelled text as the model reads it; `labels` are those of its tokens."""

    reading: Reading
    labels: list[str]
    block: int

    def columns(self, words: Spelled, flags: Spelled) -> Columns:
        return [(self.reading.words, words), (self.reading.flags, flags)]


@dataclass
class Trainer:
    """Trains with what lists and records know. `say` is told what is being done."""

    gazetteer: Gazetteer
    resources: Resources
    options: Options = field(default_factory=Options)
    say: Callable[[str], None] = lambda text: None

    def train(self, texts: Sequence[LabelledText], unlabelled: Sequence[Reading] = ()) -> Model:
        """`unlabelled` are readings of texts from which the usage of words is learnt; none is needed."""
        examples = [self._example(text, at * BLOCKS // len(texts)) for at, text in enumerate(texts)]
        *usages, usage = self._usages(examples, unlabelled)
        expands = [self._words(known) for known in usages]
        columns = _columns(examples, [Spelled(expand) for expand in expands])
        looked = self._looked(examples, columns, expands)
        first = self._weights(examples, columns, NO_BLOCK, self.options)
        seen = Spelled(second_attributes)
        for own, symbols in zip(columns, looked, strict=True):
            own.append((symbols, seen))
        return Model(first, self._weights(examples, columns, NO_BLOCK, self.options), usage)

    def _example(self, text: LabelledText, block: int) -> Example:
        reading = Reading.of(text.body, self.gazetteer)
        return Example(reading, _labels(text, reading), block)

    def _words(self, usage: Usage) -> WordAttributes:
        return WordAttributes(self.gazetteer, self.resources, usage)

    def _usages(self, examples: Sequence[Example], unlabelled: Sequence[Reading]) -> list[Usage]:
        """The usage of words for each block, and last the one for new texts."""
        if not unlabelled:
            return [{}] * (BLOCKS + 1)
        plain = self._words({})
        columns = _columns(examples, [Spelled(plain)] * BLOCKS)
        readers = [self._weights(examples, columns, but, PERCEPTRON) for but in (*range(BLOCKS), NO_BLOCK)]
        self.say("usage of words")
        return usages_of(unlabelled, readers, plain)

    def _looked(
        self, examples: Sequence[Example], columns: Sequence[Columns], words: Sequence[WordAttributes]
    ) -> list[list[str]]:
        """What a first reading without its block makes of each example, as symbols for the second."""
        weights = (self._weights(examples, columns, but, self.options) for but in range(BLOCKS))
        readers = [FirstReader(each, expand) for each, expand in zip(weights, words, strict=True)]
        return [_looked_at(example.reading, readers[example.block]) for example in examples]

    def _weights(self, examples: Sequence[Example], columns: Sequence[Columns], but: int, options: Options) -> Weights:
        """Weights from all blocks but one."""
        self.say(f"weights by {options.algorithm}" + ("" if but == NO_BLOCK else f", without block {but + 1}"))
        pairs = zip(examples, columns, strict=True)
        return weights_from((each for pair in pairs if pair[0].block != but for each in _sequences(*pair)), options)


def usages_of(readings: Sequence[Reading], models: Sequence[Weights], words: Expand) -> list[Usage]:
    """How each of several first models labels the words of texts."""
    reader = FirstReader(reduce(Weights.beside, models), words)  # all in one look
    counts: list[dict[str, list[int]]] = [{} for _ in models]
    for reading in readings:
        layout, begin = Layout(reading.row.sentences), 0
        emissions = reader.emissions(reading, layout)
        for weights, counted in zip(models, counts, strict=True):
            own = emissions[:, begin : begin + len(weights.labels)]
            begin += len(weights.labels)
            labels = [weights.labels[at] for at in marginals(own, weights.transitions, layout).argmax(axis=1)]
            for token, label in zip(reading.row.tokens, labels, strict=True):
                counted.setdefault(token.folded, [0] * len(SORTS))[_SORT_OF[label]] += 1
    return [usage_from(counted) for counted in counts]


_SORT_OF = {OUTSIDE: 0} | {f"{mark}-{sort}": at for at, sort in enumerate(SORTS) if at for mark in "BI"}


def _looked_at(reading: Reading, reader: FirstReader) -> list[str]:
    layout = Layout(reading.row.sentences)
    chances = marginals(reader.emissions(reading, layout), reader.weights.transitions, layout)
    return second_symbols(reading.row.tokens, reader.weights.labels, chances)


def _labels(text: LabelledText, reading: Reading) -> list[str]:
    """The tags of a text's tokens on the tokens of its reading, which may be parts of them."""
    gold = list(text.tokens())
    labels, at, before = [], 0, -1
    for token in reading.row.tokens:
        while gold[at][1] <= token.start:
            at += 1
        tag = gold[at][2]
        labels.append(f"I{tag[1:]}" if at == before and tag != OUTSIDE else tag)
        before = at
    return labels


def _columns(examples: Sequence[Example], words: Sequence[Spelled]) -> list[Columns]:
    """The first two columns of each example; `words` says what words say in each block."""
    flags = Spelled(flag_attributes)
    return [example.columns(words[example.block], flags) for example in examples]


def _sequences(example: Example, columns: Columns) -> Iterator[Labelled]:
    """(attributes of each token, labels) of each sentence: what `linear_chain` adds up, spelled out for the trainer."""
    for begin, end in example.reading.row.sentences:
        attributes: list[list[str]] = [[] for _ in range(end - begin)]
        for symbols, spelled in columns:
            said = [spelled(symbol) for symbol in (PADDING, PADDING, *symbols[begin:end], PADDING, PADDING)]
            for at, own in enumerate(attributes):
                for offset in OFFSETS:
                    own += said[at + REACH + offset][offset + REACH]
        yield attributes, example.labels[begin:end]
