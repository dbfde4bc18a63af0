"""Choosing a record by typing: the choices tell namesakes apart."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect

from articles.models import Entity
from articles.models.entity import Kind

if TYPE_CHECKING:
    from django.contrib.admin.options import BaseModelAdmin
    from django.db.models import ForeignKey
    from django.http import HttpRequest

    _Choice = forms.ModelChoiceField[Entity]
    _Admin = BaseModelAdmin[Any]
else:
    _Choice, _Admin = forms.ModelChoiceField, object


def record_label(record: Entity) -> str:
    """The record so that no namesake looks the same: طرابلس · Tripoli (place, city, LB)."""
    names = [record.name, record.other_name]
    facts = [Kind(record.kind).label, record.country_code]
    return f"{' · '.join(filter(None, names))} ({', '.join(str(fact) for fact in facts if fact)})"


class RecordField(_Choice):
    def label_from_instance(self, obj: Entity) -> str:
        return record_label(obj)


class RecordSelect(AutocompleteSelect):
    url_name = "%s:articles_record_autocomplete"


class RecordAutocompleteView(AutocompleteJsonView):
    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:  # noqa: ANN401 - Django's signature
        return {"id": str(getattr(obj, to_field_name)), "text": record_label(obj)}


class ChoosesRecord(_Admin):
    """Every link to a record on the page is chosen by typing."""

    def formfield_for_foreignkey(
        self,
        db_field: "ForeignKey[Any, Any]",
        request: "HttpRequest",
        **kwargs: Any,  # noqa: ANN401 - Django's signature
    ) -> "forms.ModelChoiceField[Any] | None":
        if db_field.related_model is not Entity:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        widget = RecordSelect(db_field, admin.site)
        field: forms.ModelChoiceField[Any] = db_field.formfield(form_class=RecordField, widget=widget)  # type: ignore[assignment]
        return field
