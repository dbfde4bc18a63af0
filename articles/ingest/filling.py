"""What a record says -> an article's fields. A curator's word stands."""

from collections.abc import Iterable

from articles.ingest.records import ArticleRecord
from articles.models import Article, HeadlineOrigin, Revision, Source

DATE_FIELDS = ("published_at", "date_precision", "date_origin", "date_reason", "date_as_written")


class Outlets:
    """The outlets that the records of a batch name, each looked up once."""

    def __init__(self, records: Iterable[ArticleRecord], are_made_known: bool = True) -> None:
        slugs = {record.source_slug for record in records if record.source_slug}
        self._by_slug = {source.slug: source for source in Source.objects.filter(slug__in=slugs)}
        self._by_name: dict[str, Source] = {}
        self._are_made_known = are_made_known

    def of(self, record: ArticleRecord) -> Source | None:
        """The outlet, if the archive knows it; one that the document names by a label is made known."""
        if record.source_slug:
            return self._by_slug.get(record.source_slug)
        if not record.source_name or not self._are_made_known:
            return None
        if record.source_name not in self._by_name:
            self._by_name[record.source_name] = Source.objects.named(record.source_name)
        return self._by_name[record.source_name]


def fill(article: Article, record: ArticleRecord, source: Source | None) -> None:
    """Sets what the record says, except where a curator has spoken."""
    values = {
        "source": source,
        "headline": record.headline,
        "body": record.body,
        "byline": record.byline,
        "section": record.section,
        "url": record.url,
        "published_on": record.published_on,
    }
    for name, value in values.items():
        if name not in article.curated_fields:
            setattr(article, name, value)
    if "headline" not in article.curated_fields:
        article.headline_origin = HeadlineOrigin.DERIVED if record.headline_is_derived else HeadlineOrigin.GIVEN
    if "published_on" not in article.curated_fields:
        _fill_date(article, record)
    if "body" not in article.curated_fields:
        article.block_kinds = dict(record.block_kinds)
    article.note_address()


def complete(article: Article, record: ArticleRecord | Revision, source: Source | None) -> None:
    """Sets what the article does not say and a record of the same text, or what it once said, does."""
    values = {"source": source, "byline": record.byline, "section": record.section, "url": record.url}
    for name, value in values.items():
        if value and not getattr(article, name) and name not in article.curated_fields:
            setattr(article, name, value)
    if record.published_on and not article.published_on and "published_on" not in article.curated_fields:
        article.published_on = record.published_on
        _fill_date(article, record)
    article.note_address()


def _fill_date(article: Article, record: ArticleRecord | Revision) -> None:
    for name in DATE_FIELDS:
        setattr(article, name, getattr(record, name))
