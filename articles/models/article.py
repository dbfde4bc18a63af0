"""An article as the archive holds it."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.address import Address
from articles.models.indexed import IndexedModel
from articles.models.mention import MentionStatus


class HeadlineOrigin(models.TextChoices):
    GIVEN = "given", _("given by the source")
    DERIVED = "derived", _("derived from the first sentence")
    CURATOR = "curator", _("written by a curator")


class DatePrecision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class DateOrigin(models.TextChoices):
    METADATA = "metadata", _("metadata")
    TEXT = "text", _("the text")
    FEED = "feed", _("feed")
    INFERRED = "inferred", _("inferred from the page's own date")
    CURATOR = "curator", _("curator")


class DateReason(models.TextChoices):
    """Why a date that is written is not known: the values of `articles.arabic.dates.Reason`."""

    NO_DATE = "no date", _("what is written is no date")
    TOO_LONG = "too long", _("what is written is too long for a date")
    OTHER_WORDS = "other words", _("there are other words beside it")
    OTHER_NUMBERS = "other numbers", _("there are numbers that belong to no one date")
    TIME_ALONE = "time alone", _("only a time is written")
    WEEKDAY_ALONE = "weekday alone", _("only a weekday is written")
    MONTH_ALONE = "month alone", _("only a month is written")
    NO_YEAR = "no year", _("the year is missing")
    RELATIVE = "relative", _("it is told from another day, which is not known")
    ONLY_CHANGED = "only changed", _("only the day of a change is written")
    NO_SUCH_DAY = "no such day", _("there is no such day")
    NO_SUCH_TIME = "no such time", _("there is no such time")
    WEEKDAY_DIFFERS = "weekday differs", _("that day is another weekday")
    SEVERAL_DATES = "several dates", _("several dates are written that differ")
    SEASON = "season", _("it may be a month or a season of two years")
    OTHER_CALENDAR = "other calendar", _("it is of another calendar")
    OLD_CALENDAR = "old calendar", _("newspapers of that time dated by several calendars")
    HIJRI = "Hijri", _("its Hijri day cannot be converted")
    TOO_VAGUE = "too vague", _("it lies in one of two years")
    PLACEHOLDER = "placeholder", _("machines write it where they know no date")
    FUTURE = "future", _("it was still to come")


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> "ArticleQuerySet":
        return self.filter(is_published=True)

    def mentioning(self, entity: models.Model) -> "ArticleQuerySet":
        """Those with a mention of the record that counts."""
        return self.filter(mentions__entity=entity.pk, mentions__status=MentionStatus.ACTIVE).distinct()

    def newest_first(self) -> "ArticleQuerySet":
        """By date of publication, those of unknown date last."""
        return self.order_by(models.F("published_on").desc(nulls_last=True), "-pk")


class Article(IndexedModel):
    """One article as the archive holds it.

    `body` is plain text in logical order, one block a line. `block_kinds` names the kind of each line that is
    not an ordinary paragraph, keyed by its number from 0: {"12": "subheading"}. `url_key` follows `url`: equal for
    addresses of one page, empty where there is none or it is a front page's or a listing's.
    """

    source = models.ForeignKey(
        "articles.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("source"),
    )
    headline = models.CharField(_("headline"), max_length=500)
    headline_origin = models.CharField(
        _("headline's origin"), max_length=10, choices=HeadlineOrigin, default=HeadlineOrigin.GIVEN
    )
    body = models.TextField(_("body"))
    block_kinds = models.JSONField(_("kinds of blocks"), default=dict, blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    section = models.CharField(_("section"), max_length=150, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    url_key = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    published_on = models.DateField(
        _("published on"), null=True, blank=True, db_index=True, help_text=_("Empty when it is not known.")
    )
    published_at = models.DateTimeField(_("moment of publication"), null=True, blank=True)
    date_precision = models.CharField(_("precision"), max_length=5, choices=DatePrecision, blank=True)
    date_origin = models.CharField(_("date's origin"), max_length=10, choices=DateOrigin, blank=True)
    date_reason = models.CharField(_("why the date is not known"), max_length=20, choices=DateReason, blank=True)
    date_as_written = models.CharField(_("date as written"), max_length=200, blank=True)
    is_published = models.BooleanField(_("shown to readers"), default=True)
    curated_fields = models.JSONField(_("fields a curator has set"), default=list, blank=True, editable=False)
    text_digest = models.CharField(_("digest of the text"), max_length=64, db_index=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = [models.F("published_on").desc(nulls_last=True), "-pk"]

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        self.note_address()
        super().save(*args, **kwargs)

    def note_address(self) -> None:
        """Has `url_key` follow `url`. `save` does so; what goes past it calls this."""
        self.url_key = Address.of(self.url).key

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.pk])

    @property
    def headline_is_derived(self) -> bool:
        return self.headline_origin == HeadlineOrigin.DERIVED
