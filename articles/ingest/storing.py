"""Records -> articles with their tags, originals and former states: never twice, never lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.ingest.filling import Outlets, complete, fill
from articles.ingest.identity import Arrival, Known, Match, is_older
from articles.ingest.records import ArticleRecord, Unreadable
from articles.models import Article, IndexingTask, Original, Revision, RevisionReason
from articles.tagging.apply import apply_findings, day_of, retag
from articles.tagging.mentions import Findings

LONGEST_REFERENCE = 2000  # characters
_LOCK = 0x6E657773  # one number that all processes ask the database for
_CURATED_TEXT = {"headline", "body"}


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


Tag = Callable[[Sequence[tuple[ArticleRecord, Article]]], object]


def tag_anew(stored: Sequence[tuple[ArticleRecord, Article]]) -> None:
    """Finds the names in articles that are new or have changed."""
    retag([article for _record, article in stored])


def with_findings(found: Mapping[str, Findings]) -> Tag:
    """Takes what was found in records, by their references, where the article reads as its record does."""

    def tag(stored: Sequence[tuple[ArticleRecord, Article]]) -> None:
        same = [
            (article, findings)
            for record, article in stored
            if (findings := found.get(record.reference)) and _reads_alike(record, article)
        ]
        told = {id(article) for article, _findings in same}
        apply_findings(same)
        if others := [article for _record, article in stored if id(article) not in told]:
            retag(others)

    return tag


def _reads_alike(record: ArticleRecord, article: Article) -> bool:
    return article.body == record.body and day_of(article) == day_of(record)


def read_before(records: Sequence[ArticleRecord]) -> dict[tuple[str, str], str]:
    """Which of the records were read from the same place before with the very same bytes, by reference and SHA-256.

    Each with the SHA-256 of the document that is kept of it, "" where none is.
    """
    references = [record.reference for record in records]
    known = Original.objects.filter(reference__in=references).values_list("reference", "sha256", "kept")
    return {(reference, sha256): kept for reference, sha256, kept in known}


def store_once(record: ArticleRecord, tag: Tag = tag_anew) -> Outcome:
    """Stores a record. Raises DatabaseError or ValueError where it cannot be stored; nothing of it then is."""
    return _store_all([record], tag)[0]


def store_batch(records: Sequence[ArticleRecord], tag: Tag = tag_anew) -> list[Outcome | Unreadable]:
    """What became of each record. The batch is one transaction, and halved where a record cannot be stored."""
    try:
        return [*_store_all(records, tag)]
    except (DatabaseError, ValueError) as error:
        if len(records) == 1:
            return [Unreadable(records[0].reference, str(error), records[0].number)]
    middle = len(records) // 2
    return [*store_batch(records[:middle], tag), *store_batch(records[middle:], tag)]


def _store_all(records: Sequence[ArticleRecord], tag: Tag) -> list[Outcome]:
    if any(len(record.reference) > LONGEST_REFERENCE for record in records):
        raise ValueError(f"its reference is longer than {LONGEST_REFERENCE} characters")
    arrivals = [Arrival.of(record) for record in records]
    with transaction.atomic():
        _wait_for_others()
        batch = Storing(Known.to(arrivals), Outlets(records))
        outcomes = [batch.take(arrival) for arrival in arrivals]
        batch.write()
        if batch.stored:
            tag(list(batch.stored.values()))
    return outcomes


def store_again(pairs: Sequence[tuple[Original, ArticleRecord]], tag: Tag = tag_anew) -> list[Outcome | Unreadable]:
    """Has articles say what their originals give now, read again. What they said becomes a revision.

    The batch is one transaction, and halved where a record cannot be stored.
    """
    try:
        return [*_store_all_again(pairs, tag)]
    except (DatabaseError, ValueError) as error:
        if len(pairs) == 1:
            return [Unreadable(pairs[0][0].reference, str(error), pairs[0][1].number)]
    middle = len(pairs) // 2
    return [*store_again(pairs[:middle], tag), *store_again(pairs[middle:], tag)]


def _store_all_again(pairs: Sequence[tuple[Original, ArticleRecord]], tag: Tag) -> list[Outcome]:
    with transaction.atomic():
        _wait_for_others()
        keys = [original.article_id for original, _record in pairs]
        articles = Article.objects.order_by().select_for_update().in_bulk(keys)
        batch = Storing(Known(), Outlets([record for _original, record in pairs]))
        outcomes = [batch.read_again(articles[original.article_id], original, record) for original, record in pairs]
        batch.write()
        if batch.stored:
            tag(list(batch.stored.values()))
    return outcomes


def _wait_for_others() -> None:
    """One writer at a time: what another has stored is seen, so that nothing is stored twice. SQLite does so itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


