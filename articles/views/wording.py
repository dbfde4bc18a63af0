"""The words in which pages speak of what the search layer names by codes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Kind
from articles.search.params import FacetName, Sort
from articles.search.results import Notice

SORT_LABELS = {
    Sort.RELEVANCE: _("Best match"),
    Sort.NEWEST: _("Newest"),
    Sort.OLDEST: _("Oldest"),
}

FACET_TITLES = {
    FacetName.PERSON: _("People"),
    FacetName.ORGANISATION: _("Organisations"),
    FacetName.PLACE: _("Places"),
    FacetName.SOURCE: _("Sources"),
    FacetName.YEAR: _("Year"),
}

UNKNOWN_LABELS = {
    FacetName.SOURCE: _("source unknown"),
    FacetName.YEAR: _("date unknown"),
}

KIND_TITLES = {
    Kind.PERSON: _("People"),
    Kind.ORGANISATION: _("Organisations"),
    Kind.PLACE: _("Places"),
}

# What the authority files call a record's type. One that says nothing ("other") has no words.
CATEGORY_LABELS = {
    "other": "",
    "country": pgettext_lazy("type", "country"),
    "territory": pgettext_lazy("type", "territory"),
    "region": pgettext_lazy("type", "region"),
    "governorate": pgettext_lazy("type", "governorate"),
    "city": pgettext_lazy("type", "city"),
    "water": pgettext_lazy("type", "water"),
    "government": pgettext_lazy("type", "government"),
    "party": pgettext_lazy("type", "party"),
    "armed-group": pgettext_lazy("type", "armed group"),
    "military": pgettext_lazy("type", "armed forces"),
    "parliament": pgettext_lazy("type", "parliament"),
    "court": pgettext_lazy("type", "court"),
    "bank": pgettext_lazy("type", "bank"),
    "ngo": pgettext_lazy("type", "non-governmental organisation"),
    "union": pgettext_lazy("type", "union"),
    "religious": pgettext_lazy("type", "religious institution"),
    "sport": pgettext_lazy("type", "sports"),
    "international": pgettext_lazy("type", "international body"),
    "company": pgettext_lazy("type", "company"),
    "university": pgettext_lazy("type", "university"),
    "media": pgettext_lazy("type", "media"),
    "agency": pgettext_lazy("type", "news agency"),
    "newspaper": pgettext_lazy("type", "newspaper"),
    "magazine": pgettext_lazy("type", "magazine"),
    "radio": pgettext_lazy("type", "radio"),
    "television": pgettext_lazy("type", "television"),
    "site": pgettext_lazy("type", "news site"),
}

NOTICES = {
    Notice.TOO_LONG: _("The query was too long: only its beginning was used."),
    Notice.TOO_MANY_WORDS: _("The query has too many words: only the first of them were used."),
    Notice.NO_WORDS: _("The query has no words to look for."),
    Notice.OPEN_QUOTE: _("A quotation mark without its pair was left out."),
    Notice.SOME_WORDS: _("No article has all of these words: those below have some of them."),
    Notice.PAST_THE_END: _("These results have no such page."),
}
