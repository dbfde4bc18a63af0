"""The tagger of the records as they are now."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Count, Max

from articles.models import Alias, AliasUse, Entity, Kind, Role, Title
from articles.models.naming import lines
from articles.tagging.gazetteer import Gazetteer, Name, Record
from articles.tagging.offices import Form, Holding, OfficeNames, Offices
from articles.tagging.recognition import recogniser
from articles.tagging.tagger import Tagger


def current_tagger() -> Tagger:
    """A tagger of the records as they are now; made anew only when one has changed."""
    global _made
    stamp = tagger_stamp()
    if _made is None or _made[0] != stamp:
        gazetteer = current_gazetteer()
        _made = stamp, Tagger(gazetteer, recogniser(gazetteer), _offices())
    return _made[1]


_made: tuple[object, Tagger] | None = None


def forget_tagger() -> None:
    """Give its memory back, some hundred megabytes; it is made anew when it is asked for."""
    global _made
    _made = None


def current_gazetteer() -> Gazetteer:
    """The names of the records as they are now."""
    return Gazetteer(_records())


def tagger_stamp() -> object:
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
