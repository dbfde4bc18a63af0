"""What a run would make, found out without storing anything."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.ingest import preview
from articles.ingest.pipeline import Order, files_at, ingest
from articles.ingest.preview import Plan, Planned, foretell, plan
from articles.ingest.storing import Outcome
from articles.models import Article, IngestCheckpoint, IngestRun, Original, Source

pytestmark = pytest.mark.django_db


def dump(folder: Path, *texts: str) -> Path:
    path = folder / "dump.jsonl"
    path.write_text("\n".join(json.dumps({"id": text[:9], "text": text, "source": "صدى"}) for text in texts), "utf-8")
    return path


def planned(path: Path, rows: int = 50, seconds: float = 60.0) -> Plan:
    return plan(files_at([path]), Order(), rows, seconds)


def test_nothing_is_stored(tmp_path: Path) -> None:
    planned(dump(tmp_path, "وصل الوفد إلى حلب.", "عاد الوفد من حلب."))
    for model in (Article, Original, Source, IngestRun, IngestCheckpoint):
        assert not model._default_manager.exists()


def test_it_says_what_a_run_then_does(tmp_path: Path) -> None:
    ingest([dump(tmp_path, "وصل الوفد إلى حلب.", "الخبر أ قديم جدا.")])
    path = dump(tmp_path, "وصل الوفد إلى حلب.", "الخبر أ قديم وقد تغير.", "خبر جديد عن دمشق.", "خبر جديد عن دمشق.", "!")
    made = planned(path)
    report = ingest([path])
    assert (made.created, made.updated, made.unchanged, made.failed) == (1, 1, 2, 1)
    assert (report.created, report.updated, report.unchanged, report.failed) == (1, 1, 2, 1)


def test_the_first_rows_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    made = planned(dump(tmp_path, *(f"خبر {number} عن حلب." for number in range(5)), "؟", "!"), rows=1)
    assert [row.outcome for row in made.rows] == [Outcome.CREATED]
    assert [(Path(failure.reference).name, failure.number) for failure in made.failures] == [("dump.jsonl", 6)]
    assert (made.created, made.failed, made.is_whole) == (5, 2, True)


def test_a_plan_that_takes_too_long_says_that_it_is_not_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(*_asked: object) -> Iterator[Planned]:
        for _ in range(100):
            time.sleep(0.01)
            yield Planned()

    monkeypatch.setattr(preview, "foretell", slowly)
    made = planned(tmp_path, seconds=0.05)
    assert not made.is_whole
    assert 0 < made.failed < 100


def test_files_that_are_not_there_fail(tmp_path: Path) -> None:
    (only,) = foretell(files_at([tmp_path / "none"]), Order())
    assert only.failure
    assert only.failure.reason == "there is no such file or folder"
