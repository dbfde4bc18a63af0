"""The log of what was ingested, and of what could not be and why. It is read, not edited."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ModelAdmin, ReadOnly
from articles.models import IngestFailure, IngestRun


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnly, ModelAdmin[IngestRun]):
    list_display = ("__str__", "finished_at", "created", "updated", "unchanged", "failed", "failures")
    fields = ("started_at", "finished_at", "paths", "created", "updated", "unchanged", "failed", "failures")
    list_per_page = 50

    @admin.display(description=_("failures"))
    def failures(self, run: IngestRun) -> SafeString | str:
        if not run.failed:
            return "-"
        address = reverse("admin:articles_ingestfailure_changelist")
        return format_html('<a href="{}?run__id__exact={}">{}</a>', address, run.pk, _("Which, and why"))


@admin.register(IngestFailure)
class IngestFailureAdmin(ReadOnly, ModelAdmin[IngestFailure]):
    list_display = ("reference", "reason", "run")
    list_select_related = ("run",)
    list_per_page = 50
    search_fields = ("reference", "reason")
    show_full_result_count = False
