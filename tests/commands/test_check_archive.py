"""The command line of the check: every seeded fault is named, and what can be repaired is."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from articles.ingest.originals import OriginalStore
from articles.models import Article, IndexingTask, Original
from articles.search import sync

pytestmark = pytest.mark.django_db


def run(*options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_archive", *options, stdout=out, verbosity=0)
    except SystemExit as stopped:
        return int(str(stopped.code)), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(f"خبر رقم {number}\n\nوصل الوفد إلى حلب أمس.", encoding="utf-8")
    call_command("ingest", str(folder), verbosity=0)
    return folder


@pytest.fixture
def files_alone(settings: Settings, request: pytest.FixtureRequest) -> Path:
    """The same where no originals are kept."""
    settings.ORIGINALS = None
    path: Path = request.getfixturevalue("files")
    return path


def test_a_sound_archive_passes(files: Path) -> None:
    code, out = run()
    assert (code, "faults 0" in out) == (0, True), out
    assert "texts checked 8" in out
    assert "kept originals checked 8" in out


def test_files_are_checked_where_no_originals_are_kept(files_alone: Path) -> None:
    code, out = run()
    assert (code, "texts checked 8" in out, ", originals checked 8" in out) == (0, True, True), out
    assert "kept originals checked 0" in out


def test_drift_is_named_and_repaired(files: Path) -> None:
    one, two, three = Article.objects.order_by("pk").values_list("pk", flat=True)[:3]
    Article.objects.filter(pk=one).update(is_published=False)
    Article.objects.filter(pk=two).update(published_on="2020-01-02")
    sync.backend().store.replace([three], [])
    code, out = run()
    assert code == 1
    assert f"article {one}: in the index, but not among those shown to readers" in out
    assert f"article {two}: in the index as it was before it changed" in out
    assert f"article {three}: not in the index" in out
    assert run("--repair")[0] == 0
    assert run()[0] == 0


def test_a_flipped_bit_is_named_and_repaired(files: Path) -> None:
    arrays = next(sync.backend().store.current_folder().glob("*.arrays"))
    content = bytearray(arrays.read_bytes())
    content[-3] ^= 4
    arrays.write_bytes(content)
    code, out = run()
    assert code == 1
    assert f"index file {arrays.name}: damaged or missing" in out
    assert run("--repair")[0] == 0
    assert run()[0] == 0


@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "*.arrays", "manifest-*.json", "current"])
def test_a_lost_index_file_is_repaired(pattern: str, files: Path) -> None:
    folder = sync.backend().store.current_folder()
    next((folder.parent if pattern == "current" else folder).glob(pattern)).unlink()
    assert run()[0] == 1
    code, out = run("--repair")
    assert code == 0, out
    assert run()[0] == 0


def test_what_cannot_be_repaired_is_said(files_alone: Path) -> None:
    (files_alone / "3.txt").unlink()
    code, out = run("--repair")
    assert code == 1
    assert f"the original is missing: {(files_alone / '3.txt').as_uri()}" in out
    assert "restore them from a backup" in out


def test_articles_set_aside_are_named_and_tried_again(files: Path) -> None:
    key = Article.objects.values_list("pk", flat=True)[0]
    IndexingTask.objects.set_aside({key: "ValueError: no"})
    code, out = run()
    assert (code, f"article {key}: cannot be indexed: ValueError: no" in out) == (1, True)
    assert run("--repair")[0] == 0


def test_kept_originals_are_checked_and_repaired(files: Path, settings: Settings) -> None:
    kept = OriginalStore(settings.ORIGINALS)
    lost, damaged, orphan = Original.objects.order_by("pk")[:3]
    kept.path(lost.kept).unlink()
    kept.path(damaged.kept).chmod(0o600)
    kept.path(damaged.kept).write_bytes(b"x")
    (files / damaged.name).unlink()
    orphan.article.delete()
    code, out = run()
    assert code == 1
    assert f"article {lost.article_id}: the kept original is missing: {lost.reference}" in out
    assert f"article {damaged.article_id}: the kept original has other bytes" in out
    assert f"kept original {orphan.kept}: no article is from it" in out
    code, out = run("--repair", "--remove-orphans")
    assert (code, "put back from where they were read: 1" in out, "no article was: 1" in out) == (1, True, True), out
    code, out = run()
    assert (code, "faults 1" in out, str(damaged.article_id) in out) == (1, True, True), out
