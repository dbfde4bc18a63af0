"""A linear-chain model in arrays: attributes -> scores of labels -> the likeliest labels of each sentence.

What it computes is a CRF's decoding. Scores are added up once for each symbol (a word, the flags of a place in the
text) and remembered, so that a text costs a few look-ups a word: some twenty times faster than attributes as strings.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indexes = NDArray[np.intp]
REACH = 2  # positions before and behind that a symbol speaks for, at most
OFFSETS = range(-REACH, REACH + 1)
PADDING = ""  # the symbol of what is outside a sentence
_KEPT = 100_000  # symbols remembered a column; each has some 360 bytes
_LEAST = -40.0  # scores further below the best count as this: none is impossible
_RESCALED = 8  # steps after which probabilities are scaled up again, lest they vanish


class Said(NamedTuple):
    """The attributes of a symbol, by how many positions away the model still sees them."""

    here: Sequence[str] = ()
    near: Sequence[str] = ()  # also by both neighbours
    far: Sequence[str] = ()  # also by theirs

    def at(self, offset: int) -> list[str]:
        """Those seen `offset` positions away."""
        return [*self.far, *(self.near if abs(offset) <= 1 else ()), *(() if offset else self.here)]


Expand = Callable[[str], Said]


class Weights:
    """`matrix[i]` holds the weights of `attributes[i]` at each offset, for each label; (attributes, offsets, labels).

    `transitions` has the score of each label (column) behind each label (row).
    """

    def __init__(self, labels: Sequence[str], attributes: Sequence[str], matrix: Floats, transitions: Floats) -> None:
        self.labels = tuple(labels)
        self.attributes = attributes
        self.matrix = matrix
        self.transitions = transitions
        self._rows = {attribute: row for row, attribute in enumerate(attributes)}
        nothing = np.zeros((1, len(OFFSETS) * len(labels)), np.float32)
        flat = matrix.reshape(-1, len(OFFSETS) * len(labels))  # numpy adds long rows up faster than blocks
        self._summable = np.concatenate([flat, nothing])  # every sum begins with nothing: none is of no rows

    def around(self, symbols: Iterable[Said]) -> Floats:
        """What each of some symbols gives at every offset; shape (symbols, offsets, labels)."""
        known, nothing = self._rows.get, len(self._rows)
        rows: list[int] = []
        begins = []
        for said in symbols:
            begins.append(len(rows))
            rows.append(nothing)
            for names in said:
                rows += [row for row in map(known, names) if row is not None]
        total: Floats = np.add.reduceat(self._summable.take(rows, axis=0), begins, axis=0)
        return total.reshape(-1, len(OFFSETS), len(self.labels))

    def beside(self, other: "Weights") -> "Weights":
        """Both in one: the labels of this, then those of the other. It has no transitions of its own."""
        attributes = list(dict.fromkeys((*self.attributes, *other.attributes)))
        rows = {attribute: row for row, attribute in enumerate(attributes)}
        labels = (*self.labels, *other.labels)
        matrix = np.zeros((len(attributes), len(OFFSETS), len(labels)), np.float32)
        matrix[[rows[name] for name in self.attributes], :, : len(self.labels)] = self.matrix
        matrix[[rows[name] for name in other.attributes], :, len(self.labels) :] = other.matrix
        return Weights(labels, attributes, matrix, np.zeros((0, 0), np.float32))


class Column:
    """The scores that symbols of one sort give to the positions around them. `expand` gives a symbol's attributes."""

    def __init__(self, weights: Weights, expand: Expand) -> None:
        self._weights = weights
        self._expand = expand
        self._ids: dict[str, int] = {}
        self._table = np.zeros((1024, len(OFFSETS), len(weights.labels)), np.float32)

    def scores(self, symbols: Sequence[str]) -> Floats:
        """What each symbol gives at each offset; shape (symbols, offsets, labels)."""
        if len(self._ids) > _KEPT:
            self._ids.clear()
        ids = self._ids
        new = [symbol for symbol in dict.fromkeys(symbols) if symbol not in ids]
        if new:
            self._add(new)
        return self._table[[ids[symbol] for symbol in symbols]]

    def _add(self, symbols: Sequence[str]) -> None:
        begin, end = len(self._ids), len(self._ids) + len(symbols)
        while end > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[begin:end] = self._weights.around(map(self._expand, symbols))
        self._ids.update(zip(symbols, range(begin, end), strict=True))


