"""Articles whose date is known to a month or a year: where they are found, and where they are counted."""

import datetime as dt
from pathlib import Path

import pytest
from django.http import QueryDict

from articles.arabic.partial_dates import last_day
from articles.models import Article
from articles.search import sync, writing
from articles.search.answering import Answer, Order, Question
from articles.search.entry import Entry
from articles.search.language import parse
from articles.search.params import SearchParams
from articles.search.query import search
from articles.search.snapshot import Snapshot
from tests.factories import make_article

DATES = {
    1: ("2016-08-15", "day"),
    2: ("2016-08-01", "month"),
    3: ("2016-01-01", "year"),
    4: ("2016-01-01", "day"),
    5: ("2015-02-01", "month"),
    6: ("", ""),
}
# Bounds, and the articles whose whole period lies within.
BOUNDS = [
    ("date:2016", [1, 2, 3, 4]),
    ("date:2016-08", [1, 2]),
    ("date:2016-08-01", []),
    ("date:2016-08-01..2016-08-15", [1]),
    ("date:2016-08-01..2016-08-31", [1, 2]),
    ("date:2016-08-02..2016-09-30", [1]),
    ("date:2016-01-01", [4]),
    ("date:2016-01", [4]),
    ("date:2016-01..2016-11", [1, 2, 4]),
    ("date:2016-01..2016-12", [1, 2, 3, 4]),
    ("date:2015-02", [5]),
    ("date:2015..2016", [1, 2, 3, 4, 5]),
    ("before:2016", [5]),
    ("after:2015", [1, 2, 3, 4]),
    ("خبر date:2016-08", [1, 2]),
    ("خبر -date:2016-08", [3, 4, 5, 6]),
]


def make_entry(key: int) -> Entry:
    text, precision = DATES[key]
    day = dt.date.fromisoformat(text) if text else None
    facets = {"source": ("1",), "year": (text[:4] or "unknown",)}
    first = day.toordinal() if day else 0
    return Entry(key, first, "عنوان", "خبر", facets, last_day(day, precision).toordinal() if day else 0)


@pytest.fixture(scope="module", params=[1, 2, 6, "merged"], ids=lambda size: f"{size} a segment")
def snapshot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = Path(tmp_path_factory.mktemp("dates")) / "index"
    writing.create_index(folder)
    size = 1 if request.param == "merged" else request.param
    for start in range(1, 7, size):
        keys = [*range(start, start + size)]
        writing.apply_batch(folder, keys, [make_entry(key) for key in keys], merge_up_to=0)
    if request.param == "merged":
        writing.compact(folder)
    made = Snapshot(folder)
    assert len(made.segments) == (1 if request.param == "merged" else 6 // size)
    return made


def ask(snapshot: Snapshot, text: str, order: Order = Order.OLDEST) -> Answer:
    return Answer(snapshot, Question(parse(text), frozenset(), order))


@pytest.mark.parametrize(("text", "expected"), BOUNDS)
def test_a_period_is_within_bounds_where_all_of_it_is(text: str, expected: list[int], snapshot: Snapshot) -> None:
    found = ask(snapshot, text)
    assert sorted(found.page(0, found.total).keys.tolist()) == expected


def test_a_year_is_counted_in_no_month(snapshot: Snapshot) -> None:
    assert ask(snapshot, "").dates() == {
        "year": [(2015, 1), (2016, 4)],
        "month": [((2015, 2), 1), ((2016, 1), 1), ((2016, 8), 2)],
        "year_alone": [(2016, 1)],
        "unknown": 1,
    }
    assert ask(snapshot, "date:2016-08").dates()["year_alone"] == []


def test_a_period_stands_where_it_begins_in_the_order_of_time(snapshot: Snapshot) -> None:
    found = ask(snapshot, "")
    assert [DATES[key][0] for key in found.page(0, 6).keys.tolist()] == sorted(
        (text for text, _ in DATES.values()), key=lambda text: text or "9999"
    )


def test_a_date_known_closer_now_makes_the_entry_another() -> None:
    month = make_entry(2)
    assert month.digest != Entry(2, month.day, month.headline, month.body, month.facets).digest


@pytest.mark.django_db
def test_the_archive_finds_an_article_by_its_month_and_not_by_its_first_day() -> None:
    article = make_article("خبر", "عنوان", published_on=dt.date(2016, 8, 1), date_precision="month")
    sync.drain()

    def found(query: str) -> int:
        return search(SearchParams.from_query(QueryDict(query))).total

    assert (found("from=2016-08&to=2016-08"), found("from=2016-08-01&to=2016-08-01")) == (1, 0)
    Article.objects.get(pk=article.pk).save()
    Article.objects.filter(pk=article.pk).update(date_precision="day")
    Article.objects.get(pk=article.pk).save()
    sync.drain()
    assert found("from=2016-08-01&to=2016-08-01") == 1
