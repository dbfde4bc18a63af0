"""Texts and originals that are no longer what came in."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from articles.ingest.fixity import check_kept, check_originals, check_texts, remove_orphans, restore_kept
from articles.ingest.originals import OriginalStore
from articles.ingest.pipeline import ingest
from articles.models import Article, Original

pytestmark = pytest.mark.django_db

TEXTS = {
    "a.txt": "عنوان الخبر\n\nوصل الوفد إلى حلب أمس.",
    "b.txt": "وصل الوفد إلى دمشق أمس، وقال الوزير إن المحادثات بدأت.",
    "c.txt": "خبر من المصدر\n\nقالت الشركة إنها توقفت.\n\nالمصدر: وكالة مجهولة",
}


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Articles whose originals are not kept."""
    settings.ORIGINALS = None
    return filled(tmp_path)


@pytest.fixture
def kept(tmp_path: Path, settings: Settings) -> OriginalStore:
    (tmp_path / "in").mkdir()
    filled(tmp_path / "in")
    return OriginalStore(settings.ORIGINALS)


def filled(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert ingest([tmp_path]).created == 3
    return tmp_path


def test_what_was_just_ingested_has_no_faults(folder: Path) -> None:
    texts, originals = check_texts(), check_originals()
    assert (texts.faults, texts.checked, texts.unchecked) == ([], 3, 0)
    assert (originals.faults, originals.checked, originals.unchecked) == ([], 3, 0)


def test_a_text_changed_behind_the_archives_back_is_found(folder: Path) -> None:
    article = Article.objects.order_by("pk")[1]
    Article.objects.filter(pk=article.pk).update(body=article.body.replace("الوفد", "الرئيس"))
    assert [fault.article for fault in check_texts().faults] == [article.pk]


def test_a_curators_text_is_not_held_against_what_came_in(folder: Path) -> None:
    article = Article.objects.order_by("pk")[0]
    article.body, article.curated_fields = "نص آخر", ["body"]
    article.save()
    assert (check_texts().faults, check_texts().unchecked) == ([], 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "the original is missing"), (b"x", "another size"), (b"flip", "other bytes")],
)
def test_an_original_lost_or_changed_is_found(content: bytes | None, reason: str, folder: Path) -> None:
    path = folder / "b.txt"
    if content is None:
        path.unlink()
    elif content == b"flip":
        changed = bytearray(path.read_bytes())
        changed[5] ^= 1
        path.write_bytes(changed)
    else:
        path.write_bytes(content)
    (fault,) = check_originals().faults
    assert reason in fault.reason
    assert fault.reference == path.as_uri()
    assert fault.article == Original.objects.get(reference=fault.reference).article_id


@pytest.mark.parametrize(
    "reference",
    ["https://news.example/1", "file:///a/archive.warc.gz#12", "file://elsewhere/a.txt", "file:///a.zip?member=b"],
)
def test_originals_out_of_reach_are_counted_and_no_fault(reference: str, folder: Path) -> None:
    Original.objects.filter(reference=(folder / "a.txt").as_uri()).update(reference=reference)
    report = check_originals()
    assert (report.faults, report.checked, report.unchecked) == ([], 2, 1)


def test_kept_originals_are_sound_whatever_became_of_the_files(kept: OriginalStore, tmp_path: Path) -> None:
    for path in (tmp_path / "in").iterdir():
        path.unlink()
    report, files = check_kept(), check_originals()
    assert (report.faults, report.orphans, report.checked) == ([], [], 3)
    assert (files.faults, files.checked, files.unchecked) == ([], 0, 0)


def flip(content: bytes) -> bytes:
    return content[:7] + bytes([content[7] ^ 1]) + content[8:]


DAMAGES = {
    "missing": (None, "is missing"),
    "flipped bit": (flip, "has other bytes"),
    "truncated": (lambda content: content[:-1], "has other bytes"),
    "empty": (lambda content: b"", "has other bytes"),
    "longer": (lambda content: content + b"\n", "has other bytes"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_kept_original_is_found_and_put_back(damage: str, kept: OriginalStore, tmp_path: Path) -> None:
    spoil, reason = DAMAGES[damage]
    original = Original.objects.order_by("pk")[1]
    path = kept.path(original.kept)
    content = path.read_bytes()
    path.unlink()
    if spoil:
        path.write_bytes(spoil(content))
    (fault,) = check_kept().faults
    assert (fault.article, fault.reference, reason in fault.reason) == (original.article_id, original.reference, True)
    assert restore_kept([fault]) == []
    assert check_kept().faults == []
    assert path.read_bytes() == content


def test_what_is_no_longer_where_it_was_read_cannot_be_put_back(kept: OriginalStore, tmp_path: Path) -> None:
    first, second = Original.objects.order_by("pk")[:2]
    for original in (first, second):
        kept.path(original.kept).unlink()
    (tmp_path / "in" / first.name).unlink()
    (tmp_path / "in" / second.name).write_bytes(b"other")
    faults = check_kept().faults
    assert restore_kept(faults) == faults
    assert len(check_kept().faults) == 2


def test_an_orphan_is_found_and_removed_when_asked(kept: OriginalStore) -> None:
    article = Article.objects.order_by("pk")[0]
    name = article.originals.get().kept
    article.delete()
    assert check_kept().orphans == [name]
    assert remove_orphans([name, Original.objects.all()[0].kept]) == 1
    assert not kept.path(name).exists()
    assert (check_kept().orphans, check_kept().faults) == ([], [])
