"""Database -> index: nothing lost, nothing twice, nothing stale."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from haystack.query import SearchQuerySet

from articles.models import Article, IndexingTask
from articles.models.article import ArticleQuerySet
from articles.search import indexing, schema, sync, writing
from articles.search.engine import ArchiveSearchBackend
from articles.search.entry import Entry
from articles.search.indexes import entries_of
from articles.search.language import parse
from articles.search.store import IndexStore
from tests.factories import make_article, make_mention, make_place


def indexed() -> list[int]:
    return sorted(int(result.pk) for result in SearchQuerySet().all()[:1000])


def found(text: str) -> list[int]:
    return sorted(int(result.pk) for result in SearchQuerySet().filter(content=parse(text))[:1000])


def poison(monkeypatch: pytest.MonkeyPatch, key: int) -> None:
    """Make the article one that cannot be indexed."""

    def entries_or_not(articles: ArticleQuerySet) -> Iterator[Entry]:
        for entry in entries_of(articles):
            if entry.key == key:
                raise ValueError("cannot be read")
            yield entry

    monkeypatch.setattr(indexing, "entries_of", entries_or_not)


@pytest.mark.django_db
def test_a_task_is_done_once_and_gone() -> None:
    article = make_article()
    assert sync.drain() >= 1
    assert not IndexingTask.objects.exists()
    assert indexed() == [article.pk]
    assert sync.drain() == 0


@pytest.mark.django_db
def test_an_article_saved_many_times_has_one_entry() -> None:
    article = make_article()
    for _ in range(5):
        article.save()
        sync.drain()
    assert indexed() == [article.pk]


@pytest.mark.django_db
def test_more_articles_than_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "BATCH", 3)
    keys = sorted(make_article(str(number)).pk for number in range(10))
    sync.drain()
    assert indexed() == keys


@pytest.mark.django_db(transaction=True)
def test_a_committed_change_is_searchable_at_once() -> None:
    article = make_article()
    assert indexed() == [article.pk]
    article.delete()
    assert indexed() == []


@pytest.mark.django_db(transaction=True)
def test_a_change_rolled_back_leaves_no_trace() -> None:
    with transaction.atomic():
        make_article()
        transaction.set_rollback(True)
    assert indexed() == []
    assert not IndexingTask.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_whose_indexing_cannot_be_asked_for_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()

    def crash(*_args: object) -> None:
        raise RuntimeError("killed between the two")

    monkeypatch.setattr(type(IndexingTask.objects), "request", crash)
    article.headline = "آخر"
    with pytest.raises(RuntimeError):
        article.save()
    assert Article.objects.get().headline == "عنوان"


@pytest.mark.django_db(transaction=True)
def test_a_save_stands_when_the_index_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    sync.drain()

    def full_disk(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "apply_batch", full_disk)
    article = make_article()
    with transaction.atomic():
        article.save()
    monkeypatch.undo()
    assert IndexingTask.objects.waiting().count() == 2
    sync.drain()
    assert indexed() == [article.pk]


@pytest.mark.django_db(transaction=True)
def test_tasks_wait_while_paused() -> None:
    with sync.paused():
        article = make_article()
        assert indexed() == []
    sync.drain()
    assert indexed() == [article.pk]


@pytest.mark.django_db(transaction=True)
def test_while_another_process_indexes_the_tasks_are_left_to_it(index: ArchiveSearchBackend) -> None:
    sync.drain()
    other = IndexStore(index.store.generations.root)
    assert other.lock.acquire()
    article = make_article()
    assert indexed() == []
    other.lock.release()
    assert sync.drain() == 1
    assert indexed() == [article.pk]


@pytest.mark.django_db
def test_an_article_that_cannot_be_indexed_is_set_aside_and_costs_no_sibling(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [make_article(str(number)).pk for number in range(20)]
    sync.drain()
    poison(monkeypatch, keys[7])
    for article in Article.objects.all():
        article.body += " مزيد"
        article.save()
    new = make_article("خبر جديد")
    sync.drain()
    assert not IndexingTask.objects.waiting().exists()
    assert [(task.article_id, task.error) for task in IndexingTask.objects.failed()] == [
        (keys[7], "ValueError: cannot be read")
    ]
    assert indexed() == [*keys, new.pk]  # with the entry it had
    assert found("مزيد") == [key for key in keys if key != keys[7]]


@pytest.mark.django_db
def test_an_article_set_aside_is_tried_again_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()
    poison(monkeypatch, article.pk)
    sync.drain()
    assert (indexed(), IndexingTask.objects.failed().count()) == ([], 1)
    assert sync.drain() == 0
    monkeypatch.undo()
    article.save()
    assert sync.drain() == 2
    assert indexed() == [article.pk]
    assert not IndexingTask.objects.exists()


@pytest.mark.django_db
def test_a_fault_of_the_machine_sets_nothing_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()
    sync.drain()
    article.body += " مزيد"
    article.save()

    def full_disk(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "apply_batch", full_disk)
    with pytest.raises(OSError, match="No space"):
        sync.drain()
    monkeypatch.undo()
    assert indexed() == [article.pk]
    assert IndexingTask.objects.waiting().count() == 1
    assert sync.drain() == 1


@pytest.mark.django_db
def test_an_index_of_another_make_is_filled_anew(index: ArchiveSearchBackend) -> None:
    article = make_article()
    sync.drain()
    index.store.generations.folder = index.store.generations.folder.with_name("0123456789abcdef")
    assert indexed() == []
    assert sync.waiting() == 1
    sync.drain()
    assert indexed() == [article.pk]


def test_the_fingerprint_follows_the_analyzer(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema.fingerprint()
    monkeypatch.setattr(schema, "VERSION", -1)
    assert schema.fingerprint() != before


@pytest.mark.django_db
def test_a_renamed_record_has_its_articles_indexed_again() -> None:
    place, article = make_place("حلب", "Aleppo"), make_article("في حلب")
    make_mention(article, place)
    sync.drain()
    place.name_en = "Halab"
    place.save()
    assert set(IndexingTask.objects.values_list("article_id", flat=True)) == {article.pk}
