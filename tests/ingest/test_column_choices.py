"""The columns that a person chooses from: of tables and JSON, also packed; of nothing else."""

import gzip
import io
import json
import zipfile

import pytest

from articles.ingest import column_choices
from articles.ingest.column_choices import Columns, columns_of
from articles.ingest.records import RawDocument
from articles.ingest.sandbox import Limits

TABLE = "رأس,متن الخبر الصحفي,يوم\n,وصل الوفد.,2017\nعودة,عاد الوفد.,2018\n"
RECORD = {"ti": "وصول", "meta": {"by": "سعيد"}, "_source": {"lead": "وصل"}, "n": 4}


def packed(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", content)
    return file.getvalue()


FOUND = [
    ("a table", "a.csv", TABLE.encode(), {"رأس": "عودة", "متن الخبر الصحفي": "وصل الوفد.", "يوم": "2017"}),
    ("windows-1256", "a.csv", TABLE.encode("windows-1256"), {"رأس": "عودة", "يوم": "2017"}),
    ("in a ZIP archive", "a.zip", packed(TABLE.encode()), {"يوم": "2017"}),
    ("in gzip", "a.csv.gz", gzip.compress(TABLE.encode()), {"يوم": "2017"}),
    ("JSON", "a.json", json.dumps([RECORD]).encode(), {"ti": "وصول", "meta.by": "سعيد", "lead": "وصل", "n": "4"}),
    ("JSON Lines", "a.jsonl", f"{json.dumps(RECORD)}\n{json.dumps({'z': 'ي'})}\n".encode(), {"ti": "وصول", "z": "ي"}),
    ("a list in an object", "a.json", json.dumps({"all": [RECORD]}).encode(), {"ti": "وصول"}),
]
NONE = [
    ("a text", "a.txt", "وصل الوفد إلى حلب، ثم غادرها.".encode()),
    ("a page", "a.html", b"<!DOCTYPE html><html><body><p>text</p></body></html>"),
    ("empty", "a.csv", b""),
    ("cut off", "a.zip", packed(TABLE.encode())[:40]),
    ("a picture", "a.csv", b"\xff\xd8\xff\xe0\0\x10JFIF"),
    ("brackets", "a.json", b"[" * 50_000),
]


def found(name: str, content: bytes) -> Columns:
    return columns_of([RawDocument.of_bytes(f"upload:00/{name}", content)])


@pytest.mark.parametrize(("name", "content", "samples"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_columns_are_named_with_a_sample(name: str, content: bytes, samples: dict[str, str]) -> None:
    columns = found(name, content)
    assert {column.name: column.sample for column in columns.columns}.items() >= samples.items()
    assert columns.lack_text


@pytest.mark.parametrize(("name", "content"), [row[1:] for row in NONE], ids=[row[0] for row in NONE])
def test_what_is_no_table_has_no_columns(name: str, content: bytes) -> None:
    assert found(name, content) == Columns([])


def test_usual_names_tell_their_parts_and_nothing_is_lacking() -> None:
    columns = found("a.csv", "العنوان,النص\nوصول,وصل الوفد.\n".encode())
    assert [column.part for column in columns.columns] == ["headline", "body"]
    assert not columns.lack_text


def test_one_file_of_several_may_lack_a_text() -> None:
    files = ["العنوان,النص\nوصول,وصل الوفد.\n", TABLE]
    documents = [RawDocument.of_bytes(f"upload:0{at}/a.csv", text.encode()) for at, text in enumerate(files)]
    assert columns_of(documents).lack_text


def test_looking_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_choices, "_columns_in", lambda _document: iter(lambda: ("a", "b"), None))
    assert columns_of([RawDocument.of_bytes("upload:00/a", b"x")], Limits(seconds=0.3)) == Columns()
