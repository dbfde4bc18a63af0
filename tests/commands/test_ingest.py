"""The command line of ingest."""

import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.ingest import pipeline
from articles.models import Article, IndexingTask, IngestRun
from articles.search import sync
from articles.search.params import SearchParams
from articles.search.query import search
from tests.factories import make_source

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_reports_what_it_did_and_the_articles_are_searchable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وصل الوفد إلى حلب أمس.", encoding="utf-8")
    out = StringIO()
    call_command("ingest", str(tmp_path), stdout=out)
    assert out.getvalue() == "created 1, updated 0, unchanged 0, failed 0\n"
    assert not IndexingTask.objects.exists()
    assert search(SearchParams(text="حلب")).total == 1


def test_a_failure_is_named_and_gives_exit_status_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وصل الوفد إلى حلب أمس.", encoding="utf-8")
    (tmp_path / "b.txt").touch()
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("ingest", str(tmp_path), stdout=out, stderr=err)
    assert stopped.value.code == 1
    assert out.getvalue() == "created 1, updated 0, unchanged 0, failed 1\n"
    assert f"{tmp_path / 'b.txt'}: it is empty" in err.getvalue()


def test_the_outlet_of_articles_that_name_none_can_be_given(tmp_path: Path) -> None:
    make_source("sada", "صدى البلاد", "Sada")
    (tmp_path / "a.txt").write_text("وصل الوفد إلى حلب أمس.", encoding="utf-8")
    call_command("ingest", str(tmp_path), source="sada", stdout=StringIO())
    assert Article.objects.get(source__slug="sada")
    with pytest.raises(CommandError, match="There is no source 'other'"):
        call_command("ingest", str(tmp_path), source="other")


def test_a_dry_run_says_what_would_be_made_and_stores_nothing(tmp_path: Path) -> None:
    make_source()
    (tmp_path / "a.txt").write_text("العنوان: وصول\nالتاريخ: آب 2016\nوصل الوفد إلى حلب أمس.\nعربي21", encoding="utf-8")
    (tmp_path / "b.txt").touch()
    (tmp_path / "c.txt").write_text("العنوان: وصول\nوصل الوفد إلى حلب أمس.\nعربي21", encoding="utf-8")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("ingest", str(tmp_path), dry_run=True, stdout=out)
    made, failed, same, counts = out.getvalue().splitlines()
    assert made == "created    2016-08-01 (the month, from text) | عربي21 | وصول | وصل الوفد إلى حلب أمس."
    assert failed == f"failed     {tmp_path / 'b.txt'}: it is empty"
    assert same.startswith("unchanged  no date")
    assert counts == "would be: 1 created, 0 updated, 1 unchanged, 1 failed; nothing is stored"
    assert not Article.objects.exists()
    assert not IngestRun.objects.exists()


def test_a_dry_run_tells_what_is_there_from_what_changes(tmp_path: Path) -> None:
    folder = tmp_path / "files"  # the index lies beside it
    folder.mkdir()
    (folder / "a.txt").write_text("وصل الوفد إلى حلب أمس.", encoding="utf-8")
    (folder / "b.txt").write_text("غادر الوزير مدينة دمشق مساء اليوم.", encoding="utf-8")
    call_command("ingest", str(folder), stdout=StringIO())
    (folder / "b.txt").write_text("غادر الوزير مدينة دمشق مساء اليوم إلى بيروت.", encoding="utf-8")
    (folder / "c.txt").write_text("عاد الوزير ظهر اليوم من بيروت.", encoding="utf-8")
    out = StringIO()
    call_command("ingest", str(folder), dry_run=True, stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()[:3]] == ["unchanged", "updated", "created"]
    assert Article.objects.count() == 2


def test_columns_with_names_of_their_own_are_mapped(tmp_path: Path) -> None:
    table = "رأس,متن الخبر الصحفي,يوم\nوصول,وصل الوفد إلى حلب.,2017-01-25\nعودة,عاد الوفد إلى دمشق.,2017-01-26\n"
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("أرشيف.csv", table.encode("windows-1256"))
    out = StringIO()
    columns = "رأس=headline,متن الخبر الصحفي=body,يوم=date"
    call_command("ingest", str(tmp_path / "a.zip"), map=columns, stdout=out)
    assert out.getvalue() == "created 2, updated 0, unchanged 0, failed 0\n"
    assert [(article.headline, str(article.published_on)) for article in Article.objects.order_by("pk")] == [
        ("وصول", "2017-01-25"),
        ("عودة", "2017-01-26"),
    ]
    call_command("ingest", str(tmp_path / "a.zip"), map=columns, again=True, stdout=out)
    assert out.getvalue().endswith("created 0, updated 0, unchanged 2, failed 0\n")


def test_a_map_that_says_nothing_is_refused_and_the_parts_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="these are headline, body, url, source, byline, section, date, id"):
        call_command("ingest", str(tmp_path), map="lead=slug")


def test_what_is_stored_can_be_found_before_the_run_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every so many articles the outbox is emptied."""
    monkeypatch.setattr(sync, "BATCH", 2)
    monkeypatch.setattr(pipeline, "LARGEST_GROUP", 1)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"خبر {number} عن وصول الوفد إلى حلب.", encoding="utf-8")
    seen: list[int] = []
    monkeypatch.setattr(sync, "drain", lambda **asked: seen.append(asked.get("patience", -1)))
    call_command("ingest", str(tmp_path), verbosity=0)
    assert seen == [0, 0, -1]  # twice along with the run, without waiting for another process, and once at its end
