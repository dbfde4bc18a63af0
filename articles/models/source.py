"""An outlet: the newspaper, agency, station or site an article was published by."""

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models.indexed import IndexedModel
from articles.models.naming import BilingualName, lines


class SourceManager(models.Manager["Source"]):
    def named(self, name: str) -> "Source":
        """The outlet of this very name, made known where it is new."""
        known = self.filter(models.Q(name_ar=name) | models.Q(name_en=name)).first()
        slug = slugify(name, allow_unicode=True)[:90] or "source"
        taken = self.filter(slug=slug).exists()
        field = "name_en" if name.isascii() else "name_ar"
        return known or self.create(slug=f"{slug}-{self.count() + 1}" if taken else slug, **{field: name})


class Source(IndexedModel, BilingualName):
    slug = models.SlugField(_("slug"), max_length=100, unique=True, allow_unicode=True)
    other_names = models.TextField(_("other names"), blank=True, help_text=_("One a line."))
    category = models.CharField(_("type"), max_length=40, blank=True)
    domain = models.CharField(_("domain"), max_length=200, blank=True)
    country_code = models.CharField(_("country"), max_length=2, blank=True)
    feed_url = models.URLField(
        _("feed"), max_length=2000, blank=True, help_text=_("The address of its RSS or Atom feed.")
    )
    sitemap_url = models.URLField(
        _("sitemap"), max_length=2000, blank=True, help_text=_("The address of its sitemap of news.")
    )
    follows_links = models.BooleanField(
        _("fetches the pages its feed leads to"),
        default=False,
        help_text=_("For feeds that have no more than summaries. The site's robots.txt is respected."),
    )
    feed_etag = models.CharField(max_length=300, blank=True, editable=False)
    feed_last_modified = models.CharField(max_length=100, blank=True, editable=False)
    fetched_at = models.DateTimeField(_("last fetched"), null=True, blank=True, editable=False)
    loaded = models.JSONField(_("as last loaded"), default=dict, blank=True, editable=False)

    objects = SourceManager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name_ar", "name_en", "pk"]

    def get_absolute_url(self) -> str:
        return f"{reverse('articles:search')}?source={self.slug}"

    @property
    def all_names(self) -> list[str]:
        """Every name the outlet may sign with, the main ones first."""
        return [name for name in (self.name_ar, self.name_en, *lines(self.other_names), self.domain) if name]
