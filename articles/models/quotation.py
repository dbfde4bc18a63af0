"""What somebody said, and where in which article it stands."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from articles.models.mention import MentionOrigin, MentionStatus


class QuotationKind(models.TextChoices):
    DIRECT = "direct", _("word for word")
    MIXED = "mixed", _("reported, in part word for word")
    REPORTED = "reported", _("reported")


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def active(self) -> "QuotationQuerySet":
        """Those that count: neither rejected nor detached."""
        return self.filter(status=MentionStatus.ACTIVE)

    def of(self, entity: models.Model) -> "QuotationQuerySet":
        """What the record said in articles that readers are shown."""
        return self.active().filter(entity=entity.pk, article__is_published=True)

    def with_words(self) -> "QuotationQuerySet":
        """Adds `words`, what was said as the article has it, without the article's whole body."""
        start, length = models.F("start") + 1, models.F("end") - models.F("start")
        return self.annotate(**{"words": Substr("article__body", start, length)})  # noqa: PIE804 - declared below

    def newest_first(self) -> "QuotationQuerySet":
        """By the articles' dates, and within an article in its order."""
        return self.order_by(models.F("article__published_on").desc(nulls_last=True), "-article_id", "start")


class Quotation(models.Model):
    """What was said is `body[start:end]` of the article, in characters; `end` is exclusive.

    `entity` is the record that said it; empty where it has none, or where the text does not surely tell. The words
    that name the speaker and the word of saying are spans of the same body. A machine's row carries its confidence
    (0 to 1) and what the speaker rests on, and is replaced when its article is tagged again. A curator's is a
    decision: it stays, and keeps the machine off its words; `text` holds them, so that it moves with them.
    """

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="quotations", verbose_name=_("article")
    )
    entity = models.ForeignKey(
        "articles.Entity",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quotations",
        verbose_name=_("speaker"),
        help_text=_("Empty when the text does not surely tell, or the speaker has no record."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=QuotationKind)
    start = models.PositiveIntegerField(_("from character"), null=True, blank=True)
    end = models.PositiveIntegerField(_("to character"), null=True, blank=True)
    text = models.TextField(_("words a curator has decided about"), blank=True, editable=False)
    verb_start = models.PositiveIntegerField(_("word of saying from character"), null=True, blank=True)
    verb_end = models.PositiveIntegerField(_("word of saying to character"), null=True, blank=True)
    speaker_start = models.PositiveIntegerField(_("name of the speaker from character"), null=True, blank=True)
    speaker_end = models.PositiveIntegerField(_("name of the speaker to character"), null=True, blank=True)
    origin = models.CharField(_("origin"), max_length=10, choices=MentionOrigin, default=MentionOrigin.CURATOR)
    status = models.CharField(_("status"), max_length=10, choices=MentionStatus, default=MentionStatus.ACTIVE)
    confidence = models.FloatField(
        _("confidence"), null=True, blank=True, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)

    words: str  # what was said, where `with_words` has added it

    objects = QuotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["article_id", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start"))
                | models.Q(status="detached", start__isnull=True, end__isnull=True),
                name="quotation_has_a_span_unless_detached",
                violation_error_message=_("A quotation needs a first and a later last character."),
            ),
            models.UniqueConstraint(
                fields=["article", "start", "end"],
                condition=models.Q(status="active"),
                name="quotation_once_a_span",
                violation_error_message=_("These words are already a quotation in this article."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.start}–{self.end}"

    @property
    def anchor(self) -> str:
        """The name of its place on the article's page; it stays the same when the article is tagged again."""
        return f"said-{self.start}"
