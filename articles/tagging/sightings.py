"""Doubts -> rows of the curators' queue. What a curator has decided is neither asked again nor changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from articles.arabic.tokens import folded_words
from articles.arabic.translit import name_keys
from articles.batches import batched
from articles.models import Article, Sighting, UnknownName, UnknownState
from articles.tagging.mentions import Doubt

_LONGEST = 200  # characters of a name; what is longer is no name
_ROWS_AT_ONCE = 500
_SETTLED = (UnknownState.ACCEPTED, UnknownState.REJECTED)


def spelling_of(name: str) -> str:
    """What makes two written names one entry of the queue: their folded words."""
    return " ".join(folded_words(name))


def store_doubts(asked: Sequence[tuple[Article, Sequence[Doubt]]]) -> None:
    """The sightings of each article become its doubts, but for names that a curator has settled."""
    stored = _stored([article.pk for article, _ in asked])
    names = _names({spelling_of(doubt.name): doubt for _, doubts in asked for doubt in doubts if _is_askable(doubt)})
    gone: list[int] = []
    new: list[Sighting] = []
    for article, doubts in asked:
        wanted = {row.span: row for row in _rows(article, doubts, names)}
        known = {row.span: row for row in stored.get(article.pk, ())}
        same = {span for span in wanted.keys() & known.keys() if _says(wanted[span]) == _says(known[span])}
        gone += [row.pk for span, row in known.items() if span not in same]
        new += [row for span, row in wanted.items() if span not in same]
    Sighting.objects.filter(pk__in=gone).delete()
    Sighting.objects.bulk_create(new, batch_size=_ROWS_AT_ONCE)


def _stored(articles: Sequence[int]) -> Mapping[int, list[Sighting]]:
    """By the keys of their articles."""
    stored: dict[int, list[Sighting]] = {}
    for row in Sighting.objects.filter(article__in=articles):
        stored.setdefault(row.article_id, []).append(row)
    return stored


def _rows(article: Article, doubts: Iterable[Doubt], names: Mapping[str, UnknownName]) -> Iterator[Sighting]:
    for doubt in doubts:
        name = names.get(spelling_of(doubt.name))
        if name is not None and name.state not in _SETTLED and len(doubt.surface) <= _LONGEST:
            yield _row(article, name, doubt)


def _is_askable(doubt: Doubt) -> bool:
    return len(doubt.surface) <= _LONGEST and bool(spelling_of(doubt.name))


def _names(doubts: dict[str, Doubt]) -> dict[str, UnknownName]:
    """The entry of each spelling, made where there is none."""
    known = _known(doubts)
    new = [_new_name(spelling, doubt) for spelling, doubt in doubts.items() if spelling not in known]
    if new:
        UnknownName.objects.bulk_create(new, ignore_conflicts=True, batch_size=_ROWS_AT_ONCE)
        known |= _known([name.spelling for name in new])
    return known


def _known(spellings: Iterable[str]) -> dict[str, UnknownName]:
    return {
        name.spelling: name
        for some in batched(spellings, _ROWS_AT_ONCE)
        for name in UnknownName.objects.filter(spelling__in=some)
    }


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
