"""Authority records: the people, organisations and places that articles speak of, and their aliases.

One table holds all three kinds, so that a mention, a merge or a facet is the same thing for each of them;
`Person`, `Organisation` and `Place` are views of it.
"""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models.indexed import IndexedModel
from articles.models.naming import BilingualName, in_readers_language


class Kind(models.TextChoices):
    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    PLACE = "place", _("place")


class AliasUse(models.TextChoices):
    """When the words of an alias count as a mention of its record."""

    ALWAYS = "always", _("always")
    BESIDE_FULL_NAME = "beside_full_name", _("only in an article that also has a full name")
    AFTER_PREPOSITION = "after_preposition", _("only after a preposition or a place noun")
    AFTER_CUE = "after_cue", _("only after a word that announces it (city, party …)")
    WITH_COUNTRY = "with_country", _("only in an article that otherwise speaks of its country")
    ABOUT = "about", _("never: an adjective of nationality, a hint of what the article is about")


class RecordOrigin(models.TextChoices):
    AUTHORITY = "authority", _("authority file")
    CURATOR = "curator", _("curator")


class EntityQuerySet(models.QuerySet["Entity"]):
    def active(self) -> "EntityQuerySet":
        return self.filter(is_active=True)

    def with_article_counts(self) -> "EntityQuerySet":
        """Adds `article_count`: the published articles that mention the record."""
        return self.annotate(
            article_count=models.Count(
                "mentions__article",
                filter=models.Q(mentions__status="active", mentions__article__is_published=True),
                distinct=True,
            )
        )


class Entity(IndexedModel, BilingualName):
    """A person, an organisation or a place.

    `loaded` keeps what the authority file said last time. A later load changes a field only where the
    record still says the same, so a curator's edit is never overwritten and a deleted alias stays deleted.
    """

    KIND: ClassVar[Kind | None] = None  # the one kind of a proxy's records

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        allow_unicode=True,
        blank=True,
        help_text=_("Stands in the address of its page; made from the name when left empty."),
    )
    name_use = models.CharField(_("the Arabic name counts"), max_length=20, choices=AliasUse, default=AliasUse.ALWAYS)
    surname_counts = models.BooleanField(
        _("the surname counts alone"),
        default=True,
        help_text=_("In an article that has the person's full name."),
    )
    description_ar = models.CharField(_("Arabic description"), max_length=300, blank=True)
    description_en = models.CharField(_("English description"), max_length=300, blank=True)
    category = models.CharField(_("type"), max_length=40, blank=True)
    country_code = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166, two letters."))
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("lies in")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    population = models.PositiveBigIntegerField(_("population"), null=True, blank=True)
    is_capital = models.BooleanField(_("national capital"), default=False)
    prior = models.FloatField(
        _("weight among namesakes"), null=True, blank=True, help_text=_("From 0 to 1; empty means 0.5.")
    )
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("A record not in use is neither tagged nor shown.")
    )
    origin = models.CharField(
        _("origin"), max_length=10, choices=RecordOrigin, default=RecordOrigin.CURATOR, editable=False
    )
    loaded = models.JSONField(_("as last loaded"), default=dict, blank=True, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority record")
        verbose_name_plural = _("authority records")
        ordering = ["name_ar", "name_en", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="entity_kind_slug"),
            models.CheckConstraint(
                condition=~models.Q(name_ar="", name_en=""),
                name="entity_has_a_name",
                violation_error_message=_("A record needs an Arabic or an English name."),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        self.kind = self.KIND or self.kind
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse(f"articles:{self.kind}", args=[self.slug])

    def _free_slug(self) -> str:
        """The name as a slug, with a number behind it where another record of the kind has it already."""
        stem = (slugify(self.name_en) or slugify(self.name_ar, allow_unicode=True) or self.kind)[:100]
        taken = set(Entity.objects.filter(kind=self.kind, slug__startswith=stem).values_list("slug", flat=True))
        candidates = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        return next(slug for slug in candidates if slug not in taken)

    @property
    def description(self) -> str:
        return in_readers_language(self.description_ar, self.description_en)


class OneKindManager(models.Manager["Entity"]):
    """The records of the proxy model's own kind."""

    def get_queryset(self) -> EntityQuerySet:
        return EntityQuerySet(self.model, using=self._db).filter(kind=self.model.KIND)


class Person(Entity):
    KIND = Kind.PERSON
    objects = OneKindManager()  # type: ignore[assignment, misc]

    class Meta:
        proxy = True
        verbose_name = _("person")
        verbose_name_plural = _("people")


class Organisation(Entity):
    KIND = Kind.ORGANISATION
    objects = OneKindManager()  # type: ignore[assignment, misc]

    class Meta:
        proxy = True
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class Place(Entity):
    KIND = Kind.PLACE
    objects = OneKindManager()  # type: ignore[assignment, misc]

    class Meta:
        proxy = True
        verbose_name = _("place")
        verbose_name_plural = _("places")


class Alias(IndexedModel):
    """Another name of a record: a spelling, a short form, a name in another script."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases", verbose_name=_("record"))
    text = models.CharField(_("alias"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=[("ar", _("Arabic")), ("en", _("Latin script"))], default="ar"
    )
    use = models.CharField(_("counts"), max_length=20, choices=AliasUse, default=AliasUse.ALWAYS)
    origin = models.CharField(
        _("origin"), max_length=10, choices=RecordOrigin, default=RecordOrigin.CURATOR, editable=False
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["language", "text"]
        constraints = [models.UniqueConstraint(fields=["entity", "text", "use"], name="alias_once_a_record")]

    def __str__(self) -> str:
        return self.text
