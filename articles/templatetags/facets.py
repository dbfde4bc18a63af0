"""One row of a facet as HTML. A page has a hundred of them: a template for each would take most of its time."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from articles.search.params import FacetName
from articles.search.results import FacetValue
from articles.templatetags.archive import facet_label, in_thousands, language_of, search_address

register = template.Library()

_CHOSEN = (
    '<a class="facet__value facet__value--chosen" href="{}" rel="nofollow">{}'
    '<span class="visually-hidden"> ({})</span> <span class="facet__count">{}</span></a>'
)
_EXCLUDED = (
    '<a class="facet__value facet__value--excluded" href="{}" rel="nofollow">{}'
    '<span class="visually-hidden"> ({})</span></a>'
)
_OFFERED = (
    '<a class="facet__value" href="{}" rel="nofollow">{} <span class="facet__count">{}</span></a>'
    '<a class="facet__without" href="{}" rel="nofollow" title="{} {}">'
    '<span class="visually-hidden">{} {}</span></a>'
)
_EMPTY = '<span class="facet__value">{} <span class="facet__count">{}</span></span>'


@register.simple_tag
def facet_row(value: FacetValue, name: FacetName) -> SafeString:
    """The value as a link that chooses or frees it, with one beside it that leaves it out; no link without hits."""
    label = facet_label(value, name)
    shown = format_html('<bdi lang="{}">{}</bdi>', language_of(label), label)
    count, address = in_thousands(value.count), search_address(value.query_string)
    if value.is_chosen:
        return format_html(_CHOSEN, address, shown, gettext("chosen: remove"), count)
    if value.is_excluded:
        return format_html(_EXCLUDED, address, shown, gettext("excluded: put back"))
    if not value.count:
        return format_html(_EMPTY, shown, count)
    without = pgettext("facet value", "Without")
    return format_html(_OFFERED, address, shown, count, search_address(value.without), without, label, without, shown)
