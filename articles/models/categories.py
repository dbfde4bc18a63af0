"""The types of records and outlets, as the authority files name them, in a reader's words."""

from django.utils.translation import pgettext_lazy

# One that says nothing has no words.
_LABELS = {
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


def category_label(category: str) -> str:
    """The words for a type; one that a curator has made up stands for itself."""
    return str(_LABELS.get(category, category))
