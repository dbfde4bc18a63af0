"""Authority records -> rows, by a three-way comparison: what the file said last, what it says, what the row says.

A field follows the file only where the row still says what the file said last; everything else is a curator's
word and stays. The same holds for each alias. What the file no longer has is left alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.authority.load_roles import RoleLoad, remembered
from articles.authority.records import (
    AliasRecord,
    AuthorityRecords,
    EntityRecord,
    SourceRecord,
    TitleRecord,
    field_names,
    field_values,
)
from articles.models import Alias, Entity, IndexingTask, Kind, Mention, RecordOrigin, Source, Title

BATCH = 500  # rows a query

_NAMES = frozenset({"name_ar", "name_en", "name_use", "surname_counts"})  # what decides which words are found
_AliasKey = tuple[str, str]  # text, use: unique within a record


@dataclass
class LoadReport:
    """What a load did. Each record is one of created, updated, unchanged or in conflict.

    `kept` counts those, among the updated and unchanged, where a curator's word stands against the file's;
    `conflicts` names records of the file whose address a record made by a curator already has.
    `renamed` holds the keys of new records and of those that are now found by other words: articles that
    mention them, or could, want tagging again.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    conflicts: list[str] = field(default_factory=list)
    renamed: set[int] = field(default_factory=set)

    def count(self, *, changed: bool, kept: bool) -> None:
        self.updated += changed
        self.unchanged += not changed
        self.kept += kept


@transaction.atomic
def load_authority(records: AuthorityRecords) -> LoadReport:
    """Bring the tables up to the records. Doing it again with the same records changes nothing."""
    report = LoadReport()
    _load_plain(Source, records.sources, report)
    _load_plain(Title, records.titles, report)
    _load_entities(records.entities, report)
    return report


