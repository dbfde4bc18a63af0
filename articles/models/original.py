"""The original bytes an article was made from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OriginalQuerySet(models.QuerySet["Original"]):
    def current(self) -> "OriginalQuerySet":
        """What their references gave when they were last read."""
        return self.filter(is_current=True)


class Original(models.Model):
    """Where an article came from, and the fixity of the bytes it was made from. A row is never changed into another's.

    One article may have several: the same text found again under another name is noted here, not stored twice. Once a
    reference gives other bytes, its row stays as a former one beside the new: `is_current` tells them apart.

    `sha256` and `size` are of the bytes the article was made from: a document's, or those of its record `part` there.
    `kept` is the SHA-256 of the whole document in the archive's own store, empty where it is not kept; `read_with` has
    what its reader was told besides, so that it can be read again. `gave_text`: whether the article's text, as it is or
    was, is from here; others were found to have the same one, or a part of it.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="originals", verbose_name=_("article"))
    reference = models.CharField(_("reference"), max_length=2000, help_text=_("The address of the file or page."))
    part = models.CharField(_("record in the document"), max_length=2000, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("bytes"))
    media_type = models.CharField(_("media type"), max_length=100)
    encoding = models.CharField(_("encoding"), max_length=40)
    fetched_at = models.DateTimeField(_("fetched"), null=True, blank=True)
    kept = models.CharField(_("kept document"), max_length=64, blank=True, db_index=True)
    read_with = models.JSONField(_("read with"), default=dict, blank=True, editable=False)
    gave_text = models.BooleanField(_("gave the text"), default=False)
    is_current = models.BooleanField(_("current"), default=True)
    ingested_at = models.DateTimeField(_("ingested"), auto_now_add=True)

    objects = OriginalQuerySet.as_manager()

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=models.Q(is_current=True), name="original_one_current_a_reference"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The last part of the reference: all that readers are shown of a file's place."""
        return self.reference.rstrip("/").rsplit("/", 1)[-1]

    @property
    def document_reference(self) -> str:
        """The reference of the document that holds the record."""
        return self.reference.removesuffix(f"#{self.part}") if self.part else self.reference
