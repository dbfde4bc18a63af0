"""The index of people, of organisations, of places: the records that articles mention, from A to Z."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi

from articles.arabic.normalize import fold
from articles.models import Alias, Entity, Kind, Mention
from articles.views.initials import by_initial, filing_key
from articles.views.paging import PageBar
from articles.views.wording import KIND_TITLES

PAGE_SIZE = 500


@dataclass(frozen=True)
class Entry:
    """`count` is of the published articles that mention the record."""

    entity: Entity
    count: int


def directory(request: HttpRequest, kind: Kind) -> HttpResponse:
    text = " ".join(request.GET.get("q", "").split())
    page = Paginator(in_order(matching(kind, mentioned(kind), text)), PAGE_SIZE).get_page(request.GET.get("page"))
    kept = {"q": text} if text else {}
    context = {
        "kind": kind,
        "title": KIND_TITLES[kind],
        "text": text,
        "page": page,
        "letters": by_initial(page.object_list, lambda entry: entry.entity.name),
        "bar": PageBar(page.number, page.paginator.num_pages, lambda n: urlencode({**kept, "page": n})),
    }
    return render(request, "articles/directory.html", context)


def mentioned(kind: Kind) -> list[Entry]:
    """Every record of the kind that a published article mentions. Two queries."""
    counts = dict(
        _mentions(kind).order_by().values_list("entity").annotate(Count("article", distinct=True)),
    )
    entities = Entity.objects.active().filter(pk__in=_mentions(kind).values("entity")).select_related("parent")
    return [Entry(entity, counts[entity.pk]) for entity in entities.defer("loaded")]


def matching(kind: Kind, entries: list[Entry], text: str) -> list[Entry]:
    """Those with the text in one of their names or aliases, whatever its spelling."""
    wanted = fold(text)
    if not wanted:
        return entries
    aliases = Alias.objects.filter(entity__in=_mentions(kind).values("entity"))
    named = {pk for pk, alias in aliases.values_list("entity", "text") if wanted in fold(alias)}
    return [entry for entry in entries if entry.entity.pk in named or _has_in_name(entry.entity, wanted)]


def in_order(entries: list[Entry]) -> list[Entry]:
    """As in a printed index, names in the reader's script first."""
    arabic_first = get_language_bidi()
    return sorted(entries, key=lambda entry: filing_key(entry.entity.name, arabic_first))


def _has_in_name(entity: Entity, wanted: str) -> bool:
    return wanted in fold(entity.name_ar) or wanted in fold(entity.name_en)


def _mentions(kind: Kind) -> QuerySet[Mention]:
    return Mention.objects.active().filter(article__is_published=True, entity__kind=kind)
