"""Outlets: who published the articles."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ModelForm, RefusesDeletion
from articles.admin.filters import Category, Country
from articles.admin.spelling import FoldedSearch
from articles.ingest.web_addresses import AddressError, web_address
from articles.models import Article, Source
from articles.models.categories import category_label


def fetchable(url: str) -> str:
    """The address, if it is one of the web. Whether it may be fetched from is decided when its host answers."""
    try:
        return web_address(url, any_port=True).url if url else ""
    except AddressError as error:
        raise forms.ValidationError(gettext("This is no address of the web.")) from error


def _address_field(label: Any, help_text: Any) -> forms.URLField:  # noqa: ANN401 - translated lazily
    return forms.URLField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=AdminURLFieldWidget,
    )


class SourceForm(ModelForm[Source]):
    feed_url = _address_field(_("feed"), _("The address of its RSS or Atom feed."))
    sitemap_url = _address_field(_("sitemap"), _("The address of its sitemap of news."))

    class Meta:
        model = Source
        fields = (
            *("name_ar", "name_en", "slug", "other_names", "category", "domain", "country_code"),
            *("feed_url", "sitemap_url", "follows_links"),
        )

    def clean_feed_url(self) -> str:
        return fetchable(self.cleaned_data["feed_url"])

    def clean_sitemap_url(self) -> str:
        return fetchable(self.cleaned_data["sitemap_url"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("name_ar") or data.get("name_en")):
            raise forms.ValidationError(gettext("A source needs an Arabic or an English name."))
        return data


@admin.register(Source)
class SourceAdmin(FoldedSearch[Source], RefusesDeletion[Source]):
    form = SourceForm
    list_display = ("name_ar", "name_en", "type", "country_code", "domain", "articles")
    list_display_links = ("name_ar", "name_en")
    list_filter = (Category, Country)
    list_per_page = 50
    search_fields = ("name_ar", "name_en", "other_names", "domain", "slug")
    search_help_text = _("Any of an outlet's names, or its domain.")
    actions = ("delete_selected",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        counting = Article.objects.filter(source=OuterRef("pk")).order_by().values("source")
        counts = counting.annotate(count=Count("pk")).values("count")
        return super().get_queryset(request).annotate(article_count=Coalesce(Subquery(counts), 0))

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> tuple[str, ...]:
        """The slug of a loaded outlet is what the authority file knows it by."""
        return ("slug", "last_fetched") if obj and obj.loaded else ("last_fetched",)

    @admin.display(description=_("last fetched"))
    def last_fetched(self, source: Source) -> SafeString | str:
        """When its feed or sitemap was last fetched, and the log of it."""
        last = source.feed_runs.first() if source.pk else None
        if last is None:
            return "-"
        address = f"{reverse('admin:articles_feedrun_changelist')}?source__id__exact={source.pk}"
        when = date_format(timezone.localtime(last.started_at), "SHORT_DATETIME_FORMAT")
        return format_html('<a href="{}">{}</a> ({})', address, when, last.get_outcome_display())

    def get_prepopulated_fields(self, request: HttpRequest, obj: Source | None = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("name_en",)}

    @admin.display(description=_("type"), ordering="category")
    def type(self, source: Source) -> str:
        return category_label(source.category)

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, source: Any) -> SafeString | int:  # noqa: ANN401 - with its annotation
        if not source.article_count:
            return 0
        address = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?source__id__exact={}">{}</a>', address, source.pk, source.article_count)

    def why_kept(self, obj: Source) -> str:
        if obj.loaded:
            text = gettext("“%(source)s” is from the authority files and cannot be deleted.")
            return text % {"source": obj}
        if count := Article.objects.filter(source=obj).count():
            text = ngettext(
                "“%(source)s” has %(count)d article and cannot be deleted.",
                "“%(source)s” has %(count)d articles and cannot be deleted.",
                count,
            )
            return text % {"source": obj, "count": count}
        return ""
