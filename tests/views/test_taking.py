"""Taking a search away: all its articles, its filters, its order; whatever the number; and the feed."""

import csv
import json
import re
from io import StringIO

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from articles.models import Article
from articles.search import query, sync
from articles.search.params import SearchParams
from articles.search.time_limit import QueryTimeoutError
from articles.views import taking
from tests.factories import make_article, make_mention, make_place

pytestmark = pytest.mark.django_db(transaction=True)


def taken(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert isinstance(response, StreamingHttpResponse)
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content).decode()


def article(number: int) -> Article:
    where = "إلى حلب" if number % 3 == 0 else "أمس"
    day = f"2016-01-{1 + number % 28:02}"
    return make_article(f"وصل الوفد {where}.", headline=f"خبر رقم {number}", published_on=day)


@pytest.fixture
def archive() -> list[Article]:
    """Sixty articles, more than two pages, of which every third is about Aleppo."""
    place = make_place("حلب", slug="sy-aleppo")
    rows = [article(number) for number in range(60)]
    for row in rows[::3]:
        make_mention(row, place, "حلب")
    make_article("وصل الوفد سرا.", headline="غير منشور", is_published=False)
    sync.drain()
    return rows


def ids(text: str) -> list[int]:
    return [int(row["id"]) for row in csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))]


def test_all_articles_leave_whatever_the_number_of_pages(client: Client, archive: list[Article]) -> None:
    assert sorted(ids(taken(client, "/export/csv"))) == sorted(row.pk for row in archive)
    assert len(ids(taken(client, "/export/csv?q=الوفد&page=3"))) == 60


def test_filters_are_honoured(client: Client, archive: list[Article]) -> None:
    about = ids(taken(client, "/export/csv?place=sy-aleppo"))
    assert sorted(about) == sorted(row.pk for row in archive[::3])
    without = ids(taken(client, "/export/csv?place=-sy-aleppo&q=الوفد"))
    assert set(about).isdisjoint(without)
    assert len(ids(taken(client, "/export/csv?from=2016-01-05&to=2016-01-06"))) == len(
        [row for row in archive if str(row.published_on) in ("2016-01-05", "2016-01-06")]
    )


def test_the_order_is_that_of_the_pages(client: Client, archive: list[Article]) -> None:
    rows = [json.loads(line) for line in taken(client, "/export/jsonl?q=الوفد&sort=oldest").splitlines()]
    dates = [row["date"] for row in rows]
    assert dates == sorted(dates)
    shown = [hit.article.pk for hit in query.search(SearchParams(text="الوفد")).hits]
    assert ids(taken(client, "/export/csv?q=الوفد"))[:20] == shown


@pytest.mark.parametrize("form", ["csv", "jsonl", "ris", "bib"])
def test_every_format_has_every_article(client: Client, archive: list[Article], form: str) -> None:
    text = taken(client, f"/export/{form}?place=sy-aleppo")
    mark = {"csv": "/article/", "jsonl": '"archive_page"', "ris": "ER  - ", "bib": "@article{"}[form]
    assert len(re.findall(mark, text)) == 20


def test_another_format_is_not_there(client: Client) -> None:
    assert client.get("/export/exe").status_code == 404


@pytest.mark.parametrize(
    "address", ["/export/csv?q=(((", "/export/csv?place=%00", "/feed?q=%22", "/feed?from=x&page=-1"]
)
def test_hostile_searches_are_answered(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_what_takes_too_long_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_asked: object) -> list[int]:
        raise QueryTimeoutError

    monkeypatch.setattr(taking, "every_key", slow)
    assert client.get("/export/csv").status_code == 503
    assert client.get("/feed").status_code == 503


def test_the_feed_has_the_newest(client: Client, archive: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "FEED_LENGTH", 5)
    response = client.get("/feed?place=sy-aleppo")
    assert response["Content-Type"].startswith("application/atom+xml")
    text = response.content.decode()
    assert text.count("<entry>") == 5
    newest = sorted((str(row.published_on) for row in archive[::3]), reverse=True)[:5]
    assert [part[:10] for part in text.split("<published>")[1:]] == newest


def test_the_results_page_leads_there(client: Client, archive: list[Article]) -> None:
    page = client.get("/?place=sy-aleppo&page=1").content.decode()
    assert "/export/csv?place=sy-aleppo" in page
    assert 'type="application/atom+xml"' in page
