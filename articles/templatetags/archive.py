"""What templates need beside plain values: dates as exact as known, words for codes, the other language."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl

from django import template
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse, translate_url
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, DatePrecision, Entity
from articles.models.categories import category_label
from articles.search.notices import Notice
from articles.search.params import SEARCHABLE, UNKNOWN, FacetName, SearchParams
from articles.search.periods import Period
from articles.search.rescue import Offer
from articles.search.results import Facet, FacetValue, ResultPage
from articles.views.wording import FACET_TITLES, KIND_TITLES, NOTICES, UNKNOWN_LABELS, WAYS_OUT

register = template.Library()
register.filter(category_label)

SHOWN_AT_ONCE = 8  # values of a facet; the others are folded away

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_SHOWN_AS = {DatePrecision.MONTH.value: "F Y", DatePrecision.YEAR.value: "Y"}
_MACHINE_FORM = {DatePrecision.MONTH.value: "%Y-%m", DatePrecision.YEAR.value: "%Y"}

# The main pages in the order of the header, each with its title and with the pages that belong to it.
_SECTIONS = (
    ("search", _("Search"), ()),
    ("people", _("People"), ("person",)),
    ("organisations", _("Organisations"), ("organisation",)),
    ("places", _("Places"), ("place",)),
    ("sources", _("Sources"), ()),
    ("help", _("Help"), ()),
)


@register.simple_tag(takes_context=True)
def sections(context: template.Context) -> list[dict[str, object]]:
    """The links of the header; `current` is "page" on the page itself, "true" on those that belong to it."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.url_name if match else ""
    return [
        {
            "title": title,
            "address": reverse(f"articles:{name}"),
            "current": "page" if here == name else "true" if here in members else "",
        }
        for name, title, members in _SECTIONS
    ]


@register.simple_tag
def article_date(article: Article) -> SafeString:
    """The date as exactly as it is known: a day, a month, a year, or that it is not known."""
    day = article.published_on
    if day is None:
        return format_html('<span class="unknown">{}</span>', gettext("date unknown"))
    machine = day.strftime(_MACHINE_FORM.get(article.date_precision, "%Y-%m-%d"))
    return format_html(
        '<time datetime="{}">{}</time>',
        machine,
        date_format(day, _SHOWN_AS.get(article.date_precision, "j F Y")),
    )


@register.filter
def language_of(text: object) -> str:
    """The language to give a name or a query for its script: "ar" with any Arabic letter, else "en"."""
    return "ar" if _ARABIC.search(str(text)) else "en"


@register.filter
def direction_of(text: object) -> str:
    """The direction most of the letters ask for: "rtl" for an Arabic line though it begin with a Latin name.

    `dir="auto"` goes by the first letter alone, and would turn "CNN: ..." in Arabic round.
    """
    letters = [char for char in str(text) if char.isalpha()]
    arabic = sum(1 for char in letters if _ARABIC.match(char))
    return "rtl" if 2 * arabic >= len(letters) and arabic else "ltr" if letters else "auto"


@register.filter
def in_thousands(number: int) -> str:
    """`in_thousands(12345) == "12,345"`, in either language."""
    return f"{number:,}"


@register.filter
def facet_title(facet: Facet | FacetName) -> str:
    return str(FACET_TITLES[facet.name if isinstance(facet, Facet) else facet])


@register.filter
def facet_label(value: FacetValue, name: FacetName) -> str:
    """The name of a facet's value, in words where it stands for what is not known."""
    if value.value == UNKNOWN and name in UNKNOWN_LABELS:
        return str(UNKNOWN_LABELS[name])
    return value.label


@register.filter
def kind_title(kind: str) -> str:
    """The plural of a kind of record, for a heading."""
    return str(KIND_TITLES[kind])  # type: ignore[index]


@register.filter
def notice_text(notice: Notice) -> str:
    return str(NOTICES[notice])


@register.filter
def with_new_words(offer: Offer) -> SafeString:
    """The text of another query, with the words that are new in it set apart."""
    written = [("<strong>{}</strong>" if is_new else "{}", text) for text, is_new in offer.parts]
    return mark_safe("".join(format_html(form, text) for form, text in written))  # noqa: S308 - each part is escaped


@register.filter
def way_out(offer: Offer) -> str:
    """What an offer does, in words."""
    return str(WAYS_OUT[offer.way])


@register.filter
def left_out(offer: Offer, page: ResultPage) -> list[str]:
    """What an offer leaves out: words as written, or values of a facet by their names."""
    if offer.facet is None:
        return [offer.text] if offer.text else []
    return [facet_label(value, offer.facet) for value in page.labels(offer.facet, offer.values)]


@register.simple_tag
def search_address(query_string: str = "") -> str:
    address = _search_page(get_language(), get_script_prefix())
    return f"{address}?{query_string}" if query_string else address


@lru_cache(maxsize=16)
def _search_page(_language: str | None, _prefix: str) -> str:
    """The address of the search page, which depends on the language of the request and on where the site lies."""
    return reverse("articles:search")


@register.simple_tag
def search_example(text: str) -> SafeString:
    """A query as a link to what it finds."""
    address = search_address(SearchParams(text=text).query_string())
    return format_html('<a href="{}"><bdi lang="{}">{}</bdi></a>', address, language_of(text), text)


@register.simple_tag
def fields_beside(params: SearchParams, part: str) -> list[tuple[str, str]]:
    """What a form that changes one part of the search keeps of the rest, as names and values of its fields.

    `part` is a facet, whose values are looked through, or "dates".
    """
    changed = params.between(None, None) if part == "dates" else params.finding(FacetName(part), "")
    return parse_qsl(changed.with_page(1).query_string())


@register.filter
def without_find(facet: Facet, params: SearchParams) -> str:
    """The address of the same page with all values of the facet."""
    return params.finding(facet.name, "").query_string()


@register.filter
def is_searchable(facet: Facet) -> bool:
    """Whether the facet may have too many values to read through."""
    return facet.name in SEARCHABLE and (bool(facet.find) or len(facet.values) > SHOWN_AT_ONCE)


@register.filter
def period_name(period: Period) -> str:
    """`"2016"`, "August 2016" or "15 August 2016", in the reader's language."""
    shown_as = {4: "Y", 7: "F Y"}.get(len(str(period)), "j F Y")
    return date_format(period.first, shown_as)


@register.simple_tag(takes_context=True)
def other_language(context: template.Context) -> dict[str, str]:
    """The language the page is not in: its code, its own name, and this page's address in it."""
    code, name = ("en", "English") if (get_language() or "ar").startswith("ar") else ("ar", "العربية")
    return {"code": code, "name": name, "address": _in_language(context.get("request"), code)}


def _in_language(request: HttpRequest | None, code: str) -> str:
    """The page's address in the other language; the front page's where the page has no address of its own."""
    here = request.get_full_path() if request and request.resolver_match else "/"
    return translate_url(here, code)


@register.filter
def coordinates(entity: Entity) -> str:
    """A place's position in degrees: `"36.20° N, 37.13° E"`."""
    latitude, longitude = entity.latitude or 0.0, entity.longitude or 0.0
    return f"{abs(latitude):.2f}° {'NS'[latitude < 0]}, {abs(longitude):.2f}° {'EW'[longitude < 0]}"
