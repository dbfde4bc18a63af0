"""Haystack's stock Whoosh backend, used as its documentation says: the first articles only, it is slow.

Its own analyzer, an English stemmer, leaves the words of ours as they are. Months are not counted: it would ask one
more query for each of them.
"""

from typing import Any

from django.conf import settings
from haystack import connections, indexes
from haystack.inputs import Raw
from haystack.query import SearchQuerySet

from articles.benchmark.engines import STOCK_ARTICLES
from articles.benchmark.engines.base import documents, found_hits
from articles.benchmark.folder import BenchFolder, bytes_of
from articles.benchmark.requests import FACET_VALUES, FACETS, HITS, AnsweredPage, Match, Request
from articles.models import Article

CONNECTION = "stock"


class StockIndex(indexes.SearchIndex):
    """What a site would declare; `feed` has what each article is given."""

    text = indexes.CharField(document=True)
    exact = indexes.CharField()
    published_on = indexes.DateField(model_attr="published_on", null=True)
    person = indexes.MultiValueField(faceted=True)
    organisation = indexes.MultiValueField(faceted=True)
    place = indexes.MultiValueField(faceted=True)
    source = indexes.CharField(faceted=True)
    year = indexes.CharField(faceted=True)
    feed: dict[int, dict[str, Any]] = {}

    def get_model(self) -> type[Article]:
        return Article

    def prepare(self, obj: Article) -> dict[str, Any]:
        return {**super().prepare(obj), **self.feed[obj.pk]}


class StockHaystack:
    name = "haystack"

    def __init__(self, folder: BenchFolder) -> None:
        self._path, self._words = folder.peer(self.name), folder.words
        options = {"ENGINE": "haystack.backends.whoosh_backend.WhooshEngine", "PATH": str(self._path)}
        settings.HAYSTACK_CONNECTIONS[CONNECTION] = connections.connections_info[CONNECTION] = options
        connections.reload(CONNECTION)
        self._index = StockIndex()
        connections[CONNECTION].get_unified_index().build(indexes=[self._index])

    def build(self) -> None:
        for document in documents(self._words, STOCK_ARTICLES):
            tags = {name: list(map(str, document.tags.get(name, ()))) for name in ("person", "organisation", "place")}
            plain = {"source": str(document.source), "year": str(document.year)}
            StockIndex.feed[document.key] = {"text": document.stems, "exact": document.exact, **plain, **tags}
        articles = Article.objects.filter(pk__in=StockIndex.feed)
        connections[CONNECTION].get_backend().update(self._index, articles)

    def open(self) -> None:
        connections[CONNECTION].get_backend().setup()

    def page(self, request: Request) -> AnsweredPage:
        found: Any = SearchQuerySet(using=CONNECTION).models(Article)
        if request.match is not Match.EVERYTHING:
            found = found.filter(content=Raw(_expression(request)))
        if wanted := request.filter:
            found = found.narrow(f"person:{wanted.person}")
            found = found.narrow(f"year:[{wanted.first_year} TO {wanted.last_year}]")
        for name in FACETS:
            found = found.facet(name)
        found = found.order_by("-published_on") if request.match is Match.EVERYTHING else found
        keys = [int(hit.pk) for hit in found[request.start : request.start + HITS]]
        counted = found.facet_counts().get("fields", {})
        facets = {name: list(counted.get(name, ()))[:FACET_VALUES] for name in FACETS}
        return AnsweredPage(found.count(), found_hits(request, keys), facets, {})

    def forget(self) -> None:
        """It remembers no answers."""

    def disk(self) -> dict[str, int]:
        return {"index": bytes_of(self._path)}

    def version(self) -> str:
        return f"stock Whoosh backend, {STOCK_ARTICLES:,} articles at most"

    def close(self) -> None:
        """The backend stays with its process."""


def _expression(request: Request) -> str:
    match request.match:
        case Match.PHRASE:
            return f'exact:"{" ".join(term.exact for term in request.terms)}"'
        case Match.PREFIX:
            return f"exact:{request.prefix}* OR text:{request.prefix}*"
    return (" OR " if request.match is Match.ANY else " AND ").join(term.stem for term in request.terms)
