"""Documents -> articles, tags, report. Each article in a transaction of its own: one failure costs no sibling."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from articles.ingest.clean import text_digest
from articles.ingest.discover import Unreadable, find, load, shown
from articles.ingest.outlets import Outlets
from articles.ingest.readers import reader_for
from articles.ingest.records import ArticleRecord, UnreadableError
from articles.models import Article, HeadlineOrigin, IngestFailure, IngestRun, Original, Source
from articles.tagging.apply import retag

Found = Path | Unreadable
Watch = Callable[[list[Found]], Iterable[Found]]  # shows the progress of a loop over the files


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass
class Report:
    """What a run did with each article; `failures` has the path or address and the reason of each failure."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: list[Unreadable] = field(default_factory=list)
    interrupted: bool = False

    @property
    def failed(self) -> int:
        return len(self.failures)

    def count(self, outcome: Outcome) -> None:
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)


def ingest(paths: Iterable[Path], watch: Watch = iter) -> Report:
    """Put the articles of files and folders into the archive. Doing it again changes nothing.

    When the run is interrupted, what is stored stays, and the report and the run's row say how far it came.
    """
    paths = list(paths)
    run, report = IngestRun.objects.create(paths=[shown(path) for path in paths]), Report()
    outlets = known_outlets()
    try:
        for found in watch(list(find(paths))):
            _ingest_file(found, outlets, report)
    except KeyboardInterrupt:
        report.interrupted = True
    finally:
        _close(run, report)
    return report


def known_outlets() -> Outlets:
    sources = list(Source.objects.only("slug", "name_ar", "name_en", "other_names", "domain", "country_code"))
    names = ((name, source.slug) for source in sources for name in source.all_names)
    return Outlets.of(names, {source.slug: source.country_code for source in sources})


def _ingest_file(found: Found, outlets: Outlets, report: Report) -> None:
    document = load(found) if isinstance(found, Path) else found
    if isinstance(document, Unreadable):
        report.failures.append(document)
        return
    try:
        for record in reader_for(document).read(document, outlets):
            report.count(_store_once(record))
    except (UnreadableError, DatabaseError, ValueError) as error:
        report.failures.append(Unreadable(unquote(document.reference.removeprefix("file://")), str(error)))


def _store_once(record: ArticleRecord) -> Outcome:
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


def _close(run: IngestRun, report: Report) -> None:
    counts = {outcome.value: getattr(report, outcome.value) for outcome in Outcome}
    IngestFailure.objects.bulk_create(
        IngestFailure(run=run, reference=failure.reference[:2000], reason=failure.reason) for failure in report.failures
    )
    IngestRun.objects.filter(pk=run.pk).update(finished_at=timezone.now(), failed=report.failed, **counts)
