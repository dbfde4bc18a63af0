"""The archive's Haystack engine: Whoosh writes and owns the index, reading goes through snapshots.

Its queries are typed values, never strings: `SearchQuerySet().filter(content=parse(text))` for the text and
`.narrow(Choice("place", ("12", "15")))` for each facet. Values within a choice are alternatives, choices add
up, and the counts of a facet leave its own choice out of account.
"""

import logging
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, SearchNode
from haystack.indexes import SearchIndex
from haystack.inputs import BaseInput
from haystack.models import SearchResult
from whoosh.index import EmptyIndexError

from articles.models import Article
from articles.search import likeness, spellings
from articles.search.answering import Order, Question, answer
from articles.search.choices import Choice
from articles.search.commits import latest
from articles.search.highlight import Highlighter
from articles.search.indexes import entries_of
from articles.search.language import ParsedQuery, parse
from articles.search.naming import resolve
from articles.search.schema import FACET_FIELDS
from articles.search.snapshot import Snapshot
from articles.search.spelling import Speller
from articles.search.store import IndexStore

__all__ = ["ArchiveEngine", "ArchiveSearchBackend", "Choice"]

OPENING_ATTEMPTS = 5
CLOCK = 1_000_000_000  # nanoseconds, more than any file system's clock is coarse
log = logging.getLogger("haystack")
_ORDERS = {("-published_on",): Order.NEWEST, ("published_on",): Order.OLDEST}


class Found(SearchResult):
    """A hit. Haystack looks a logger up for each one; all share one here."""

    def _get_log(self) -> logging.Logger:
        return log


class ArchiveSearchBackend(BaseSearchBackend):
    """Indexes and searches articles; `store` is the index on disk."""

    def __init__(self, connection_alias: str, **options: Any) -> None:  # noqa: ANN401 - Haystack's signature
        super().__init__(connection_alias, **options)
        self.store = IndexStore(Path(options["PATH"]))
        self._snapshot: Snapshot | None = None
        self._opening = threading.Lock()
        self._settled = 0  # when the folder had been changed last, where nothing can have changed since unseen

    # Writing

    def update(self, index: SearchIndex, iterable: Iterable[Article], commit: bool = True) -> None:
        """Put the articles in place of whatever the index has of them, all or none."""
        keys = [article.pk for article in iterable]
        self.store.replace(keys, entries_of(Article.objects.published().filter(pk__in=keys)))

    def remove(self, obj_or_string: Article | str, commit: bool = True) -> None:
        key = obj_or_string.pk if isinstance(obj_or_string, Article) else obj_or_string.rsplit(".", 1)[-1]
        self.store.replace([int(key)], [])

    def clear(self, models: Sequence[type] | None = None, commit: bool = True) -> None:
        """Ask for a new generation. Nothing is emptied: searches go on with this one until the new one is complete."""
        if models is None or Article in models:
            self.store.ask_for_rebuild()

    # Reading

    def snapshot(self) -> Snapshot:
        """The newest committed state, opened once and kept until there is a newer one."""
        with self._opening:
            for attempt in range(OPENING_ATTEMPTS):
                try:
                    folder = self.store.current_folder()
                    if self._is_current(folder):
                        break
                    known = self._snapshot.by_name if self._snapshot and self._snapshot.folder == folder else None
                    self._snapshot = Snapshot(folder, known)
                except (FileNotFoundError, EmptyIndexError):  # a commit or a switch has just replaced what was opened
                    if attempt == OPENING_ATTEMPTS - 1:
                        raise
            assert self._snapshot  # noqa: S101 - the loop ends with one or raises
            return self._snapshot

    def _is_current(self, folder: Path) -> bool:
        known = self._snapshot
        if not known or known.folder != folder:
            return False
        changed = folder.stat().st_mtime_ns
        if changed == self._settled:
            return True
        # A folder that was changed a moment ago may change again without showing it: its clock is coarse.
        self._settled = changed if time.time_ns() - changed > CLOCK else 0
        return known.generation == latest(folder)

    def warm_up(self) -> None:
        """Load what the first search would otherwise wait for."""
        parsed = parse("\u0648\u0632\u064a\u0631")  # any Arabic word
        Highlighter(parsed).mark("")
        spellings.warm_up(self.snapshot())
        Speller(self.snapshot()).warm_up()
        answer(self.snapshot(), Question(parsed)).facet(FACET_FIELDS[0])

    def search(self, query_string: ParsedQuery, **options: Any) -> dict[str, Any]:  # noqa: ANN401
        """The keys of one slice of the hits, how many hits there are, and the counts of the facets asked for.

        Of each facet so many values as its option `limit` says, or all of them; `dates` counts by year and month.
        """
        question = Question(
            query=query_string,
            choices=frozenset(options.get("narrow_queries") or ()),
            order=_ORDERS.get(tuple(options.get("sort_by") or ()), Order.RELEVANCE),
        )
        found = answer(self.snapshot(), question)
        end = options.get("end_offset")
        page = found.page(options.get("start_offset", 0), found.total if end is None else end)
        facets = options.get("facets") or {}
        return {
            "results": [
                Found("articles", "article", key, score, id=f"articles.article.{key}")
                for key, score in zip(page.keys.tolist(), page.scores.tolist(), strict=True)
            ],
            "hits": found.total,
            "facets": {
                "fields": {name: found.facet(name, (facets[name] or {}).get("limit")) for name in facets},
                "dates": found.dates() if facets else {},
            },
        }

    def more_like_this(
        self,
        model_instance: Article,
        additional_query_string: object = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        **_options: Any,  # noqa: ANN401 - Haystack's signature
    ) -> dict[str, Any]:
        """The keys of the articles most like this one, best first."""
        end = likeness.SHOWN if end_offset is None else end_offset
        keys = likeness.similar(self.snapshot(), model_instance.pk, end)
        results = [Found("articles", "article", key, 0, id=f"articles.article.{key}") for key in keys[start_offset:]]
        return {"results": results, "hits": len(keys)}

    def forget(self) -> None:
        """Forget the answers given so far, as measurements need."""
        if self._snapshot:
            self._snapshot.answers.forget()


class ArchiveSearchQuery(BaseSearchQuery):
    """Carries a parsed query to the backend, where Haystack's other engines carry a string."""

    def build_query(self) -> ParsedQuery:
        """The one text of the query set; without any, everything."""
        values = list(_contents(self.query_filter))
        if not values:
            return ParsedQuery()
        return values[0] if isinstance(values[0], ParsedQuery) else resolve(parse(" ".join(map(str, values))))

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
