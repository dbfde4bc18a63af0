"""The pages that stand still: the list of outlets, and how to search."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article, Source
from articles.views.initials import filing_name


def sources(request: HttpRequest) -> HttpResponse:
    published = Count("articles", filter=Q(articles__is_published=True))
    outlets = Source.objects.annotate(article_count=published).filter(article_count__gt=0)
    context = {
        "outlets": sorted(outlets, key=lambda outlet: (-outlet.article_count, filing_name(outlet.name))),
        "without_source": Article.objects.published().filter(source=None).count(),
    }
    return render(request, "articles/sources.html", context)


def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/help.html")
