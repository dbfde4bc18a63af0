"""The archive's Haystack engine: Whoosh writes and owns the index, reading goes through snapshots.

Its queries are typed values, never strings: `SearchQuerySet().filter(content=parse(text))` for the text and
`.narrow(Choice("place", ("12", "15")))` for each facet. Values within a choice are alternatives, choices add
up, and the counts of a facet leave its own choice out of account.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, SearchNode
from haystack.indexes import SearchIndex
from haystack.inputs import BaseInput
from haystack.models import SearchResult
from whoosh.index import FileIndex, create_in, exists_in, open_dir
from whoosh.query import Or, Term
from whoosh.util.filelock import LockBase, try_for
from whoosh.writing import CLEAR, IndexWriter

from articles.models import Article
from articles.search.language import ParsedQuery, parse
from articles.search.schema import FACET_FIELDS, build_schema, fingerprint
from articles.search.snapshot import Docnums, Mask, Snapshot

FILLED = "filled"  # the file that says so
OPENING_ATTEMPTS = 5
LOCK_TIMEOUT = 30.0  # seconds a writer waits for another process's writer
MEMORY_LIMIT = 128  # MB of postings before Whoosh's writer spills them to disk


@dataclass(frozen=True)
class Choice:
    """The documents whose facet has any of the values."""

    facet: str
    values: tuple[str, ...]


class ArchiveSearchBackend(BaseSearchBackend):
    """Indexes and searches articles.

    The index lies in a folder named by its fingerprint, so that one made with another schema or analyzer is
    never read: until `is_filled` it lacks articles.
    """

    def __init__(self, connection_alias: str, **options: Any) -> None:  # noqa: ANN401 - Haystack's signature
        super().__init__(connection_alias, **options)
        self.folder = Path(options["PATH"]) / fingerprint()
        self._snapshot: Snapshot | None = None
        self._opening = threading.Lock()

    # Writing

    def setup(self) -> FileIndex:
        """The index, made when it is not there."""
        if exists_in(str(self.folder)):
            return open_dir(str(self.folder))
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return create_in(str(self.folder), build_schema())

    @property
    def is_filled(self) -> bool:
        """Whether every article has once been put into this index."""
        return (self.folder / FILLED).exists()

    def mark_filled(self) -> None:
        (self.folder / FILLED).touch()

    def update(self, index: SearchIndex, iterable: Iterable[Article], commit: bool = True) -> None:
        """Put the articles in place of whatever the index has of them, all or none."""
        documents = {article.pk: index.full_prepare(article) for article in iterable}
        self.replace(documents.keys(), documents.values())

    def remove(self, obj_or_string: Article | str, commit: bool = True) -> None:
        key = obj_or_string.pk if isinstance(obj_or_string, Article) else obj_or_string.rsplit(".", 1)[-1]
        self.replace([int(key)], [])

    def clear(self, models: Sequence[type] | None = None, commit: bool = True) -> None:
        """An empty index in the place of this one; searches see the old or the empty one."""
        if models is not None and Article not in models:
            return
        with self.writer(mergetype=CLEAR):
            pass

    def replace(self, keys: Iterable[int], documents: Iterable[Mapping[str, Any]]) -> None:
        """Take the articles with the keys out and put the documents in, in one commit that survives a crash."""
        with self.writer() as writer:
            if gone := [Term("pk", key) for key in keys]:
                writer.delete_by_query(Or(gone))
            for document in documents:
                writer.add_document(**{name: document[name] for name in writer.schema.names() if name in document})

    @contextmanager
    def writer(self, mergetype: Callable[..., Any] | None = None) -> Iterator[IndexWriter]:
        """A writer that commits at the end, or leaves the index as it was when anything fails."""
        writer = self.setup().writer(timeout=LOCK_TIMEOUT, limitmb=MEMORY_LIMIT, compound=False)
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=mergetype)
        _sync_to_disk(self.folder)

    def lock(self) -> LockBase | None:
        """A lock that one process at a time holds, or None while another does."""
        lock = self.setup().storage.lock("indexer")
        return lock if try_for(lock.acquire, timeout=0.0, delay=0.0) else None

    # Reading

    def snapshot(self) -> Snapshot:
        """The newest committed state, opened once and kept until there is a newer one."""
        with self._opening:
            for attempt in range(OPENING_ATTEMPTS):
                index = self.setup()
                if self._snapshot and self._snapshot.generation == index.latest_generation():
                    break
                try:
                    self._snapshot = Snapshot(index)
                except FileNotFoundError:  # a commit has just replaced the segments that were being opened
                    if attempt == OPENING_ATTEMPTS - 1:
                        raise
            assert self._snapshot  # noqa: S101 - the loop ends with one or raises
            return self._snapshot

    def search(self, query_string: ParsedQuery, **options: Any) -> dict[str, Any]:  # noqa: ANN401
        """The keys of one slice of the hits, how many hits there are, and the counts of the facets asked for."""
        snapshot = self.snapshot()
        choices: set[Choice] = options.get("narrow_queries") or set()
        matches = snapshot.matches(query_string)
        matching = snapshot.mask(matches.docnums)
        masks = {choice: _chosen(snapshot, choice) for choice in choices}
        hits = reduce(np.logical_and, masks.values(), matching)
        order = _order(snapshot, matches.docnums, matches.scores, hits, options.get("sort_by"))
        shown = order[options.get("start_offset", 0) : options.get("end_offset")]
        keys, scores = snapshot.keys[shown].tolist(), matches.scores_of(shown).tolist()
        return {
            "results": [
                SearchResult("articles", "article", key, score) for key, score in zip(keys, scores, strict=True)
            ],
            "hits": len(order),
            "facets": {"fields": _facet_counts(snapshot, options.get("facets") or {}, matching, masks)},
        }


def _chosen(snapshot: Snapshot, choice: Choice) -> Mask:
    return snapshot.facets[choice.facet].having_any(choice.values, snapshot.size)


def _order(
    snapshot: Snapshot, docnums: Docnums, scores: np.ndarray[Any, Any], hits: Mask, sort_by: Sequence[str] | None
) -> Docnums:
    """The hits in the order asked for. Ties go to the article added last, so that pages never overlap."""
    kept = hits[docnums]
    docnums, scores = docnums[kept], scores[kept]
    keys, dates = snapshot.keys[docnums], snapshot.published_on[docnums]
    match list(sort_by or ()):
        case ["-published_on", *_]:
            by = (-keys, -dates)
        case ["published_on", *_]:
            by = (-keys, np.where(dates == 0, np.iinfo(np.int64).max, dates))
        case _:
            by = (-keys, -scores)
    return docnums[np.lexsort(by)]


def _facet_counts(
    snapshot: Snapshot, facets: Mapping[str, Any], matching: Mask, masks: Mapping[Choice, Mask]
) -> dict[str, list[tuple[str, int]]]:
    counted = {}
    for name in facets:
        others = (mask for choice, mask in masks.items() if choice.facet != name)
        counts = snapshot.facets[name].counts(reduce(np.logical_and, others, matching))
        counted[name] = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return counted


def _sync_to_disk(folder: Path) -> None:
    """Have the system write the folder's files to the disk itself: Whoosh leaves them in its cache."""
    for path in (*folder.iterdir(), folder):
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            continue  # an old segment, cleaned away meanwhile
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class ArchiveSearchQuery(BaseSearchQuery):
    """Carries a parsed query to the backend, where Haystack's other engines carry a string."""

    def build_query(self) -> ParsedQuery:
        """The one text of the query set; without any, everything."""
        values = list(_contents(self.query_filter))
        if not values:
            return ParsedQuery()
        return values[0] if isinstance(values[0], ParsedQuery) else parse(" ".join(map(str, values)))

    def matching_all_fragment(self) -> str:
        return ""


def _contents(node: SearchNode) -> Iterable[Any]:
    """The values asked of the document's text, from a tree in which all conditions are joined by AND."""
    if node.negated or (node.connector != node.AND and len(node.children) > 1):
        raise NotImplementedError("Ask for alternatives and exclusions in the query's own language.")
    for child in node.children:
        if isinstance(child, SearchNode):
            yield from _contents(child)
        else:
            yield _content(*child)


def _content(expression: str, value: Any) -> Any:  # noqa: ANN401 - any value a caller may filter by
    field = expression.partition("__")[0]
    if field not in {"content", "text"}:
        raise NotImplementedError(f"Narrow by {field} with Choice: {', '.join(FACET_FIELDS)}.")
    return getattr(value, "query_string", value) if isinstance(value, BaseInput) else value


class ArchiveEngine(BaseEngine):
    backend = ArchiveSearchBackend
    query = ArchiveSearchQuery
