"""What of an article is indexed."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch
from haystack import indexes

from articles.models import Article, Entity, Kind, Mention
from articles.models.article import ArticleQuerySet
from articles.search.entry import Entry
from articles.search.params import UNKNOWN


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """Tells Haystack that articles are indexed; what of them is, `entry_of` says."""

    text = indexes.CharField(document=True, model_attr="body")

    def get_model(self) -> type[Article]:
        return Article

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """The articles that readers see, with all that `entry_of` reads of them in two queries."""
        mentions = Mention.objects.active().select_related("entity").only("article", "status", "entity__kind")
        return Article.objects.published().prefetch_related(Prefetch("mentions", mentions))


def entry_of(article: Article) -> Entry:
    """Facets hold primary keys, or "unknown"; names of records are found through these, see `naming`."""
    mentioned = {mention.entity_id: mention.entity for mention in article.mentions.all() if mention.counts}
    return Entry(
        key=article.pk,
        day=_ordinal(article.published_on),
        headline=article.headline,
        body=article.body,
        facets={
            "person": _keys(mentioned.values(), Kind.PERSON),
            "organisation": _keys(mentioned.values(), Kind.ORGANISATION),
            "place": _keys(mentioned.values(), Kind.PLACE),
            "source": (str(article.source_id or UNKNOWN),),
            "year": (str(article.published_on.year) if article.published_on else UNKNOWN,),
        },
    )


def _keys(entities: Iterable[Entity], kind: Kind) -> tuple[str, ...]:
    return tuple(str(entity.pk) for entity in entities if entity.kind == kind)


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else 0
