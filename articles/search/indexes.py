"""What of an article is indexed."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch
from haystack import indexes

from articles.models import Article, Entity, Kind, Mention
from articles.models.article import ArticleQuerySet
from articles.search.analyzer import join_parts
from articles.search.params import UNKNOWN


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """Facets hold primary keys, or "unknown"; names of records are found through these, see `naming`."""

    text = indexes.CharField(document=True, model_attr="body")
    headline = indexes.CharField(model_attr="headline")
    person = indexes.CharField()
    organisation = indexes.CharField()
    place = indexes.CharField()
    source = indexes.CharField()
    year = indexes.CharField()
    published_on = indexes.IntegerField()

    def get_model(self) -> type[Article]:
        return Article

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """The articles that readers see, with all that `prepare` reads of them in two queries."""
        mentions = Mention.objects.active().select_related("entity")
        return Article.objects.published().prefetch_related(Prefetch("mentions", mentions))

    def prepare(self, obj: Article) -> dict[str, object]:
        data: dict[str, object] = super().prepare(obj)
        mentioned = list(
            {mention.entity_id: mention.entity for mention in obj.mentions.all() if mention.counts}.values()
        )
        return data | {
            "pk": obj.pk,
            "published_on": _ordinal(obj.published_on),
            "text": (text := join_parts(obj.headline, obj.body)),
            "exact": text,
            "headline_exact": obj.headline,
            "person": _keys(mentioned, Kind.PERSON),
            "organisation": _keys(mentioned, Kind.ORGANISATION),
            "place": _keys(mentioned, Kind.PLACE),
            "source": str(obj.source_id or UNKNOWN),
            "year": str(obj.published_on.year) if obj.published_on else UNKNOWN,
        }


def _keys(entities: Iterable[Entity], kind: Kind) -> str:
    return " ".join(str(entity.pk) for entity in entities if entity.kind == kind)


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else 0
