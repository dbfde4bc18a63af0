"""Articles: correcting them, dating them, and the mentions in them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.base import STYLES, ModelAdmin, ModelForm, ReadOnly, TabularInline
from articles.admin.bulk import reindex, retag_and_index, show_to_readers
from articles.admin.curation import moved_kinds, note_curation
from articles.admin.filters import DateKnown, Year
from articles.admin.mention_forms import store, store_new
from articles.admin.mentions import MentionInline, tell_what_stays
from articles.admin.spelling import FoldedSearch
from articles.ingest.clean import text_digest
from articles.models import Article, DatePrecision, Mention, MentionStatus, Original
from articles.tagging import decisions
from articles.tagging.apply import retag


class BodyField(forms.CharField):
    """The text as it stands, but for the line ends, which browsers change."""

    widget = forms.Textarea(attrs={"rows": 24, "cols": 90, "dir": "auto", "class": "vLargeTextField"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's options of a form field
        super().__init__(strip=False, **options)

    def to_python(self, value: object) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class ArticleForm(ModelForm[Article]):
    url = forms.URLField(
        label=capfirst(_("address")), required=False, max_length=2000, assume_scheme="https", widget=AdminURLFieldWidget
    )
    body = BodyField(label=capfirst(_("body")), help_text=_("Plain text, one paragraph a line."))

    class Meta:
        model = Article
        fields = (
            "headline",
            "source",
            "published_on",
            "date_precision",
            "byline",
            "section",
            "url",
            "body",
            "is_published",
        )
        help_texts = {"date_precision": _("Of a month or a year, its first day is kept; readers never see it.")}

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if not body.strip():
            raise forms.ValidationError(gettext("An article needs a text."))
        return body


class OriginalInline(ReadOnly, TabularInline[Original, Article]):
    """Where the article came from."""

    model = Original
    extra = 0
    fields = readonly_fields = ("reference", "is_current", "size", "media_type", "encoding", "ingested_at")
    show_change_link = True


@admin.register(Article)
class ArticleAdmin(FoldedSearch[Article]):
    form = ArticleForm
    list_display = ("headline", "source", "date", "headline_derived", "is_published")
    list_filter = (
        DateKnown,
        Year,
        "date_precision",
        "date_reason",
        "headline_origin",
        "is_published",
        ("source", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("source",)
    list_per_page = 50
    search_fields = ("headline", "body")
    search_help_text = _("Words of the headline or of the text, in any spelling.")
    date_hierarchy = "published_on"
    show_full_result_count = False
    autocomplete_fields = ("source",)
    inlines = (MentionInline, OriginalInline)
    actions = ("retag_selected", "reindex_selected", "publish", "hide")
    readonly_fields = (
        "headline_origin",
        "date_origin",
        "date_reason",
        "date_as_written",
        "published_at",
        "set_by_curators",
        "created_at",
        "updated_at",
    )
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "headline",
                    "source",
                    ("published_on", "date_precision"),
                    "byline",
                    "section",
                    "url",
                    "is_published",
                    "body",
                )
            },
        ),
        (_("Where this comes from"), {"fields": readonly_fields, "classes": ("collapse",)}),
    )

    class Media:
        css = STYLES

    @admin.display(description=_("published on"), ordering="published_on")
    def date(self, article: Article) -> str:
        """As exactly as it is known."""
        if article.published_on is None:
            return gettext("date unknown")
        shown_as = {DatePrecision.YEAR.value: "Y", DatePrecision.MONTH.value: "F Y"}
        return date_format(article.published_on, shown_as.get(article.date_precision, "j F Y"))

    @admin.display(description=_("headline derived"), ordering="headline_origin")
    def headline_derived(self, article: Article) -> str:
        return gettext("derived") if article.headline_is_derived else ""

    @admin.display(description=_("fields a curator has set"))
    def set_by_curators(self, article: Article) -> str:
        names = [str(Article._meta.get_field(name).verbose_name) for name in article.curated_fields]  # type: ignore[union-attr]
        return " · ".join(names) or "-"

    def view_on_site(self, article: Article) -> str | None:
        """Hidden articles have no page."""
        return article.get_absolute_url() if article.is_published else None

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        note_curation(obj, form.changed_data if change else form.fields)
        if not change:
            obj.text_digest = text_digest(obj.headline, obj.body, obj.source.slug if obj.source else "")
        elif "body" in form.changed_data:
            obj.block_kinds = moved_kinds(obj.block_kinds, form.initial["body"], obj.body)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ANN401
        if formset.model is not Mention:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        tell_what_stays(self, request, decisions.remove_all(formset.deleted_objects)[0])
        for mention, _fields in formset.changed_objects:
            store(mention)
        for mention in formset.new_objects:
            store_new(mention)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """A changed text has other mentions: the machine's are found anew, the curators' go with their words."""
        super().save_related(request, form, formsets, change)
        if "body" in form.changed_data:
            article: Article = form.instance
            before = article.mentions.filter(status=MentionStatus.DETACHED).count()
            retag([article])
            lost = article.mentions.filter(status=MentionStatus.DETACHED).count() - before
            self._tell_of_new_text(request, lost)

    def _tell_of_new_text(self, request: HttpRequest, lost: int) -> None:
        self.message_user(request, gettext("The text has changed: its mentions were found anew."))
        if lost:
            text = ngettext(
                "The words of %(count)d mention set by a curator are no longer in the text.",
                "The words of %(count)d mentions set by curators are no longer in the text.",
                lost,
            )
            self.message_user(request, text % {"count": lost}, messages.WARNING)

    @admin.action(permissions=["change"], description=_("Re-tag the selected articles"))
    def retag_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        changed = retag_and_index(queryset.order_by("pk").values_list("pk", flat=True))
        text = ngettext(
            "The mentions of %(count)d article have changed.",
            "The mentions of %(count)d articles have changed.",
            changed,
        )
        self.message_user(request, text % {"count": changed}, messages.SUCCESS)

    @admin.action(permissions=["change"], description=_("Re-index the selected articles"))
    def reindex_selected(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        count = reindex(queryset.order_by("pk").values_list("pk", flat=True))
        text = ngettext("%(count)d article is indexed anew.", "%(count)d articles are indexed anew.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    @admin.action(permissions=["change"], description=_("Show the selected articles to readers"))
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._show(request, queryset, shown=True)

    @admin.action(permissions=["change"], description=_("Hide the selected articles from readers"))
    def hide(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        self._show(request, queryset, shown=False)

    def _show(self, request: HttpRequest, queryset: QuerySet[Article], shown: bool) -> None:
        count = show_to_readers(queryset, shown)
        if shown:
            text = ngettext("%(count)d article is now shown.", "%(count)d articles are now shown.", count)
        else:
            text = ngettext("%(count)d article is now hidden.", "%(count)d articles are now hidden.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)


@admin.register(Original)
class OriginalAdmin(ReadOnly, ModelAdmin[Original]):
    list_display = ("name", "article", "media_type", "encoding", "size", "ingested_at")
    list_filter = ("media_type", "encoding")
    list_select_related = ("article",)
    list_per_page = 50
    search_fields = ("reference", "sha256", "article__headline")
    search_help_text = _("The address, the SHA-256, or the headline.")
    show_full_result_count = False
