from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Article, Mention
from articles.search.query import related
from articles.views.marking import marked_blocks
from articles.views.mentioned import mentioned_kinds

RELATED = 5  # articles shown beside one


def article(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.published().select_related("source"), pk=pk)
    mentions = list(Mention.objects.active().filter(article=article).select_related("entity"))
    context = {
        "article": article,
        "blocks": marked_blocks(article.body, article.block_kinds, mentions),
        "is_summary": "summary" in article.block_kinds.values(),
        "mentioned": mentioned_kinds(mentions),
        "originals": list(article.originals.current()),
        "related": related(article, RELATED),
    }
    return render(request, "articles/article.html", context)
