"""All other names in one list: to find whose a name is, and which names count in what way."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.spelling import FoldedSearch
from articles.models import Alias, RecordOrigin


@admin.register(Alias)
class AliasAdmin(FoldedSearch[Alias]):
    list_display = ("text", "entity", "language", "use", "origin")
    list_filter = ("use", "language", "origin", "entity__kind")
    list_select_related = ("entity",)
    list_per_page = 50
    search_fields = ("text", "entity__name_ar", "entity__name_en")
    autocomplete_fields = ("entity",)
    fields = ("entity", "text", "language", "use", "origin")
    readonly_fields = ("origin",)
    show_full_result_count = False

    def save_model(self, request: HttpRequest, obj: Alias, form: Any, change: bool) -> None:  # noqa: ANN401
        """What a curator writes or changes is the curator's."""
        obj.origin = RecordOrigin.CURATOR
        super().save_model(request, obj, form, change)
