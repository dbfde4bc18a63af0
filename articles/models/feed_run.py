"""The log of what was fetched for a source: its feed, its sitemap, and the pages these lead to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.ingest import IngestRun
from articles.models.source import Source


class FeedOutcome(models.TextChoices):
    RUNNING = "running", _("running")
    NEW = "new", _("fetched")
    SAME = "same", _("not changed since")
    FAILED = "failed", _("failed")


class FeedRun(models.Model):
    """One fetch of one address. `run` is what was made of it; `pages` counts those it led to that were fetched."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="feed_runs", verbose_name=_("source"))
    url = models.CharField(_("address"), max_length=2000)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=7, choices=FeedOutcome, default=FeedOutcome.RUNNING)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    pages = models.PositiveIntegerField(_("pages fetched"), default=0)
    run = models.ForeignKey(
        IngestRun, models.SET_NULL, null=True, blank=True, related_name="feed_runs", verbose_name=_("ingest run")
    )

    class Meta:
        verbose_name = _("feed run")
        verbose_name_plural = _("feed runs")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"
