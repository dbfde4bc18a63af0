"""The log of what was ingested, and of what could not be and why: it is read, not edited. What failed is retried."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin import apart
from articles.admin.base import ModelAdmin, ReadOnly
from articles.ingest.retrying import out_of_reach, to_retry
from articles.ingest.runs import bury_dead
from articles.models import IngestFailure, IngestRun, RunState

MOST_RETRIED = 1000  # failures chosen one by one; more are retried by their runs
OFFERED = 20  # reasons, and runs, that a filter offers
_LOOKED_THROUGH = 500  # different reasons
_SHOWN_PATHS = 20
_LONGEST_KEY = 19  # digits


def may_retry(request: HttpRequest) -> bool:
    """Whoever may bring files may have them read again."""
    return bool(request.user.has_perm("articles.add_upload"))


def percent(run: IngestRun | None) -> int:
    """How much of a run is read, of a hundred."""
    return min(100, 100 * run.read_bytes // run.total_bytes) if run and run.total_bytes else 0


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnly, ModelAdmin[IngestRun]):
    list_display = (
        *("__str__", "its_state", "started_by", "user", "created", "updated", "unchanged", "failed", "failures"),
        "finished_at",
    )
    list_filter = ("state", "started_by")
    list_select_related = ("user",)
    fields = (
        *("started_at", "finished_at", "its_state", "started_by", "user", "its_paths", "its_options"),
        *("created", "updated", "unchanged", "failed", "failures"),
    )
    list_per_page = 50
    actions = ("retry",)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return may_retry(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        bury_dead()
        response: HttpResponse = super().changelist_view(request, extra_context)
        return response

    @admin.display(description=_("state"), ordering="state")
    def its_state(self, run: IngestRun) -> str:
        state = run.get_state_display()
        return str(state) if run.state == RunState.FINISHED else f"{state} – {percent(run)}%"

    @admin.display(description=_("failures"))
    def failures(self, run: IngestRun) -> SafeString | str:
        if not run.failed:
            return "-"
        address = reverse("admin:articles_ingestfailure_changelist")
        return format_html('<a href="{}?run__id__exact={}">{}</a>', address, run.pk, _("Which, and why"))

    @admin.display(description=_("paths"))
    def its_paths(self, run: IngestRun) -> SafeString:
        shown = format_html_join("", "<li><bdi>{}</bdi></li>", ((path,) for path in run.paths[:_SHOWN_PATHS]))
        more = len(run.paths) - _SHOWN_PATHS
        return format_html("<ul>{}</ul>{}", shown, f"{gettext('and more')}: {more}" if more > 0 else "")

    @admin.display(description=_("options"))
    def its_options(self, run: IngestRun) -> SafeString | str:
        columns = ((column, part) for part, column in run.options.get("columns", {}).items())
        told = [format_html("<li><bdi>{}</bdi> = {}</li>", column, part) for column, part in columns]
        if source := run.options.get("source"):
            told.append(format_html("<li>{}: <bdi>{}</bdi></li>", _("source"), source))
        return format_html("<ul>{}</ul>", format_html_join("", "{}", ((each,) for each in told))) if told else "-"

    @admin.action(permissions=["retry"], description=_("Retry what failed in the selected"))
    def retry(self, request: HttpRequest, queryset: QuerySet[IngestRun]) -> None:
        runs = list(queryset.filter(failed__gt=0).values_list("pk", flat=True))
        _retry(self, request, to_retry(runs), map(str, runs))


class KindOfReason(admin.SimpleListFilter):
    """By the words before a reason's particulars, the most frequent first."""

    title = _("reason")
    parameter_name = "why"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        reasons = IngestFailure.objects.order_by().values_list("reason").annotate(times=Count("pk")).order_by("-times")
        kinds: Counter[str] = Counter()
        for reason, times in reasons[:_LOOKED_THROUGH]:
            kinds[_kind(reason)] += times
        return [(kind, f"{kind} ({times})") for kind, times in kinds.most_common(OFFERED)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model] | None:
        return queryset.filter(reason__startswith=self.value()) if self.value() else None


def _kind(reason: str) -> str:
    return reason.partition(":")[0][:100]


class OfRun(admin.SimpleListFilter):
    """The last runs in which anything failed."""

    title = _("run")
    parameter_name = "run__id__exact"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        runs = IngestRun.objects.filter(failed__gt=0).only("started_at", "failed")[:OFFERED]
        return [(str(run.pk), f"{run} ({run.failed})") for run in runs]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model] | None:
        key = self.value() or ""
        return queryset.filter(run=int(key)) if key.isdecimal() and len(key) < _LONGEST_KEY else None


@admin.register(IngestFailure)
class IngestFailureAdmin(ReadOnly, ModelAdmin[IngestFailure]):
    list_display = ("reference", "number", "reason", "state", "run")
    list_filter = ("state", KindOfReason, OfRun)
    list_select_related = ("run",)
    list_per_page = 50
    fields = ("reference", "number", "reason", "state", "run", "settled_at", "settled_by")
    search_fields = ("reference", "reason")
    show_full_result_count = False
    actions = ("retry",)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return may_retry(request)

    @admin.action(permissions=["retry"], description=_("Retry the selected"))
    def retry(self, request: HttpRequest, queryset: QuerySet[IngestFailure]) -> None:
        chosen = list(queryset.values_list("pk", flat=True)[: MOST_RETRIED + 1])
        if len(chosen) > MOST_RETRIED:
            text = gettext("These are more than %(most)d: retry what failed in their runs.") % {"most": MOST_RETRIED}
            self.message_user(request, text, messages.ERROR)
            return
        _retry(self, request, to_retry(failures=chosen), (f"--failure={key}" for key in chosen))


def _retry(
    model_admin: ModelAdmin[Any], request: HttpRequest, failed: QuerySet[IngestFailure], asked: Iterable[str]
) -> None:
    """Have failures retried, and say how many: those of the web are fetched again, not retried."""
    away, count = out_of_reach(failed), failed.count()
    if count - away:
        apart.start("retry_ingest", *asked, f"--curator={request.user.get_username()}", "--verbosity=0")
        text = ngettext("%(count)d failure is retried.", "%(count)d failures are retried.", count - away)
        model_admin.message_user(request, text % {"count": count - away}, messages.SUCCESS)
    else:
        model_admin.message_user(request, gettext("There is nothing to retry."), messages.WARNING)
    if away:
        text = gettext("Failures of pages of the web, which are fetched again and not retried: %(count)d")
        model_admin.message_user(request, text % {"count": away}, messages.WARNING)
