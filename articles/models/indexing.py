"""The outbox between the database and the search index."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.mention import Mention

indexing_requested = Signal()  # sent once the transaction that asked for indexing is committed

_ROWS_AT_ONCE = 500


class IndexingTaskManager(models.Manager["IndexingTask"]):
    """What asks for indexing is called in the transaction of the change itself.

    Whatever changes rows past `save` and `delete` (`update`, `bulk_create`, `bulk_update`) must ask by itself.
    """

    def request(self, article_ids: Iterable[int]) -> None:
        """Have the index entries of these articles made anew, or removed where there is no such article."""
        tasks = [IndexingTask(article_id=key) for key in set(article_ids)]
        if tasks:
            self.bulk_create(tasks, batch_size=_ROWS_AT_ONCE)
            transaction.on_commit(_tell, robust=True)

    def request_mentioning(self, entity_ids: Iterable[int]) -> None:
        """Those of the articles that mention one of the records."""
        for keys in _slices(list(entity_ids)):
            mentions = Mention.objects.order_by().filter(entity_id__in=keys)
            self.request(mentions.values_list("article_id", flat=True).distinct())

    def request_published_by(self, source_ids: Iterable[int]) -> None:
        """Those of the articles of the outlets."""
        for keys in _slices(list(source_ids)):
            self.request(Article.objects.order_by().filter(source_id__in=keys).values_list("pk", flat=True))

    def waiting(self) -> "models.QuerySet[IndexingTask]":
        return self.filter(error="")

    def failed(self) -> "models.QuerySet[IndexingTask]":
        """Those set aside: the article could not be indexed."""
        return self.exclude(error="")

    @transaction.atomic
    def set_aside(self, reasons: Mapping[int, str]) -> None:
        """Note why these articles cannot be indexed, out of the others' way; a new request is a new try."""
        for keys in _slices(list(reasons)):
            self.failed().filter(article_id__in=keys).delete()
        failed = (IndexingTask(article_id=key, error=reason) for key, reason in reasons.items())
        self.bulk_create(failed, batch_size=_ROWS_AT_ONCE)

    def finish(self, tasks: Iterable[int]) -> None:
        """The tasks with these keys are done."""
        for keys in _slices(list(tasks)):
            self.filter(pk__in=keys).delete()


class IndexingTask(models.Model):
    """An article whose entry in the index must be made anew (or removed, when the article is gone).

    Written in the same transaction as the change itself and removed once the index has it on disk, so that
    neither a crash nor a rollback can make the two differ for good. There is no foreign key: the article may
    have been deleted.
    """

    article_id = models.BigIntegerField(_("article"), db_index=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    error = models.TextField(_("why it cannot be indexed"), blank=True, editable=False)

    objects = IndexingTaskManager()

    class Meta:
        verbose_name = _("indexing task")
        verbose_name_plural = _("indexing tasks")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"article {self.article_id}"


def _tell() -> None:
    """A function with a name: Django logs it when a receiver fails."""
    indexing_requested.send(sender=IndexingTask)


def _slices(keys: list[Any]) -> Iterator[list[Any]]:
    return (keys[start : start + _ROWS_AT_ONCE] for start in range(0, len(keys), _ROWS_AT_ONCE))
