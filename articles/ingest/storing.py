"""Records -> articles with their tags. A reference, and then the text, tell whether the archive has one already."""

from collections.abc import Sequence
from enum import StrEnum

from django.db import IntegrityError, transaction

from articles.ingest.clean import text_digest
from articles.ingest.records import ArticleRecord
from articles.models import Article, HeadlineOrigin, Original, Source
from articles.tagging.apply import retag


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def store_once(record: ArticleRecord) -> Outcome:
    """Stores a record; where another process has just stored the same, that one counts."""
    try:
        return store(record)
    except IntegrityError:
        return store(record)


@transaction.atomic
def store(record: ArticleRecord) -> Outcome:
    """A record -> its article, tagged. The reference, and then the text, tell whether the archive has it."""
    original = Original.objects.select_related("article").filter(reference=record.reference).first()
    if original and original.sha256 == record.sha256:
        return Outcome.UNCHANGED
    digest = text_digest("" if record.headline_is_derived else record.headline, record.body, record.source_slug)
    same = Article.objects.filter(text_digest=digest).first()
    if same and (original is None or original.article_id == same.pk):
        _note_original(same, record)
        return Outcome.UNCHANGED
    article = original.article if original else Article()
    _fill(article, record, digest)
    article.save()
    _note_original(article, record)
    retag([article])
    return Outcome.UPDATED if original else Outcome.CREATED


def _note_original(article: Article, record: ArticleRecord) -> None:
    facts = {name: getattr(record, name) for name in ("sha256", "size", "media_type", "encoding")}
    Original.objects.update_or_create(reference=record.reference, defaults={"article": article, **facts})


def _fill(article: Article, record: ArticleRecord, digest: str) -> None:
    """Sets what the record says, except where a curator has spoken."""
    values = {
        "source": _source(record),
        "headline": record.headline,
        "body": record.body,
        "byline": record.byline,
        "url": record.url,
        "published_on": record.published_on,
    }
    for name, value in values.items():
        if name not in article.curated_fields:
            setattr(article, name, value)
    if "headline" not in article.curated_fields:
        article.headline_origin = HeadlineOrigin.DERIVED if record.headline_is_derived else HeadlineOrigin.GIVEN
    if "published_on" not in article.curated_fields:
        article.published_at = record.published_at
        for name in ("date_precision", "date_origin", "date_reason", "date_as_written"):
            setattr(article, name, getattr(record, name))
    if "body" not in article.curated_fields:
        article.block_kinds = dict(record.block_kinds)
    article.text_digest = digest


def _source(record: ArticleRecord) -> Source | None:
    """The outlet, if the archive knows it; one that the document names by a label is made known."""
    if record.source_slug:
        return Source.objects.filter(slug=record.source_slug).first()
    if record.source_name:
        return Source.objects.named(record.source_name)
    return None


class Foretelling:
    """What storing records would come to, each knowing those before it. Nothing is stored."""

    def __init__(self) -> None:
        self._references: dict[str, str] = {}  # -> SHA-256
        self._digests: set[str] = set()

    def of(self, records: Sequence[ArticleRecord]) -> list[Outcome]:
        return [self._of(record) for record in records]

    def _of(self, record: ArticleRecord) -> Outcome:
        original = Original.objects.filter(reference=record.reference).first()
        sha256 = self._references.get(record.reference) or (original.sha256 if original else "")
        digest = text_digest("" if record.headline_is_derived else record.headline, record.body, record.source_slug)
        is_there = digest in self._digests or Article.objects.filter(text_digest=digest).exists()
        self._references[record.reference] = record.sha256
        self._digests.add(digest)
        if sha256 == record.sha256 or is_there:
            return Outcome.UNCHANGED
        return Outcome.UPDATED if sha256 else Outcome.CREATED
