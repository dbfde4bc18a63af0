"""A curator's decisions about mentions: each becomes a row that re-tagging leaves alone.

Whatever refuses a decision is a ValidationError whose message is for the curator.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Entity, Mention, MentionOrigin, MentionStatus
from articles.models.mention import MentionQuerySet
from articles.tagging.quotation_decisions import follow_mention


@transaction.atomic
def confirm(mention: Mention) -> None:
    """These words do stand for this record."""
    start, end = span_of(mention)
    _make_room(mention.article, start, end, but=mention)
    _rejections(mention).delete()
    _decide(mention, MentionStatus.ACTIVE)


@transaction.atomic
def reject(mention: Mention) -> None:
    """These words do not stand for this record; the machine will not say so again."""
    span_of(mention)
    _rejections(mention).delete()
    _decide(mention, MentionStatus.REJECTED)


@transaction.atomic
def relink(mention: Mention, entity: Entity) -> None:
    """These words stand for another record than the machine, or a curator before, thought."""
    if mention.origin == MentionOrigin.MACHINE:
        reject(Mention(article=mention.article, entity=mention.entity, **_words(mention)))
    mention.entity = entity
    if mention.status == MentionStatus.ACTIVE:
        _rejections(mention).delete()
    _decide(mention, MentionStatus(mention.status))


@transaction.atomic
def add(article: Article, entity: Entity, surface: str, start: int) -> Mention:
    """The words `surface` at character `start` of the body stand for the record."""
    end = start + len(surface)
    if article.body[start:end] != surface:
        raise ValidationError(_("These words do not stand there in the text."))
    _make_room(article, start, end)
    mention = Mention(article=article, entity=entity, surface=surface, start=start, end=end)
    _rejections(mention).delete()
    _decide(mention, MentionStatus.ACTIVE)
    return mention


def remove(mention: Mention) -> bool:
    """Take a mention away. True when it stays as a rejected one, since the machine would find it again."""
    if mention.origin == MentionOrigin.MACHINE:
        reject(mention)
        return True
    mention.delete()
    return False


@transaction.atomic
def remove_all(mentions: Iterable[Mention]) -> tuple[int, int]:
    """Take mentions away; how many stay as rejected ones, and how many are gone."""
    kept = [remove(mention) for mention in mentions]
    return sum(kept), len(kept) - sum(kept)


def decide_all(mentions: Iterable[Mention], status: MentionStatus) -> tuple[int, list[str]]:
    """Confirm or reject each: how many were, and why the others could not be."""
    decide = confirm if status == MentionStatus.ACTIVE else reject
    done, refused = 0, []
    for mention in mentions:
        try:
            decide(mention)
            done += 1
        except ValidationError as refusal:
            refused += refusal.messages
    return done, refused


def locate(body: str, surface: str, occurrence: int = 1) -> int:
    """Where the words stand for the first, second … time in the body."""
    starts = _starts(body, surface)
    if not starts:
        raise ValidationError(_("These words are not in the text."))
    if occurrence > len(starts):
        message = ngettext(
            "These words are in the text only once.", "These words are in the text only %(count)d times.", len(starts)
        )
        raise ValidationError(message % {"count": len(starts)})
    return starts[occurrence - 1]


def occurrence_at(body: str, surface: str, start: int) -> int:
    """The inverse of `locate`: for which time, counted from 1, the words stand at `start`."""
    return sum(at <= start for at in _starts(body, surface))


def refuse_taken(article: Article, start: int, end: int, but: Mention | None = None) -> list[Mention]:
    """The machine's mentions of other words that a mention of this span would displace.

    Raises where the span is taken: by a curator's mention, or by any of the very same words.
    """
    others = article.mentions.filter(status=MentionStatus.ACTIVE, start__lt=end, end__gt=start)
    found = [mention for mention in others.select_related("entity") if mention != but]
    for mention in found:
        if mention.origin == MentionOrigin.CURATOR or (mention.start, mention.end) == (start, end):
            message = _("“%(words)s” already stands for %(record)s: change the record of that mention instead.")
            raise ValidationError(message % {"words": mention.surface, "record": mention.entity})
    return found


def _make_room(article: Article, start: int, end: int, but: Mention | None = None) -> None:
    for mention in refuse_taken(article, start, end, but):
        mention.delete()


def _starts(body: str, surface: str) -> list[int]:
    """Where the words stand, from left to right; none overlap."""
    starts, at = [], body.find(surface) if surface else -1
    while at >= 0:
        starts.append(at)
        at = body.find(surface, at + len(surface))
    return starts


def span_of(mention: Mention) -> tuple[int, int]:
    """First character and end of a mention. Raises where its words are no longer in the text."""
    if mention.start is None or mention.end is None:
        raise ValidationError(_("The words of this mention are no longer in the text: it can only be deleted."))
    return mention.start, mention.end


def _words(mention: Mention) -> dict[str, object]:
    return {"start": mention.start, "end": mention.end, "surface": mention.surface}


def _rejections(mention: Mention) -> MentionQuerySet:
    """The other rows that reject this record for these words."""
    rejected = mention.article.mentions.filter(entity=mention.entity, status=MentionStatus.REJECTED)
    return rejected.filter(start=mention.start, end=mention.end).exclude(pk=mention.pk)


def _decide(mention: Mention, status: MentionStatus) -> None:
    mention.status, mention.origin = status, MentionOrigin.CURATOR
    mention.confidence, mention.evidence = None, ""
    mention.save()
    follow_mention(mention)
