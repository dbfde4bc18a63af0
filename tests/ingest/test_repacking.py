"""The same articles come out of a feed, and of a crawl of pages, as out of JSON Lines.

With ARTICLES=all every article of the collection is read, else a sample of it.
"""

import gzip
import json
import os
import random
from pathlib import Path

import pytest

from articles.ingest.clean import text_digest
from articles.ingest.records import ArticleRecord, Unreadable
from tests.ingest import repacking
from tests.ingest.readers.reading_bytes import items_in

COLLECTION = Path(__file__).resolve().parents[3] / "shared" / "data" / "articles" / "articles_dev.jsonl.gz"
SAMPLE = 600

pytestmark = pytest.mark.skipif(
    not COLLECTION.is_file(), reason="the collection is its publishers' and not part of the project"
)


@pytest.fixture(scope="module")
def rows() -> list[repacking.Row]:
    with gzip.open(COLLECTION, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return rows if os.environ.get("ARTICLES") == "all" else random.Random(6).sample(rows, SAMPLE)  # noqa: S311


@pytest.fixture(scope="module")
def expected(rows: list[repacking.Row]) -> list[str]:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return sorted(map(outline, items_in(lines, name="articles.jsonl")))


def outline(item: ArticleRecord | Unreadable) -> str:
    """What the archive would know an article by; all failures are alike."""
    if isinstance(item, Unreadable):
        return "no article"
    headline = "" if item.headline_is_derived else item.headline
    digest = text_digest(headline, item.body, item.source_name)
    return f"{item.published_on} {item.date_precision} {digest} {headline}\n{item.body}"


def test_a_feed_gives_the_same_articles(rows: list[repacking.Row], expected: list[str]) -> None:
    found = sorted(map(outline, items_in(repacking.rss(rows, outlet=""), name="feed.xml")))
    assert differing(found, expected) == []


def test_a_crawl_gives_the_same_articles(rows: list[repacking.Row], expected: list[str]) -> None:
    found = sorted(map(outline, items_in(repacking.warc(rows), name="pages.warc.gz")))
    assert differing(found, expected) == []


def differing(found: list[str], expected: list[str]) -> list[str]:
    """What only one of them has, a few."""
    assert len(found) == len(expected)
    one, other = set(found) - set(expected), set(expected) - set(found)
    return [f"found: {each[:400]}" for each in sorted(one)[:3]] + [f"not: {each[:400]}" for each in sorted(other)[:3]]
