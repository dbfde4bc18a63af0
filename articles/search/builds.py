"""A generation that is being built: its plan, what of it is done, and what has changed since it was begun.

Everything is on disk, so that a build that was broken off goes on where it stopped.
"""

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment

from articles.search import journal, writing
from articles.search.durable import write_whole
from articles.search.generations import PLAN, Generations
from articles.search.indexing import Failures
from articles.search.store import JOURNAL

_PARTS = "part-"  # folders in which segments are built
_TASKS = "tasks"  # the tasks that the build does by the way
_BUILT = "built.json"  # written when all chunks are committed


@dataclass(frozen=True)
class Chunk:
    """The articles with keys from `first` to `last`: `count` when it was planned."""

    first: int
    last: int
    count: int


@dataclass(frozen=True)
class BuiltChunk:
    """A chunk's segments, their files in `part`; and the articles that could not be indexed."""

    chunk: Chunk
    part: Path
    segments: tuple[W3Segment, ...]
    failures: Failures


class Build:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def begin(cls, generations: Generations, chunks: Sequence[Chunk], tasks: Iterable[int]) -> "Build":
        """Call it under the indexer lock: from now on whoever indexes an article notes it for this build.

        `tasks` are those committed before any article is read: what they ask for is in the new generation.
        """
        build = cls(generations.begin())
        writing.create_index(build.folder)
        journal.append(build.folder / _TASKS, tasks)
        write_whole(build.folder / PLAN, json.dumps([asdict(chunk) for chunk in chunks]).encode())
        return build

    @property
    def chunks(self) -> list[Chunk]:
        return [Chunk(**chunk) for chunk in json.loads((self.folder / PLAN).read_bytes())]

    @property
    def tasks(self) -> list[int]:
        return journal.read(self.folder / _TASKS)

    @property
    def all_built(self) -> bool:
        return (self.folder / _BUILT).exists()

    def mark_all_built(self) -> None:
        write_whole(self.folder / _BUILT, json.dumps(self.failures).encode())

    def changed_keys(self, after: int) -> list[int]:
        """The articles indexed elsewhere since the build began, without the first `after` notes of them."""
        return journal.read(self.folder / JOURNAL, after)

    # A chunk's record is written before its segments are committed, and counts once they are: whatever moment a
    # crash chooses, no article is in twice and none is left out.

    def left(self) -> list[Chunk]:
        """The chunks not done yet."""
        if self.all_built:
            return []
        committed = {segment.segment_id() for segment in writing.committed_segments(self.folder)}
        return [
            chunk
            for chunk in self.chunks
            if not (record := self._record(chunk)) or not committed.issuperset(record["segments"])
        ]

    def add(self, built: BuiltChunk) -> None:
        """Make the chunk's segments part of the generation."""
        for segment in built.segments:
            for name in writing.files_of(built.part, segment):
                (built.part / name).rename(self.folder / name)
        names = [segment.segment_id() for segment in built.segments]
        record = {"segments": names, "failures": built.failures}
        write_whole(self._record_path(built.chunk), json.dumps(record).encode())
        writing.commit_segments(self.folder, built.segments)
        shutil.rmtree(built.part, ignore_errors=True)

    def new_part(self) -> Path:
        """A folder in which a segment can be built."""
        return Path(tempfile.mkdtemp(prefix=_PARTS, dir=self.folder))

    def remove_parts(self) -> None:
        """What a build that was broken off has left behind."""
        for path in self.folder.glob(f"{_PARTS}*"):
            shutil.rmtree(path, ignore_errors=True)

    def remove_records(self) -> None:
        """The build is done: what told how far it had come goes."""
        for path in (*self.folder.glob("chunk-*.json"), *(self.folder / name for name in (_TASKS, _BUILT, JOURNAL))):
            path.unlink(missing_ok=True)

    @property
    def failures(self) -> Failures:
        """Why articles could not be indexed, by their keys."""
        found: Failures = {}
        for chunk in self.chunks:
            if record := self._record(chunk):
                found |= {int(key): reason for key, reason in record["failures"].items()}
        return found

    def _record(self, chunk: Chunk) -> dict[str, dict[str, str]] | None:
        try:
            found: dict[str, dict[str, str]] = json.loads(self._record_path(chunk).read_bytes())
        except FileNotFoundError:
            return None
        return found

    def _record_path(self, chunk: Chunk) -> Path:
        return self.folder / f"chunk-{chunk.first}.json"


def planned(keys: Iterable[int], size: int) -> list[Chunk]:
    """Ordered keys in chunks of so many."""
    left, chunks = iter(keys), []
    while part := list(islice(left, size)):
        chunks.append(Chunk(part[0], part[-1], len(part)))
    return chunks
