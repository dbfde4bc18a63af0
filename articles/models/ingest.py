"""The log of ingest runs: what each did, and every failure with its reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IngestRun(models.Model):
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    paths = models.JSONField(_("paths"), default=list)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)

    class Meta:
        verbose_name = _("ingest run")
        verbose_name_plural = _("ingest runs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class IngestFailure(models.Model):
    run = models.ForeignKey(IngestRun, models.CASCADE, related_name="failures", verbose_name=_("run"))
    reference = models.CharField(_("reference"), max_length=2000)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("ingest failure")
        verbose_name_plural = _("ingest failures")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.reference}: {self.reason}"
