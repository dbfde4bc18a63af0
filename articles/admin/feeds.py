"""The log of what was fetched for the sources, and the filter of those that carry a feed. It is read, not edited."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ModelAdmin, ReadOnly
from articles.models import FeedRun


@admin.register(FeedRun)
class FeedRunAdmin(ReadOnly, ModelAdmin[FeedRun]):
    list_display = ("started_at", "source", "url", "outcome", "reason", "pages", "made")
    list_filter = ("outcome",)
    list_select_related = ("source", "run")
    list_per_page = 50
    fields = ("source", "url", "started_at", "finished_at", "outcome", "reason", "size", "pages", "made")
    readonly_fields = fields
    search_fields = ("url", "reason", "source__name_ar", "source__name_en")
    show_full_result_count = False

    @admin.display(description=_("what was made of it"))
    def made(self, feed_run: FeedRun) -> SafeString | str:
        run = feed_run.run
        if run is None:
            return "-"
        counts = _("created %(created)d, updated %(updated)d, unchanged %(unchanged)d, failed %(failed)d") % {
            "created": run.created,
            "updated": run.updated,
            "unchanged": run.unchanged,
            "failed": run.failed,
        }
        return format_html('<a href="{}">{}</a>', reverse("admin:articles_ingestrun_change", args=[run.pk]), counts)
