"""What of an article is indexed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from haystack import indexes

from articles.arabic.partial_dates import last_day
from articles.batches import batched
from articles.models import Article, Kind, Mention
from articles.models.article import ArticleQuerySet
from articles.search.entry import Entry
from articles.search.params import UNKNOWN


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """Tells Haystack that articles are indexed; what of them is, `entries_of` says."""

    text = indexes.CharField(document=True, model_attr="body")

    def get_model(self) -> type[Article]:
        return Article

    def get_updated_field(self) -> str:
        return "updated_at"

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """The articles that readers see."""
        return Article.objects.published()


def entries_of(articles: ArticleQuerySet, batch: int = 500) -> Iterator[Entry]:
    """The entries of the articles in the order of their keys; two queries for every `batch` of them.

    Facets hold primary keys, or "unknown"; names of records are found through these, see `naming`.
    """
    fields = ("pk", "published_on", "date_precision", "headline", "body", "source_id")
    rows = articles.order_by("pk").values_list(*fields)
    for some in batched(rows.iterator(chunk_size=batch), batch):
        mentioned = _mentioned_in([row[0] for row in some])
        for key, published_on, precision, headline, body, source in some:
            yield Entry(
                key=key,
                day=published_on.toordinal() if published_on else 0,
                headline=headline,
                body=body,
                facets={
                    **mentioned.get(key, {}),
                    "source": (str(source or UNKNOWN),),
                    "year": (str(published_on.year) if published_on else UNKNOWN,),
                },
                last_day=last_day(published_on, precision).toordinal() if published_on else 0,
            )


def _mentioned_in(keys: Sequence[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """The keys of the records that each article mentions, by their kind, which is the facet's name."""
    mentions = Mention.objects.active().filter(article__in=keys).order_by("article", "start", "pk")
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(lambda: dict.fromkeys(Kind.values, ()))
    for article, entity, kind in mentions.values_list("article", "entity", "entity__kind"):
        facets = found[article]
        if (value := str(entity)) not in facets[kind]:
            facets[kind] += (value,)
    return found
