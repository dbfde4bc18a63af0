"""The outbox between the database and the search index."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexingTask(models.Model):
    """An article whose entry in the index must be made anew (or removed, when the article is gone).

    Written in the same transaction as the change itself and removed once the index has it on disk, so that
    neither a crash nor a rollback can make the two differ for good. There is no foreign key: the article may
    have been deleted.
    """

    article_id = models.BigIntegerField(_("article"), db_index=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("indexing task")
        verbose_name_plural = _("indexing tasks")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"article {self.article_id}"
