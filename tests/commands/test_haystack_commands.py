"""Haystack's own commands never leave searches empty or with a part of the archive."""

import threading
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from haystack.query import SearchQuerySet

from articles.models import Article, IndexingTask
from articles.search import sync, writing
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def indexed() -> list[int]:
    return sorted(int(result.pk) for result in SearchQuerySet().all()[:1000])


def run(name: str, **options: Any) -> str:
    out = StringIO()
    call_command(name, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def keys() -> list[int]:
    keys = [make_article(str(number)).pk for number in range(12)]
    sync.drain()
    return keys


def seen_while(doing: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles searches found at every write of the index, while something was done."""
    seen = []
    write = writing._write_contents

    def look_and_write(*arguments: Any) -> None:
        seen.append(len(indexed()))
        write(*arguments)
        seen.append(len(indexed()))

    monkeypatch.setattr(writing, "_write_contents", look_and_write)
    doing()
    monkeypatch.undo()
    return seen


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("rebuild_index", {"interactive": False}),
        ("rebuild_index", {"interactive": False, "batchsize": 2}),
        ("rebuild_index", {"interactive": False, "workers": 2}),
        ("update_index", {}),
        ("update_index", {"batchsize": 5}),
        ("update_index", {"batchsize": 5, "workers": 2}),
        ("update_index", {"remove": True}),
        ("update_index", {"age": 1}),
        ("update_index", {"commit": False}),
    ],
)
def test_searches_are_full_while_it_runs_and_after(
    name: str, options: dict[str, Any], keys: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = seen_while(lambda: run(name, **options), monkeypatch)
    assert seen
    assert set(seen) == {len(keys)}
    assert indexed() == keys


def test_an_index_that_was_never_filled_is_filled_by_an_update_of_some_articles() -> None:
    keys = [make_article(str(number)).pk for number in range(12)]
    Article.objects.filter(pk__in=keys[:11]).update(updated_at="2001-01-01T00:00Z")
    run("update_index", age=1)
    assert indexed() == keys


def test_a_cleared_index_is_searched_until_there_is_a_new_one(keys: list[int]) -> None:
    before = sync.backend().store.current_folder()
    assert "searches go on" in run("clear_index", interactive=False)
    assert indexed() == keys
    assert sync.backend().store.current_folder() == before
    run("index")
    assert indexed() == keys
    assert sync.backend().store.current_folder() != before
    assert not sync.backend().store.wants_rebuild


def test_what_was_deleted_is_gone_from_a_cleared_index(keys: list[int]) -> None:
    Article.objects.filter(pk__in=keys[:5]).delete()
    run("clear_index", interactive=False)
    assert indexed() == keys[5:]


def test_update_index_removes_ghosts(keys: list[int]) -> None:
    Article.objects.filter(pk=keys[3]).delete()
    IndexingTask.objects.all().delete()  # as if the change had gone past the outbox
    run("update_index", remove=True)
    assert indexed() == [*keys[:3], *keys[4:]]


def test_many_updates_at_once_lose_nothing(keys: list[int]) -> None:
    store = sync.backend().store
    threads = [threading.Thread(target=store.replace, args=([key], [])) for key in keys[:6]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert indexed() == keys[6:]
