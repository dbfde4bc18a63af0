"""The public pages. A record's slug may hold Arabic letters."""

from django.urls import path

from articles.models import Kind
from articles.views.article import article
from articles.views.directory import directory
from articles.views.record import record
from articles.views.search import search
from articles.views.static_pages import help_page, sources
from articles.views.suggest import suggest
from articles.views.taking import export, feed

app_name = "articles"
urlpatterns = [
    path("", search, name="search"),
    path("suggest", suggest, name="suggest"),
    path("export/<str:form>", export, name="export"),
    path("feed", feed, name="feed"),
    path("article/<int:pk>/", article, name="article"),
    path("people/", directory, {"kind": Kind.PERSON}, name="people"),
    path("people/<str:slug>/", record, {"kind": Kind.PERSON}, name="person"),
    path("organisations/", directory, {"kind": Kind.ORGANISATION}, name="organisations"),
    path("organisations/<str:slug>/", record, {"kind": Kind.ORGANISATION}, name="organisation"),
    path("places/", directory, {"kind": Kind.PLACE}, name="places"),
    path("places/<str:slug>/", record, {"kind": Kind.PLACE}, name="place"),
    path("sources/", sources, name="sources"),
    path("help/", help_page, name="help"),
]
