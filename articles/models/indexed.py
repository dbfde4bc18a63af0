"""Rows whose changes change the index."""

from typing import Any

from django.db import models, transaction


class IndexedModel(models.Model):
    """A row is saved, and its indexing asked for by a signal, in one transaction: no crash comes between the two."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        with transaction.atomic():
            super().save(*args, **kwargs)
