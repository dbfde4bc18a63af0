"""Names to decide about: what articles name and no record answers to, as a list to work through."""

from collections import defaultdict
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.base import SHOWN_REASONS, STYLES, ModelAdmin
from articles.admin.filters import Confidence
from articles.admin.mention_forms import AROUND
from articles.admin.records import RecordField, RecordSelect, record_label
from articles.admin.spelling import FoldedSearch
from articles.models import Entity, Mention, Sighting, UnknownName, UnknownState
from articles.search import sync
from articles.tagging import review

_LONGEST_KEY = 19  # digits
_SHOWN_ALIKE = 3  # records and names spelled alike, in a row


class LinkingForm(ActionForm):
    """Beside the actions of a list: the record to link to."""

    record = RecordField(
        Entity.objects.filter(is_active=True),
        required=False,
        label=_("record"),
        widget=RecordSelect(Mention._meta.get_field("entity"), admin.site),
    )

    class Media:
        css = STYLES


class State(admin.SimpleListFilter):
    """The open names unless asked otherwise."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        return [*UnknownState.choices, ("all", _("all"))]

    def choices(self, changelist: Any) -> Any:  # noqa: ANN401 - Django's own signature
        """Without "all" as the choice made by choosing nothing."""
        chosen = self.value() or UnknownState.OPEN
        for value, title in self.lookup_choices:
            address = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": chosen == value, "query_string": address, "display": title}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value() or UnknownState.OPEN
        if chosen == "all":
            return queryset
        found = queryset.filter(state=chosen)
        if chosen in (UnknownState.OPEN, UnknownState.LATER):
            return found.filter(Exists(Sighting.objects.filter(name=OuterRef("pk"))))
        return found


def in_context(sighting: Sighting) -> SafeString:
    """The words with a little of the text around them."""
    body = sighting.article.body
    before = body[max(0, sighting.start - AROUND) : sighting.start].rpartition("\n")[2]
    after = body[sighting.end : sighting.end + AROUND].partition("\n")[0]
    return format_html('<span dir="auto">{}<b>{}</b>{}</span>', before, sighting.surface, after)


class NameList(ChangeList):
    """A page of names with an example and what is spelled alike, three queries for all of its rows."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        names: list[Any] = list(self.result_list)
        keys = [name.pk for name in names]
        examples = Sighting.objects.select_related("article").in_bulk([name.example_id for name in names])
        suggested, namesakes = _suggested(keys), _namesakes({name.skeleton for name in names})
        for name in names:
            name.example = examples.get(name.example_id)
            others = [other for other in namesakes[name.skeleton] if other.pk != name.pk]
            name.alike_rows = [*suggested[name.pk][:_SHOWN_ALIKE], *others[:_SHOWN_ALIKE]]
        self.result_list = names


def _suggested(names: list[int]) -> dict[int, list[Entity]]:
    """The records that sightings of each name suggest."""
    found: dict[int, list[Entity]] = defaultdict(list)
    pairs = Sighting.objects.order_by().filter(name__in=names, suggested__isnull=False)
    pairs_of_keys = list(pairs.values_list("name", "suggested").distinct())
    records = Entity.objects.in_bulk([record for _name, record in pairs_of_keys])
    for name, record in pairs_of_keys:
        found[name].append(records[record])
    return found


def _namesakes(skeletons: set[str]) -> dict[str, list[UnknownName]]:
    """The names of each skeleton: perhaps other spellings of one another."""
    found: dict[str, list[UnknownName]] = defaultdict(list)
    for name in UnknownName.objects.filter(skeleton__in=skeletons - {""}).only("skeleton", "text"):
        found[name.skeleton].append(name)
    return found


