"""What readers take away: every article of a search as a file, the newest ones as a feed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.exports.feeds import as_atom
from articles.exports.json_lines import as_json_lines
from articles.exports.references import as_bibtex, as_ris
from articles.exports.rows import Exported, exported
from articles.exports.tables import as_csv
from articles.models import Article
from articles.search.params import SearchParams, Sort
from articles.search.query import every_key
from articles.search.time_limit import QueryTimeoutError

FEED_LENGTH = 50
_RETRY_AFTER = 60  # seconds


class Form(NamedTuple):
    media_type: str
    write: Callable[[Iterable[Exported]], Iterator[str]]


FORMS = {
    "csv": Form("text/csv; charset=utf-8; header=present", as_csv),
    "jsonl": Form("application/jsonl; charset=utf-8", as_json_lines),
    "ris": Form("application/x-research-info-systems; charset=utf-8", as_ris),
    "bib": Form("application/x-bibtex; charset=utf-8", as_bibtex),
}


def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """All articles of the search in the address, however many, in the order of its pages."""
    chosen = FORMS.get(form)
    if chosen is None:
        raise Http404
    try:
        keys = every_key(SearchParams.from_query(request.GET))
    except QueryTimeoutError:
        return _too_slow()
    pieces = chosen.write(exported(keys, _permalinks(request)))
    name = f"newsarchive-{timezone.now():%Y%m%d-%H%M}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return StreamingHttpResponse(pieces, content_type=chosen.media_type, headers=headers)


def feed(request: HttpRequest) -> HttpResponse:
    """The newest articles of the search in the address."""
    params = replace(SearchParams.from_query(request.GET), page=1)
    try:
        keys = every_key(params.with_sort(Sort.NEWEST), FEED_LENGTH)
    except QueryTimeoutError:
        return _too_slow()
    address = request.build_absolute_uri(f"{reverse('articles:search')}?{params.query_string()}".rstrip("?"))
    title = f"{_('Arabic News Archive')}: {params.text}" if params.text else _("Arabic News Archive")
    text = as_atom(exported(keys, _permalinks(request)), title, address, request.build_absolute_uri())
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _permalinks(request: HttpRequest) -> Callable[[Article], str]:
    return lambda article: request.build_absolute_uri(article.get_absolute_url())


def _too_slow() -> HttpResponse:
    said = _("The search takes too long. Narrow it, and try again.")
    headers = {"Retry-After": str(_RETRY_AFTER)}
    return HttpResponse(said, status=503, content_type="text/plain; charset=utf-8", headers=headers)
