"""The command line of ingest."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import IndexingTask
from articles.search.params import SearchParams
from articles.search.query import search

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
