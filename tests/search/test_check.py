"""Drift of every kind is found, and nothing else is."""

import pytest

from articles.models import Article, IndexingTask, Mention
from articles.search import sync, writing
from articles.search.check import Drift, IndexReport, check_index
from articles.search.indexes import entries_of
from tests.factories import make_article, make_mention, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys() -> list[int]:
    keys = [make_article(f"خبر رقم {number}").pk for number in range(6)]
    sync.drain()
    return keys


def report() -> IndexReport:
    return check_index(sync.backend().store)


def test_an_index_that_agrees_has_no_faults(keys: list[int]) -> None:
    assert report() == IndexReport()


def test_an_article_past_the_outbox_is_missing(keys: list[int]) -> None:
    (new,) = Article.objects.bulk_create([Article(headline="عنوان", body="نص", text_digest="")])
    assert report().drift == Drift(missing=(new.pk,))


@pytest.mark.parametrize("how", ["deleted", "hidden"])
def test_an_entry_without_an_article_that_readers_see_is_a_ghost(how: str, keys: list[int]) -> None:
    articles = Article.objects.filter(pk=keys[2])
    articles.update(is_published=False) if how == "hidden" else articles._raw_delete("default")
    assert report().drift == Drift(ghosts=(keys[2],))


@pytest.mark.parametrize("field", ["headline", "body", "published_on", "source_id"])
def test_an_entry_of_another_state_is_stale(field: str, keys: list[int]) -> None:
    from tests.factories import make_source

    values = {"published_on": "2020-01-02", "source_id": make_source().pk}
    Article.objects.filter(pk=keys[1]).update(**{field: values.get(field, "آخر")})
    assert report().drift == Drift(stale=(keys[1],))


@pytest.mark.parametrize("how", ["tagged", "rejected", "out of use"])
def test_mentions_past_the_outbox_make_stale_entries(how: str) -> None:
    place, article = make_place("حلب"), make_article("في حلب")
    if how != "tagged":
        make_mention(article, place)
    sync.drain()
    if how == "tagged":
        Mention.objects.bulk_create([Mention(article=article, entity=place, start=3, end=6, surface="حلب")])
    elif how == "rejected":
        Mention.objects.update(status="rejected")
    else:
        type(place).objects.update(is_active=False)
    assert report().drift == Drift(stale=(article.pk,))


def test_an_entry_that_is_there_twice_is_doubled(keys: list[int]) -> None:
    folder = sync.backend().store.current_folder()
    segment = writing.build_segment(folder, entries_of(Article.objects.filter(pk=keys[0])))
    assert segment
    writing.commit_segments(folder, [segment])
    assert report().drift == Drift(doubled=(keys[0],))


def test_what_waits_in_the_outbox_is_no_drift(keys: list[int]) -> None:
    article = make_article()
    Article.objects.get(pk=keys[0]).delete()
    assert report() == IndexReport(waiting=2)
    assert article.pk


def test_what_was_set_aside_is_named(keys: list[int]) -> None:
    IndexingTask.objects.set_aside({keys[0]: "ValueError: no"})
    assert report() == IndexReport(failed=((keys[0], "ValueError: no"),))


def test_an_index_never_filled_and_one_that_cannot_be_read_are_told() -> None:
    assert report().unreadable == "it has never been filled"
    make_article()
    sync.drain()
    next(sync.backend().store.current_folder().glob("_MAIN_*.toc")).write_bytes(b"\0" * 99)
    assert report().unreadable == "its table of contents is damaged"
    assert report().wants_rebuild


@pytest.mark.parametrize("damage", [b"", b"\0" * 99])
def test_drift_and_damage_are_told_together_or_why_not(damage: bytes, keys: list[int]) -> None:
    Article.objects.filter(pk=keys[1]).update(published_on="2020-01-02")
    sync.backend().store.replace([keys[0]], [])
    damaged = next(sync.backend().store.current_folder().glob("*.trm"))
    damaged.write_bytes(damage)
    assert report() == IndexReport(drift=Drift(missing=(keys[0],), stale=(keys[1],)), damaged=(damaged.name,))
    arrays = next(sync.backend().store.current_folder().glob("*.arrays"))
    arrays.write_bytes(damage)
    assert report().damaged == tuple(sorted([damaged.name, arrays.name]))
    assert "cannot be read" in report().unreadable
