"""Doubts -> rows of the curators' queue. What a curator has decided is neither asked again nor changed."""

from collections.abc import Iterable, Sequence

from articles.arabic.tokens import folded_words
from articles.arabic.translit import name_keys
from articles.models import Article, Sighting, UnknownName, UnknownState
from articles.tagging.mentions import Doubt

_LONGEST = 200  # characters of a name; what is longer is no name
_SETTLED = (UnknownState.ACCEPTED, UnknownState.REJECTED)


def spelling_of(name: str) -> str:
    """What makes two written names one entry of the queue: their folded words."""
    return " ".join(folded_words(name))


def store_doubts(article: Article, doubts: Iterable[Doubt]) -> None:
    """The sightings of an article become these doubts, but for names that a curator has settled."""
    by_spelling = {spelling_of(doubt.name): doubt for doubt in doubts if _is_askable(doubt)}
    stored = {(each.start, each.end): each for each in article.sightings.select_related("name")}
    if not by_spelling and not stored:
        return
    names = _names(by_spelling)
    wanted = {}
    for doubt in doubts:
        name = names.get(spelling_of(doubt.name))
        if name is not None and name.state not in _SETTLED and len(doubt.surface) <= _LONGEST:
            wanted[doubt.start, doubt.end] = _row(article, name, doubt)
    same = {span for span, row in wanted.items() if span in stored and _says(stored[span]) == _says(row)}
    article.sightings.filter(pk__in=[row.pk for span, row in stored.items() if span not in same]).delete()
    Sighting.objects.bulk_create([row for span, row in wanted.items() if span not in same])


def _is_askable(doubt: Doubt) -> bool:
    return len(doubt.surface) <= _LONGEST and bool(spelling_of(doubt.name))


def _names(doubts: dict[str, Doubt]) -> dict[str, UnknownName]:
    """The entry of each spelling, made where there is none."""
    UnknownName.objects.bulk_create(
        [_new_name(spelling, doubt) for spelling, doubt in doubts.items()], ignore_conflicts=True
    )
    return {name.spelling: name for name in UnknownName.objects.filter(spelling__in=doubts)}


def _new_name(spelling: str, doubt: Doubt) -> UnknownName:
    skeleton = " ".join(name_keys(doubt.name))
    return UnknownName(spelling=spelling, skeleton=skeleton[:_LONGEST], text=doubt.name, kind=doubt.kind)


def _row(article: Article, name: UnknownName, doubt: Doubt) -> Sighting:
    return Sighting(
        article=article,
        name=name,
        start=doubt.start,
        end=doubt.end,
        surface=doubt.surface,
        kind=doubt.kind,
        confidence=doubt.confidence,
        evidence=doubt.evidence,
        suggested_id=doubt.suggested,
    )


def _says(row: Sighting) -> Sequence[object]:
    return row.name_id, row.surface, row.kind, row.confidence, row.evidence, row.suggested_id
