"""The page of one person, organisation or place."""

from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Alias, AliasUse, Article, Entity, Kind, MentionStatus
from articles.models.article import ArticleQuerySet
from articles.views.companions import companions, search_of
from articles.views.paging import PageBar

PAGE_SIZE = 20
SHOWN_CHILDREN = 30


def record(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    entity = get_object_or_404(Entity.objects.active().select_related("parent"), kind=kind, slug=slug)
    beside = Entity.objects.active().filter(kind=kind, slug=request.GET.get("with", "")).first()
    page = Paginator(articles_of(entity, beside), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "entity": entity,
        "aliases": shown_aliases(entity),
        "children": children_of(entity),
        "beside": beside,
        "page": page,
        "bar": page_bar(page, beside),
        "companions": companions(entity),
        "search_of": search_of(entity),
    }
    return render(request, "articles/record.html", context)


def shown_aliases(entity: Entity) -> list[Alias]:
    """The other names, each once, though it may count in more than one way."""
    aliases = entity.aliases.exclude(use=AliasUse.ABOUT)
    return list({alias.text: alias for alias in aliases if alias.text not in (entity.name_ar, entity.name_en)}.values())


def children_of(place: Entity) -> list[Entity]:
    """What lies in the place, as far as articles mention it: a country may hold thousands of towns."""
    named = {"mentions__status": MentionStatus.ACTIVE, "mentions__article__is_published": True}
    children = Entity.objects.active().filter(parent=place, **named)
    counted = children.annotate(articles=Count("mentions__article", distinct=True))
    return list(counted.order_by("-articles", "pk")[:SHOWN_CHILDREN])


def articles_of(entity: Entity, beside: Entity | None) -> ArticleQuerySet:
    """The published articles that mention the record and, where it is given, the one beside it."""
    articles = Article.objects.published().mentioning(entity)
    articles = articles.mentioning(beside) if beside else articles
    return articles.newest_first().select_related("source")


def page_bar(page: Page[Article], beside: Entity | None) -> PageBar:
    kept = {"with": beside.slug} if beside else {}
    return PageBar(page.number, page.paginator.num_pages, lambda number: urlencode({**kept, "page": number}))
