"""Mentions: which words of which article stand for which record."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as delete_after_asking
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.base import STYLES, ModelAdmin, TabularInline
from articles.admin.filters import Confidence, MentionKind
from articles.admin.mention_forms import MentionForm, MentionFormSet, store, store_new, words_in_context
from articles.admin.records import ChoosesRecord
from articles.admin.spelling import FoldedSearch
from articles.models import Article, Mention, MentionStatus
from articles.tagging import decisions

MACHINES_WORD = ("origin", "confidence", "evidence")


def tell_what_stays(model_admin: ModelAdmin[Any], request: HttpRequest, rejected: int) -> None:
    """A curator who deletes a machine's mention learns why it is still there."""
    if rejected:
        text = ngettext(
            "%(count)d mention found by the machine stays as rejected, so that re-tagging does not bring it back.",
            "%(count)d mentions found by the machine stay as rejected, so that re-tagging does not bring them back.",
            rejected,
        )
        model_admin.message_user(request, text % {"count": rejected}, messages.WARNING)


class MentionInline(ChoosesRecord, TabularInline[Mention, Article]):
    """On an article's page."""

    model = Mention
    form = MentionForm
    formset = MentionFormSet  # type: ignore[assignment]
    extra = 0
    fields = ("context", "entity", "surface", "occurrence", "status", "basis")
    readonly_fields = ("context", "basis")
    ordering = ("start", "pk")

    class Media:
        css = STYLES

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:  # noqa: ANN401
        """Without the buttons that lead away from each row to its record."""
        formset = super().get_formset(request, obj, **kwargs)
        if record := formset.form.base_fields.get("entity"):
            record.widget.can_change_related = record.widget.can_view_related = False
        return formset

    @admin.display(description=_("in the text"))
    def context(self, mention: Mention) -> SafeString | str:
        return words_in_context(mention) if mention.pk else ""

    @admin.display(description=_("origin"))
    def basis(self, mention: Mention) -> str:
        """Who said so, how surely, and from what: "machine · 0.95 · alias"."""
        if mention.pk is None:
            return ""
        facts = [mention.get_origin_display(), mention.confidence, mention.evidence]
        return " · ".join(str(fact) for fact in facts if fact not in (None, ""))


class MentionPageForm(MentionForm):
    class Meta(MentionForm.Meta):
        fields = ("article", *MentionForm.Meta.fields)  # type: ignore[assignment]


@admin.register(Mention)
class MentionAdmin(ChoosesRecord, FoldedSearch[Mention]):
    form = MentionPageForm
    list_display = ("surface", "record", "headline", "origin", "status", "confidence")
    list_filter = (MentionKind, "origin", "status", Confidence)
    list_select_related = ("entity", "article")
    search_fields = ("surface", "entity__name_ar", "entity__name_en", "article__headline")
    search_help_text = _("The words, the name of the record, or the headline.")
    show_full_result_count = False
    list_per_page = 50
    autocomplete_fields = ("article",)
    actions = ("confirm_selected", "reject_selected", "delete_selected")
    fields: ClassVar[Any] = ("article", "entity", "surface", "occurrence", "status", "context", *MACHINES_WORD)
    readonly_fields = ("context", *MACHINES_WORD)

    def get_readonly_fields(self, request: HttpRequest, obj: Mention | None = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "article") if obj else self.readonly_fields

    @admin.display(description=_("record"), ordering="entity__name_ar")
    def record(self, mention: Mention) -> SafeString:
        address = reverse(f"admin:articles_{mention.entity.kind}_change", args=[mention.entity_id])
        return format_html('<a href="{}">{}</a>', address, mention.entity)

    @admin.display(description=_("article"), ordering="article__headline")
    def headline(self, mention: Mention) -> SafeString:
        address = reverse("admin:articles_article_change", args=[mention.article_id])
        return format_html('<a href="{}">{}</a>', address, mention.article)

    @admin.display(description=_("in the text"))
    def context(self, mention: Mention) -> SafeString | str:
        return words_in_context(mention) if mention.pk else ""

    def save_model(self, request: HttpRequest, obj: Mention, form: Any, change: bool) -> None:  # noqa: ANN401
        if change:
            store(obj)
        else:
            store_new(obj)

    def delete_model(self, request: HttpRequest, obj: Mention) -> None:
        tell_what_stays(self, request, decisions.remove(obj))

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """Without Django's word of success where the mention has not gone."""
        if Mention.objects.filter(pk=obj_id).exists():
            return HttpResponseRedirect(reverse("admin:articles_mention_changelist"))
        return super().response_delete(request, obj_display, obj_id)

    @admin.action(permissions=["delete"], description=_("Delete selected %(verbose_name_plural)s"))
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Mention]) -> HttpResponse | None:
        if not request.POST.get("post"):
            return delete_after_asking(self, request, queryset)
        self.log_deletions(request, queryset)
        rejected, deleted = decisions.remove_all(queryset.select_related("article", "entity"))
        tell_what_stays(self, request, rejected)
        if deleted:
            text = ngettext("%(count)d mention is deleted.", "%(count)d mentions are deleted.", deleted)
            self.message_user(request, text % {"count": deleted}, messages.SUCCESS)
        return None

    @admin.action(permissions=["change"], description=_("Confirm the selected mentions"))
    def confirm_selected(self, request: HttpRequest, queryset: QuerySet[Mention]) -> None:
        self._decide(request, queryset, MentionStatus.ACTIVE)

    @admin.action(permissions=["change"], description=_("Reject the selected mentions"))
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Mention]) -> None:
        self._decide(request, queryset, MentionStatus.REJECTED)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Mention], status: MentionStatus) -> None:
        done, refused = decisions.decide_all(queryset.select_related("article", "entity"), status)
        for reason in refused[:5]:
            self.message_user(request, reason, messages.ERROR)
        text = ngettext("%(count)d mention is decided.", "%(count)d mentions are decided.", done)
        self.message_user(request, text % {"count": done}, messages.SUCCESS)
