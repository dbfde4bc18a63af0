"""The forward index: words in their order and as spelled."""

from pathlib import Path

import numpy as np
import pytest

from articles.arabic.tokens import folded_words, spelled_words
from articles.search.entry import Entry
from articles.search.forward import grams_of
from articles.search.inversion import invert_entries, joined
from articles.search.merging import renumbered
from articles.search.schema import build_schema
from articles.search.segment import Segment
from articles.search.segment_files import arrays_path, write_segment
from articles.search.writing import apply_batch, committed_segments, create_index

TEXTS = [
    ("أحمد في حلب", "وصل أَحمد إلى مدينة حلب، وقال احمد"),
    ("", "مدن سورية"),
    ("خبر", ""),
    ("NATO والـBBC", "١٢٣ Café"),
]


def entry(key: int, headline: str, body: str) -> Entry:
    return Entry(key, 0, headline, body, {})


def words_of(segment: Segment) -> dict[int, list[str]]:
    spelled, of_doc = segment.forward.tokens(np.arange(segment.size))
    texts: dict[int, list[str]] = {key: [] for key in segment.keys.tolist()}
    for code, doc in zip(spelled.tolist(), of_doc.tolist(), strict=True):
        texts[int(segment.keys[doc])].append(segment.spellings.term(code).decode())
    return texts


EXPECTED = {key: [*spelled_words(headline), *spelled_words(body)] for key, (headline, body) in enumerate(TEXTS, 1)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_index(tmp_path)
    return tmp_path


def test_words_stand_in_their_order_as_spelled(folder: Path) -> None:
    apply_batch(folder, [], [entry(key, *text) for key, text in enumerate(TEXTS, 1)])
    (committed,) = committed_segments(folder)
    assert words_of(Segment(arrays_path(folder, committed))) == EXPECTED


def test_each_spelling_knows_its_folded_word(folder: Path) -> None:
    apply_batch(folder, [], [entry(key, *text) for key, text in enumerate(TEXTS, 1)])
    segment = Segment(arrays_path(folder, committed_segments(folder)[0]))
    exact = segment.fields["exact"]
    for number, spelling in enumerate(segment.spellings.terms()):
        assert [exact.term(int(segment.forward.words[number])).decode()] == folded_words(spelling.decode())


def test_merged_segments_have_the_words_of_their_living_documents(tmp_path: Path) -> None:
    schema = build_schema()
    parts = [invert_entries([entry(key, *text)], schema) for key, text in enumerate(TEXTS, 1)]
    merged = joined(parts, renumbered([(1, ()), (1, [0]), (1, ()), (1, ())]))
    segment = Segment(arrays_path(tmp_path, write_segment(tmp_path, merged, schema)))
    assert words_of(segment) == {key: words for key, words in EXPECTED.items() if key != 2}
    assert "مدن".encode() not in segment.spellings.terms()


@pytest.mark.parametrize(("word", "count"), [("حلب", 3), ("و", 1), ("ab", 2), ("مدرسه", 5)])
def test_a_word_has_a_gram_for_each_letter(word: str, count: int) -> None:
    found, ends = grams_of(["x", word])
    assert ends.tolist() == [0, 1, 1 + count]
    assert len(set(found.tolist())) == 1 + count


def test_words_that_share_letters_share_grams() -> None:
    def of(word: str) -> set[int]:
        return set(grams_of([word])[0].tolist())

    assert len(of("مدرسه") & of("مدرسون")) == 3
    assert not of("حلب") & of("دمشق")
