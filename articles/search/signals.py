"""Changes of rows ask for indexing; commits set it going."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from articles.models import Alias, Article, Entity, IndexingTask, Mention, Organisation, Person, Place
from articles.models.indexing import indexing_requested
from articles.search import sync


def connect() -> None:
    for model in (Article, Mention, Entity, Person, Organisation, Place, Alias):
        post_save.connect(_request_indexing, sender=model, dispatch_uid=f"index {model.__name__} saved")
        post_delete.connect(_request_indexing, sender=model, dispatch_uid=f"index {model.__name__} deleted")
    indexing_requested.connect(_drain, dispatch_uid="drain")


def _request_indexing(instance: Model, created: bool = False, raw: bool = False, **_kwargs: Any) -> None:  # noqa: ANN401
    if not raw and not (created and isinstance(instance, Entity)):  # nothing mentions a new record yet
        IndexingTask.objects.request(_articles_of(instance))


def _articles_of(instance: Model) -> list[int]:
    match instance:
        case Article():
            return [instance.pk]
        case Mention():
            return [instance.article_id]
        case Entity():
            return _mentioning(instance.pk)
        case Alias():
            return _mentioning(instance.entity_id)
    return []


def _mentioning(entity_id: int) -> list[int]:
    mentions = Mention.objects.filter(entity_id=entity_id)
    return list(mentions.order_by().values_list("article_id", flat=True).distinct())


def _drain(**_kwargs: Any) -> None:  # noqa: ANN401 - a signal's receiver
    sync.drain_unless_paused()
