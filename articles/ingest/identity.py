"""Which article of the archive a record is: by its reference, its address, its text.

An exact text decides wherever it stands. A reference and an address are claims: one that may have been given to another
article since, as a record's number in a dump or the address of a section, holds only where the texts are related.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, TypeVar

from articles.ingest.clean import text_digest
from articles.ingest.records import ArticleRecord
from articles.ingest.resemblance import ALIKE, RELATED, shared_phrases, shared_words
from articles.models import Address, Article, Original, Revision

if TYPE_CHECKING:
    from django.db.models import QuerySet

AT_ONCE = 500  # values asked for in one query
EXCERPT = 0.5  # of the length of the text that the archive has: what is shorter, from elsewhere, is a part of it

T = TypeVar("T")


class Match(Enum):
    NEW = auto()
    SAME_BYTES = auto()  # as read before from the same place
    SAME_TEXT = auto()
    FORMER_TEXT = auto()  # what the article once said, found elsewhere
    EXCERPT = auto()  # a part of the article, found elsewhere
    OLDER = auto()  # what it said before it was last read: an older capture of its page
    CHANGED = auto()


@dataclass(frozen=True)
class Arrival:
    """A record on its way in, with what tells it from others."""

    record: ArticleRecord
    digest: str
    address: Address

    @classmethod
    def of(cls, record: ArticleRecord) -> "Arrival":
        headline = "" if record.headline_is_derived else record.headline
        return cls(record, text_digest(headline, record.body, record.source_slug), Address.of(record.url))


@dataclass
class Known:
    """What the archive has of the things that a batch of records names, kept up as they are stored one by one."""

    originals: dict[str, Original] = field(default_factory=dict)  # by reference
    texts: dict[str, Article] = field(default_factory=dict)  # by digest
    former: dict[str, Article] = field(default_factory=dict)  # by digest
    addresses: dict[str, Article] = field(default_factory=dict)  # by key

    @classmethod
    def to(cls, arrivals: Sequence[Arrival]) -> "Known":
        """Five queries for a batch; those whose bytes are as before cost one."""
        originals = _originals(arrivals)
        asked = [each for each in arrivals if not _is_same(each.record, originals.get(each.record.reference))]
        digests = {each.digest for each in asked}
        texts = _keys(Article.objects.order_by("-pk").values_list("text_digest", "pk"), "text_digest", digests)
        former = _keys(Revision.objects.order_by("-pk").values_list("text_digest", "article"), "text_digest", digests)
        keys = {each.address.key for each in asked if each.address.key}
        addresses = _keys(Article.objects.order_by("-pk").values_list("url_key", "pk"), "url_key", keys)
        wanted = {*texts.values(), *former.values(), *addresses.values()}
        read_before = [originals[reference] for each in asked if (reference := each.record.reference) in originals]
        rows = _articles(wanted | {original.article_id for original in read_before})
        for original in originals.values():
            if original.article_id in rows:
                original.article = rows[original.article_id]
        found = ({key: rows[pk] for key, pk in pks.items()} for pks in (texts, former, addresses))
        return cls(originals, *found)

    def match(self, arrival: Arrival) -> tuple[Match, Article | None]:
        """The article the record is, and how its text stands to the one there."""
        record = arrival.record
        original = self.originals.get(record.reference)
        if original and _is_same(record, original):
            return Match.SAME_BYTES, None
        if same := self.texts.get(arrival.digest):
            return Match.SAME_TEXT, same
        if original and _holds(record, arrival.address, original):
            return self._found_again(arrival, original), original.article
        article = self.addresses.get(arrival.address.key) if arrival.address.key else None
        if article and _is_of(record, article, arrival.address):
            return self._found_elsewhere(arrival, article), article
        if article := self.former.get(arrival.digest):
            return Match.FORMER_TEXT, article
        return Match.NEW, None

    def _found_again(self, arrival: Arrival, original: Original) -> Match:
        if not is_older(arrival.record, original):
            return Match.CHANGED
        return Match.FORMER_TEXT if self.former.get(arrival.digest) is original.article else Match.OLDER

    def _found_elsewhere(self, arrival: Arrival, article: Article) -> Match:
        if self.former.get(arrival.digest) is article:
            return Match.FORMER_TEXT
        is_part = len(arrival.record.body) < EXCERPT * len(article.body)
        return Match.EXCERPT if is_part else Match.CHANGED

    def note(self, article: Article, digest: str, former: str = "") -> None:
        """The article now has this text; `former` is the one it had."""
        if former and self.texts.get(former) is article:
            del self.texts[former]
            self.former[former] = article
        self.texts.setdefault(digest, article)
        if article.url_key:
            self.addresses.setdefault(article.url_key, article)


def is_older(record: ArticleRecord, original: Original) -> bool:
    """Whether the record was fetched before what the archive has from there."""
    fetched_at = record.document.fetched_at if record.document else None
    return bool(fetched_at and original.fetched_at and fetched_at < original.fetched_at)


def _is_same(record: ArticleRecord, original: Original | None) -> bool:
    return original is not None and original.sha256 == record.sha256


def _holds(record: ArticleRecord, address: Address, original: Original) -> bool:
    """Whether what now stands where the article was read is still that article."""
    article = original.article
    is_moved = bool(address.key and article.url_key and address.key != article.url_key)
    is_part = record.number > 0  # numbers move, and names are given twice
    return not (is_moved or is_part) or _is_related(record, article)


def _is_of(record: ArticleRecord, article: Article, address: Address) -> bool:
    """Whether a record is the article that stands under the same address."""
    return _is_related(record, article) if address.is_specific else _is_alike(record, article)


def _is_related(record: ArticleRecord, article: Article) -> bool:
    return shared_words(_text(record), _text(article)) >= RELATED


def _is_alike(record: ArticleRecord, article: Article) -> bool:
    return shared_phrases(record.body, article.body) >= ALIKE


def _text(article: ArticleRecord | Article) -> str:
    return f"{article.headline}\n{article.body}"


def _originals(arrivals: Sequence[Arrival]) -> dict[str, Original]:
    references = {each.record.reference for each in arrivals}
    rows = (Original.objects.current().filter(reference__in=some) for some in _slices(references))
    return {original.reference: original for some in rows for original in some}


def _keys(rows: "QuerySet[Any, tuple[str, int]]", name: str, values: set[str]) -> dict[str, int]:
    """The oldest row of each value, which is the last of those given."""
    return {value: pk for some in _slices(values) for value, pk in rows.filter(**{f"{name}__in": some})}


def _articles(keys: set[int]) -> dict[int, Article]:
    """Locked, so that no curator's word comes between reading and writing."""
    found: dict[int, Article] = {}
    for some in _slices(keys):
        found |= Article.objects.order_by().select_for_update().in_bulk(some)
    return found


def _slices(values: Iterable[T]) -> Iterator[list[T]]:
    rest = list(values)
    return (rest[start : start + AT_ONCE] for start in range(0, len(rest), AT_ONCE))
