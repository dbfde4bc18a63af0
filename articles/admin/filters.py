"""The filters beside the lists. Each offers only what occurs."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.base import ModelAdmin
from articles.models import Article, Entity, Kind
from articles.models.categories import category_label

_Choices = Iterable[tuple[str, Any]]


def country_names() -> dict[str, str]:
    """The countries of the archive by code, in the curator's language."""
    countries = Entity.objects.filter(kind=Kind.PLACE, category__in=["country", "territory"])
    return {country.country_code: country.name for country in countries}


def _occurring(model_admin: ModelAdmin[Any], field: str) -> list[str]:
    rows = model_admin.model._default_manager.exclude(**{field: ""}).order_by(field)
    return list(rows.values_list(field, flat=True).distinct())


class DateKnown(admin.SimpleListFilter):
    title = _("date of publication")
    parameter_name = "dated"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> _Choices:
        return [("yes", _("known")), ("no", _("not known"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model] | None:
        match self.value():
            case "yes":
                return queryset.filter(published_on__isnull=False)
            case "no":
                return queryset.filter(published_on__isnull=True)
        return None


class Year(admin.SimpleListFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> _Choices:
        dated = Article.objects.filter(published_on__isnull=False).order_by()
        years = dated.annotate(year=ExtractYear("published_on")).values_list("year", flat=True).distinct()
        return [(str(year), str(year)) for year in sorted(years, reverse=True)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model] | None:
        year = self.value() or ""
        return queryset.filter(published_on__year=int(year)) if year.isdecimal() else None


class Category(admin.SimpleListFilter):
    title = _("type")
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> _Choices:
        return [(category, category_label(category)) for category in _occurring(model_admin, "category")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model] | None:
        return queryset.filter(category=self.value()) if self.value() else None


class Country(admin.SimpleListFilter):
    title = _("country")
    parameter_name = "country"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> _Choices:
        names = country_names()
        found = [(code, names.get(code, code)) for code in _occurring(model_admin, "country_code")]
        return sorted(found, key=lambda choice: choice[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model] | None:
        return queryset.filter(country_code=self.value()) if self.value() else None


class MentionKind(admin.SimpleListFilter):
    title = _("kind of record")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> _Choices:
        return Kind.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model] | None:
        return queryset.filter(entity__kind=self.value()) if self.value() else None


class Confidence(admin.SimpleListFilter):
    """In bands: what a curator looks through first is the doubtful."""

    title = _("confidence")
    parameter_name = "confidence"
    bands = {
        "doubtful": Q(confidence__lt=0.7),
        "likely": Q(confidence__gte=0.7, confidence__lt=0.9),
        "sure": Q(confidence__gte=0.9),
        "none": Q(confidence__isnull=True),
    }

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> _Choices:
        return [
            ("doubtful", gettext("doubtful: below %(limit)s") % {"limit": "0.7"}),
            ("likely", gettext("likely: below %(limit)s") % {"limit": "0.9"}),
            ("sure", gettext("sure: from %(limit)s") % {"limit": "0.9"}),
            ("none", gettext("none: a curator's")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model] | None:
        band = self.bands.get(self.value() or "")
        return None if band is None else queryset.filter(band)
