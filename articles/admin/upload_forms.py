"""The forms of the upload page: which files, and how they are to be read."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.ingest.told import PARTS
from articles.ingest.upload_plans import WrittenPlan
from articles.models import Source, Upload

if TYPE_CHECKING:
    _SourceField = forms.ModelChoiceField[Source]
else:
    _SourceField = forms.ModelChoiceField

LABELS = {
    "headline": _("headline"),
    "body": _("text"),
    "url": _("address"),
    "source": _("source"),
    "byline": _("byline"),
    "section": _("section"),
    "date": _("date of publication"),
    "id": _("identifier"),
}


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ANN401 - Django's signature
        files = data if isinstance(data, list) else [data]
        if len(files) > settings.UPLOAD_MOST_FILES:
            text = gettext("Choose no more than %(most)d files at once, or pack them: a ZIP archive is one file.")
            raise forms.ValidationError(text % {"most": settings.UPLOAD_MOST_FILES})
        for each in files or [None]:
            super().clean(each, initial)
        return files


def _source_field() -> _SourceField:
    return _SourceField(
        Source.objects.all(),
        required=False,
        to_field_name="slug",
        label=_("Source of articles that name none"),
        empty_label=_("none"),
    )


class UploadForm(forms.Form):
    brought = FilesField(
        label=_("Files"),
        allow_empty_file=True,  # an empty one is named in the report, like all that gives no article
        help_text=_("Texts, pages, JSON, tables, feeds, news wires, web archives; several of them, or packed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        self.fields["source"] = _source_field()

    @property
    def options(self) -> dict[str, object]:
        return {"columns": {}, "source": slug_of(self.cleaned_data["source"])}


class ReadingForm(forms.Form):
    """Which column is which part; what is not said is told by the columns' usual names."""

    def __init__(self, plan: WrittenPlan, upload: Upload, data: Mapping[str, Any] | None = None) -> None:
        options = upload.options
        columns: Mapping[str, str] = options.get("columns", {})
        super().__init__(data, initial={**columns, "outlet": options.get("source", "")})
        self.columns = plan["columns"]
        self.is_asked = plan["lack_text"] and not columns.get("body")  # then it must be said
        for part in PARTS if self.columns else ():
            self.fields[part] = forms.ChoiceField(
                choices=[("", _usual(part, self.columns)), *_choices(self.columns)], required=False, label=LABELS[part]
            )
        self.fields["outlet"] = _source_field()

    @property
    def mapping(self) -> dict[str, str]:
        return {part: self.cleaned_data[part] for part in PARTS if self.cleaned_data.get(part)}

    @property
    def source(self) -> str:
        return slug_of(self.cleaned_data["outlet"])


def slug_of(source: Source | None) -> str:
    return source.slug if source else ""


def _usual(part: str, columns: Iterable[tuple[str, str, str]]) -> str:
    """What is taken where nothing is said."""
    name = next((name for name, _sample, of in columns if of == part), "")
    return gettext("by its usual name: %(column)s") % {"column": name} if name else gettext("none")


def _choices(columns: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(name, f"{name} ({sample})" if sample else name) for name, sample, _part in columns]
