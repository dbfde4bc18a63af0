"""The log of ingest in the admin: states, progress, filters, and retrying what failed."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client

from articles.admin import apart
from articles.admin import ingest as pages
from articles.ingest.pipeline import ingest
from articles.models import Article, FailureState, IngestFailure, IngestRun, RunState, Starter

pytestmark = pytest.mark.django_db(transaction=True)

RUNS, FAILURES = "/en/admin/articles/ingestrun/", "/en/admin/articles/ingestfailure/"
TEXT = "وصل الوفد إلى حلب أمس."


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What is done apart is done at once, in the test's own process, whose database no other can see."""
    commands: list[tuple[str, ...]] = []

    def start(*arguments: str) -> None:
        commands.append(arguments)
        call_command(*arguments, verbosity=0)

    monkeypatch.setattr(apart, "start", start)
    return commands


def empty_file(folder: Path, name: str = "a.txt") -> Path:
    path = folder / name
    path.touch()
    ingest([path])
    return path


def act(client: Client, address: str, *rows: int) -> str:
    return client.post(address, {"action": "retry", "_selected_action": rows}, follow=True).text


def test_a_run_shows_its_state_and_how_far_it_is(curator: Client) -> None:
    IngestRun.objects.create(
        state=RunState.INTERRUPTED, total_bytes=200, read_bytes=50, paths=["/a/b.txt"], options={"source": "sada"}
    )
    text = curator.get(RUNS).text
    assert "interrupted – 25%" in text
    text = curator.get(f"{RUNS}{IngestRun.objects.get().pk}/change/").text
    assert "/a/b.txt" in text
    assert "sada" in text


def test_a_run_whose_process_is_gone_is_shown_as_dead(curator: Client) -> None:
    IngestRun.objects.create(state=RunState.RUNNING, process="")
    assert "died" in curator.get(RUNS).text
    assert IngestRun.objects.get().state == RunState.DIED


def test_runs_are_filtered_by_state_and_starter(curator: Client) -> None:
    IngestRun.objects.create(state=RunState.INTERRUPTED, started_by=Starter.FEED)
    IngestRun.objects.create(state=RunState.FINISHED, started_by=Starter.UPLOAD)
    for query in ("state__exact=interrupted", "started_by__exact=upload"):
        assert len(curator.get(f"{RUNS}?{query}").context["cl"].result_list) == 1


def test_failures_are_filtered_by_run_reason_and_state(curator: Client) -> None:
    runs = [IngestRun.objects.create(failed=1) for _ in range(2)]
    rows = [
        ("a", "it is too large: 70 MB", FailureState.OPEN),
        ("b", "it is too large: 80 MB", FailureState.MENDED),
        ("c", "it is empty", FailureState.OPEN),
    ]
    for at, (name, reason, state) in enumerate(rows):
        IngestFailure.objects.create(run=runs[at % 2], reference=name, reason=reason, state=state)
    for query, names in (
        ("why=it is too large", "ab"),
        ("state__exact=mended", "b"),
        (f"run__id__exact={runs[0].pk}", "ac"),
        (f"why=it is too large&run__id__exact={runs[0].pk}", "a"),
        ("run__id__exact=x", "abc"),
        (f"run__id__exact={'9' * 40}", "abc"),
    ):
        response = curator.get(f"{FAILURES}?{query}")
        assert {row.reference for row in response.context["cl"].result_list} == set(names), query
    assert "it is too large (2)" in curator.get(FAILURES).text


def test_a_failure_is_retried_and_marked_as_mended(curator: Client, tmp_path: Path) -> None:
    path = empty_file(tmp_path)
    path.write_text(TEXT, encoding="utf-8")
    failure = IngestFailure.objects.get()
    assert "1 failure is retried." in act(curator, FAILURES, failure.pk)
    failure.refresh_from_db()
    assert failure.state == FailureState.MENDED
    assert Article.objects.count() == 1
    run = IngestRun.objects.latest("pk")
    assert (run.started_by, run.user and run.user.username) == (Starter.RETRY, "curator")


def test_only_the_chosen_failure_is_retried(curator: Client, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        empty_file(tmp_path, name).write_text(f"{TEXT} {name}", encoding="utf-8")
    act(curator, FAILURES, IngestFailure.objects.latest("pk").pk)
    assert [failure.state for failure in IngestFailure.objects.order_by("pk")] == ["open", "mended"]


def test_what_failed_in_runs_is_retried(curator: Client, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        empty_file(tmp_path, name).write_text(f"{TEXT} {name}", encoding="utf-8")
    text = act(curator, RUNS, *IngestRun.objects.values_list("pk", flat=True))
    assert "2 failures are retried." in text
    assert set(IngestFailure.objects.values_list("state", flat=True)) == {FailureState.MENDED}


def test_what_cannot_be_retried_is_said(
    curator: Client, monkeypatch: pytest.MonkeyPatch, started: list[tuple[str, ...]]
) -> None:
    run = IngestRun.objects.create(failed=2)
    page = IngestFailure.objects.create(run=run, document="https://example.com/", reference="https://example.com/")
    mended = IngestFailure.objects.create(run=run, document="file:///a", state=FailureState.MENDED)
    text = act(curator, FAILURES, page.pk, mended.pk)
    assert "There is nothing to retry." in text
    assert "fetched again and not retried: 1" in text
    monkeypatch.setattr(pages, "MOST_RETRIED", 1)
    assert "These are more than 1: retry what failed in their runs." in act(curator, FAILURES, page.pk, mended.pk)
    assert started == []


def test_who_may_only_look_may_not_retry(
    client: Client, django_user_model: type[User], tmp_path: Path, started: list[tuple[str, ...]]
) -> None:
    empty_file(tmp_path)
    reader = django_user_model.objects.create(username="reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    act(client, FAILURES, IngestFailure.objects.get().pk)
    act(client, RUNS, IngestRun.objects.get().pk)
    assert started == []