@admin.register(UnknownName)
class UnknownNameAdmin(FoldedSearch[UnknownName]):
    """A row is one spelling. The machine only shows which spellings are alike; joining them is the curator's."""

    list_display = ("text", "kind", "times", "articles", "sample", "alike", "state")
    list_filter = (State, "kind")
    list_select_related = ("entity",)
    list_per_page = 50
    search_fields = ("text", "spelling")
    search_help_text = _("The name, in any spelling.")
    show_full_result_count = False
    action_form = LinkingForm
    actions = ("accept_as_new", "link_to_record", "link_to_suggested", "reject_selected", "put_off", "reopen")
    fields: ClassVar[Any] = ("text", "kind", "state", "entity", "skeleton", "created_at", "decided_at")
    readonly_fields = ("state", "entity", "skeleton", "created_at", "decided_at")

    class Media:
        css = STYLES

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: UnknownName | None = None) -> bool:
        """A deleted name would be asked about again: rejecting it is what is meant."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[UnknownName]:
        surest = Sighting.objects.filter(name=OuterRef("pk")).order_by("-confidence", "pk")
        counted: Any = UnknownName.objects.with_counts()
        names: Any = counted.annotate(example_id=Subquery(surest.values("pk")[:1]))
        ordered: QuerySet[UnknownName] = names.order_by("-times", "spelling")
        return ordered

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:  # noqa: ANN401
        return NameList

    @admin.display(description=_("times"), ordering="times")
    def times(self, name: Any) -> SafeString:  # noqa: ANN401 - with its annotation
        address = reverse("admin:articles_sighting_changelist")
        return format_html('<a href="{}?name__id__exact={}">{}</a>', address, name.pk, name.times)

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, name: Any) -> int:  # noqa: ANN401 - with its annotation
        return int(name.article_count)

    @admin.display(description=_("for example"))
    def sample(self, name: Any) -> SafeString | str:  # noqa: ANN401 - with what the list adds
        return in_context(name.example) if name.example else ""

    @admin.display(description=_("spelled alike"))
    def alike(self, name: Any) -> SafeString:  # noqa: ANN401 - with what the list adds
        """Records that sightings suggest, then other names with the same skeleton."""
        rows = ((_page_of(row), _label_of(row)) for row in name.alike_rows)
        return format_html_join("، ", '<a href="{}">{}</a>', rows)

    @admin.action(permissions=["change"], description=_("Accept the selected as new records"))
    def accept_as_new(self, request: HttpRequest, queryset: QuerySet[UnknownName]) -> None:
        self._decide(request, queryset, review.accept_as_new)

    @admin.action(permissions=["change"], description=_("Link the selected to the record chosen here"))
    def link_to_record(self, request: HttpRequest, queryset: QuerySet[UnknownName]) -> None:
        if record := chosen_record(self, request):
            self._decide(request, queryset, lambda name: review.link(name, record))

    @admin.action(permissions=["change"], description=_("Link the selected to the record suggested for them"))
    def link_to_suggested(self, request: HttpRequest, queryset: QuerySet[UnknownName]) -> None:
        self._decide(request, queryset, review.link_to_suggested)

    @admin.action(permissions=["change"], description=_("Reject the selected: never ask again"))
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[UnknownName]) -> None:
        self._decide(request, queryset, review.reject)

    @admin.action(permissions=["change"], description=_("Put the selected off"))
    def put_off(self, request: HttpRequest, queryset: QuerySet[UnknownName]) -> None:
        self._decide(request, queryset, review.put_off)

    @admin.action(permissions=["change"], description=_("Ask about the selected again"))
    def reopen(self, request: HttpRequest, queryset: QuerySet[UnknownName]) -> None:
        self._decide(request, queryset, review.reopen)

    def _decide(self, request: HttpRequest, queryset: QuerySet[UnknownName], decide: Any) -> None:  # noqa: ANN401
        done = decide_each(self, request, queryset, decide)
        text = ngettext("%(count)d name is decided.", "%(count)d names are decided.", done)
        self.message_user(request, text % {"count": done}, messages.SUCCESS)


@admin.register(Sighting)
class SightingAdmin(FoldedSearch[Sighting]):
    """Where the names stand, each to be decided by itself: a namesake is one person here and another there."""

    list_display = ("surface", "words", "article", "kind", "confidence", "evidence", "suggested")
    list_display_links = None
    readonly_fields = ("name", "article", "start", "end", "surface", "kind", "confidence", "evidence", "suggested")
    list_filter = (("name__state", admin.ChoicesFieldListFilter), "kind", Confidence)
    list_select_related = ("article", "suggested")
    list_per_page = 50
    search_fields = ("surface", "article__headline")
    show_full_result_count = False
    action_form = LinkingForm
    actions = ("link_to_record", "link_to_suggested", "reject_suggested")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Sighting | None = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "name__id__exact" or super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("in the text"))
    def words(self, sighting: Sighting) -> SafeString:
        return in_context(sighting)

    @admin.action(permissions=["change"], description=_("Link these words to the record chosen here"))
    def link_to_record(self, request: HttpRequest, queryset: QuerySet[Sighting]) -> None:
        if record := chosen_record(self, request):
            self._decide(request, queryset, lambda sighting: review.link_here(sighting, record))

    @admin.action(permissions=["change"], description=_("Link these words to the record suggested for them"))
    def link_to_suggested(self, request: HttpRequest, queryset: QuerySet[Sighting]) -> None:
        suggested = queryset.filter(suggested__isnull=False)
        self._decide(request, suggested, lambda sighting: review.link_here(sighting, sighting.suggested))

    @admin.action(permissions=["change"], description=_("These words are not the record suggested for them"))
    def reject_suggested(self, request: HttpRequest, queryset: QuerySet[Sighting]) -> None:
        self._decide(request, queryset.filter(suggested__isnull=False), review.reject_here)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Sighting], decide: Any) -> None:  # noqa: ANN401
        rows = queryset.select_related("article", "suggested", "name")
        done = decide_each(self, request, rows, decide)
        text = ngettext("%(count)d mention is decided.", "%(count)d mentions are decided.", done)
        self.message_user(request, text % {"count": done}, messages.SUCCESS)


def decide_each(model_admin: ModelAdmin[Any], request: HttpRequest, rows: QuerySet[Any], decide: Any) -> int:  # noqa: ANN401
    """Decide about each row; tells why those could not be that were refused, and returns how many were not."""
    done, refused = 0, []
    with sync.paused():
        for row in rows:
            try:
                decide(row)
                done += 1
            except ValidationError as refusal:
                refused += refusal.messages
    transaction.on_commit(sync.drain_unless_paused, robust=True)
    for reason in refused[:SHOWN_REASONS]:
        model_admin.message_user(request, reason, messages.ERROR)
    return done


def chosen_record(model_admin: ModelAdmin[Any], request: HttpRequest) -> Entity | None:
    """The record chosen beside the actions; the curator is told when there is none."""
    key = request.POST.get("record", "")
    record = Entity.objects.filter(pk=int(key)).first() if key.isdecimal() and len(key) < _LONGEST_KEY else None
    if record is None:
        text = gettext("Choose the record to link to, beside the actions.")
        model_admin.message_user(request, text, messages.ERROR)
    return record


def _page_of(row: Entity | UnknownName) -> str:
    model = row.kind if isinstance(row, Entity) else "unknownname"
    return reverse(f"admin:articles_{model}_change", args=[row.pk])


def _label_of(row: Entity | UnknownName) -> str:
    return record_label(row) if isinstance(row, Entity) else row.text