class Layout:
    """Sentences as one flat row with room between them, and as a block for decoding: one line a sentence."""

    def __init__(self, sentences: Sequence[tuple[int, int]]) -> None:
        lengths = np.array([end - begin for begin, end in sentences], np.intp)
        self.longest = int(lengths.max(initial=0))
        steps = np.arange(self.longest)
        self.inside = steps[None, :] < lengths[:, None]  # (sentences, longest)
        begins = np.array([begin for begin, _ in sentences], np.intp)
        ends = begins + lengths - 1
        self.block = np.where(self.inside, begins[:, None] + steps[None, :], 0)
        self.turned = np.where(self.inside, ends[:, None] - steps[None, :], 0)
        self.lines, self.steps = np.nonzero(self.inside)  # of each position
        self.turned_steps = lengths[self.lines] - 1 - self.steps
        gaps = np.repeat(np.arange(1, len(sentences) + 1) * REACH, lengths)
        self.flat = np.arange(int(lengths.sum())) + gaps  # where position i stands in the row with room

    def gathered(self, column: Column, symbols: Sequence[str]) -> Floats:
        """What the symbols of a column give to each position; shape (positions, labels)."""
        scores = column.scores(self._spread(symbols))
        total: Floats = scores[self.flat, REACH]
        for offset in OFFSETS:
            if offset:  # the neighbour at +1 speaks by what its symbol gives at offset +1
                total += scores[self.flat + offset, offset + REACH]
        return total

    def _spread(self, symbols: Sequence[str]) -> list[str]:
        """The symbols with padding before, between and behind the sentences."""
        row = [PADDING] * ((int(self.flat[-1]) if len(self.flat) else 0) + REACH + 1)
        for at, symbol in zip(self.flat.tolist(), symbols, strict=True):
            row[at] = symbol
        return row


def decode(emissions: Floats, transitions: Floats, layout: Layout) -> NDArray[np.intp]:
    """The likeliest label of each position (Viterbi), all sentences at once."""
    block = emissions[layout.block]
    lines = np.arange(len(block))
    score, back = block[:, 0], []
    for step in range(1, layout.longest):
        paths = score[:, :, None] + transitions
        best = paths.argmax(axis=1)
        inside = layout.inside[:, step, None]
        score = np.where(inside, paths.max(axis=1) + block[:, step], score)
        back.append(np.where(inside, best, np.arange(best.shape[1])))
    labels = np.empty(layout.inside.shape, np.intp)
    labels[:, -1] = score.argmax(axis=1)
    for step in range(layout.longest - 1, 0, -1):
        labels[:, step - 1] = back[step - 1][lines, labels[:, step]]
    return labels[layout.inside]


def marginals(emissions: Floats, transitions: Floats, layout: Layout) -> Floats:
    """The probability of each label at each position (forward-backward), all sentences at once; (positions, labels).

    The way back is the way forward over the sentences turned round, so that one loop walks both.
    """
    likely = np.exp(np.maximum(emissions - emissions.max(axis=1, keepdims=True), _LEAST), dtype=np.float64)
    steps = np.exp(np.maximum(transitions - transitions.max(), _LEAST), dtype=np.float64)
    both = np.stack([steps, steps.T])
    block = np.stack([likely[layout.block], likely[layout.turned]]).transpose(2, 0, 1, 3).copy()
    for step in range(1, layout.longest):  # each step takes in what leads up to it
        block[step] *= block[step - 1] @ both
        if not step % _RESCALED:
            block[step] /= block[step].sum(axis=-1, keepdims=True)
    forward, backward = block[layout.steps, 0, layout.lines], block[layout.turned_steps, 1, layout.lines]
    chances = forward * backward / likely
    shares: Floats = (chances / chances.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares
