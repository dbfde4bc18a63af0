"""The archive's own engine, asked as its pages ask it: through Haystack's backend, with a parsed query."""

from importlib.metadata import version
from typing import Any

from haystack import connections

from articles.benchmark.engines.base import marked_hits, typed_text
from articles.benchmark.folder import BenchFolder, bytes_of
from articles.benchmark.requests import FACET_VALUES, FACETS, HITS, AnsweredPage, Match, Request
from articles.search import naming
from articles.search.choices import Choice
from articles.search.highlight import Highlighter
from articles.search.language import parse
from articles.search.segment_files import ARRAYS_EXTENSION


class Archive:
    name = "ours"

    def __init__(self, folder: BenchFolder) -> None:
        self._path = folder.path / "index"

    def build(self) -> None:
        raise NotImplementedError("It is built by the archive's own command.")

    def open(self) -> None:
        self._backend: Any = connections["default"].get_backend()

    def page(self, request: Request) -> AnsweredPage:
        parsed = naming.resolve(parse(typed_text(request)))
        found = self._backend.search(
            parsed,
            narrow_queries={Choice("person", (str(request.filter.person),))} if request.filter else set(),
            facets={name: {"limit": FACET_VALUES} for name in FACETS},
            sort_by=["-published_on"] if request.match is Match.EVERYTHING else [],
            start_offset=request.start,
            end_offset=request.start + HITS,
        )
        keys = [int(result.pk) for result in found["results"]]
        months = {f"{year}-{month:02}": count for (year, month), count in found["facets"]["dates"]["month"]}
        return AnsweredPage(found["hits"], marked_hits(keys, Highlighter(parsed)), found["facets"]["fields"], months)

    def forget(self) -> None:
        self._backend.forget()

    def disk(self) -> dict[str, int]:
        files = [file for file in self._path.rglob("*") if file.is_file()]
        arrays = sum(bytes_of(file) for file in files if file.suffix == ARRAYS_EXTENSION)
        return {"whoosh": sum(map(bytes_of, files)) - arrays, "arrays": arrays}

    def version(self) -> str:
        return f"Whoosh-Reloaded {version('Whoosh-Reloaded')}, Haystack {version('django-haystack')}"

    def close(self) -> None:
        """The backend stays with its process."""
