"""What the curators' pages share: logs that cannot be edited, records that may not be deleted."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as delete_after_asking
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SHOWN_REASONS = 5  # why records cannot be deleted: as many are told as can be read

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as ModelAdmin
    from django.contrib.admin import TabularInline as TabularInline
    from django.forms import BaseInlineFormSet as BaseInlineFormSet
    from django.forms import ModelForm as ModelForm
else:
    # Django's own classes do not take the type in brackets that type checkers ask for.
    from django import forms

    class _Generic:
        def __class_getitem__(cls, _model: object) -> type:
            return cls

    class ModelAdmin(_Generic, admin.ModelAdmin): ...

    class TabularInline(_Generic, admin.TabularInline): ...

    class BaseInlineFormSet(_Generic, forms.BaseInlineFormSet): ...

    class ModelForm(_Generic, forms.ModelForm): ...


M = TypeVar("M", bound=Model)
STYLES = {"all": ("css/curators.css",)}  # of pages with tables of mentions or aliases


class ReadOnly:
    """A log: it can be looked at and nothing else."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class RefusesDeletion(ModelAdmin[M]):
    """Records that others hang on: deleting one is refused in words that say what to do instead."""

    def why_kept(self, obj: M) -> str:
        """Why the record may not be deleted; empty when it may."""
        raise NotImplementedError

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        reason = self.why_kept(obj) if obj and self.has_delete_permission(request, obj) else ""
        if not reason:
            response: HttpResponse = super().delete_view(request, object_id, extra_context)
            return response
        self.message_user(request, reason, messages.ERROR)
        return HttpResponseRedirect(reverse(f"admin:articles_{self.opts.model_name}_change", args=[object_id]))

    @admin.action(permissions=["delete"], description=_("Delete selected %(verbose_name_plural)s"))
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[M]) -> HttpResponse | None:
        reasons = [reason for obj in queryset if (reason := self.why_kept(obj))]
        for reason in reasons[:SHOWN_REASONS]:
            self.message_user(request, reason, messages.ERROR)
        return None if reasons else delete_after_asking(self, request, queryset)
