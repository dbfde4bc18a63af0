"""The archive's words over a real index, in one segment and in several."""

import pytest

from articles.models import Article
from articles.search import sync
from articles.search.vocabulary import Vocabulary, WordCount
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def words() -> Vocabulary:
    """Three articles, the last in a segment of its own."""
    with sync.paused():
        make_article("حلب وحلب والحلبي", "خبر")
        make_article("حلب في سوريا Aleppo", "خبر")
    sync.drain()
    make_article("حلب الحلبي السوريون", "نبأ")
    sync.drain()
    return Vocabulary(sync.backend().snapshot())


def test_frequency_counts_articles_of_all_segments(words: Vocabulary) -> None:
    found = {word: words.frequency(word) for word in ("حلب", "خبر", "والحلبي", "aleppo", "مدينه", "")}
    assert found == {"حلب": 3, "خبر": 2, "والحلبي": 1, "aleppo": 1, "مدينه": 0, "": 0}


def test_reach_counts_other_forms_too(words: Vocabulary) -> None:
    assert words.reach("وللحلبي") == 3
    assert words.reach("في") == 1  # a function word is found as it is spelled


def test_words_with_a_prefix_come_the_most_frequent_first(words: Vocabulary) -> None:
    assert words.with_prefix("ح", 5) == [WordCount("حلب", 3)]
    assert words.with_prefix("ال", 5) == [WordCount("الحلبي", 1), WordCount("السوريون", 1)]
    assert words.with_prefix("ال", 1) == [WordCount("الحلبي", 1)]
    assert words.with_prefix("ز", 5) == []


def test_near_words_of_all_segments(words: Vocabulary) -> None:
    assert [near.word for near in words.near("حلت", 1, 10, 5)] == ["حلب"]
    assert [near.word for near in words.near("السوريو", 1, 10, 5)] == ["السوريون"]
    assert words.near("حلب", 1, 10, 5)[0] == ("حلب", 0, 3)


def test_counts_are_all_words(words: Vocabulary) -> None:
    counted = list(words.counts())
    assert {pair.word for pair in counted} >= {"حلب", "سوريا", "aleppo", "السوريون"}
    assert len(counted) == len(words)


def test_an_empty_index_has_no_words() -> None:
    none = Vocabulary(sync.backend().snapshot())
    assert (len(none), none.frequency("حلب"), none.with_prefix("ح", 3), none.near("حلب", 2, 20, 5)) == (0, 0, [], [])


def test_a_new_article_brings_its_words(words: Vocabulary) -> None:
    make_article("كلمةجديدة")
    sync.drain()
    assert words.frequency("كلمهجديده") == 0  # a snapshot never changes
    assert Vocabulary(sync.backend().snapshot()).frequency("كلمهجديده") == 1
    assert Article.objects.count() == 4
