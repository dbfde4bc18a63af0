"""Roles of the authority records -> rows, by the same three-way comparison as aliases."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from articles.authority.roles import RoleRecord
from articles.models import Entity, RecordOrigin, Role, Title

_Find = Callable[[str], Entity | None]  # the place or organisation of a slug


@dataclass
class RoleLoad:
    """The roles there are, by person, and what is to be done with them."""

    titles: dict[str, int]
    roles: dict[int, dict[RoleRecord, Role]]
    new: list[Role] = field(default_factory=list)
    old: list[int] = field(default_factory=list)

    @classmethod
    def begin(cls, is_needed: bool) -> "RoleLoad":
        """Asks the database for nothing where neither the files nor what was loaded before has a role."""
        load = cls({}, defaultdict(dict))
        if is_needed:
            load.titles = dict(Title.objects.values_list("slug", "pk"))
            for role in Role.objects.select_related("title", "of").order_by():
                load.roles[role.person_id][_record(role)] = role
        return load

    def follow(self, person: Entity, says: Iterable[RoleRecord], find: _Find) -> tuple[bool, bool]:
        """Whether a role comes or goes, and whether one that the file has is kept out by a curator's word.

        Of two roles of one office and beginning, a curator's stays.
        """
        now = self.roles.get(person.pk, {})
        said = {RoleRecord(*values) for values in person.loaded.get("roles", ())}
        missing = set(says) - now.keys()
        dropped = {key: now[key] for key in (said - set(says)) & now.keys() if _is_ours(now[key])}
        taken = {_office(key) for key in now.keys() - dropped.keys()}
        added = {key for key in missing - said if _office(key) not in taken}
        self.old += [role.pk for role in dropped.values()]
        self.new += [self._row(person, key, find) for key in sorted(added)]
        return bool(added or dropped), bool(missing - added)

    def store(self) -> None:
        Role.objects.filter(pk__in=self.old).delete()
        Role.objects.bulk_create(self.new)

    def _row(self, person: Entity, record: RoleRecord, find: _Find) -> Role:
        return Role(
            person=person,
            title_id=self.titles[record.title],
            of=find(record.of),
            start=record.start,
            end=record.end,
            is_acting=record.is_acting,
            is_rival=record.is_rival,
            origin=RecordOrigin.AUTHORITY,
        )


def remembered(roles: Iterable[RoleRecord]) -> list[list[str | bool]]:
    """What `Entity.loaded` keeps of the roles that the file has."""
    return [[role.title, role.of, role.start, role.end, role.is_acting, role.is_rival] for role in roles]


def _record(role: Role) -> RoleRecord:
    return RoleRecord(role.title.slug, role.of.slug, role.start, role.end, role.is_acting, role.is_rival)


def _office(role: RoleRecord) -> tuple[str, str, str]:
    return role.title, role.of, role.start


def _is_ours(role: Role) -> bool:
    return role.origin == RecordOrigin.AUTHORITY
