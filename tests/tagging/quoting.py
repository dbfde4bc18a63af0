"""A text's quotations in few words, for tables: who says what, and of which kind."""

import re

from articles.models import Kind
from articles.tagging.mentions import FoundQuotation
from articles.tagging.quotations import find_quotations
from articles.tagging.speech import Named

PEOPLE = (
    "سيرغي شويغو",
    "شويغو",
    "ليلى حداد",
    "حداد",
    "سامي الطاهر",
    "الطاهر",
    "منى عرفات",
    "عرفات",
    "كريم نصار",
    "نصار",
    "ترامب",
)
BODIES = (
    "الأمم المتحدة",
    "وزارة الداخلية",
    "حزب النهار",
    "شركة نور",
    "وكالة رويترز",
    "رويترز",
    "حركة الغد",
    "هيئة الأرصاد",
    "داعش",
)
PLACES = ("حلب", "تونس", "دمشق", "موسكو")
_KINDS = dict.fromkeys(PEOPLE, Kind.PERSON) | dict.fromkeys(BODIES, Kind.ORGANISATION)
_KINDS |= dict.fromkeys(PLACES, Kind.PLACE)
# One record a person, whichever name stands for it; what stands behind the first word is the surname.
_RECORDS = {name: number for number, name in enumerate(sorted({name.split()[-1] for name in _KINDS}), 1)}
_NAME = re.compile(rf"(?<!\w)([ولب]?)({'|'.join(sorted(_KINDS, key=len, reverse=True))})(?!\w)")

Said = tuple[str, str, str]


def names_in(body: str) -> list[Named]:
    """Whole words, with the letters that are written together with them, as the tagger gives them."""
    found = []
    for match in _NAME.finditer(body):
        prefix, name = match.groups()
        found.append(Named(match.start(), match.end(), _KINDS[name], _RECORDS[name.split()[-1]], prefix in ("ل", "ب")))
    return found


def quotations_in(body: str) -> list[FoundQuotation]:
    return find_quotations(body, names_in(body))


def said_in(body: str) -> list[Said]:
    """Of each quotation its kind, the words that name its speaker ("" for nobody), and what was said."""
    return [
        (each.kind.value, body[slice(*each.speaker)] if each.speaker else "", body[each.start : each.end])
        for each in quotations_in(body)
    ]
