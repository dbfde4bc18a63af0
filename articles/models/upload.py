"""What curators have uploaded and not yet, or just, put into the archive."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.ingest import IngestRun


class Upload(models.Model):
    """Some files brought together. Their bytes lie in a folder named by `token` until they expire.

    `files` has of each its own name, the name it lies under, its size in bytes and its SHA-256:
    {"name": "dump.jsonl", "stored": "9f…", "size": 12, "sha256": "ab…"}. `options` are those of the run.
    """

    token = models.CharField(max_length=64, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("curator"))
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True, db_index=True)
    files = models.JSONField(_("files"), default=list)
    options = models.JSONField(_("options"), default=dict, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    run = models.ForeignKey(IngestRun, models.SET_NULL, null=True, blank=True, related_name="uploads")

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return ", ".join(str(file["name"]) for file in self.files)[:200]
