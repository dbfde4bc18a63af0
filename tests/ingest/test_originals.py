"""The store of original bytes: each document once, whole, under its SHA-256."""

import gzip
import hashlib
import json
import stat
import threading
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from articles.ingest.originals import OriginalStore
from articles.ingest.pipeline import Order, ingest
from articles.ingest.records import RawDocument
from articles.models import Article, Original

BODY = "قال الوزير أمس إنه وصل إلى حلب مع الوفد الكبير، وأضاف أن المحادثات رقم {} تبدأ يوم الاثنين."
CONTENT = "خبر\n\nوصل الوفد.".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def document(content: bytes = CONTENT) -> RawDocument:
    return RawDocument.of_bytes("file:///a.txt", content)


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_document_is_kept_once_under_its_digest(tmp_path: Path) -> None:
    store = OriginalStore(tmp_path / "originals")
    assert [store.keep(document()) for _ in range(3)] == [SHA256] * 3
    assert files_of(store.folder) == [store.folder / SHA256[:2] / SHA256]
    with store.open(SHA256) as file:
        assert file.read() == CONTENT
    assert stat.S_IMODE(store.path(SHA256).stat().st_mode) == 0o400
    assert (list(store.names()), store.fault(SHA256)) == ([SHA256], "")


def test_many_at_once_keep_one(tmp_path: Path) -> None:
    store, names = OriginalStore(tmp_path / "originals"), []
    content = CONTENT * 20_000
    writers = [threading.Thread(target=lambda: names.append(store.keep(document(content)))) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert names == [hashlib.sha256(content).hexdigest()] * 8
    assert len(files_of(store.folder)) == 1
    assert store.fault(names[0]) == ""


class Breaking(BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > 1_000_000:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    store = OriginalStore(tmp_path / "originals")
    content = b"x" * 5_000_000
    broken = RawDocument("file:///a", len(content), lambda: Breaking(content))
    broken.__dict__["sha256"] = "0" * 64
    with pytest.raises(OSError, match="Input/output"):
        store.keep(broken)
    assert files_of(store.folder) == []


def test_a_document_that_changed_meanwhile_is_named_by_what_was_read(tmp_path: Path) -> None:
    store, changed = OriginalStore(tmp_path / "originals"), document()
    changed.__dict__["sha256"] = "0" * 64
    assert store.keep(changed) == SHA256
    assert store.fault(SHA256) == ""


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "/" + "a" * 63])
def test_what_is_no_digest_leads_nowhere(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no SHA-256"):
        OriginalStore(tmp_path).path(name)


def kept_rows() -> list[tuple[str, str, dict[str, Any]]]:
    return [(each.part, each.kept, each.read_with) for each in Original.objects.order_by("pk")]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def dump(numbers: range) -> str:
    rows = ({"id": number, "head": f"خبر {number}", "story": BODY.format(number)} for number in numbers)
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


@pytest.mark.django_db
def test_a_dump_is_kept_once_for_all_its_records(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_text(dump(range(1, 201)), encoding="utf-8")
    order = Order({"headline": "head", "body": "story"})
    assert ingest([path], order=order).created == 200
    assert len(files_of(settings.ORIGINALS)) == 1
    rows = kept_rows()
    assert {kept for _part, kept, _told in rows} == {digest(path)}
    assert (rows[0][0], rows[0][2]) == ("1", {"columns": {"headline": "head", "body": "story"}})


@pytest.mark.django_db
def test_of_a_container_the_container_is_kept(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", f"خبر\n\n{BODY.format(1)}")
        archive.writestr("b.jsonl.gz", gzip.compress(dump(range(2, 4)).replace('"story"', '"body"').encode()))
    assert ingest([path]).created == 3
    assert [file.name for file in files_of(settings.ORIGINALS)] == [digest(path)]
    assert {kept for _part, kept, _told in kept_rows()} == {digest(path)}


@pytest.mark.django_db
def test_nothing_is_kept_where_it_is_switched_off_and_it_is_once_it_is_on(tmp_path: Path, settings: Settings) -> None:
    folder, settings.ORIGINALS = settings.ORIGINALS, None
    path = tmp_path / "a.txt"
    path.write_text(f"خبر\n\n{BODY}", encoding="utf-8")
    assert ingest([path]).created == 1
    assert (files_of(folder), Original.objects.get().kept) == ([], "")
    settings.ORIGINALS = folder
    assert ingest([path], again=True).unchanged == 1
    assert (Original.objects.get().kept, len(files_of(folder))) == (digest(path), 1)


@pytest.mark.django_db
def test_what_brings_nothing_new_is_not_kept_again(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text(dump(range(1, 4)).replace('"story"', '"body"'), encoding="utf-8")
    ingest([path])
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert ingest([path]).unchanged == 3
    assert len(files_of(settings.ORIGINALS)) == 1


@pytest.mark.django_db
def test_what_cannot_be_kept_does_not_come_in(tmp_path: Path, settings: Settings) -> None:
    settings.ORIGINALS = tmp_path / "in the way" / "originals"
    (tmp_path / "in the way").write_text("a file", encoding="utf-8")
    path = tmp_path / "a.txt"
    path.write_text(f"خبر\n\n{BODY}", encoding="utf-8")
    report = ingest([path])
    assert (report.created, report.failed, Article.objects.count()) == (0, 1, 0)
    assert "its original cannot be kept" in report.failures[0].reason
    (tmp_path / "in the way").unlink()
    assert ingest([path]).created == 1
