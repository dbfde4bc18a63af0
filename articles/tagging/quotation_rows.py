"""Quotations -> rows. A curator's decision is never changed here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from articles.models import Article, Mention, MentionOrigin, MentionStatus, Quotation
from articles.tagging.anchoring import nearest
from articles.tagging.mentions import FoundQuotation

_ROWS_AT_ONCE = 500


def store_quotations(found: Sequence[tuple[Article, Sequence[FoundQuotation], Sequence[Mention]]]) -> None:
    """The machine's rows of each article become what was found in it, but for words a curator has decided about.

    With each article come the mentions that a curator has decided about: they tell whom the speaker's name stands for.
    """
    stored = _stored([article.pk for article, _, _ in found])
    gone: list[int] = []
    new: list[Quotation] = []
    for article, quotations, mentions in found:
        rows = stored[article.pk]
        decided = [row for row in rows if row.origin == MentionOrigin.CURATOR]
        for row in decided:
            if _reanchored(row, article.body):
                row.save()
        wanted = {
            _says(row): row for each in quotations if not _is_decided(row := _row(article, each, mentions), decided)
        }
        known = {_says(row): row for row in rows if row.origin == MentionOrigin.MACHINE}
        gone += [row.pk for says, row in known.items() if says not in wanted]
        new += [row for says, row in wanted.items() if says not in known]
    Quotation.objects.filter(pk__in=gone).delete()
    Quotation.objects.bulk_create(new, batch_size=_ROWS_AT_ONCE)


def speaker_of(entity_id: int | None, span: tuple[int, int] | None, decided: Iterable[Mention]) -> int | None:
    """The record that the words of a speaker's name stand for, after what a curator has decided about them."""
    for mention in decided:
        if span is None or mention.start is None or mention.end is None:
            continue
        if mention.start < span[1] and span[0] < mention.end:
            if mention.status == MentionStatus.ACTIVE:
                return mention.entity_id
            if mention.entity_id == entity_id:
                entity_id = None
    return entity_id


def _stored(articles: Sequence[int]) -> Mapping[int, list[Quotation]]:
    """By the keys of their articles, kept from others' changes until the transaction ends."""
    stored: dict[int, list[Quotation]] = defaultdict(list)
    for row in Quotation.objects.filter(article__in=articles).select_for_update():
        stored[row.article_id].append(row)
    return stored


def _row(article: Article, found: FoundQuotation, mentions: Sequence[Mention]) -> Quotation:
    speaker_start, speaker_end = found.speaker or (None, None)
    return Quotation(
        article=article,
        entity_id=speaker_of(found.entity_id, found.speaker, mentions),
        kind=found.kind,
        start=found.start,
        end=found.end,
        verb_start=found.verb[0],
        verb_end=found.verb[1],
        speaker_start=speaker_start,
        speaker_end=speaker_end,
        origin=MentionOrigin.MACHINE,
        confidence=found.confidence,
        evidence=found.evidence,
    )


def _says(row: Quotation) -> tuple[object, ...]:
    spans = row.start, row.end, row.verb_start, row.verb_end, row.speaker_start, row.speaker_end
    return *spans, row.kind, row.entity_id, row.confidence, row.evidence


def _is_decided(row: Quotation, decided: Iterable[Quotation]) -> bool:
    """Whether a curator has spoken on some of these words."""
    spans = ((each.start, each.end) for each in decided)
    return any(
        start is not None and end is not None and start < (row.end or 0) and (row.start or 0) < end
        for start, end in spans
    )


def _reanchored(row: Quotation, body: str) -> bool:
    """Moves a curator's quotation along with its words; detaches it where they are gone. True when it changed."""
    if row.start is None or not row.text or body[row.start : row.end] == row.text:
        return False
    start = nearest(row.text, row.start, body)
    row.verb_start = row.verb_end = row.speaker_start = row.speaker_end = None
    if start is None:
        row.start, row.end, row.status = None, None, MentionStatus.DETACHED
    else:
        row.start, row.end = start, start + len(row.text)
    return True
