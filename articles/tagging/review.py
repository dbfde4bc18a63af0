"""A curator's decisions about names without a record. Each returns or re-tags just the articles it bears on.

Whatever refuses a decision is a ValidationError whose message is for the curator.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import (
    Alias,
    AliasUse,
    Article,
    Entity,
    Kind,
    Mention,
    RecordOrigin,
    Sighting,
    UnknownName,
    UnknownState,
)
from articles.tagging import decisions
from articles.tagging.apply import retag


@transaction.atomic
def accept_as_new(name: UnknownName) -> Entity:
    """The name is a record of its own from now on, found in every article that has it."""
    if name.kind == Kind.PERSON and len(name.spelling.split()) < 2:
        raise ValidationError(
            _("“%(name)s” is one word, which many people share: link it to a record, or add one with the full name.")
            % {"name": name}
        )
    if (known := _record_named(name)) is not None:
        raise ValidationError(_("“%(name)s” is the name of a record already: link it.") % {"name": known})
    entity = Entity.objects.create(kind=name.kind, name_ar=name.text, origin=RecordOrigin.CURATOR)
    _settle(name, entity)
    return entity


@transaction.atomic
def link(name: UnknownName, entity: Entity) -> int:
    """The name is another name of the record. One word for a person counts beside the full name alone.

    Returns how many articles changed.
    """
    is_short = entity.kind == Kind.PERSON and len(name.spelling.split()) < 2
    use = AliasUse.BESIDE_FULL_NAME if is_short else AliasUse.ALWAYS
    if name.text not in (entity.name_ar, entity.name_en):
        Alias.objects.get_or_create(
            entity=entity,
            text=name.text,
            use=use,
            defaults={"origin": RecordOrigin.CURATOR, "language": "en" if name.text.isascii() else "ar"},
        )
    return _settle(name, entity)


def link_to_suggested(name: UnknownName) -> int:
    """The name is another name of the one record that is suggested wherever it stands."""
    suggested = Entity.objects.filter(suggested_for__name=name).distinct()
    if len(suggested) != 1:
        raise ValidationError(_("No one record is suggested for “%(name)s”.") % {"name": name})
    return link(name, suggested[0])


@transaction.atomic
def reject(name: UnknownName) -> None:
    """The words are no name to keep a record of: they are not asked about again, wherever they stand."""
    _decide(name, UnknownState.REJECTED, None)
    name.sightings.all().delete()


def put_off(name: UnknownName) -> None:
    """Leave the open list, and be found under the names put off."""
    _decide(name, UnknownState.LATER, None)


@transaction.atomic
def reopen(name: UnknownName) -> int:
    """Take a decision back: the name is asked about again. Aliases that came of it stay. Returns articles changed."""
    articles = articles_with([name])
    _decide(name, UnknownState.OPEN, None)
    return retag(articles)


@transaction.atomic
def link_here(sighting: Sighting, entity: Entity) -> Mention:
    """These words stand for the record in this article; nothing is said of other articles."""
    mention = decisions.add(sighting.article, entity, sighting.surface, sighting.start)
    sighting.delete()
    return mention


@transaction.atomic
def reject_here(sighting: Sighting) -> None:
    """These words do not stand for the suggested record here; the machine will not suggest it again."""
    if sighting.suggested is not None:
        words = {"start": sighting.start, "end": sighting.end, "surface": sighting.surface}
        decisions.reject(Mention(article=sighting.article, entity=sighting.suggested, **words))
    sighting.delete()


def articles_with(names: Iterable[UnknownName]) -> QuerySet[Article]:
    """The articles in which the machine saw one of the names, or whose text has it as it is written."""
    wanted = Q(pk__in=[])
    for name in names:
        wanted |= Q(sightings__name=name) | Q(body__contains=name.text)
    return Article.objects.filter(pk__in=Article.objects.order_by().filter(wanted).values("pk"))


def _record_named(name: UnknownName) -> Entity | None:
    """A record of the kind that the very words already name."""
    named = Q(name_ar=name.text) | Q(name_en=name.text) | Q(aliases__text=name.text)
    return Entity.objects.filter(named, kind=name.kind).first()


def _settle(name: UnknownName, entity: Entity) -> int:
    """Note the decision, then find the name in the articles it bears on."""
    articles = list(articles_with([name]))
    _decide(name, UnknownState.ACCEPTED, entity)
    return retag(articles)


def _decide(name: UnknownName, state: UnknownState, entity: Entity | None) -> None:
    name.state, name.entity, name.decided_at = state, entity, timezone.now()
    name.save(update_fields=["state", "entity", "decided_at"])
