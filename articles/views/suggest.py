"""What the search field suggests while a reader types.

    GET /suggest?q=حل        /en/suggest?q=hal

    {"query": "حل",
     "groups": [
        {"kind": "place", "label": "أماكن",
         "items": [{"label": "حلب", "other": "Aleppo", "url": "/places/sy-aleppo/", "count": 3405}]},
        {"kind": "word", "label": "كلمات",
         "items": [{"label": "حلول", "query": "حلول", "url": "/?q=%D8%AD…", "count": 2124}]}]}

Groups come in this order, each only where it has something: person, place, organisation, source, word. Within one the
most used come first. `label` is the name in the language of the page, `other` the one in the other language, "" where
there is none; a word has its whole `query` instead. `count` is the number of articles that mention the record, that the
source has published, or that a search for the words finds about. Fewer than two letters have no suggestions; of a
longer text the first 64 characters count.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.models import Entity, Source
from articles.search import query
from articles.search.params import FacetName, SearchParams
from articles.search.suggesting import Completion, Uses
from articles.views.wording import FACET_TITLES

FRESH = 60  # seconds for which a browser may keep an answer
_ORDER = (FacetName.PERSON, FacetName.PLACE, FacetName.ORGANISATION, FacetName.SOURCE)


@require_safe
@cache_control(public=True, max_age=FRESH)
def suggest(request: HttpRequest) -> HttpResponse:
    text = SearchParams.from_query(request.GET).text
    found = query.suggest(text)
    groups = [
        {"kind": name.value, "label": str(FACET_TITLES[name]), "items": list(_records(name, uses))}
        for name in _ORDER
        if (uses := found.records.get(name))
    ]
    if found.words:
        groups.append({"kind": "word", "label": gettext("Words"), "items": [_word(word) for word in found.words]})
    response = JsonResponse({"query": text, "groups": groups}, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return response


def _records(name: FacetName, uses: Uses) -> Iterator[dict[str, Any]]:
    keys = [key for key, _ in uses]
    known: dict[int, Any] = dict((Source if name is FacetName.SOURCE else Entity).objects.defer("loaded").in_bulk(keys))
    for key, count in uses:
        if record := known.get(key):
            label, other = _names(record)
            yield {"label": label, "other": other, "url": record.get_absolute_url(), "count": count}


def _names(record: Entity | Source) -> tuple[str, str]:
    """The name in the page's language, else the one there is; and the other one."""
    names = (record.name_ar, record.name_en)
    mine, other = names if (get_language() or "ar").startswith("ar") else names[::-1]
    return (mine, other) if mine else (other, "")


def _word(word: Completion) -> dict[str, Any]:
    address = f"{reverse('articles:search')}?{SearchParams(text=word.text).query_string()}"
    return {"label": word.text, "query": word.text, "url": address, "count": word.articles}
