"""The curators' pages. Each module registers its own subject."""

from django.contrib import admin
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from articles.admin import aliases, articles, entities, feeds, ingest, mentions, sources, unknown, uploads

__all__ = ["aliases", "articles", "entities", "feeds", "ingest", "mentions", "sources", "unknown", "uploads"]

admin.site.site_header = _("Arabic News Archive")
admin.site.site_title = _("Arabic News Archive")
admin.site.index_title = _("Curators' pages")
admin.site.site_url = reverse_lazy("articles:search")  # type: ignore[assignment]
