"""Test collections: what is read, and what is said of files that cannot be."""

import gzip
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from articles.evaluation.trec import (
    CollectionError,
    Document,
    collections_in,
    read_documents,
    read_judgements,
    read_queries,
    read_run,
    write_run,
)


def written(path: Path, text: str) -> Path:
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


DOCUMENTS = [
    ("docs.tsv", "1\tفي حلب\n\n2\tعنوان\tفي دمشق\n"),
    ("docs.tsv.gz", "1\tفي حلب\n2\tعنوان\tفي دمشق\n"),
    ("docs.jsonl", '{"id": 1, "text": "في حلب"}\n{"id": "2", "title": "عنوان", "text": "في دمشق"}\n'),
]


@pytest.mark.parametrize(("name", "text"), DOCUMENTS, ids=[row[0] for row in DOCUMENTS])
def test_documents_are_read(tmp_path: Path, name: str, text: str) -> None:
    found = list(read_documents(written(tmp_path / name, text)))
    assert found == [Document("1", "", "في حلب"), Document("2", "عنوان", "في دمشق")]


def test_queries_judgements_and_runs_are_read(tmp_path: Path) -> None:
    assert read_queries(written(tmp_path / "q.tsv", "q1\tأين حلب؟\n")) == {"q1": "أين حلب؟"}
    assert read_judgements(written(tmp_path / "a.qrels", "q1 0 d1 1\nq1 0 d2 0\n")) == {"q1": {"d1": 1, "d2": 0}}
    assert read_run(written(tmp_path / "a.run", "q1 Q0 d1 1 2.5 x\nq1 Q0 d2 2 7.5 x\n")) == {"q1": ["d2", "d1"]}


def test_a_written_run_reads_the_same(tmp_path: Path) -> None:
    rankings = {"q1": ["d3", "d1"], "q2": ["d2"]}
    write_run(tmp_path / "a.run", rankings)
    assert read_run(tmp_path / "a.run") == rankings


def test_the_collections_of_a_folder_are_told_by_their_names(tmp_path: Path) -> None:
    for name in ("news.docs.tsv", "news.dev.queries.tsv", "news.dev.qrels", "news.dev.other.run.gz"):
        written(tmp_path / name, "")
    (collection,) = collections_in(tmp_path)
    assert collection.name == "news.dev"
    assert collection.baseline == tmp_path / "news.dev.other.run.gz"


BAD = [
    ("documents without text", read_documents, "d.tsv", "1\n", "line 1"),
    ("documents that are no JSON", read_documents, "d.jsonl", '{"id": 1}\nx\n', "line 2"),
    ("a JSON line that is no object", read_documents, "d.jsonl", "[1]\n", "line 1"),
    ("judgements with too few columns", read_judgements, "a.qrels", "q1 0 d1 1\nq1 0 d1\n", "line 2"),
    ("a relevance in words", read_judgements, "a.qrels", "q1 0 d1 yes\n", "yes"),
    ("a score in words", read_run, "a.run", "q1 Q0 d1 1 high x\n", "high"),
]


@pytest.mark.parametrize(("read", "name", "text", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_named(
    tmp_path: Path, read: Callable[[Path], Iterable[object]], name: str, text: str, reason: str
) -> None:
    path = written(tmp_path / name, text)
    with pytest.raises(CollectionError, match=reason) as error:
        list(read(path))
    assert str(path) in str(error.value)


def test_a_file_cut_short_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv.gz"
    path.write_bytes(gzip.compress(b"1\tx\n" * 1000)[:-8])
    with pytest.raises(CollectionError, match=r"d\.tsv\.gz"):
        list(read_documents(path))


def test_a_folder_without_judgements_is_named(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="qrels"):
        collections_in(tmp_path)


def test_judgements_without_documents_are_named(tmp_path: Path) -> None:
    written(tmp_path / "news.dev.qrels", "")
    with pytest.raises(CollectionError, match=r"news\.dev\.qrels"):
        collections_in(tmp_path)
