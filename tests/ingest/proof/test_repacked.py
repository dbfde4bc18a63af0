"""Thousands of real articles, packed in different ways: the same come out each time."""

from collections.abc import Sequence

import pytest

from articles.ingest.clean import clean
from articles.ingest.records import ArticleRecord
from tests.ingest.proof.repacking import (
    ARTICLES,
    Packing,
    Row,
    Told,
    as_csv,
    as_json,
    as_json_lines,
    as_zip,
    as_zip_of_texts,
    fits,
    rows,
    told,
)
from tests.ingest.readers.reading_bytes import items_in

pytestmark = pytest.mark.skipif(not ARTICLES.is_file(), reason="the articles are not beside the project")


@pytest.fixture(scope="module")
def articles() -> list[Row]:
    return rows()


def expected(row: Row) -> Told:
    lines = clean(row["text"]).split("\n")
    return clean(row["title"]), row["date_iso"], "\n".join(filter(None, lines))


def differing(articles: Sequence[Row], content: bytes) -> list[tuple[str, Told | object]]:
    """The articles of which something else came out, or nothing."""
    items = items_in(content)
    assert len(items) == len(articles)
    came = [told(item) if isinstance(item, ArticleRecord) else item for item in items]
    return [(row["id"], found) for row, found in zip(articles, came, strict=True) if not _same(found, expected(row))]


def _same(found: Told | object, hoped: Told) -> bool:
    """Of a text file without a title the first line may be taken for one: then its lines are the same."""
    if found == hoped or not isinstance(found, tuple):
        return bool(found == hoped)
    headline, day, body = found
    return not hoped[0] and (day, f"{headline}\n{body}") == hoped[1:]


def zip_of_both(articles: Sequence[Row]) -> bytes:
    half = len(articles) // 2
    return as_zip(iter([("a/dump.jsonl", as_json_lines(articles[:half])), ("b.csv", as_csv(articles[half:]))]))


@pytest.mark.parametrize("pack", [as_json_lines, as_csv])
def test_the_same_articles_come_out_of_every_dump(pack: Packing, articles: list[Row]) -> None:
    assert differing(articles, pack(articles)) == []


@pytest.mark.parametrize("pack", [as_json, zip_of_both])
def test_the_same_come_out_of_what_is_read_in_the_same_way(pack: Packing, articles: list[Row]) -> None:
    assert differing(articles[::5], pack(articles[::5])) == []


@pytest.mark.parametrize(("encoding", "every", "least"), [("windows-1256", 1, 5800), ("iso8859-6", 5, 1000)])
def test_the_same_articles_come_out_of_text_files_in_old_encodings(
    encoding: str, every: int, least: int, articles: list[Row]
) -> None:
    fitting = [row for row in articles[::every] if fits(row, encoding)]
    assert len(fitting) > least
    assert differing(fitting, as_zip_of_texts(fitting, encoding)) == []
