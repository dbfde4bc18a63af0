"""The records an article mentions, and how each came to be tagged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Entity, Kind, Mention, MentionOrigin


@dataclass(frozen=True)
class MentionedRecord:
    """`confidences` are the machine's, from 0 to 1; empty when a curator set every one of its mentions."""

    entity: Entity
    count: int
    by_curator: bool
    confidences: tuple[float, ...]

    @property
    def confidence(self) -> str:
        """`"85%"` or, where they differ, `"60–85%"`; empty when no machine took part."""
        if not self.confidences:
            return ""
        low, high = round(min(self.confidences) * 100), round(max(self.confidences) * 100)
        return f"{high}%" if low == high else f"{low}–{high}%"


@dataclass(frozen=True)
class MentionedKind:
    kind: Kind
    records: tuple[MentionedRecord, ...]


def mentioned_kinds(mentions: Iterable[Mention]) -> list[MentionedKind]:
    """By kind, and in each kind the most mentioned first; a kind without records is left out."""
    by_entity: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_entity[mention.entity_id].append(mention)
    records = sorted((_record(group) for group in by_entity.values()), key=lambda r: (-r.count, r.entity.name))
    groups = [MentionedKind(kind, tuple(r for r in records if r.entity.kind == kind)) for kind in Kind]
    return [group for group in groups if group.records]


def _record(mentions: Sequence[Mention]) -> MentionedRecord:
    return MentionedRecord(
        entity=mentions[0].entity,
        count=len(mentions),
        by_curator=any(m.origin == MentionOrigin.CURATOR for m in mentions),
        confidences=tuple(m.confidence for m in mentions if m.confidence is not None),
    )
