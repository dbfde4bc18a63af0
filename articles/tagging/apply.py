"""Findings -> rows. A curator's decision is never changed here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db import transaction

from articles.batches import batched
from articles.models import Article, DatePrecision, IndexingTask, Mention, MentionOrigin, MentionStatus
from articles.tagging.anchoring import nearest
from articles.tagging.current import current_tagger
from articles.tagging.mentions import Doubt, Findings, FoundMention, FoundQuotation
from articles.tagging.quotation_rows import store_quotations
from articles.tagging.sightings import store_doubts

ARTICLES_AT_ONCE = 100
_ROWS_AT_ONCE = 500


def retag(articles: Iterable[Article]) -> int:
    """Find the mentions of each article anew and store what changed; returns how many articles changed."""
    tagger = current_tagger()
    return sum(
        apply_findings([(article, tagger.read(article.body, day_of(article))) for article in batch])
        for batch in batched(articles, ARTICLES_AT_ONCE)
    )


@transaction.atomic
def apply_findings(found: Sequence[tuple[Article, Findings]]) -> int:
    """Store what was found in each article's body as it is now; returns how many articles changed."""
    mentions = _mentions_of([article for article, _ in found])
    changes = [_changes(article, findings, mentions[article.pk]) for article, findings in found]
    for moved in (mention for change in changes for mention in change.moved):
        moved.save()
    Mention.objects.filter(pk__in=[key for change in changes for key in change.gone]).delete()
    Mention.objects.bulk_create([row for change in changes for row in change.new], batch_size=_ROWS_AT_ONCE)
    store_doubts([(change.article, change.doubts) for change in changes])
    store_quotations([(change.article, change.quotations, change.decided) for change in changes])
    changed = [change.article.pk for change in changes if change.moved or change.gone or change.new]
    IndexingTask.objects.request(changed)
    return len(changed)


@dataclass
class _Changes:
    """What has to happen to the mentions of an article: rows a curator decided on that moved, keys, new rows."""

    article: Article
    moved: list[Mention]
    gone: list[int]
    new: list[Mention]
    doubts: list[Doubt]
    quotations: Sequence[FoundQuotation]
    decided: list[Mention]


def _mentions_of(articles: Iterable[Article]) -> Mapping[int, list[Mention]]:
    """The stored mentions by the keys of their articles, kept from others' changes until the transaction ends."""
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for mention in Mention.objects.filter(article__in=[article.pk for article in articles]).select_for_update():
        mentions[mention.article_id].append(mention)
    return mentions


def _changes(article: Article, findings: Findings, mentions: Sequence[Mention]) -> _Changes:
    decided = [mention for mention in mentions if mention.origin == MentionOrigin.CURATOR]
    moved = [mention for mention in decided if _reanchored(mention, article.body)]
    wanted = {_key(found): found for found in findings.mentions if not _is_decided(found, decided)}
    stored = {_stored_key(mention): mention for mention in mentions if mention.origin == MentionOrigin.MACHINE}
    return _Changes(
        article,
        moved,
        gone=[mention.pk for key, mention in stored.items() if key not in wanted],
        new=[_row(article, found) for key, found in wanted.items() if key not in stored],
        doubts=[doubt for doubt in findings.doubts if not _is_answered(doubt, decided)],
        quotations=findings.quotations,
        decided=decided,
    )


class Dated(Protocol):
    """What has a date of publication: an article, or what is to become one."""

    @property
    def published_on(self) -> date | None: ...
    @property
    def date_precision(self) -> str: ...


def day_of(article: Dated) -> date | None:
    """The day of publication, where it is known to the day."""
    is_known = article.date_precision in ("", DatePrecision.DAY)
    return article.published_on if is_known else None


def _key(found: FoundMention) -> tuple[object, ...]:
    return found.start, found.end, found.surface, found.entity_id, found.confidence, found.evidence


def _stored_key(mention: Mention) -> tuple[object, ...]:
    return mention.start, mention.end, mention.surface, mention.entity_id, mention.confidence, mention.evidence


def _row(article: Article, found: FoundMention) -> Mention:
    return Mention(
        article=article,
        entity_id=found.entity_id,
        start=found.start,
        end=found.end,
        surface=found.surface,
        origin=MentionOrigin.MACHINE,
        confidence=found.confidence,
        evidence=found.evidence,
    )


def _is_decided(found: FoundMention, decided: Sequence[Mention]) -> bool:
    """Whether a curator has spoken on these words: tagged some of them, or rejected this record there."""
    return any(_touches(found, mention) and _speaks_of(mention, found) for mention in decided)


def _is_answered(doubt: Doubt, decided: Sequence[Mention]) -> bool:
    """Whether a curator has tagged some of these words, or rejected the record that is suggested for them."""
    return any(
        _touches(doubt, mention) and (mention.status == MentionStatus.ACTIVE or mention.entity_id == doubt.suggested)
        for mention in decided
    )


def _touches(found: FoundMention | Doubt, mention: Mention) -> bool:
    if mention.start is None or mention.end is None:
        return False
    return mention.start < found.end and found.start < mention.end


def _speaks_of(mention: Mention, found: FoundMention) -> bool:
    return mention.status == MentionStatus.ACTIVE or mention.entity_id == found.entity_id


def _reanchored(mention: Mention, body: str) -> bool:
    """Moves a curator's mention along with its words; detaches it where they are gone. True when it changed."""
    if mention.start is None or body[mention.start : mention.end] == mention.surface:
        return False
    start = nearest(mention.surface, mention.start, body)
    if start is None:
        mention.start, mention.end, mention.status = None, None, MentionStatus.DETACHED
    else:
        mention.start, mention.end = start, start + len(mention.surface)
    return True