def merged(now: Mapping[str, Any], said: Mapping[str, Any], says: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """The fields that follow the file, with their new values; and whether another one is kept against it."""
    differing = {name: value for name, value in says.items() if now[name] != value}
    follows = {name: value for name, value in differing.items() if now[name] == said[name]}
    return follows, len(follows) < len(differing)


def merged_aliases(
    now: Collection[_AliasKey], said: Collection[_AliasKey], says: Collection[_AliasKey]
) -> tuple[set[_AliasKey], set[_AliasKey], bool]:
    """Aliases to add, aliases to remove, and whether one that the file has is kept out.

    `now` are those of the table that still are as they were loaded, or that a curator wrote.
    """
    missing = set(says) - set(now)
    kept_out = missing & set(said)
    return missing - kept_out, (set(said) - set(says)) & set(now), bool(kept_out)


def _load_plain(
    model: type[Source] | type[Title], records: Sequence[SourceRecord | TitleRecord], report: LoadReport
) -> None:
    """Records that no other rows hang on."""
    if not records:
        return
    table: Any = model._default_manager
    rows = {row.slug: row for row in table.all()}
    new, changed = [], []
    for record in records:
        row, loaded = rows.get(record.slug), _non_default(record)
        if row is None:
            new.append(model(slug=record.slug, loaded=loaded, **field_values(record)))
        elif not row.loaded:
            report.conflicts.append(f"{model._meta.model_name} {record.slug}")
        else:
            follows, kept = _follow(row, record)
            if follows or row.loaded != loaded:
                row.loaded = loaded
                changed.append(row)
            report.count(changed=bool(follows), kept=kept)
    report.created += len(table.bulk_create(new, BATCH))
    table.bulk_update(changed, [*field_names(type(records[0])), "loaded"], BATCH)


@dataclass
class _EntityLoad:
    """The rows there are, by kind and slug, and what is to be done with them."""

    rows: dict[tuple[str, str], Entity]
    aliases: dict[int, list[Alias]]
    slugs: dict[int | None, str]
    roles: RoleLoad
    new: list[Entity] = field(default_factory=list)
    changed: dict[int, Entity] = field(default_factory=dict)
    new_aliases: list[Alias] = field(default_factory=list)
    old_aliases: list[int] = field(default_factory=list)

    @classmethod
    def begin(cls, records: Iterable[EntityRecord]) -> "_EntityLoad":
        rows = list(Entity.objects.all())
        aliases: dict[int, list[Alias]] = defaultdict(list)
        for alias in Alias.objects.order_by().only("entity_id", "text", "use", "origin"):
            aliases[alias.entity_id].append(alias)
        slugs: dict[int | None, str] = {row.pk: row.slug for row in rows if row.kind == Kind.PLACE}
        has_roles = any(record.roles for record in records) or any("roles" in row.loaded for row in rows)
        return cls({(row.kind, row.slug): row for row in rows}, aliases, slugs, RoleLoad.begin(has_roles))

    def holder(self, slug: str) -> Entity | None:
        """What an office is of: the place of that slug, or the organisation."""
        return self.rows.get((Kind.PLACE, slug)) or self.rows.get((Kind.ORGANISATION, slug))


def _load_entities(records: Sequence[EntityRecord], report: LoadReport) -> None:
    load, ours = _EntityLoad.begin(records), []
    for record in records:
        row = load.rows.get((record.kind, record.slug))
        if row and row.origin == RecordOrigin.CURATOR:
            report.conflicts.append(f"{record.kind.value} {record.slug}")
            continue
        ours.append(record)
        if row is None:
            load.new.append(_new_entity(record))
    _create(load, report)
    for record in ours:
        _update(load.rows[record.kind, record.slug], record, load, report)
    _store(load)
    _request_indexing(load.changed)


def _new_entity(record: EntityRecord) -> Entity:
    """The row as the file has it, but for the links to other rows: these follow as for any other row."""
    values = field_values(record)
    return Entity(kind=record.kind, slug=record.slug, origin=RecordOrigin.AUTHORITY, **values)


def _create(load: _EntityLoad, report: LoadReport) -> None:
    for row in Entity.objects.bulk_create(load.new, BATCH):
        load.rows[row.kind, row.slug] = row
        load.slugs[row.pk] = row.slug
        report.renamed.add(row.pk)
    report.created += len(load.new)


def _update(row: Entity, record: EntityRecord, load: _EntityLoad, report: LoadReport) -> None:
    is_new = not row.loaded
    loaded = _non_default(record) | _links(record)
    follows, kept = _follow(row, record)
    moved, parent_kept = _follow_parent(row, record, load)
    renamed, alias_kept = _follow_aliases(row, record, load)
    reappointed, role_kept = load.roles.follow(row, record.roles, load.holder)
    changed = bool(follows) or moved or renamed or reappointed
    if changed or row.loaded != loaded:
        row.loaded = loaded
        load.changed[row.pk] = row
    if renamed or _NAMES & follows.keys():
        report.renamed.add(row.pk)
    if not is_new:
        report.count(changed=changed, kept=kept or parent_kept or alias_kept or role_kept)


def _follow(
    row: Source | Title | Entity, record: SourceRecord | EntityRecord | TitleRecord
) -> tuple[dict[str, Any], bool]:
    says = field_values(record)
    now = {name: getattr(row, name) for name in says}
    follows, kept = merged(now, _defaults(type(record)) | row.loaded, says)
    for name, value in follows.items():
        setattr(row, name, value)
    return follows, kept


def _follow_parent(row: Entity, record: EntityRecord, load: _EntityLoad) -> tuple[bool, bool]:
    now = {"parent": load.slugs.get(row.parent_id, "")}
    said = {"parent": row.loaded.get("parent", "")}
    follows, kept = merged(now, said, {"parent": record.parent})
    if follows:
        parent = load.rows.get((Kind.PLACE, record.parent))
        row.parent_id = parent.pk if parent else None
    return bool(follows), kept


def _follow_aliases(row: Entity, record: EntityRecord, load: _EntityLoad) -> tuple[bool, bool]:
    now = {(alias.text, alias.use): alias for alias in load.aliases.get(row.pk, ())}
    said = {(text, use) for text, _language, use in row.loaded.get("aliases", ())}
    says: dict[_AliasKey, AliasRecord] = {(alias.text, alias.use): alias for alias in record.aliases}
    add, remove, kept_out = merged_aliases(now, said, says)
    dropped = [now[key].pk for key in remove if now[key].origin == RecordOrigin.AUTHORITY]
    load.old_aliases += dropped
    load.new_aliases += [_new_alias(row, alias) for key, alias in says.items() if key in add]
    return bool(add or dropped), kept_out


def _new_alias(row: Entity, alias: AliasRecord) -> Alias:
    origin = RecordOrigin.AUTHORITY
    return Alias(entity=row, text=alias.text, language=alias.language, use=alias.use, origin=origin)


def _store(load: _EntityLoad) -> None:
    moment = timezone.now()
    for row in load.changed.values():
        row.updated_at = moment  # which bulk_update leaves alone
    written = [*field_names(EntityRecord), "parent", "loaded", "updated_at"]
    Entity.objects.bulk_create(
        load.changed.values(), BATCH, update_conflicts=True, unique_fields=["id"], update_fields=written
    )
    for keys in _batches(load.old_aliases):
        Alias.objects.filter(pk__in=keys).delete()
    Alias.objects.bulk_create(load.new_aliases, BATCH)
    load.roles.store()


def _request_indexing(entity_ids: Iterable[int]) -> None:
    """The index holds names: articles that mention a changed record are indexed anew."""
    for keys in _batches(list(entity_ids)):
        mentions = Mention.objects.order_by().filter(entity_id__in=keys)
        IndexingTask.objects.request(mentions.values_list("article_id", flat=True).distinct())


def _batches(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _links(record: EntityRecord) -> dict[str, Any]:
    """What `loaded` remembers of links to other rows."""
    aliases = [[alias.text, alias.language, alias.use.value] for alias in record.aliases]
    links = {"parent": record.parent, "aliases": aliases, "roles": remembered(record.roles)}
    return {name: value for name, value in links.items() if value}


def _non_default(record: SourceRecord | EntityRecord | TitleRecord) -> dict[str, Any]:
    """What `loaded` remembers of the fields: those that say something; the others are at their defaults."""
    defaults = _defaults(type(record))
    return {name: value for name, value in field_values(record).items() if value != defaults[name]}


def _defaults(kind_of_record: type[SourceRecord | EntityRecord | TitleRecord]) -> dict[str, Any]:
    return {each.name: each.default for each in fields(kind_of_record)}
