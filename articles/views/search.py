"""The results page, which is also the front page."""

from dataclasses import replace
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.search import query
from articles.search.language import as_plain
from articles.search.notices import Notice
from articles.search.params import SearchParams, Sort
from articles.views.numbers import archive_numbers
from articles.views.paging import PageBar
from articles.views.wording import SORT_LABELS

_QUESTIONABLE = {Notice.EXCLUDED, Notice.NO_SUCH_NAME}  # what a reader may not have meant


def search(request: HttpRequest) -> HttpResponse:
    params = SearchParams.from_query(request.GET)
    page = query.search(params)
    past_the_end = Notice.PAST_THE_END in page.notices
    context = {
        "page": page,
        "kept_fields": kept_fields(params),
        "sorts": sort_links(params, page.is_ranked),
        "cleared": params.without_choices().query_string(),
        "all_of_them": replace(params, page=1).query_string(),
        "as_plain": plain_search(params) if _QUESTIONABLE & set(page.notices) else "",
        "as_typed": params.with_exact(True).query_string(),
        "bar": PageBar(params.page, page.pages, lambda number: params.with_page(number).query_string()),
        "numbers": archive_numbers() if params == SearchParams() else None,
    }
    return render(request, "articles/search.html", context, status=404 if past_the_end else 200)


def kept_fields(params: SearchParams) -> list[tuple[str, str]]:
    """What a new query keeps of the search: its facet values and its order, as names and values of fields.

    Whether only the exact spelling counts is asked by the form itself.
    """
    return parse_qsl(params.with_text("").with_exact(False).query_string())


def plain_search(params: SearchParams) -> str:
    """The address of the search for the query's words as they stand; "" where that is this very search."""
    plain = as_plain(params.text)
    return params.with_text(plain).query_string() if plain and plain != params.text else ""


def sort_links(params: SearchParams, is_ranked: bool) -> list[dict[str, object]]:
    """The orders on offer. Without words to compare there is no relevance: the newest then stand first."""
    if is_ranked:
        offered = [(sort, params.with_sort(sort), sort is params.sort) for sort in Sort]
    else:
        oldest = params.sort is Sort.OLDEST
        offered = [
            (Sort.NEWEST, params.with_sort(Sort.RELEVANCE), not oldest),
            (Sort.OLDEST, params.with_sort(Sort.OLDEST), oldest),
        ]
    return [
        {
            "label": SORT_LABELS[sort],
            "query_string": replace(target, page=1).query_string(),
            "is_current": current,
        }
        for sort, target, current in offered
    ]
