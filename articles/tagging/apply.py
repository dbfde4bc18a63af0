"""Mentions -> rows. A curator's decision is never changed here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max

from articles.models import (
    Alias,
    AliasUse,
    Article,
    DatePrecision,
    Entity,
    IndexingTask,
    Kind,
    Mention,
    MentionOrigin,
    MentionStatus,
    Role,
    Title,
)
from articles.models.naming import lines
from articles.tagging.gazetteer import Gazetteer, Name, Record
from articles.tagging.mentions import Doubt, FoundMention
from articles.tagging.offices import Form, Holding, OfficeNames, Offices
from articles.tagging.recognition import recogniser
from articles.tagging.sightings import store_doubts
from articles.tagging.tagger import Tagger


def retag(articles: Iterable[Article]) -> int:
    """Find the mentions of each article anew and store what changed; returns how many articles changed."""
    tagger = current_tagger()
    return sum(_retag(article, tagger) for article in articles)


def current_tagger() -> Tagger:
    """A tagger of the records as they are now; made anew only when one has changed."""
    global _made
    stamp = _stamp()
    if _made is None or _made[0] != stamp:
        gazetteer = current_gazetteer()
        _made = stamp, Tagger(gazetteer, recogniser(gazetteer), _offices())
    return _made[1]


_made: tuple[object, Tagger] | None = None


def current_gazetteer() -> Gazetteer:
    """The names of the records as they are now."""
    return Gazetteer(_records())


def _stamp() -> object:
    """Differs whenever a record, an alias, a role or an office's wordings changed, or what recognises names."""
    tables = (Entity.objects, Alias.objects, Role.objects)
    changes = [table.aggregate(Count("pk"), Max("pk"), Max("updated_at")) for table in tables]
    offices = Title.objects.order_by("pk").values_list("pk", "before_adjective", "before_name", "alone")
    return changes, list(offices), settings.TAGGER, settings.TAGGER_MODEL


def _records() -> list[Record]:
    """The records in use, with the names by which they are found in Arabic and in Latin script."""
    names: dict[int, list[Name]] = defaultdict(list)
    for entity_id, text, use in Alias.objects.values_list("entity_id", "text", "use"):
        names[entity_id].append(Name(text, AliasUse(use)))
    return [_record(entity, names[entity.pk]) for entity in Entity.objects.active().order_by("pk")]


def _record(entity: Entity, aliases: Iterable[Name]) -> Record:
    own = [Name(entity.name_ar, AliasUse(entity.name_use), is_main=True), Name(entity.name_en, is_main=True)]
    return Record(
        id=entity.pk,
        kind=Kind(entity.kind),
        names=tuple(name for name in (*own, *aliases) if name.text),
        category=entity.category,
        country_code=entity.country_code,
        prior=0.5 if entity.prior is None else entity.prior,
        population=entity.population or 0,
        surname_counts=entity.surname_counts,
    )


def _offices() -> Offices:
    """The wordings of offices, and who held them when."""
    holdings = Role.objects.values_list("person_id", "title_id", "of_id", "start", "end", "is_rival")
    return Offices((_office_names(title) for title in Title.objects.all()), (Holding(*row) for row in holdings))


def _office_names(title: Title) -> OfficeNames:
    return OfficeNames(
        title.pk,
        {
            Form.BEFORE_ADJECTIVE: lines(title.before_adjective),
            Form.BEFORE_NAME: lines(title.before_name),
            Form.ALONE: lines(title.alone),
        },
    )


@transaction.atomic
def _retag(article: Article, tagger: Tagger) -> bool:
    mentions = list(article.mentions.select_for_update())
    decided = [mention for mention in mentions if mention.origin == MentionOrigin.CURATOR]
    moved = [mention for mention in decided if _reanchored(mention, article.body)]
    findings = tagger.read(article.body, _day_of(article))
    wanted = {_key(found): found for found in findings.mentions if not _is_decided(found, decided)}
    stored = {_stored_key(mention): mention for mention in mentions if mention.origin == MentionOrigin.MACHINE}
    gone = [mention.pk for key, mention in stored.items() if key not in wanted]
    new = [_row(article, found) for key, found in wanted.items() if key not in stored]
    for mention in moved:
        mention.save()
    Mention.objects.filter(pk__in=gone).delete()
    Mention.objects.bulk_create(new)
    store_doubts(article, [doubt for doubt in findings.doubts if not _is_answered(doubt, decided)])
    changed = bool(moved or gone or new)
    if changed:
        IndexingTask.objects.request([article.pk])
    return changed


def _day_of(article: Article) -> date | None:
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


def nearest(surface: str, start: int, body: str) -> int | None:
    """Where the words stand in the body, as near to `start` as they do; None where they do not."""
    before = body.rfind(surface, 0, start + len(surface))
    after = body.find(surface, start)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - start), default=None)
