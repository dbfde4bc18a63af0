"""The upload page: files are brought, what they would make is shown, and once that is confirmed they are put in."""

import datetime as dt
import time
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin import apart
from articles.admin.base import ModelAdmin
from articles.admin.ingest import percent
from articles.admin.upload_forms import ReadingForm, UploadForm
from articles.admin.upload_limits import is_too_large
from articles.ingest import uploads
from articles.ingest.upload_plans import WrittenPlan, is_at_work, note_start, plan_of
from articles.ingest.upload_runs import Stage, articles_of, confirm, read_otherwise, stage_of
from articles.models import Article, IngestFailure, Source, Upload

WAIT = 3.0  # seconds for a plan, before the page says that it is being made
AGAIN = 3  # seconds after which a page that waits is asked for again
SHOWN = 50  # articles and failures of a report
_LONGEST_KEY = 19  # digits
_OUTCOMES = {"created": _("would be created"), "updated": _("would be updated"), "unchanged": _("is there already")}
_STAGES = {
    Stage.READING: _("being read"),
    Stage.PLANNED: _("waits to be confirmed"),
    Stage.UNPLANNED: _("not read"),
    Stage.RUNNING: _("being put into the archive"),
    Stage.STOPPED: _("broken off"),
    Stage.DONE: _("put into the archive"),
    Stage.GONE: _("not confirmed in time"),
}


@admin.register(Upload)
class UploadAdmin(ModelAdmin[Upload]):
    """Who may add uploads may put them into the archive."""

    list_display = ("__str__", "created_at", "user", "stage", "its_run")
    list_select_related = ("user", "run")
    list_per_page = 50
    ordering = ("-pk",)

    def has_delete_permission(self, request: HttpRequest, obj: Upload | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Upload | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Upload | None = None) -> bool:
        return super().has_view_permission(request, obj) or self.has_add_permission(request)

    @admin.display(description=_("state"))
    def stage(self, upload: Upload) -> str:
        return str(_STAGES[stage_of(upload)])

    @admin.display(description=_("run"))
    def its_run(self, upload: Upload) -> SafeString | str:
        if upload.run is None:
            return "-"
        address = reverse("admin:articles_ingestrun_change", args=[upload.run.pk])
        return format_html('<a href="{}">{}</a>', address, upload.run)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        uploads.expire()
        response: HttpResponse = super().changelist_view(request, extra_context)
        return response

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if request.method == "POST" and is_too_large(request):
            form = UploadForm()
            self.message_user(request, _too_large(), messages.ERROR)
        elif form.is_valid():
            uploads.expire()
            try:
                upload = uploads.stage(form.cleaned_data["brought"], request.user, form.options)  # type: ignore[arg-type]
            except OSError as error:
                text = gettext("The files could not be kept: %(reason)s") % {"reason": error.strerror or error}
                self.message_user(request, text, messages.ERROR)
            else:
                _start(upload, "--plan")
                return HttpResponseRedirect(_page(upload))
        return self._page(request, "upload_form", None, form=form, limit=settings.UPLOAD_LARGEST // 1024**2)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Where an upload is, and what can be done with it."""
        is_number = object_id.isdecimal() and len(object_id) < _LONGEST_KEY
        upload = Upload.objects.select_related("run").filter(pk=int(object_id)).first() if is_number else None
        if upload is None:
            raise Http404
        if not self.has_view_permission(request, upload):
            raise PermissionDenied
        if request.method == "POST":
            if not self.has_add_permission(request):
                raise PermissionDenied
            return self._act(request, upload, request.POST.get("do", ""))
        _wait(upload)
        return self._shown(request, upload)

    def _act(self, request: HttpRequest, upload: Upload, act: str) -> HttpResponse:
        stage, plan = stage_of(upload), plan_of(upload)
        if act == "confirm" and stage is Stage.PLANNED:
            if confirm(upload):
                _start(upload)
        elif act == "read" and stage is Stage.PLANNED and plan:
            form = ReadingForm(plan, upload, request.POST)
            if form.is_valid():
                read_otherwise(upload, form.mapping, form.source)
                _start(upload, "--plan")
            else:
                self.message_user(request, gettext("These columns are not in the files."), messages.ERROR)
        elif act == "discard" and upload.confirmed_at is None:
            uploads.discard(upload)
            self.message_user(request, gettext("The upload is discarded; nothing was stored."))
            return HttpResponseRedirect(reverse("admin:articles_upload_changelist"))
        elif act == "again" and stage in (Stage.UNPLANNED, Stage.STOPPED):
            _start(upload, *(["--plan"] if stage is Stage.UNPLANNED else []))
        return HttpResponseRedirect(_page(upload))

    def _shown(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        stage, run = stage_of(upload), upload.run
        more: dict[str, Any] = {"stage": stage, "stage_name": _STAGES[stage], "run": run}
        if stage is Stage.PLANNED and (plan := plan_of(upload)):
            more |= {"plan": plan, "articles": _planned(plan), "form": ReadingForm(plan, upload)}
        elif stage in (Stage.RUNNING, Stage.STOPPED):
            more |= {"percent": percent(run)}
        elif stage is Stage.DONE:
            more |= _report(upload)
        response = self._page(request, "upload", upload, **more)
        if stage in (Stage.READING, Stage.RUNNING):
            response["Refresh"] = str(AGAIN)
        return response

    def _page(self, request: HttpRequest, name: str, upload: Upload | None, **more: Any) -> TemplateResponse:  # noqa: ANN401
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(upload) if upload else gettext("Upload files"),
            "upload": upload,
            "may_act": self.has_add_permission(request),
            **more,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/articles/upload/{name}.html", context)


def _start(upload: Upload, *options: str) -> None:
    note_start(upload)
    apart.start("run_upload", str(upload.pk), *options)


def _wait(upload: Upload) -> None:
    """A little: most plans are made by then."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until and upload.confirmed_at is None and not plan_of(upload) and is_at_work(upload):
        time.sleep(0.1)


def _page(upload: Upload) -> str:
    return reverse("admin:articles_upload_change", args=[upload.pk])


def _too_large() -> str:
    text = gettext(
        "This is more than %(limit)d MB, and nothing of it was kept. Bring fewer files at once, or pack them."
    )
    return text % {"limit": settings.UPLOAD_LARGEST // 1024**2}


def _planned(plan: WrittenPlan) -> list[dict[str, Any]]:
    """The articles of a plan, with the names of sources that it names by their slugs, and dates to be shown as any."""
    slugs = {article["source"] for article in plan["articles"]}
    names = {source.slug: str(source) for source in Source.objects.filter(slug__in=slugs)}
    return [
        {
            **article,
            "outcome": _OUTCOMES.get(article["outcome"], ""),
            "source": names.get(article["source"], article["source"]),
            "dated": _dated(article["published_on"], article["date_precision"]),
        }
        for article in plan["articles"]
    ]


def _dated(published_on: str, precision: str) -> Article:
    """An article of which no more is known than its date."""
    return Article(published_on=dt.date.fromisoformat(published_on) if published_on else None, date_precision=precision)


def _report(upload: Upload) -> dict[str, Any]:
    made = articles_of(upload)
    failures = IngestFailure.objects.filter(run=upload.run)
    return {
        "articles": made.only("pk", "headline", "published_on", "date_precision")[:SHOWN],
        "more": max(0, made.count() - SHOWN),
        "failures": failures[:SHOWN],
    }
