"""One committed state of the index, opened for reading: its segments, and what holds for all of them together.

A snapshot never changes and may be read by many threads. Documents are numbered within their segment, deleted
ones included; `live` says which of them count.
"""

from collections import OrderedDict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME as INDEX_NAME
from whoosh.index import TOC

from articles.search.doclists import Docs, Mask
from articles.search.evaluation import Plan, Scores
from articles.search.facets import FacetValues
from articles.search.forward import GRAMS
from articles.search.schema import FACET_FIELDS
from articles.search.segment import Segment
from articles.search.segment_files import arrays_path
from articles.search.weighting import Impacts

MEMORY = 32 * 2**20  # bytes of remembered answers


class Snapshot:
    """`known` are segments that are open already, by their names: they are not opened again."""

    def __init__(self, folder: Path, known: Mapping[str, Segment] | None = None) -> None:
        toc = TOC.read(FileStorage(str(folder)), INDEX_NAME)
        self.folder = folder
        self.generation: int = toc.generation
        self.by_name = {
            entry.segment_id(): (known or {}).get(entry.segment_id()) or Segment(arrays_path(folder, entry))
            for entry in toc.segments
        }
        self.segments: Sequence[Segment] = list(self.by_name.values())
        self.live = [
            _live(segment.size, entry.deleted_docs())
            for segment, entry in zip(self.segments, toc.segments, strict=True)
        ]
        self.size = sum(segment.size for segment in self.segments)
        self.count = sum(segment.size if live is None else int(live.sum()) for segment, live in self.parts)
        self.answers = Answers(MEMORY)
        self._numbers: dict[tuple[str, bytes], tuple[int | None, ...]] = {}
        self._impacts: dict[str, Impacts] = {}

    @property
    def mapped(self) -> int:
        """Bytes of the segments' arrays; a process's own memory holds `answers` beside them, and little else."""
        return sum(segment.mapped for segment in self.segments)

    @property
    def parts(self) -> list[tuple[Segment, Mask | None]]:
        """The segments, each with its living documents; None where all live."""
        return list(zip(self.segments, self.live, strict=True))

    def numbers_of(self, field: str, term: bytes) -> tuple[int | None, ...]:
        """The term's number in each segment."""
        found = self._numbers.get((field, term))
        if found is None:
            found = tuple(segment.fields[field].number_of(term) for segment in self.segments)
            if len(self._numbers) > 50_000:
                self._numbers.clear()
            self._numbers[field, term] = found
        return found

    def frequency(self, field: str, term: str) -> int:
        """In how many documents the term is, deleted ones included."""
        numbers = self.numbers_of(field, term.encode())
        found = zip(self.segments, numbers, strict=True)
        return sum(segment.fields[field].frequency(number) for segment, number in found if number is not None)

    def impacts(self, field: str) -> Impacts:
        if field not in self._impacts:
            words = sum(segment.totals[field] for segment in self.segments)
            self._impacts[field] = Impacts(words / (self.size or 1))
        return self._impacts[field]

    def check(self) -> None:
        """A snapshot by itself sets no limit of time."""

    def matching(self, plan: Plan) -> list[Docs]:
        """The living documents of each segment that match."""
        return [
            docs if live is None else docs.compress(live.take(docs))
            for at, live in enumerate(self.live)
            for docs in [plan.match(at)]
        ]

    def scores(self, plan: Plan, matching: Sequence[Docs]) -> list[Scores]:
        """The scores of documents that match."""
        return [plan.score(at, docs, sure=True) for at, docs in enumerate(matching)]

    @cached_property
    def facets(self) -> list[FacetValues]:
        """The values of each facet over all segments, in the order of FACET_FIELDS."""
        return [FacetValues([segment.fields[name].terms() for segment in self.segments]) for name in FACET_FIELDS]

    @cached_property
    def gram_idf(self) -> NDArray[np.float64]:
        """How rare each gram of letters is."""
        frequencies = sum((s.gram_frequencies for s in self.segments), np.zeros(GRAMS))
        return np.log1p(np.maximum(self.size - frequencies + 0.5, 0) / (frequencies + 0.5))

    def places_of(self, keys: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Where the articles' entries are: the number of the segment, that of the document, and the key."""
        wanted = np.array(keys, dtype=np.int64)
        for at, (segment, live) in enumerate(self.parts):
            for doc in np.flatnonzero(np.isin(segment.keys, wanted)).tolist():
                if live is None or live[doc]:
                    yield at, doc, int(segment.keys[doc])

    def keys(self) -> dict[int, int]:
        """The digest of every living document's entry, by the article's key."""
        pairs: dict[int, int] = {}
        for segment, live in self.parts:
            kept = slice(None) if live is None else live
            pairs.update(zip(segment.keys[kept].tolist(), segment.digests[kept].tolist(), strict=True))
        return pairs


class Answers:
    """The last answers, as many as fit into `memory` bytes of arrays."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        self.held = 0
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()

    def get(self, question: Hashable) -> object | None:
        with self._lock:
            if question not in self._kept:
                return None
            self._kept.move_to_end(question)
            return self._kept[question][0]

    def keep(self, question: Hashable, answer: object, size: int) -> None:
        if size > self.memory // 4:
            return
        with self._lock:
            _, before = self._kept.pop(question, (None, 0))
            self._kept[question] = (answer, size)
            self.held += size - before
            while self.held > self.memory:
                _, (_, gone) = self._kept.popitem(last=False)
                self.held -= gone

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()
            self.held = 0


def _live(size: int, deleted: object) -> Mask | None:
    numbers = list(deleted)  # type: ignore[call-overload]
    if not numbers:
        return None
    mask = np.ones(size, dtype=np.bool_)
    mask[numbers] = False
    return mask
