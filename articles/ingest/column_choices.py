"""What the columns of tables, and the members of JSON, are called in files: a person says which is which part.

Only the beginnings of the files are looked at, in a process of its own like all that reads what was brought.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from articles.ingest.columns import WRAPPERS, part_of
from articles.ingest.containers import container_for
from articles.ingest.json_stream import JsonStream
from articles.ingest.json_values import line_of
from articles.ingest.processes import Child, Ends
from articles.ingest.readers import reader_for
from articles.ingest.readers.json_documents import JsonReader
from articles.ingest.readers.json_lines import JsonLinesReader
from articles.ingest.readers.tables import TableReader, best_fit, without_first
from articles.ingest.reading import DEEPEST
from articles.ingest.records import RawDocument, Unreadable, UnreadableError
from articles.ingest.sandbox import Limits, limit_memory
from articles.ingest.tables import Table
from articles.ingest.text_stream import Line, beginning

MOST = 60  # columns, of all files together
LONGEST = 60  # characters of a sample, and of a name
_RECORDS = 5  # by which the members of JSON are known
_MEMBERS = 3  # of a container


class Column(NamedTuple):
    """A column, a value it has somewhere, and the part of an article that its name alone tells, if any."""

    name: str
    sample: str
    part: str


class Columns(NamedTuple):
    """The columns of several documents, each once, and whether one of these has none that is called like a text."""

    columns: Sequence[Column] = ()
    lack_text: bool = False


def columns_of(documents: Sequence[RawDocument], limits: Limits | None = None) -> Columns:
    """The columns of the documents; none where looking for them takes too long or too much."""
    limits = limits or Limits()
    child = Child(partial(_serve, documents=documents, megabytes=limits.megabytes))
    try:
        found: Columns = child.receive(limits.seconds)
    except (TimeoutError, EOFError, OSError):
        return Columns()
    finally:
        child.kill()
    return found


def _serve(ends: Ends, documents: Sequence[RawDocument], megabytes: int) -> None:
    limit_memory(megabytes)
    samples: dict[str, str] = {}
    lack_text = False
    for document in documents:
        found = [(name, value) for name, value in _columns_in(document) if len(name) <= LONGEST]
        lack_text |= bool(found) and all(part_of(name.rpartition(".")[2]) != "body" for name, _ in found)
        for name, value in found:
            if name in samples or len(samples) < MOST:
                samples[name] = samples.get(name) or line_of(value)[:LONGEST]
    ends.sink.send(Columns([Column(name, sample, part_of(name)) for name, sample in samples.items()], lack_text))


def _columns_in(document: RawDocument, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Names with values, some of them several times. What cannot be read has none."""
    try:
        if container := container_for(document):
            for member in islice(container.unpack(document), _MEMBERS if depth < DEEPEST else 0):
                yield from () if isinstance(member, Unreadable) else _columns_in(member, depth + 1)
            return
        reader = reader_for(document)
        if isinstance(reader, TableReader):
            yield from _of_table(document)
        elif isinstance(reader, JsonReader | JsonLinesReader):
            yield from _of_json(beginning(document))
    except (UnreadableError, OSError, ValueError, RecursionError):
        return


def _of_table(document: RawDocument) -> Iterator[tuple[str, str]]:
    fit = best_fit(document)
    if fit is None:
        return
    lines = (Line(line, True) for line in beginning(document).replace("\r\n", "\n").split("\n"))
    rows = Table(without_first(lines, leave_out=True), fit.dialect, len(fit.header)).rows()
    yield from ((name, "") for name in fit.header if name)
    for row in islice(rows, _RECORDS):
        if not row.fault:
            yield from ((name, cell) for name, cell in zip(fit.header, row.cells, strict=True) if name)


def _of_json(text: str) -> Iterator[tuple[str, Any]]:
    found = JsonStream(iter([text]), is_article=lambda _: False).records()
    for record in islice(found, _RECORDS):
        for each in _records_in(record.value):
            yield from _members(each)


def _records_in(value: object) -> Iterable[Mapping[str, Any]]:
    """An object, or the objects in a list of it."""
    if not isinstance(value, dict):
        return []
    lists = (each for each in value.values() if isinstance(each, list))
    inner = next((each for each in lists if each and all(isinstance(item, dict) for item in each)), None)
    return [value, *inner[:_RECORDS]] if inner else [value]


def _members(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Of what wraps a record its members, and of other objects in it by a path: `author.name`."""
    for name, value in record.items():
        if isinstance(value, dict) and name in WRAPPERS:
            yield from value.items()
        elif isinstance(value, dict):
            yield from ((f"{name}.{inner}", each) for inner, each in value.items())
        elif not _has_objects(value):
            yield name, value


def _has_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)
