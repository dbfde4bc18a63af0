"""The archive's Haystack engine: Whoosh writes and owns the index, reading goes through snapshots.

Its queries are typed values, never strings: `SearchQuerySet().filter(content=parse(text))` for the text and
`.narrow(Choice("place", ("12", "15")))` for each facet. Values within a choice are alternatives, choices add
up, and the counts of a facet leave its own choice out of account.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, SearchNode
from haystack.indexes import SearchIndex
from haystack.inputs import BaseInput
from haystack.models import SearchResult

from articles.models import Article
from articles.search.language import ParsedQuery, parse
from articles.search.schema import FACET_FIELDS
from articles.search.snapshot import Docnums, Mask, Snapshot
from articles.search.store import IndexStore

OPENING_ATTEMPTS = 5


@dataclass(frozen=True)
class Choice:
    """The documents whose facet has any of the values."""

    facet: str
    values: tuple[str, ...]


class ArchiveSearchBackend(BaseSearchBackend):
    """Indexes and searches articles; `store` is the index on disk."""

    def __init__(self, connection_alias: str, **options: Any) -> None:  # noqa: ANN401 - Haystack's signature
        super().__init__(connection_alias, **options)
        self.store = IndexStore(Path(options["PATH"]))
        self._snapshot: Snapshot | None = None
        self._opening = threading.Lock()

    # Writing

    def update(self, index: SearchIndex, iterable: Iterable[Article], commit: bool = True) -> None:
        """Put the articles in place of whatever the index has of them, all or none."""
        documents = {article.pk: index.full_prepare(article) for article in iterable}
        self.store.replace(documents.keys(), documents.values())

    def remove(self, obj_or_string: Article | str, commit: bool = True) -> None:
        key = obj_or_string.pk if isinstance(obj_or_string, Article) else obj_or_string.rsplit(".", 1)[-1]
        self.store.replace([int(key)], [])

    def clear(self, models: Sequence[type] | None = None, commit: bool = True) -> None:
        """An empty index in the place of this one; searches see the old or the empty one."""
        if models is None or Article in models:
            self.store.clear()

    # Reading

    def snapshot(self) -> Snapshot:
        """The newest committed state, opened once and kept until there is a newer one."""
        with self._opening:
            for attempt in range(OPENING_ATTEMPTS):
                index = self.store.setup()
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
