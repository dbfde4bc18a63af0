"""Decoding in arrays, held against the same sums spelled out."""

from itertools import pairwise, product

import numpy as np
import pytest

from articles.tagging.linear_chain import OFFSETS, REACH, Column, Layout, Said, Weights, decode, marginals

LABELS = 3
SENTENCES = [(0, 4), (4, 5), (5, 8)]
RANDOM = np.random.default_rng(7)
EMISSIONS = RANDOM.normal(size=(8, LABELS)).astype(np.float32)
TRANSITIONS = RANDOM.normal(size=(LABELS, LABELS)).astype(np.float32)


def score(path: tuple[int, ...], begin: int) -> float:
    emitted = sum(float(EMISSIONS[begin + at, label]) for at, label in enumerate(path))
    return emitted + sum(float(TRANSITIONS[a, b]) for a, b in pairwise(path))


def paths(begin: int, end: int) -> list[tuple[int, ...]]:
    return list(product(range(LABELS), repeat=end - begin))


def test_the_likeliest_labels_are_those_of_the_best_of_all_paths() -> None:
    best = [label for begin, end in SENTENCES for label in max(paths(begin, end), key=lambda p: score(p, begin))]
    assert decode(EMISSIONS, TRANSITIONS, Layout(SENTENCES)).tolist() == best


def test_the_probability_of_a_label_is_that_of_all_paths_through_it() -> None:
    expected = np.zeros((8, LABELS))
    for begin, end in SENTENCES:
        weights = {path: np.exp(score(path, begin)) for path in paths(begin, end)}
        for path, weight in weights.items():
            for at, label in enumerate(path):
                expected[begin + at, label] += weight / sum(weights.values())
    assert marginals(EMISSIONS, TRANSITIONS, Layout(SENTENCES)) == pytest.approx(expected, abs=1e-5)


def weights(*said: tuple[int, str, float]) -> Weights:
    """One label, and for each (offset, attribute, weight) that weight."""
    names = sorted({name for _, name, _ in said})
    matrix = np.zeros((len(names), len(OFFSETS), 1), np.float32)
    for offset, name, weight in said:
        matrix[names.index(name), offset + REACH] = weight
    return Weights(["O"], names, matrix, np.zeros((1, 1), np.float32))


def gathered(model: Weights, symbols: list[str], sentences: list[tuple[int, int]]) -> list[float]:
    column = Column(model, lambda symbol: Said(near=[symbol or "end"]))
    total: list[float] = Layout(sentences).gathered(column, symbols)[:, 0].tolist()
    return total


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param([(0, "b", 1)], [0, 1, 0, 0], id="itself"),
        pytest.param([(-1, "a", 1)], [0, 1, 0, 0], id="the one before"),
        pytest.param([(1, "b", 1)], [1, 0, 0, 0], id="the one behind"),
        pytest.param([(1, "c", 1)], [0, 0, 0, 0], id="not into another sentence"),
        pytest.param([(1, "end", 1)], [0, 1, 0, 1], id="before the end"),
        pytest.param([(-1, "end", 1)], [1, 0, 1, 0], id="behind the beginning"),
        pytest.param([(2, "end", 1)], [1, 1, 1, 1], id="two before the end, or nearer"),
        pytest.param([(0, "a", 1), (1, "b", 2)], [3, 0, 0, 0], id="added up"),
    ],
)
def test_symbols_speak_for_the_positions_around_them(said: list[tuple[int, str, float]], expected: list[int]) -> None:
    assert gathered(weights(*said), ["a", "b", "c", "d"], [(0, 2), (2, 4)]) == expected


def test_more_symbols_than_a_table_had_room_for() -> None:
    symbols = [f"s{number}" for number in range(3000)]
    model = weights(*((0, symbol, float(number)) for number, symbol in enumerate(symbols)))
    assert gathered(model, symbols, [(0, 3000)]) == list(range(3000))


def test_two_models_are_read_in_one_look() -> None:
    both = weights((0, "a", 1), (1, "b", 2)).beside(weights((0, "b", 4), (-1, "c", 8)))
    assert both.labels == ("O", "O")
    said = [Said(near=["a", "b"], far=["c", "d"]), Said(), Said(here=["a", "a"])]
    of_three, of_none, of_one_twice = both.around(said).tolist()
    assert of_three == [[0, 0], [0, 8], [1, 4], [2, 0], [0, 0]]
    assert of_none == [[0, 0]] * 5
    assert of_one_twice == [[0, 0], [0, 0], [2, 0], [0, 0], [0, 0]]


def test_attributes_are_seen_as_far_as_they_reach() -> None:
    said = Said(here=["a"], near=["b"], far=["c"])
    assert [sorted(said.at(offset)) for offset in OFFSETS] == [["c"], ["b", "c"], ["a", "b", "c"], ["b", "c"], ["c"]]


def test_impossible_scores_leave_probabilities() -> None:
    emissions = np.array([[0, -1000], [-2000, 0]] * 40, np.float32)
    transitions = np.array([[0, -5000], [0, 0]], np.float32)
    chances = marginals(emissions, transitions, Layout([(0, 80)]))
    assert np.isfinite(chances).all()
    assert chances.sum(axis=1) == pytest.approx(np.ones(80))
