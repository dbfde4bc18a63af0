"""An outlet: the newspaper, agency, station or site an article was published by."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.naming import BilingualName, lines


class Source(BilingualName):
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    other_names = models.TextField(_("other names"), blank=True, help_text=_("One a line."))
    category = models.CharField(_("type"), max_length=40, blank=True)
    domain = models.CharField(_("domain"), max_length=200, blank=True)
    country_code = models.CharField(_("country"), max_length=2, blank=True)
    loaded = models.JSONField(_("as last loaded"), default=dict, blank=True, editable=False)

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
