"""A mention: the words of an article that name a person, an organisation or a place."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.indexed import IndexedModel


class MentionOrigin(models.TextChoices):
    MACHINE = "machine", _("machine")
    CURATOR = "curator", _("curator")


class MentionStatus(models.TextChoices):
    ACTIVE = "active", _("counts")
    REJECTED = "rejected", _("rejected by a curator")
    DETACHED = "detached", _("its words are no longer in the text")


class MentionQuerySet(models.QuerySet["Mention"]):
    def active(self) -> "MentionQuerySet":
        """Those that count: neither rejected nor detached, and of a record in use."""
        return self.filter(status=MentionStatus.ACTIVE, entity__is_active=True)


class Mention(IndexedModel):
    """`body[start:end] == surface`, in characters of the article's body; `end` is exclusive.

    A machine's mention carries its confidence (0 to 1) and what it rests on. A curator's is a decision: it has
    no confidence, re-tagging leaves it alone, and a rejected one keeps the machine from finding it again.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="mentions", verbose_name=_("article"))
    entity = models.ForeignKey("articles.Entity", models.PROTECT, related_name="mentions", verbose_name=_("record"))
    start = models.PositiveIntegerField(_("from character"), null=True, blank=True)
    end = models.PositiveIntegerField(_("to character"), null=True, blank=True)
    surface = models.CharField(_("as written"), max_length=300)
    origin = models.CharField(_("origin"), max_length=10, choices=MentionOrigin, default=MentionOrigin.CURATOR)
    status = models.CharField(_("status"), max_length=10, choices=MentionStatus, default=MentionStatus.ACTIVE)
    confidence = models.FloatField(
        _("confidence"), null=True, blank=True, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["article_id", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start"))
                | models.Q(status="detached", start__isnull=True, end__isnull=True),
                name="mention_has_a_span_unless_detached",
                violation_error_message=_("A mention needs a first and a later last character."),
            ),
            models.UniqueConstraint(
                fields=["article", "start", "end"],
                condition=models.Q(status="active"),
                name="mention_one_record_a_span",
                violation_error_message=_("These words already stand for a record in this article."),
            ),
        ]

    def __str__(self) -> str:
        return self.surface

    @property
    def counts(self) -> bool:
        """What `MentionQuerySet.active` asks of rows, of this one."""
        return self.status == MentionStatus.ACTIVE and self.entity.is_active