@dataclass
class Storing:
    """Decides on records one by one, each knowing those before it; then writes all in few statements."""

    known: Known
    outlets: Outlets
    created: list[Article] = field(default_factory=list)
    changed: dict[int, Article] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    originals: list[Original] = field(default_factory=list)
    replaced: list[Original] = field(default_factory=list)
    newly_kept: list[Original] = field(default_factory=list)
    stored: dict[int, tuple[ArticleRecord, Article]] = field(default_factory=dict)  # whose names are to be found

    def take(self, arrival: Arrival) -> Outcome:
        match, article = self.known.match(arrival)
        if match is Match.SAME_BYTES:
            return self._keep(arrival.record)
        if article is None:
            article = self._create(arrival)
            outcome = Outcome.CREATED
        elif match is Match.CHANGED:
            outcome = self.change(article, arrival, self.known.originals.get(arrival.record.reference))
        elif match is Match.SAME_TEXT:
            outcome = self._same_text(article, arrival)
        elif match is Match.OLDER:
            self._note_incoming(article, arrival, RevisionReason.CHANGED)
            outcome = Outcome.UPDATED
        else:
            outcome = Outcome.UNCHANGED
        gave_text = match in (Match.NEW, Match.CHANGED) or (
            match is Match.SAME_TEXT and self._gave_text(article, arrival.record)
        )
        self._note_original(article, arrival.record, gave_text)
        return outcome

    def write(self) -> None:
        """Originals before revisions, which name them."""
        Article.objects.bulk_create(self.created)
        for article in self.changed.values():
            article.save()
        Original.objects.filter(pk__in=[each.pk for each in self.replaced if each.pk]).update(is_current=False)
        Original.objects.bulk_create(self.originals)
        Original.objects.bulk_update(self.newly_kept, ["kept", "read_with"])
        Revision.objects.bulk_create(self.revisions)
        IndexingTask.objects.request([article.pk for article in self.created])

    def _create(self, arrival: Arrival) -> Article:
        article = Article(text_digest=arrival.digest)
        fill(article, arrival.record, self.outlets.of(arrival.record))
        self.created.append(article)
        self.stored[id(article)] = arrival.record, article
        self.known.note(article, arrival.digest)
        return article

    def _same_text(self, article: Article, arrival: Arrival) -> Outcome:
        """From where it was read before, all that is said counts; from elsewhere, what was not known."""
        original = self.known.originals.get(arrival.record.reference)
        if original and original.article is article and not is_older(arrival.record, original):
            return self.change(article, arrival, original)
        before = Revision.of(article, RevisionReason.COMPLETED, original=self._last_original(article))
        complete(article, arrival.record, self.outlets.of(arrival.record))
        return self._note_change(article, arrival, before)

    def change(
        self,
        article: Article,
        arrival: Arrival,
        original: Original | None,
        reason: RevisionReason = RevisionReason.CHANGED,
        is_completed: bool = False,
    ) -> Outcome:
        """The article says what the record says; what it said, from that original, becomes a revision.

        `is_completed`: what the record does not say and others of its originals may have, stays.
        """
        original = original if original and original.article is article else self._last_original(article)
        before = Revision.of(article, reason, original=original)
        if _CURATED_TEXT & set(article.curated_fields) and article.text_digest != arrival.digest:
            self._note_incoming(article, arrival, RevisionReason.WITHHELD)
        fill(article, arrival.record, self.outlets.of(arrival.record))
        if is_completed:
            complete(article, before, before.source)
        former, article.text_digest = article.text_digest, arrival.digest
        outcome = self._note_change(article, arrival, before)
        self.known.note(article, arrival.digest, former if former != arrival.digest else "")
        return Outcome.UPDATED if former != arrival.digest else outcome

    def read_again(self, article: Article, original: Original, record: ArticleRecord) -> Outcome:
        """What the original gives now; what only others of the article's originals told stays."""
        original.article = article
        has_others = article.originals.current().exclude(pk=original.pk).exists()
        return self.change(article, Arrival.of(record), original, RevisionReason.REEXTRACTED, has_others)

    def _note_change(self, article: Article, arrival: Arrival, before: Revision) -> Outcome:
        if Revision.of(article, RevisionReason.CHANGED).says() == before.says():
            if article.pk and article.text_digest != before.text_digest:
                self.changed[article.pk] = article
            return Outcome.UNCHANGED
        self.revisions.append(before)
        self.stored[id(article)] = arrival.record, article
        if article.pk:
            self.changed[article.pk] = article
        return Outcome.UPDATED

    def _note_incoming(self, article: Article, arrival: Arrival, reason: RevisionReason) -> None:
        """Keeps a text that is not shown: an older one, or one that came while a curator's stands."""
        incoming = Article(text_digest=arrival.digest)
        fill(incoming, arrival.record, self.outlets.of(arrival.record))
        revision = Revision.of(incoming, reason)
        revision.article = article
        self.revisions.append(revision)
        self.known.former.setdefault(arrival.digest, article)

    def _gave_text(self, article: Article, record: ArticleRecord) -> bool:
        """Whether the article's text is from where the record is from."""
        original = self.known.originals.get(record.reference)
        return original is not None and original.article is article and original.gave_text

    def _note_original(self, article: Article, record: ArticleRecord, gave_text: bool) -> None:
        """The record's bytes as an original of the article; those read there before stay as former ones."""
        before = self.known.originals.get(record.reference)
        original = original_of(record, article, gave_text)
        if before and is_older(record, before):
            original.is_current = False
            if not Original.objects.filter(reference=record.reference, sha256=record.sha256).exists():
                self.originals.append(original)
            return
        if before:
            before.is_current = False
            self.replaced.append(before)
        self.originals.append(original)
        self.known.originals[record.reference] = original

    def _last_original(self, article: Article) -> Original | None:
        """The one that gave the text."""
        new = [each for each in self.originals if each.article is article and each.gave_text]
        return new[-1] if new or not article.pk else article.originals.order_by("gave_text", "pk").last()

    def _keep(self, record: ArticleRecord) -> Outcome:
        """Notes where a document lies that was ingested before the archive kept it."""
        original = self.known.originals[record.reference]
        if record.kept and not original.kept:
            original.kept, original.read_with = record.kept.sha256, dict(record.kept.read_with)
            if original.pk:
                self.newly_kept.append(original)
        return Outcome.UNCHANGED


def original_of(record: ArticleRecord, article: Article, gave_text: bool) -> Original:
    document = record.document
    is_part = document is not None and record.reference.startswith(f"{document.reference}#")
    return Original(
        article=article,
        reference=record.reference,
        part=record.reference[len(document.reference) + 1 :] if document and is_part else "",
        sha256=record.sha256,
        size=record.size,
        media_type=record.media_type,
        encoding=record.encoding,
        fetched_at=document.fetched_at if document else None,
        kept=record.kept.sha256 if record.kept else "",
        read_with=dict(record.kept.read_with) if record.kept else {},
        gave_text=gave_text,
        ingested_at=timezone.now(),
    )
