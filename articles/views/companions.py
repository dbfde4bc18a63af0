"""What a record is mentioned with, and the searches that lead from it."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from articles.models import Article, Entity, Kind, Mention
from articles.search.params import Choices, FacetName, SearchParams

SHOWN = 8  # companions of each kind


@dataclass(frozen=True)
class Companion:
    """`count` is of the articles that mention both, which stand at `address`."""

    entity: Entity
    count: int
    address: str


@dataclass(frozen=True)
class CompanionKind:
    kind: Kind
    companions: tuple[Companion, ...]


def companions(entity: Entity) -> list[CompanionKind]:
    """The records most often in one article with `entity`, by kind. Two queries."""
    counts = _most_shared(entity)
    entities = Entity.objects.in_bulk([pk for pks in counts.values() for pk in pks])
    return [
        CompanionKind(kind, tuple(_companion(entity, entities[pk], count) for pk, count in counts[kind].items()))
        for kind in Kind
        if counts[kind]
    ]


def search_of(*entities: Entity) -> str:
    """The address of the search narrowed to these records, each of another kind."""
    choices: Choices = {FacetName(entity.kind): (entity.slug,) for entity in entities}
    return f"{reverse('articles:search')}?{SearchParams(choices=choices).query_string()}"


def shared_address(entity: Entity, other: Entity) -> str:
    """Where the articles stand that mention both.

    Two values of one facet are alternatives to a search; two records of a kind share a list on the page of
    the first.
    """
    if entity.kind == other.kind:
        return f"{entity.get_absolute_url()}?{urlencode({'with': other.slug})}#articles"
    return search_of(entity, other)


def _most_shared(entity: Entity) -> dict[Kind, dict[int, int]]:
    rows = (
        Mention.objects.active()
        .filter(article__in=Article.objects.published().mentioning(entity).values("pk"))
        .exclude(entity=entity)
        .order_by()
        .values_list("entity", "entity__kind")
        .annotate(shared=Count("article", distinct=True))
        .order_by("-shared", "entity")
    )
    counts: dict[Kind, dict[int, int]] = defaultdict(dict)
    for pk, kind, shared in rows:
        if len(counts[Kind(kind)]) < SHOWN:
            counts[Kind(kind)][pk] = shared
    return counts


def _companion(entity: Entity, other: Entity, count: int) -> Companion:
    return Companion(other, count, shared_address(entity, other))
