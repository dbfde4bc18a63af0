"""What is done to many rows at once: the index is brought up to date once, at the end."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet

from articles.admin.curation import note_curation
from articles.models import Article, Entity, IndexingTask
from articles.search import sync
from articles.tagging.apply import retag

BATCH = 200  # articles in memory at a time


def retag_and_index(article_ids: Iterable[int]) -> int:
    """Find the mentions of the articles anew; returns how many articles changed."""
    changed = 0
    with sync.paused():
        for keys in _batches(list(article_ids)):
            changed += retag(Article.objects.filter(pk__in=keys))
    transaction.on_commit(sync.drain_unless_paused, robust=True)
    return changed


def reindex(article_ids: Iterable[int]) -> int:
    """Have the index entries of the articles made anew; returns how many."""
    keys = list(article_ids)
    with transaction.atomic():
        IndexingTask.objects.request(keys)
    return len(keys)


@transaction.atomic
def show_to_readers(articles: QuerySet[Article], shown: bool) -> int:
    """Publish or hide by a curator's hand; returns how many articles it changed."""
    changed = list(articles.exclude(is_published=shown).defer("body"))
    for article in changed:
        article.is_published = shown
        note_curation(article, ["is_published"])
        article.save(update_fields=["is_published", "curated_fields", "updated_at"])
    return len(changed)


@transaction.atomic
def put_to_use(records: QuerySet[Entity], used: bool) -> int:
    """Put records in or out of use; returns how many it changed."""
    changed = list(records.exclude(is_active=used))
    for record in changed:
        record.is_active = used
        record.save(update_fields=["is_active", "updated_at"])
    return len(changed)


def articles_about(records: Iterable[Entity]) -> set[int]:
    """The articles that mention one of the records, or have one of their names as it is written."""
    found: set[int] = set()
    for record in records:
        names = [record.name_ar, record.name_en, *record.aliases.values_list("text", flat=True)]
        named = Q(mentions__entity=record.pk)
        for name in filter(None, names):
            named |= Q(body__icontains=name)
        found |= set(Article.objects.order_by().filter(named).values_list("pk", flat=True))
    return found


def _batches(keys: list[int]) -> Iterator[list[int]]:
    left = iter(keys)
    while batch := list(islice(left, BATCH)):
        yield batch
