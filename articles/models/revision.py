"""A former state of an article. What once stood in the archive is kept."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article, DateOrigin, DatePrecision, DateReason, HeadlineOrigin
from articles.models.original import Original

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FACTS = (
    "source_id",
    "headline",
    "headline_origin",
    "body",
    "block_kinds",
    "byline",
    "section",
    "url",
    "published_on",
    "published_at",
    "date_precision",
    "date_origin",
    "date_reason",
    "date_as_written",
)  # what a document, or a curator, says of an article


class RevisionReason(models.TextChoices):
    CHANGED = "changed", _("its original has changed")
    REEXTRACTED = "reextracted", _("its original was read again")
    COMPLETED = "completed", _("another original told what this one did not")
    CURATED = "curated", _("a curator has changed it")
    WITHHELD = "withheld", _("a new text came in and a curator's stands")


class RevisionQuerySet(models.QuerySet["Revision"]):
    def of_the_source(self) -> "RevisionQuerySet":
        """Where the publisher changed the article, not the archive its reading of it."""
        return self.filter(reason__in=(RevisionReason.CHANGED, RevisionReason.WITHHELD))


class Revision(models.Model):
    """What an article said until `replaced_at`, why it no longer does, and the original it was from.

    One that is withheld is no former state but what came in while a curator's text stood. Nothing deletes a revision
    but the deletion of its article.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions", verbose_name=_("article"))
    replaced_at = models.DateTimeField(_("until"), auto_now_add=True)
    reason = models.CharField(_("why"), max_length=12, choices=RevisionReason)
    original = models.ForeignKey(
        Original, models.SET_NULL, null=True, blank=True, related_name="revisions", verbose_name=_("original")
    )
    curator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("curator")
    )
    source = models.ForeignKey(
        "articles.Source", models.PROTECT, null=True, blank=True, related_name="revisions", verbose_name=_("source")
    )
    headline = models.CharField(_("headline"), max_length=500)
    headline_origin = models.CharField(_("headline's origin"), max_length=10, choices=HeadlineOrigin)
    body = models.TextField(_("body"))
    block_kinds = models.JSONField(_("kinds of blocks"), default=dict, blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    section = models.CharField(_("section"), max_length=150, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_at = models.DateTimeField(_("moment of publication"), null=True, blank=True)
    date_precision = models.CharField(_("precision"), max_length=5, choices=DatePrecision, blank=True)
    date_origin = models.CharField(_("date's origin"), max_length=10, choices=DateOrigin, blank=True)
    date_reason = models.CharField(_("why the date is not known"), max_length=20, choices=DateReason, blank=True)
    date_as_written = models.CharField(_("date as written"), max_length=200, blank=True)
    text_digest = models.CharField(_("digest of the text"), max_length=64, db_index=True, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["article_id", "-pk"]

    def __str__(self) -> str:
        return f"{self.headline} ({self.replaced_at:%Y-%m-%d %H:%M})" if self.replaced_at else self.headline

    @classmethod
    def of(
        cls,
        article: Article,
        reason: RevisionReason,
        *,
        original: Original | None = None,
        curator: "User | None" = None,
    ) -> "Revision":
        """The article as it is now, not yet saved."""
        facts = {name: getattr(article, name) for name in FACTS}
        digest = article.text_digest
        return cls(article=article, reason=reason, original=original, curator=curator, text_digest=digest, **facts)

    def says(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in FACTS}
