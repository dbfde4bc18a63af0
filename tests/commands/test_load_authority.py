import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.authority.records import KIND_OF_FILE, SOURCES
from articles.models import Entity, Source
from tests.factories import make_person


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for file in (*KIND_OF_FILE, SOURCES):
        (tmp_path / file).write_text(json.dumps({"id": "a", "name_ar": "اسم", "name_en": "Name"}), encoding="utf-8")
    return tmp_path


def run(data: Path) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_authority", data=data, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_the_command_loads_a_folder_and_says_what_it_did(data: Path) -> None:
    assert run(data)[0].startswith("created 4, updated 0, unchanged 0")
    assert run(data)[0].startswith("created 0, updated 0, unchanged 4")
    assert (Entity.objects.count(), Source.objects.count()) == (3, 1)


@pytest.mark.django_db
def test_the_command_names_records_in_conflict(data: Path) -> None:
    make_person("شخص آخر", slug="a")
    out, err = run(data)
    assert "in conflict 1" in out
    assert "person a" in err


@pytest.mark.django_db
def test_a_faulty_line_stops_the_command_before_anything_is_stored(data: Path) -> None:
    (data / "people.jsonl").write_text('{"id": "a"}', encoding="utf-8")
    with pytest.raises(CommandError, match=r"people\.jsonl, line 1: it has neither"):
        run(data)
    assert not Entity.objects.exists()


@pytest.mark.django_db
def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"places\.jsonl"):
        run(tmp_path / "none")
