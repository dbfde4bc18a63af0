"""The texts are the same each time, as long as real ones, and their words as frequent as in real ones."""

import gzip
import json
from collections import Counter
from pathlib import Path
from statistics import mean

from articles.benchmark.texts import Texts, coined_word, read_texts
from tests.benchmark.conftest import SEED

SENTENCES = [
    "وصل الوزير إلى حلب صباح أمس في زيارة تستمر يومين.",
    "قال المتحدث إن الاتفاق يشمل جميع الأطراف المتحاربة.",
    "أعلنت الشركة أرباحها عن الربع الأول من العام.",
]


def test_an_article_is_the_same_whatever_was_made_before(texts: Texts) -> None:
    again = read_texts(None, SEED)
    assert [again[number] for number in (40, 2)] == [texts[40], texts[2]]


def test_another_seed_gives_other_articles(texts: Texts) -> None:
    assert read_texts(None, SEED + 1)[1] != texts[1]


def test_articles_have_about_380_words(texts: Texts) -> None:
    assert 350 < mean(len(texts[number].body.split()) for number in range(400)) < 410


def test_words_follow_a_zipf_law(texts: Texts) -> None:
    counted = Counter(word for number in range(400) for word in texts[number].body.split())
    ranked = [count for _, count in counted.most_common()]
    assert 6 < ranked[9] / ranked[99] < 16  # ten times the rank, about a tenth of the uses
    assert sum(count == 1 for count in ranked) > len(ranked) / 3


def test_more_articles_have_more_different_words(texts: Texts) -> None:
    def different(articles: int) -> int:
        return len({word for number in range(articles) for word in texts[number].body.split()})

    assert different(400) > 1.3 * different(200) > 1.3 * 1.3 * different(100)


def test_coined_words_differ() -> None:
    assert len({coined_word(rank) for rank in range(1, 200_000)}) == 199_999


def test_real_sentences_are_taken_where_there_are_some(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "some.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": "\n".join(SENTENCES)}, ensure_ascii=False))
    body = read_texts(tmp_path, seed=1)[5].body
    coined = set(body.split()) - set(" ".join(SENTENCES).split())
    assert any(sentence in body for sentence in SENTENCES)
    assert 0 < len(coined) < 20
