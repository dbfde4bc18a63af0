"""Inverting tokens and merging postings, against the plainest way to do it."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import postings as module
from articles.search.postings import Postings, invert, merge, narrowed, spread, stable_order

Plain = dict[bytes, dict[int, list[int]]]  # term -> document -> positions

DOCUMENTS = st.lists(st.lists(st.sampled_from(["حلب", "دمشق", "في", "a", "b"]), max_size=8), min_size=1, max_size=8)


def plainly(documents: list[list[str]]) -> Plain:
    found: Plain = defaultdict(lambda: defaultdict(list))
    for doc, words in enumerate(documents):
        for position, word in enumerate(words):
            found[word.encode()][doc].append(position)
    return found


def inverted(documents: list[list[str]]) -> Postings:
    words = sorted({word for document in documents for word in document})
    flat = [
        (words.index(word), doc, position)
        for doc, document in enumerate(documents)
        for position, word in enumerate(document)
    ]
    columns = np.array(flat, dtype=np.int64).reshape(-1, 3)
    codes, docs, positions = columns[:, 0].astype(np.uint32), columns[:, 1].astype(np.int32), columns[:, 2]
    return invert([word.encode() for word in words], codes, docs, positions)


def read(postings: Postings) -> Plain:
    assert postings.positions is not None
    assert postings.position_starts is not None
    found: Plain = defaultdict(dict)
    for number, term in enumerate(postings.terms):
        at = int(postings.position_starts[number])
        for place in range(int(postings.starts[number]), int(postings.starts[number + 1])):
            count = int(postings.counts[place])
            found[term][int(postings.docs[place])] = postings.positions[at : at + count].tolist()
            at += count
        assert at == postings.position_starts[number + 1]
    return found


@given(DOCUMENTS)
def test_inverting_gives_every_word_with_its_documents_and_positions(documents: list[list[str]]) -> None:
    postings = inverted(documents)
    assert list(postings.terms) == sorted(postings.terms)
    assert read(postings) == plainly(documents)


@given(st.lists(DOCUMENTS, min_size=1, max_size=4), st.randoms())
def test_merging_gives_what_inverting_all_living_documents_gives(parts: list[list[list[str]]], dice: "object") -> None:
    living, merged, first = [], [], 0
    for documents in parts:
        alive = [dice.random() < 0.7 for _ in documents]  # type: ignore[attr-defined]
        numbers = np.where(alive, first + np.cumsum(alive) - 1, -1).astype(np.int32)
        first += sum(alive)
        living += [document for document, lives in zip(documents, alive, strict=True) if lives]
        merged.append((inverted(documents), numbers))
    assert read(merge(merged)) == plainly(living)


@pytest.mark.parametrize("part", [1, 2, 3, 7])
def test_ranges_of_any_size_give_the_same(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [["a", "b", "a"], [], ["حلب", "a"], ["b", "b", "دمشق"]]
    monkeypatch.setattr(module, "PART", part)
    assert read(inverted(documents)) == plainly(documents)
    both = merge(
        [(inverted(documents), np.arange(4, dtype=np.int32)), (inverted(documents), np.arange(4, 8, dtype=np.int32))]
    )
    assert read(both) == plainly(documents * 2)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=60))
def test_the_order_of_keys_is_stable(keys: list[int]) -> None:
    array = np.array(keys, dtype=np.uint32)
    assert stable_order(array).tolist() == sorted(range(len(keys)), key=keys.__getitem__)


@pytest.mark.parametrize(
    ("starts", "lengths", "expected"),
    [([5, 9], [2, 3], [5, 6, 9, 10, 11]), ([], [], []), ([7], [0], []), ([3, 0, 8], [1, 0, 1], [3, 8])],
)
def test_runs_are_spread(starts: list[int], lengths: list[int], expected: list[int]) -> None:
    assert spread(np.array(starts, dtype=np.int64), np.array(lengths, dtype=np.int64)).tolist() == expected


@pytest.mark.parametrize(("greatest", "kind"), [(0, "u1"), (255, "u1"), (256, "u2"), (65_536, "u4")])
def test_numbers_take_the_smallest_type(greatest: int, kind: str) -> None:
    array = narrowed(np.array([0, greatest], dtype=np.int64))
    assert array.dtype == np.dtype(kind)
    assert array.tolist() == [0, greatest]
