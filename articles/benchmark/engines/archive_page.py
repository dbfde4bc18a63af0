"""The archive's whole page: as its one door gives it, and as it comes over HTTP with its template."""

from http import HTTPStatus

from django.test import Client

from articles.benchmark.engines.archive import Archive
from articles.benchmark.engines.base import typed_text
from articles.benchmark.requests import AnsweredPage, Match, Request
from articles.models import Entity
from articles.search.params import Choices, FacetName, SearchParams, Sort
from articles.search.query import search


class ArchivePage(Archive):
    """`articles.search.query.search`: names in the query, facets with their labels, records named by each hit."""

    name = "ours_page"

    def page(self, request: Request) -> AnsweredPage:
        return AnsweredPage(search(params_of(request)).total, [])


class ArchiveOverHttp(Archive):
    """The view, by Django's test client: middleware, template and all, but no network."""

    name = "ours_http"

    def open(self) -> None:
        super().open()
        self._client = Client(SERVER_NAME="localhost")

    def page(self, request: Request) -> AnsweredPage:
        response = self._client.get(f"/?{params_of(request).query_string()}")
        if response.status_code != HTTPStatus.OK:
            raise RuntimeError(f"The page answers {response.status_code}.")
        return AnsweredPage(len(response.content), [])


def params_of(request: Request) -> SearchParams:
    choices: Choices = {}
    if request.filter:
        choices[FacetName.PERSON] = (Entity.objects.get(pk=request.filter.person).slug,)
    sort = Sort.NEWEST if request.match is Match.EVERYTHING else Sort.RELEVANCE
    return SearchParams(text=typed_text(request), choices=choices, sort=sort, page=request.page)
