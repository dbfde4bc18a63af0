"""A curator's decisions about quotations: each becomes a row that re-tagging leaves alone.

Whatever refuses a decision is a ValidationError whose message is for the curator.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Entity, Kind, Mention, MentionOrigin, MentionStatus, Quotation
from articles.tagging.quotation_rows import speaker_of


@transaction.atomic
def confirm(quotation: Quotation) -> None:
    """This was said, by this speaker."""
    start, end = span_of(quotation)
    _make_room(quotation, start, end)
    _decide(quotation, MentionStatus.ACTIVE)


@transaction.atomic
def reject(quotation: Quotation) -> None:
    """This is no quotation; the machine will not say so again."""
    span_of(quotation)
    _decide(quotation, MentionStatus.REJECTED)


@transaction.atomic
def attribute(quotation: Quotation, speaker: Entity | None) -> None:
    """Somebody else said it than the machine, or a curator before, thought; None: the text does not tell."""
    if speaker is not None and speaker.kind == Kind.PLACE:
        raise ValidationError(_("A place says nothing: choose a person or an organisation."))
    if speaker is None or speaker.pk != quotation.entity_id:
        quotation.speaker_start = quotation.speaker_end = None
    quotation.entity = speaker
    _decide(quotation, MentionStatus(quotation.status))


def remove(quotation: Quotation) -> bool:
    """Take a quotation away. True when it stays as a rejected one, since the machine would find it again."""
    if quotation.origin == MentionOrigin.MACHINE:
        reject(quotation)
        return True
    quotation.delete()
    return False


def decide_all(quotations: Iterable[Quotation], status: MentionStatus) -> tuple[int, list[str]]:
    """Confirm or reject each: how many were, and why the others could not be."""
    decide = confirm if status == MentionStatus.ACTIVE else reject
    done, refused = 0, []
    for quotation in quotations:
        try:
            decide(quotation)
            done += 1
        except ValidationError as refusal:
            refused += refusal.messages
    return done, refused


def follow_mention(mention: Mention) -> None:
    """The machine's quotations whose speaker a decided mention names are of whom it now stands for."""
    rows = Quotation.objects.filter(article=mention.article, origin=MentionOrigin.MACHINE, speaker_start__isnull=False)
    touched = rows.filter(speaker_start__lt=mention.end, speaker_end__gt=mention.start)
    for row in touched if mention.start is not None else ():
        span = (row.speaker_start or 0, row.speaker_end or 0)
        entity_id = speaker_of(row.entity_id, span, [mention])
        if entity_id != row.entity_id:
            row.entity_id = entity_id
            row.save(update_fields=["entity"])


def span_of(quotation: Quotation) -> tuple[int, int]:
    """First character and end of a quotation. Raises where its words are no longer in the text."""
    if quotation.start is None or quotation.end is None:
        raise ValidationError(_("The words of this quotation are no longer in the text: it can only be deleted."))
    return quotation.start, quotation.end


def _make_room(quotation: Quotation, start: int, end: int) -> None:
    """The machine's quotations that share words with a confirmed one go; a curator's keep it out."""
    others = Quotation.objects.active().filter(article=quotation.article_id, start__lt=end, end__gt=start)
    for other in others.exclude(pk=quotation.pk):
        if other.origin == MentionOrigin.CURATOR:
            raise ValidationError(_("Some of these words are already a quotation that a curator has set."))
        other.delete()


def _decide(quotation: Quotation, status: MentionStatus) -> None:
    quotation.status, quotation.origin = status, MentionOrigin.CURATOR
    quotation.confidence, quotation.evidence = None, ""
    if not quotation.text and quotation.start is not None:
        quotation.text = quotation.article.body[quotation.start : quotation.end]
    quotation.save()
