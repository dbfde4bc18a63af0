"""Linking held against articles labelled by hand. Their texts are no part of the archive: see labelled/README.md."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.models import Entity, Kind
from articles.tagging.current import current_tagger
from articles.tagging.link_evaluation import (
    NIL,
    Label,
    LabelledArticle,
    Link,
    LinkFigures,
    figures,
    links_of,
    read_labelled,
    read_texts,
)

LABELLED = Path(__file__).parent / "labelled"
TEXTS = Path(settings.BASE_DIR).parent / "shared" / "data" / "articles" / "articles_dev.jsonl.gz"
SEED, SEED_ID = Path(settings.BASE_DIR) / "seeds" / "000_0bed1131bcfb24d1.txt", "seed:000_0bed1131bcfb24d1"
LEAST_RIGHT = 0.95  # of what is linked


def label(start: int, end: int, *records: str) -> Label:
    return Label(start, end, "place", frozenset(records))


LABELS = (
    label(0, 5, "place/a"),
    label(10, 15, NIL),
    label(20, 25, "place/b", "place/c"),
    label(30, 35, "place/d", NIL),
)
SCORES = [
    ("nothing linked", [], (0, 0, 2, 0)),
    ("right", [Link(0, 5, "place/a")], (1, 1, 2, 1)),
    ("right by part of its words", [Link(3, 5, "place/a")], (1, 1, 2, 1)),
    ("another record", [Link(0, 5, "place/b")], (1, 0, 2, 0)),
    ("beside the words", [Link(5, 8, "place/a")], (1, 0, 2, 0)),
    ("a name without a record", [Link(10, 15, "place/a")], (1, 0, 2, 0)),
    ("either of two", [Link(20, 25, "place/c")], (1, 1, 2, 1)),
    ("what may be left alone", [Link(30, 35, "place/d")], (1, 1, 2, 0)),
    ("what no label has", [Link(50, 55, "place/a")], (1, 0, 2, 0)),
]


@pytest.mark.parametrize(("links", "expected"), [row[1:] for row in SCORES], ids=[row[0] for row in SCORES])
def test_figures_of_an_article(links: list[Link], expected: tuple[int, int, int, int]) -> None:
    found = figures([LabelledArticle("x", "", LABELS)], {"x": links})
    assert (found.linked, found.right, found.linkable, found.found) == expected
    assert len(found.faults) == found.linked - found.right
    assert len(found.missed) == found.linkable - found.found


def test_shares() -> None:
    assert (LinkFigures(4, 3, 10, 5).accuracy, LinkFigures(4, 3, 10, 5).recall) == (0.75, 0.5)
    assert (LinkFigures().accuracy, LinkFigures().recall) == (1.0, 1.0)


def test_articles_without_links_given_are_left_out() -> None:
    assert figures([LabelledArticle("x", "", LABELS)], {}).linkable == 0


def test_the_labels_are_spans_in_order_that_do_not_overlap() -> None:
    articles = read_labelled(LABELLED)
    assert len(articles) == 61
    assert sum(len(article.labels) for article in articles) > 600
    for article in articles:
        ends = [0, *(each.end for each in article.labels)]
        assert all(before <= each.start < each.end for before, each in zip(ends, article.labels, strict=False))


@pytest.fixture
def records(db: None) -> dict[int, str]:
    call_command("load_authority", verbosity=0)
    return {row.pk: f"{row.kind}/{row.slug}" for row in Entity.objects.only("kind", "slug")}


def test_the_labels_name_records_that_there_are(records: dict[int, str]) -> None:
    named = {record for article in read_labelled(LABELLED) for each in article.labels for record in each.records}
    assert named - {*records.values(), NIL} == set()


def test_what_is_linked_in_the_seed_article_is_right(records: dict[int, str]) -> None:
    _assert_right({SEED_ID: (SEED.read_text(encoding="utf-8"), None)}, records, articles=1, least_found=0.9)


def test_what_is_linked_in_labelled_articles_is_right(records: dict[int, str]) -> None:
    if not TEXTS.exists():
        pytest.skip(f"the labelled articles' texts are not at {TEXTS}")
    _assert_right(read_texts(TEXTS), records, articles=60, least_found=0.85)


def _assert_right(texts: dict, records: dict[int, str], articles: int, least_found: float) -> None:  # type: ignore[type-arg]
    labelled = read_labelled(LABELLED)
    links = links_of(labelled, texts, current_tagger().find, records)
    found = figures(labelled, links)
    assert len(links) == articles
    assert found.accuracy >= LEAST_RIGHT, found.faults
    assert found.recall >= least_found, found.missed


def test_a_text_that_is_not_the_one_labelled_is_left_out() -> None:
    labelled = [LabelledArticle("x", "0" * 16, LABELS)]
    assert links_of(labelled, {"x": ("another", None)}, lambda _text, _day: [], {}) == {}


def test_kinds_of_the_labels_are_those_of_records() -> None:
    assert {each.kind for article in read_labelled(LABELLED) for each in article.labels} == {*Kind.values}
