"""Names that articles have and no record answers to, or not surely enough: what curators are asked about."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.entity import Kind


class UnknownState(models.TextChoices):
    OPEN = "open", _("to be decided")
    LATER = "later", _("put off")
    ACCEPTED = "accepted", _("stands for a record")
    REJECTED = "rejected", _("rejected: not asked about again")


class UnknownNameQuerySet(models.QuerySet["UnknownName"]):
    def with_counts(self) -> "UnknownNameQuerySet":
        """Adds `times`, how often the name stands in articles, and `article_count`, in how many."""
        return self.annotate(
            times=models.Count("sightings"), article_count=models.Count("sightings__article", distinct=True)
        )


class UnknownName(models.Model):
    """One spelling, as folded for search, wherever it stands.

    `skeleton` is the same for spellings that may be of one name (شويغو, شويجو): a hint for the curator, who alone
    joins them. The row outlives its sightings, for it holds the curator's word.
    """

    spelling = models.CharField(_("spelling"), max_length=200, unique=True)
    skeleton = models.CharField(_("skeleton"), max_length=200, blank=True, db_index=True)
    text = models.CharField(_("name"), max_length=200, help_text=_("As written where it was first seen."))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=UnknownState, default=UnknownState.OPEN, db_index=True)
    entity = models.ForeignKey(
        "articles.Entity",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="accepted_names",
        verbose_name=_("record"),
        help_text=_("What a curator says it stands for."),
    )
    created_at = models.DateTimeField(_("first seen"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = UnknownNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name to decide about")
        verbose_name_plural = _("names to decide about")
        ordering = ["skeleton", "spelling"]

    def __str__(self) -> str:
        return self.text


class Sighting(models.Model):
    """`body[start:end] == surface`: where the machine saw the name, how surely it is one, and what that rests on.

    Replaced whenever its article is tagged again. `suggested` is a record that may be meant, too unsurely to link.
    """

    name = models.ForeignKey(UnknownName, models.CASCADE, related_name="sightings", verbose_name=_("name"))
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="sightings", verbose_name=_("article"))
    start = models.PositiveIntegerField(_("from character"))
    end = models.PositiveIntegerField(_("to character"))
    surface = models.CharField(_("as written"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    confidence = models.FloatField(_("confidence"), validators=[MinValueValidator(0.0), MaxValueValidator(1.0)])
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    suggested = models.ForeignKey(
        "articles.Entity",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="suggested_for",
        verbose_name=_("may be"),
    )

    class Meta:
        verbose_name = _("place of a name to decide about")
        verbose_name_plural = _("places of names to decide about")
        ordering = ["article_id", "start"]
        constraints = [
            models.UniqueConstraint(fields=["article", "start", "end"], name="sighting_once_a_span"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="sighting_has_a_span"),
        ]

    def __str__(self) -> str:
        return self.surface

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end
