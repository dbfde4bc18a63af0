"""Changes of rows ask for indexing; commits set it going."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from articles.models import Alias, Article, Entity, IndexingTask, Mention, Organisation, Person, Place, Source
from articles.models.indexing import indexing_requested
from articles.search import sync


def connect() -> None:
    for model in (Article, Source, Mention, Entity, Person, Organisation, Place, Alias):
        post_save.connect(_request_indexing, sender=model, dispatch_uid=f"index {model.__name__} saved")
        post_delete.connect(_request_indexing, sender=model, dispatch_uid=f"index {model.__name__} deleted")
    indexing_requested.connect(_drain, dispatch_uid="drain")


def _request_indexing(instance: Model, created: bool = False, raw: bool = False, **_kwargs: Any) -> None:  # noqa: ANN401
    if raw or (created and isinstance(instance, Entity | Source)):  # nothing refers to a new record yet
        return
    tasks = IndexingTask.objects
    match instance:
        case Article():
            tasks.request([instance.pk])
        case Mention():
            tasks.request([instance.article_id])
        case Entity():
            tasks.request_mentioning([instance.pk])
        case Alias():
            tasks.request_mentioning([instance.entity_id])
        case Source():
            tasks.request_published_by([instance.pk])


def _drain(**_kwargs: Any) -> None:  # noqa: ANN401 - a signal's receiver
    sync.drain_unless_paused()
