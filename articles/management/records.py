"""The records that tagging is measured and trained with: the archive's own, or the files' where it has none yet."""

from django.db import DatabaseError

from articles.authority.records import EntityRecord, read_authority
from articles.models import Entity
from articles.tagging.current import current_gazetteer, current_tagger
from articles.tagging.gazetteer import Gazetteer, Name, Record
from articles.tagging.recognition import recogniser
from articles.tagging.tagger import Tagger


def has_records() -> bool:
    """False also where the database has no tables yet."""
    try:
        return Entity.objects.exists()
    except DatabaseError:
        return False


def whole_tagger() -> Tagger:
    """The tagger as the archive uses it."""
    if has_records():
        return current_tagger()
    gazetteer = gazetteer_of_files()
    return Tagger(gazetteer, recogniser(gazetteer))


def names_of_records() -> dict[int, str]:
    """ "kind/id" of each record of `whole_tagger`, by its number there; the id as in the authority files."""
    if has_records():
        return {row.pk: f"{row.kind}/{row.slug}" for row in Entity.objects.only("kind", "slug")}
    return {number: f"{each.kind}/{each.slug}" for number, each in enumerate(read_authority().entities, 1)}


def gazetteer_in_use() -> Gazetteer:
    return current_gazetteer() if has_records() else gazetteer_of_files()


def gazetteer_of_files() -> Gazetteer:
    """The names of the authority files, numbered as they stand there."""
    return Gazetteer(_record(number, entity) for number, entity in enumerate(read_authority().entities, 1))


def _record(number: int, entity: EntityRecord) -> Record:
    own = [Name(entity.name_ar, entity.name_use, is_main=True), Name(entity.name_en, is_main=True)]
    aliases = (Name(alias.text, alias.use) for alias in entity.aliases)
    return Record(
        id=number,
        kind=entity.kind,
        names=tuple(name for name in (*own, *aliases) if name.text),
        category=entity.category,
        country_code=entity.country_code,
        prior=0.5 if entity.prior is None else entity.prior,
        population=entity.population or 0,
        surname_counts=entity.surname_counts,
    )
