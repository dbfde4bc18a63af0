"""The outbox between the database and the search index."""

from collections.abc import Iterable
from functools import partial

from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

indexing_requested = Signal()  # sent once the transaction that asked for indexing is committed


class IndexingTaskManager(models.Manager["IndexingTask"]):
    def request(self, article_ids: Iterable[int]) -> None:
        """Have the index entries of these articles made anew. Call it in the transaction of the change itself."""
        tasks = [IndexingTask(article_id=key) for key in set(article_ids)]
        if tasks:
            self.bulk_create(tasks, batch_size=500)
            transaction.on_commit(partial(indexing_requested.send, sender=IndexingTask), robust=True)


class IndexingTask(models.Model):
    """An article whose entry in the index must be made anew (or removed, when the article is gone).

    Written in the same transaction as the change itself and removed once the index has it on disk, so that
    neither a crash nor a rollback can make the two differ for good. There is no foreign key: the article may
    have been deleted.
    """

    article_id = models.BigIntegerField(_("article"), db_index=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = IndexingTaskManager()

    class Meta:
        verbose_name = _("indexing task")
        verbose_name_plural = _("indexing tasks")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"article {self.article_id}"
