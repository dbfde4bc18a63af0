"""The words in which pages speak of what the search layer names by codes."""

from django.utils.translation import gettext_lazy as _

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

NOTICES = {
    Notice.TOO_LONG: _("The query was too long: only its beginning was used."),
    Notice.TOO_MANY_WORDS: _("The query has too many words: only the first of them were used."),
    Notice.NO_WORDS: _("The query has no words to look for."),
    Notice.OPEN_QUOTE: _("A quotation mark without its pair was left out."),
    Notice.SOME_WORDS: _("No article has all of these words: those below have some of them."),
    Notice.PAST_THE_END: _("These results have no such page."),
}
