"""The words in which pages speak of what the search layer names by codes."""

from django.utils.translation import gettext_lazy as _

from articles.models import Kind
from articles.search.notices import Notice
from articles.search.params import FacetName, Sort
from articles.search.rescue import Way

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

WAYS_OUT = {
    Way.WORDS: _("Without:"),
    Way.FACET: _("Without the filter:"),
    Way.EXCLUDED: _("Also with:"),
    Way.DATES: _("Of any date"),
    Way.FILTERS: _("Without any filter"),
}

NOTICES = {
    Notice.TOO_LONG: _("The query was too long: only its beginning was used."),
    Notice.TOO_MANY_WORDS: _("The query has too many words: only the first of them were used."),
    Notice.TOO_DEEP: _("Brackets within more than three others were left out."),
    Notice.NO_WORDS: _("The query has no words to look for."),
    Notice.OPEN_QUOTE: _("A quotation mark without its pair was left out."),
    Notice.SHORT_PREFIX: _("A star needs two letters before it; this was searched as a word:"),
    Notice.AS_WORDS: _("This was not understood, and was searched as words:"),
    Notice.IGNORED: _("This was left out of the search:"),
    Notice.EXCLUDED: _("Articles with this are not shown:"),
    Notice.NO_SUCH_NAME: _("No record has such a name:"),
    Notice.MANY_NAMES: _("Many records have this name; only those mentioned most were looked for:"),
    Notice.ALSO_SEARCHED: _("Also searched for:"),
    Notice.SOME_WORDS: _("No article has all of these words: those below have some of them."),
    Notice.TOO_SLOW: _("The search took too long and was given up: ask for fewer or longer words."),
    Notice.INCOMPLETE: _("The search index is still being built: some articles are not found yet."),
    Notice.PAST_THE_END: _("These results have no such page."),
}
