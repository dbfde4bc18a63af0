"""Test collections in the plain formats of TREC: documents, queries, judgements and recorded runs.

    documents   `id TAB text`, `id TAB headline TAB text`, one a line; or JSON Lines with id, title and text
    queries     `id TAB text`
    judgements  `query 0 document relevance`
    run         `query Q0 document rank score name`

Any of them may be compressed with gzip. A line that cannot be read raises CollectionError, which names it.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

Judgements = dict[str, dict[str, int]]  # query -> document -> relevance
Rankings = dict[str, list[str]]  # query -> documents, best first


class CollectionError(ValueError):
    """A file that is not what it should be: says which, where, and why."""


class Document(NamedTuple):
    id: str
    headline: str
    body: str


@dataclass(frozen=True)
class Collection:
    """Queries over documents, with the files that tell what is relevant and what another engine answered."""

    name: str
    documents: Path
    queries: Path
    judgements: Path
    baseline: Path | None = None


def collections_in(folder: Path) -> list[Collection]:
    """Those of a folder, by their names: `corpus.docs.*`, and `corpus.set.` with `queries.*`, `qrels` and `*.run`."""
    found = []
    for judgements in sorted(folder.glob("*.qrels*")):
        name = judgements.name.partition(".qrels")[0]
        documents = _one_of(folder, f"{name.partition('.')[0]}.docs.*")
        queries = _one_of(folder, f"{name}.queries.*")
        if documents is None or queries is None:
            raise CollectionError(f"{judgements}: there are no documents or no queries beside it")
        found.append(Collection(name, documents, queries, judgements, _one_of(folder, f"{name}.*.run*")))
    if not found:
        raise CollectionError(f"{folder}: no file of judgements (*.qrels) is in it")
    return found


def _one_of(folder: Path, pattern: str) -> Path | None:
    return next(iter(sorted(folder.glob(pattern))), None)


def read_documents(path: Path) -> Iterator[Document]:
    is_json = ".json" in path.name
    for number, line in _lines(path):
        yield _document_of_json(path, number, line) if is_json else _document(path, number, line)


def read_queries(path: Path) -> dict[str, str]:
    return {fields[0]: fields[1] for fields in _rows(path, 2, "\t")}


def read_judgements(path: Path) -> Judgements:
    found: Judgements = defaultdict(dict)
    for query, _, document, relevance in _rows(path, 4):
        found[query][document] = _number(path, relevance)
    return dict(found)


def read_run(path: Path) -> Rankings:
    """The documents of each query by their scores; of equal scores in the order of the file."""
    scored: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for query, _, document, _, score, _ in _rows(path, 6):
        scored[query].append((_real(path, score), document))
    return {query: [doc for _, doc in sorted(found, key=lambda pair: -pair[0])] for query, found in scored.items()}


def write_run(path: Path, rankings: Rankings, name: str = "newsarchive") -> None:
    lines = (
        f"{query} Q0 {document} {rank} {1 / rank:.6f} {name}\n"
        for query, documents in rankings.items()
        for rank, document in enumerate(documents, 1)
    )
    path.write_text("".join(lines), encoding="utf-8")


def _document(path: Path, number: int, line: str) -> Document:
    key, *texts = line.split("\t", 2)
    if not texts:
        raise CollectionError(f"{path}, line {number}: a document's line is its id, a tab and its text")
    return Document(key, texts[0] if len(texts) > 1 else "", texts[-1])


def _document_of_json(path: Path, number: int, line: str) -> Document:
    try:
        record = json.loads(line)
        return Document(str(record["id"]), str(record.get("title") or ""), str(record.get("text") or ""))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CollectionError(f"{path}, line {number}: not a JSON object with an id ({error})") from error


def _rows(path: Path, columns: int, separator: str | None = None) -> Iterator[list[str]]:
    for number, line in _lines(path):
        fields = line.split(separator, columns - 1)
        if len(fields) != columns:
            raise CollectionError(f"{path}, line {number}: {len(fields)} columns where {columns} should be")
        yield fields


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            yield from _filled(file)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CollectionError(f"{path}: cannot be read ({error})") from error


def _filled(file: Iterable[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(file, 1):
        if text := line.rstrip("\r\n"):
            yield number, text


def _number(path: Path, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise CollectionError(f"{path}: the relevance {text!r} is not a whole number") from error


def _real(path: Path, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise CollectionError(f"{path}: the score {text!r} is not a number") from error
