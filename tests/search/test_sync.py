"""Database -> index: nothing lost, nothing twice, nothing stale."""

import pytest
from django.core.management import call_command
from django.db import transaction
from haystack.query import SearchQuerySet

from articles.models import Article, IndexingTask
from articles.search import schema, sync
from articles.search.engine import ArchiveSearchBackend
from articles.search.entry import Entry
from tests.factories import make_article, make_mention, make_place


def indexed() -> list[int]:
    return sorted(int(result.pk) for result in SearchQuerySet().all()[:1000])


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
def test_tasks_wait_while_paused() -> None:
    with sync.paused():
        article = make_article()
        assert indexed() == []
    sync.drain()
    assert indexed() == [article.pk]


@pytest.mark.django_db(transaction=True)
def test_while_another_process_indexes_the_tasks_are_left_to_it(index: ArchiveSearchBackend) -> None:
    lock = index.store.lock()
    assert lock is not None
    article = make_article()
    assert indexed() == []
    lock.release()
    assert sync.drain() == 1
    assert indexed() == [article.pk]


@pytest.mark.django_db
def test_a_failed_write_leaves_the_index_and_the_tasks_as_they_were(
    index: ArchiveSearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make_article()
    sync.drain()
    article.save()
    monkeypatch.setattr(sync, "entries_of", lambda articles: [Entry("not a number", 0, "", "", {})])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not a number"):
        sync.drain()
    monkeypatch.undo()
    assert indexed() == [article.pk]
    assert IndexingTask.objects.count() == 1
    assert sync.drain() == 1


@pytest.mark.django_db
def test_an_index_of_another_make_is_filled_anew(index: ArchiveSearchBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()
    sync.drain()
    index.store.folder = index.store.folder.with_name("of-another-version")
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


@pytest.mark.django_db
def test_haystacks_own_commands_work() -> None:
    article = make_article()
    call_command("rebuild_index", interactive=False, verbosity=0)
    assert indexed() == [article.pk]
    call_command("update_index", verbosity=0, remove=True)
    assert indexed() == [article.pk]
    Article.objects.all().delete()
    call_command("clear_index", interactive=False, verbosity=0)
    assert indexed() == []
