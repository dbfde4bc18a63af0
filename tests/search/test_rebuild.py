"""A new generation beside the old one: complete, resumable, and never in the way."""

from collections.abc import Iterator
from typing import Any

import pytest
from haystack.query import SearchQuerySet

from articles.models import Article, IndexingTask
from articles.models.article import ArticleQuerySet
from articles.search import builds, indexing, rebuild, sync, writing
from articles.search.entry import Entry
from articles.search.indexes import entries_of
from articles.search.notices import Notice
from articles.search.params import SearchParams
from articles.search.query import search
from articles.search.rebuild import RebuildRunningError
from articles.search.store import IndexStore
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def indexed() -> list[int]:
    return sorted(int(result.pk) for result in SearchQuerySet().all()[:1000])


def found() -> tuple[int, tuple[Notice, ...]]:
    """How many articles a page of everything has, and what it says of them."""
    page = search(SearchParams())
    return page.total, page.notices


def agrees() -> bool:
    """Whether the index is what the database says."""
    wanted = {entry.key: entry.digest for entry in entries_of(Article.objects.published())}
    return writing.digests_of(sync.backend().store.current_folder()) == wanted


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(rebuild, "CHUNK", 3)
    keys = [make_article(f"خبر رقم {number}").pk for number in range(10)]
    sync.drain()
    return keys


class CrashError(BaseException):
    """As sudden as a power cut: nothing that handles exceptions sees it coming."""


@pytest.mark.parametrize("chunk", range(4))
@pytest.mark.parametrize("where", ["built", "recorded", "committed"])
def test_a_build_broken_off_anywhere_goes_on_where_it_was(
    where: str, chunk: int, keys: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0

    def crashing(module: object, name: str, after: bool) -> None:
        real = getattr(module, name)

        def crash(*arguments: object) -> object:
            nonlocal calls
            calls += 1
            if calls == chunk + 1 and not after:
                raise CrashError
            result = real(*arguments)
            if calls == chunk + 1:
                raise CrashError
            return result

        monkeypatch.setattr(module, name, crash)

    if where == "built":
        crashing(writing, "build_segment", after=True)
    else:
        crashing(writing, "commit_segments", after=where == "committed")
    with pytest.raises(CrashError):
        sync.fill()
    monkeypatch.undo()
    monkeypatch.setattr(rebuild, "CHUNK", 3)
    assert indexed() == keys
    built: list[int] = []
    real = rebuild.build_chunk
    monkeypatch.setattr(rebuild, "build_chunk", lambda c, *more: built.append(c.first) or real(c, *more))  # type: ignore[func-returns-value]
    sync.fill()
    assert len(built) == 4 - chunk - (where == "committed")
    assert agrees()
    assert not sync.backend().store.wants_rebuild


def test_a_restart_does_everything_again(keys: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds.Build, "mark_all_built", lambda self: (_ for _ in ()).throw(CrashError()))
    with pytest.raises(CrashError):
        sync.fill()
    monkeypatch.undo()
    told: list[int] = []
    assert sync.fill(told.append, restart=True) == len(keys)
    assert sum(told) == len(keys)
    assert agrees()


@pytest.mark.parametrize("moment", ["before it is read", "after it is read", "before the switch"])
def test_what_changes_meanwhile_is_in_the_new_generation(
    moment: str, keys: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed: list[int] = []

    def change() -> None:
        if not changed:
            article = Article.objects.get(pk=keys[4])
            article.body = "نص جديد"
            article.save()
            Article.objects.get(pk=keys[0]).delete()
            changed.append(make_article("خبر أحدث").pk)
            sync.drain()
            assert agrees(), "the old generation has it at once"

    build_chunk, mark = rebuild.build_chunk, builds.Build.mark_all_built

    def build(chunk: builds.Chunk, *more: object) -> builds.BuiltChunk:
        if moment == "before it is read":
            change()
        built = build_chunk(chunk, *more)  # type: ignore[arg-type]
        if moment == "after it is read" and chunk.last > keys[4]:
            change()
        return built

    def mark_all_built(self: builds.Build) -> None:
        mark(self)
        if moment == "before the switch":
            change()

    monkeypatch.setattr(rebuild, "build_chunk", build)
    monkeypatch.setattr(builds.Build, "mark_all_built", mark_all_built)
    sync.fill()
    assert changed
    assert agrees()
    assert indexed() == [*keys[1:], changed[0]]


def test_the_tasks_from_before_are_done_by_the_build(keys: list[int]) -> None:
    for article in Article.objects.all():
        article.save()
    make_article()
    sync.fill()
    assert not IndexingTask.objects.exists()
    assert agrees()


def test_articles_that_cannot_be_indexed_are_set_aside(keys: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def entries_or_not(articles: ArticleQuerySet) -> Iterator[Entry]:
        for entry in entries_of(articles):
            if entry.key in (keys[0], keys[5], keys[6]):
                raise ValueError("cannot be read")
            yield entry

    monkeypatch.setattr(indexing, "entries_of", entries_or_not)
    assert sync.fill() == 7
    assert indexed() == [keys[place] for place in (1, 2, 3, 4, 7, 8, 9)]
    assert [task.article_id for task in IndexingTask.objects.failed()] == [keys[0], keys[5], keys[6]]
    monkeypatch.setattr(indexing, "entries_of", entries_of)
    sync.retry_failed()
    sync.drain()
    assert indexed() == keys


def test_searches_are_full_at_every_commit(keys: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    real = writing.commit_segments

    def commit_and_look(*arguments: Any) -> None:
        seen.append(indexed())
        real(*arguments)
        seen.append(indexed())

    monkeypatch.setattr(writing, "commit_segments", commit_and_look)
    sync.fill()
    assert len(seen) == 8
    assert all(found == keys for found in seen)


def test_one_process_at_a_time_builds(keys: list[int]) -> None:
    store = sync.backend().store
    other = IndexStore(store.generations.root)
    assert other.rebuild_lock.acquire()
    with pytest.raises(RebuildRunningError):
        rebuild.rebuild(store)
    assert sync.fill() == 0
    other.rebuild_lock.release()


def test_a_first_index_shows_what_it_has_so_far_and_says_that_it_is_not_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild, "CHUNK", 3)
    keys = [make_article(str(number)).pk for number in range(10)]
    seen = []
    real = writing.commit_segments

    def commit_and_look(*arguments: Any) -> None:
        real(*arguments)
        seen.append(found())

    monkeypatch.setattr(writing, "commit_segments", commit_and_look)
    assert found() == (0, (Notice.INCOMPLETE,))
    sync.fill()
    assert seen == [(number, (Notice.INCOMPLETE,)) for number in (3, 6, 9, 10)]
    assert found() == (len(keys), ())


def test_an_empty_archive_has_a_complete_index() -> None:
    assert found() == (0, ())
    sync.fill()
    assert sync.backend().store.is_filled
    assert indexed() == []
