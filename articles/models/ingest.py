"""The log of ingest: what each run did, every failure with its reason, and how far each document has come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunState(models.TextChoices):
    RUNNING = "running", _("running")
    FINISHED = "finished", pgettext_lazy("of a run", "finished")
    INTERRUPTED = "interrupted", _("interrupted")
    DIED = "died", _("died")


class Starter(models.TextChoices):
    """What asked for a run."""

    COMMAND = "command", _("a command")
    UPLOAD = "upload", _("an upload")
    FEED = "feed", _("a feed")
    RETRY = "retry", _("a retry")


class IngestRun(models.Model):
    """`options` are those that decide what a document gives: {"source": slug, "columns": {part: column}}.

    `process` names the process at work, and `beat_at` is when it last said so: `articles.ingest.liveness`.
    """

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=11, choices=RunState, default=RunState.FINISHED, db_index=True, editable=False
    )
    started_by = models.CharField(_("started by"), max_length=7, choices=Starter, default=Starter.COMMAND)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("curator")
    )
    paths = models.JSONField(_("paths"), default=list)
    options = models.JSONField(_("options"), default=dict, blank=True)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    process = models.CharField(max_length=200, blank=True, editable=False)
    beat_at = models.DateTimeField(null=True, editable=False)
    total_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    read_bytes = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("ingest run")
        verbose_name_plural = _("ingest runs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class FailureState(models.TextChoices):
    OPEN = "open", _("open")
    MENDED = "mended", _("mended")
    REPEATED = "repeated", _("failed again in a later run")


class IngestFailure(models.Model):
    """`document` is the lasting address of the file, by which it is read again; `reference` names what failed in it,
    for people; `number` counts the records of that from 1, 0 is all of it.
    """

    run = models.ForeignKey(IngestRun, models.CASCADE, related_name="failures", verbose_name=_("run"))
    document = models.CharField(_("document"), max_length=2000, blank=True, db_index=True, editable=False)
    reference = models.CharField(_("reference"), max_length=2000)
    number = models.PositiveIntegerField(_("record"), default=0)
    reason = models.TextField(_("reason"))
    state = models.CharField(_("state"), max_length=8, choices=FailureState, default=FailureState.OPEN, db_index=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        IngestRun, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )

    class Meta:
        verbose_name = _("ingest failure")
        verbose_name_plural = _("ingest failures")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.reference}: {self.reason}"


class IngestCheckpoint(models.Model):
    """How far a document has come: `position` of what it gives, articles and failures, is stored for good.

    Written in the transaction of the articles themselves. Size, times and SHA-256 tell whether the file is still the
    same; `reading` whether it would be read in the same way.
    """

    reference = models.CharField(max_length=2000, unique=True)
    run = models.ForeignKey(IngestRun, models.SET_NULL, null=True, related_name="+")
    size = models.PositiveBigIntegerField()
    modified_ns = models.BigIntegerField()
    changed_ns = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    reading = models.CharField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    articles = models.PositiveIntegerField(default=0)
    is_whole = models.BooleanField(default=False)
    noted_ns = models.BigIntegerField()

    class Meta:
        verbose_name = _("ingest checkpoint")
        verbose_name_plural = _("ingest checkpoints")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.reference}: {self.position}"
