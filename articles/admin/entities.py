"""People, organisations and places, and the names they are found by."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.base import STYLES, ModelForm, RefusesDeletion, TabularInline
from articles.admin.bulk import articles_about, put_to_use, retag_and_index
from articles.admin.filters import Category, Country
from articles.admin.records import ChoosesRecord, RecordAutocompleteView
from articles.admin.spelling import FoldedSearch, spelled_alike
from articles.models import (
    Alias,
    Entity,
    Kind,
    Mention,
    MentionStatus,
    Organisation,
    Person,
    Place,
    RecordOrigin,
)
from articles.models.categories import category_label

LEAST_TERM = 3  # letters: fewer match so many records that counting their articles would take seconds
NAMES = frozenset({"name_ar", "name_en", "name_use", "surname_counts"})  # what decides which words are found


class EntityForm(ModelForm[Entity]):
    class Meta:
        model = Entity
        fields = "__all__"

    def clean_slug(self) -> str:
        """The database would refuse a second one of the kind, and not in words."""
        slug: str = self.cleaned_data["slug"]
        others = Entity.objects.filter(kind=self._kind, slug=slug).exclude(pk=self.instance.pk)
        if slug and others.exists():
            raise forms.ValidationError(gettext("Another record of this kind has this slug."))
        return slug

    def clean_country_code(self) -> str:
        code: str = self.cleaned_data["country_code"].upper()
        if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise forms.ValidationError(gettext("Two Latin letters, as in ISO 3166: SY, EG."))
        return code

    def clean_prior(self) -> float | None:
        return self._within("prior", 0, 1)

    def clean_latitude(self) -> float | None:
        return self._within("latitude", -90, 90)

    def clean_longitude(self) -> float | None:
        return self._within("longitude", -180, 180)

    def clean_parent(self) -> Entity | None:
        """A place lies in another place, and not, over however many steps, in itself."""
        parent: Entity | None = self.cleaned_data["parent"]
        seen, above = {self.instance.pk}, parent
        while above is not None:
            if above.pk in seen or above.kind != Kind.PLACE:
                raise forms.ValidationError(gettext("Choose a place that does not itself lie in this one."))
            seen.add(above.pk)
            above = above.parent
        return parent

    @property
    def _kind(self) -> str:
        return self.instance.KIND or self.instance.kind

    def _within(self, name: str, lowest: float, highest: float) -> float | None:
        value: float | None = self.cleaned_data[name]
        if value is not None and not lowest <= value <= highest:
            text = gettext("A number from %(lowest)s to %(highest)s.")
            raise forms.ValidationError(text % {"lowest": lowest, "highest": highest})
        return value


class AliasInline(TabularInline[Alias, Entity]):
    model = Alias
    fk_name = "entity"
    extra = 0
    fields = ("text", "language", "use", "origin")
    readonly_fields = ("origin",)

    class Media:
        css = STYLES


class EntityAdmin(ChoosesRecord, FoldedSearch[Entity], RefusesDeletion[Entity]):
    """What the three kinds share."""

    form = EntityForm
    list_display = ("name_ar", "name_en", "type", "country_code", "articles", "is_active")
    list_display_links = ("name_ar", "name_en")
    list_filter: ClassVar[Any] = (Category, Country, "is_active", "origin")
    list_per_page = 50
    search_fields = ("name_ar", "name_en")
    search_help_text = _("Any of a record's names, in any spelling.")
    inlines: ClassVar[Any] = (AliasInline,)
    actions = ("retag_articles", "put_out_of_use", "put_into_use", "delete_selected")
    readonly_fields = ("origin", "updated_at")
    state: ClassVar[Any] = (_("State"), {"fields": ("is_active", "origin", "updated_at")})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entity]:
        """Counted in a subquery, which pages of the list ask for their own rows only."""
        counting = Mention.objects.filter(
            entity=OuterRef("pk"), status=MentionStatus.ACTIVE, article__is_published=True
        )
        counts = counting.order_by().values("entity").annotate(count=Count("article", distinct=True))
        counted = Coalesce(Subquery(counts.values("count")), 0)
        records: QuerySet[Entity] = super().get_queryset(request).annotate(article_count=counted)
        return records

    def matching(self, pattern: str) -> Q:
        aliases = Alias.objects.filter(text__regex=pattern).values("entity")
        return super().matching(pattern) | Q(pk__in=aliases)

    def get_readonly_fields(self, request: HttpRequest, obj: Entity | None = None) -> tuple[str, ...]:
        """The slug of a loaded record is what the authority file knows it by."""
        loaded = obj is not None and obj.origin == RecordOrigin.AUTHORITY
        return (*self.readonly_fields, "slug") if loaded else self.readonly_fields

    @admin.display(description=_("type"), ordering="category")
    def type(self, record: Entity) -> str:
        return category_label(record.category)

    @admin.display(description=_("articles"), ordering="article_count")
    def articles(self, record: Any) -> SafeString | int:  # noqa: ANN401 - with its annotation
        if not record.article_count:
            return 0
        address = reverse("admin:articles_mention_changelist")
        return format_html('<a href="{}?entity__id__exact={}">{}</a>', address, record.pk, record.article_count)

    def view_on_site(self, record: Entity) -> str | None:
        """A record out of use has no page; nor has one whose slug the form has just been emptied of."""
        return record.get_absolute_url() if record.is_active and record.slug else None

    def why_kept(self, obj: Entity) -> str:
        if obj.origin == RecordOrigin.AUTHORITY:
            text = gettext("“%(record)s” is from the authority files and cannot be deleted: put it out of use instead.")
            return text % {"record": obj}
        if count := Mention.objects.filter(entity_id=obj.pk).count():
            text = ngettext(
                "“%(record)s” has %(count)d mention and cannot be deleted: put it out of use instead.",
                "“%(record)s” has %(count)d mentions and cannot be deleted: put it out of use instead.",
                count,
            )
            return text % {"record": obj, "count": count}
        return ""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ANN401
        """An alias that a curator writes or changes is the curator's."""
        for alias in formset.save(commit=False):
            alias.origin = RecordOrigin.CURATOR
            alias.save()
        for alias in formset.deleted_objects:
            alias.delete()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ANN401
        super().save_related(request, form, formsets, change)
        if NAMES & {*form.changed_data} or any(formset.has_changed() for formset in formsets):
            text = gettext("The names have changed. To find the record by them in articles, choose it here and re-tag.")
            self.message_user(request, text, messages.WARNING)

    @admin.action(
        permissions=["change"], description=_("Re-tag every article that mentions or could mention the selected")
    )
    def retag_articles(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        about = articles_about(queryset)
        text = gettext("Articles looked through: %(count)d. Articles whose mentions have changed: %(changed)d.")
        changed = retag_and_index(about)
        self.message_user(request, text % {"count": len(about), "changed": changed}, messages.SUCCESS)

    @admin.action(permissions=["change"], description=_("Put the selected out of use"))
    def put_out_of_use(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        count = put_to_use(queryset, used=False)
        text = ngettext("%(count)d record is now out of use.", "%(count)d records are now out of use.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    @admin.action(permissions=["change"], description=_("Put the selected into use"))
    def put_into_use(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        count = put_to_use(queryset, used=True)
        text = ngettext("%(count)d record is now in use.", "%(count)d records are now in use.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)


@admin.register(Person)
class PersonAdmin(EntityAdmin):
    list_display = ("name_ar", "name_en", "description", "country_code", "articles", "is_active")
    list_filter = (Country, "is_active", "origin")
    fieldsets = (
        (None, {"fields": ("name_ar", "name_en", "slug", "description_ar", "description_en", "country_code")}),
        (_("How it is found in articles"), {"fields": ("name_use", "surname_counts", "prior")}),
        EntityAdmin.state,
    )

    @admin.display(description=_("description"))
    def description(self, record: Entity) -> str:
        return record.description


@admin.register(Organisation)
class OrganisationAdmin(EntityAdmin):
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name_ar",
                    "name_en",
                    "slug",
                    "category",
                    "description_ar",
                    "description_en",
                    "country_code",
                )
            },
        ),
        (_("How it is found in articles"), {"fields": ("name_use", "prior")}),
        EntityAdmin.state,
    )


@admin.register(Place)
class PlaceAdmin(EntityAdmin):
    fieldsets = (
        (None, {"fields": ("name_ar", "name_en", "slug", "category", "country_code", "parent", "is_capital")}),
        (_("On the map"), {"fields": ("latitude", "longitude", "population")}),
        (_("How it is found in articles"), {"fields": ("name_use", "prior")}),
        EntityAdmin.state,
    )


@admin.register(Entity)
class AnyRecordAdmin(EntityAdmin):
    """Records of whatever kind: not a page of its own, but where links to a record are chosen and followed."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entity | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(RecordAutocompleteView.as_view(admin_site=self.admin_site))
        own: list[URLPattern] = [path("choose/", view, name="articles_record_autocomplete")]
        return own + super().get_urls()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entity], search_term: str
    ) -> tuple[QuerySet[Entity], bool]:
        """Records in use alone; those whose name is the very term come first, then those in most articles."""
        queryset, duplicates = super().get_search_results(request, queryset, search_term)
        queryset = queryset.filter(is_active=True)
        if request.GET.get("field_name") == "parent":
            queryset = queryset.filter(kind=Kind.PLACE)
        order: list[Any] = ["name_ar", "name_en", "pk"]
        if len(term := search_term.strip()) >= LEAST_TERM:
            exact = f"^{spelled_alike(term)}$"
            named = Q(name_ar__regex=exact) | Q(name_en__regex=exact)
            rank = Case(When(named, then=Value(0)), default=Value(1), output_field=IntegerField())
            order = [rank, F("article_count").desc(), *order]
        return queryset.order_by(*order), duplicates

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        if record is None:
            return super().change_view(request, object_id, form_url, extra_context)
        page = reverse(f"admin:articles_{record.kind}_change", args=[record.pk])
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{page}?{query}" if query else page)
