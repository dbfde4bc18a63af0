"""Kept originals are read again, by better readers or other columns: what they give now is what their articles say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from articles.ingest.context import Context
from articles.ingest.originals import OriginalStore, store
from articles.ingest.outlets import Outlets
from articles.ingest.pipeline import known_outlets
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable
from articles.ingest.report import named
from articles.ingest.sandbox import Sandbox
from articles.ingest.storing import Outcome, store_again
from articles.models import Article, Original

if TYPE_CHECKING:
    from django.db.models import QuerySet

LOOKED_UP = 500  # originals that are looked up at once


@dataclass
class Reextraction:
    """What became of the articles that were asked for. `unkept`: their originals are not kept."""

    updated: int = 0
    unchanged: int = 0
    unkept: int = 0
    failures: list[Unreadable] = field(default_factory=list)

    def count(self, outcomes: Iterable[Outcome | Unreadable]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, Unreadable):
                self.failures.append(named(outcome))
            elif outcome is Outcome.UPDATED:
                self.updated += 1
            else:
                self.unchanged += 1


@dataclass(frozen=True)
class _Document:
    """A kept document, and what its reader was told."""

    sha256: str
    reference: str
    told: Mapping[str, Any]

    @classmethod
    def of(cls, original: Original) -> "_Document":
        told = dict(original.read_with)
        return cls(original.kept, told.pop("reference", "") or original.reference.partition("#")[0], told)

    @property
    def key(self) -> tuple[str, str, str]:
        """Equal for originals that are read from the document together."""
        return self.sha256, self.reference, repr(sorted(self.told.items()))

    def context(self, outlets: Outlets, columns: Mapping[str, str]) -> Context:
        return Context(outlets, columns or self.told.get("columns", {}), self.told.get("source", ""))

    def raw(self, kept_in: OriginalStore, original: Original) -> RawDocument:
        """Raises OSError where it is kept no longer."""
        return RawDocument(
            self.reference,
            kept_in.path(self.sha256).stat().st_size,
            partial(kept_in.open, self.sha256),
            self.told.get("type", ""),
            self.told.get("charset", ""),
            original.fetched_at,
            self.told.get("hints", {}),
        )


def reextract(articles: "QuerySet[Article]", columns: Mapping[str, str] | None = None) -> Reextraction:
    """Reads the originals that gave the articles their texts again, and stores what has changed.

    `columns` stand in the place of those with which a table was read. An original that gives its article no longer
    leaves it as it is, and is a failure.
    """
    done, kept_in, outlets = Reextraction(), store(), known_outlets()
    chosen = _givers(articles)
    done.unkept = articles.count() - len(chosen) if kept_in else articles.count()
    if kept_in is None:
        return done
    for document, keys in _documents(chosen):
        originals = list(Original.objects.filter(pk__in=keys).order_by("pk"))
        done.count(_reextract(document, originals, kept_in, document.context(outlets, columns or {})))
    return done


def _givers(articles: "QuerySet[Article]") -> list[int]:
    """The original of each article that gave its text last, where it is kept: their keys."""
    rows = Original.objects.filter(article__in=articles.order_by().values("pk"))
    last = {
        article: (pk, kept)
        for article, pk, kept in rows.order_by("gave_text", "is_current", "pk").values_list("article", "pk", "kept")
    }
    return [pk for pk, kept in last.values() if kept]


def _documents(keys: Sequence[int]) -> Iterator[tuple[_Document, list[int]]]:
    """Each document with the originals that are read from it."""
    found: dict[tuple[str, str, str], tuple[_Document, list[int]]] = {}
    for start in range(0, len(keys), LOOKED_UP):
        for original in Original.objects.filter(pk__in=keys[start : start + LOOKED_UP]).order_by("pk"):
            document = _Document.of(original)
            found.setdefault(document.key, (document, []))[1].append(original.pk)
    yield from found.values()


def _reextract(
    document: _Document, originals: Sequence[Original], kept_in: OriginalStore, context: Context
) -> Iterator[Outcome | Unreadable]:
    wanted = _Wanted(originals)
    reasons: dict[str, str] = {}
    try:
        raw = document.raw(kept_in, originals[0])
    except OSError:
        yield from (Unreadable(each.reference, "its kept original is missing") for each in originals)
        return
    with Sandbox(context) as sandbox:
        for portion in sandbox.read(raw):
            reasons |= {item.reference: item.reason for item in portion.items if isinstance(item, Unreadable)}
            yield from store_again(wanted.found(item for item in portion.items if isinstance(item, ArticleRecord)))
    for original in wanted.missing:
        reason = reasons.get(original.reference) or reasons.get(document.reference)
        yield Unreadable(original.reference, reason or "its kept original does not give it any more")


class _Wanted:
    """The originals that are looked for in a document: by their names there; where they changed, by their bytes."""

    def __init__(self, originals: Sequence[Original]) -> None:
        self._left = {original.pk: original for original in originals}
        self._by_reference = {original.reference: original for original in originals}
        times = Counter(original.sha256 for original in originals)
        self._by_bytes = {each.sha256: each for each in originals if times[each.sha256] == 1}

    def found(self, records: Iterable[ArticleRecord]) -> list[tuple[Original, ArticleRecord]]:
        pairs = []
        for record in records:
            original = self._by_reference.get(record.reference) or self._by_bytes.get(record.sha256)
            if original and self._left.pop(original.pk, None):
                pairs.append((original, record))
        return pairs

    @property
    def missing(self) -> list[Original]:
        return list(self._left.values())
