"""The upload page of the admin: brought, shown what would be made, confirmed, put in, reported."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from articles.admin import apart
from articles.admin import uploads as pages
from articles.ingest import pipeline
from articles.ingest.upload_plans import at_work, note_end
from articles.ingest.uploads import folder_of
from articles.models import Article, IngestFailure, IngestRun, Revision, RunState, Starter, Upload
from tests.admin.conftest import HOSTILE
from tests.factories import make_source

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/en/admin/articles/upload/add/"
TEXT = "العنوان: وصول\nالتاريخ: آب 2016\nوصل الوفد إلى حلب أمس."
TABLE = "رأس,متن الخبر الصحفي,يوم\nوصول,وصل الوفد إلى حلب.,2017-01-25\nعودة,عاد الوفد إلى دمشق.,2017-01-26\n"


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What is done apart is done at once, in the test's own process, whose database no other can see."""
    commands: list[tuple[str, ...]] = []

    def start(*arguments: str) -> None:
        commands.append(arguments)
        call_command(*arguments)

    monkeypatch.setattr(apart, "start", start)
    return commands


def bring(client: Client, *files: tuple[str, bytes | str], **more: str) -> str:
    """Upload files; the address of the page that follows."""
    brought = [SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text) for name, text in files]
    response = client.post(ADD, {"brought": brought, **more})
    assert response.status_code == 302, response.text
    return str(response["Location"])


def counts(client: Client, page: str) -> list[int]:
    """The four counts of a plan, or of a run."""
    return [int(count) for count in re.findall(r"<dd>(\d+)</dd>", client.get(page).text)]


def test_what_would_be_made_is_shown_and_nothing_is_stored(curator: Client) -> None:
    page = bring(curator, ("a.txt", TEXT), ("b.txt", b""))
    text = curator.get(page).text
    assert counts(curator, page) == [1, 0, 0, 1]
    for shown in ("would be created", "August 2016", "وصول", "وصل الوفد إلى حلب أمس.", "b.txt", "it is empty"):
        assert shown in text
    assert not Article.objects.exists()
    assert not IngestRun.objects.exists()


def test_what_is_confirmed_is_put_in_and_reported(curator: Client) -> None:
    page = bring(curator, ("a.txt", TEXT), ("b.txt", b""))
    curator.post(page, {"do": "confirm"})
    article, run = Article.objects.get(), IngestRun.objects.get()
    text = curator.get(page).text
    assert counts(curator, page) == [1, 0, 0, 1]
    assert f"/en/admin/articles/article/{article.pk}/change/" in text
    assert f'href="/en/article/{article.pk}/"' in text
    assert "it is empty" in text
    assert (run.started_by, run.user and run.user.username, run.state) == (Starter.UPLOAD, "curator", RunState.FINISHED)
    assert IngestFailure.objects.get().reference == "b.txt"


def test_the_same_file_twice_changes_nothing(curator: Client) -> None:
    page = bring(curator, ("a.txt", TEXT))
    curator.post(page, {"do": "confirm"})
    again = bring(curator, ("a.txt", TEXT))
    assert counts(curator, again) == [0, 0, 1, 0]
    curator.post(again, {"do": "confirm"})
    assert counts(curator, again) == [0, 0, 1, 0]
    assert Article.objects.count() == 1
    assert not Revision.objects.exists()


def test_confirming_twice_runs_once(curator: Client, started: list[tuple[str, ...]]) -> None:
    page = bring(curator, ("a.txt", TEXT))
    curator.post(page, {"do": "confirm"})
    curator.post(page, {"do": "confirm"})
    assert [len(command) for command in started] == [3, 2]  # the plan, and one run
    assert IngestRun.objects.count() == 1


def test_the_bytes_go_once_all_is_stored_and_stay_where_something_failed(curator: Client) -> None:
    for files, is_kept in (([("a.txt", TEXT)], False), ([("c.txt", TEXT + "!"), ("b.txt", b"")], True)):
        page = bring(curator, *files)
        curator.post(page, {"do": "confirm"})
        assert folder_of(Upload.objects.latest("pk").token).exists() is is_kept


def test_a_column_is_chosen_where_no_name_tells_the_text(curator: Client) -> None:
    page = bring(curator, ("a.csv", TABLE.encode("windows-1256")))
    assert "<details open>" in curator.get(page).text
    assert counts(curator, page) == [0, 0, 0, 1]
    chosen = {"headline": "رأس", "body": "متن الخبر الصحفي", "date": "يوم"}
    curator.post(page, {"do": "read", **chosen})
    assert "<details>" in curator.get(page).text
    assert counts(curator, page) == [2, 0, 0, 0]
    curator.post(page, {"do": "confirm"})
    assert [(row.headline, str(row.published_on)) for row in Article.objects.order_by("pk")] == [
        ("وصول", "2017-01-25"),
        ("عودة", "2017-01-26"),
    ]


def test_a_column_that_is_not_there_is_refused(curator: Client) -> None:
    page = bring(curator, ("a.csv", TABLE))
    text = curator.post(page, {"do": "read", "body": "other"}, follow=True).text
    assert "These columns are not in the files." in text
    assert Upload.objects.get().options["columns"] == {}


def test_the_source_of_articles_that_name_none_is_chosen(curator: Client) -> None:
    make_source("sada", "صدى البلاد", "Sada")
    page = bring(curator, ("a.txt", TEXT), source="sada")
    assert "Sada" in curator.get(page).text
    curator.post(page, {"do": "confirm"})
    assert Article.objects.get().source_id


def test_an_upload_is_discarded(curator: Client) -> None:
    page = bring(curator, ("a.txt", TEXT))
    folder = folder_of(Upload.objects.get().token)
    curator.post(page, {"do": "discard"})
    assert not Upload.objects.exists()
    assert not folder.exists()


def test_too_much_is_refused_with_the_limit_and_nothing_is_kept(curator: Client, settings: Settings) -> None:
    settings.UPLOAD_LARGEST = 1024**2
    big = SimpleUploadedFile("a.txt", b"a" * 1024**2)
    text = curator.post(ADD, {"brought": [big]}).text
    assert "This is more than 1 MB, and nothing of it was kept." in text
    assert not Upload.objects.exists()
    assert not Path(settings.UPLOAD_DIR).exists()


def test_too_many_files_are_refused_with_the_limit(curator: Client, settings: Settings) -> None:
    settings.UPLOAD_MOST_FILES = 2
    files = [SimpleUploadedFile(f"{number}.txt", b"a") for number in range(3)]
    assert "Choose no more than 2 files at once" in curator.post(ADD, {"brought": files}).text
    assert "This field is required." in curator.post(ADD, {}).text
    assert not Upload.objects.exists()


@pytest.mark.parametrize("name", ["../../a.txt", HOSTILE, "a\u202etxt.exe", "=1+1.csv", "ا" * 400])
def test_hostile_names_are_only_shown(curator: Client, name: str) -> None:
    page = bring(curator, (name, TEXT))
    curator.post(page, {"do": "confirm"})
    for address in (page, "/admin/articles/upload/"):
        text = curator.get(address).text
        assert "<script>alert" not in text
        assert "\u202e" not in text
    assert Article.objects.count() == 1
    assert [path for path in Path(settings.UPLOAD_DIR).rglob("*") if path.suffix] == []


def test_hostile_text_is_escaped(curator: Client) -> None:
    page = bring(
        curator, ("a.txt", f"العنوان: {HOSTILE}\n{HOSTILE} وصل الوفد."), ("a.csv", f"{HOSTILE},x y,z\n1,2,3\n")
    )
    assert "<script>alert" not in curator.get(page).text
    curator.post(page, {"do": "confirm"})
    assert "<script>alert" not in curator.get(page).text


def test_a_page_that_waits_looks_again_by_itself(curator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "start", lambda *_arguments: None)
    monkeypatch.setattr(pages, "WAIT", 0)
    page = bring(curator, ("a.txt", TEXT))
    response = curator.get(page)
    assert response["Refresh"] == "3"
    assert "Being read" in response.text


def test_a_process_that_died_is_begun_again(curator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    doing = apart.start
    monkeypatch.setattr(apart, "start", lambda *_arguments: None)
    monkeypatch.setattr(pages, "WAIT", 0)
    page = bring(curator, ("a.txt", TEXT))
    note_end(Upload.objects.get())  # what the lock and time tell: nobody is at it
    assert "Reading the files was broken off." in curator.get(page).text
    monkeypatch.setattr(apart, "start", doing)
    curator.post(page, {"do": "again"})
    monkeypatch.setattr(apart, "start", lambda *_arguments: None)
    curator.post(page, {"do": "confirm"})
    assert "Being put into the archive" in curator.get(page).text
    note_end(Upload.objects.get())
    assert "was broken off" in curator.get(page).text
    monkeypatch.setattr(apart, "start", doing)
    curator.post(page, {"do": "again"})
    assert counts(curator, page) == [1, 0, 0, 0]


def test_a_run_that_was_interrupted_goes_on(curator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_asked: object) -> None:
        raise KeyboardInterrupt

    page = bring(curator, ("a.txt", TEXT))
    monkeypatch.setattr(pipeline, "store_batch", interrupt)
    curator.post(page, {"do": "confirm"})
    monkeypatch.undo()
    assert "Broken off" in curator.get(page).text
    call_command("run_upload", str(Upload.objects.get().pk))
    assert counts(curator, page) == [1, 0, 0, 0]


def test_a_lock_says_that_a_process_is_at_work(curator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "start", lambda *_arguments: None)
    monkeypatch.setattr(pages, "WAIT", 0)
    page = bring(curator, ("a.txt", TEXT))
    upload = Upload.objects.get()
    note_end(upload)
    with at_work(upload):
        assert "Being read" in curator.get(page).text
    assert "Reading the files was broken off." in curator.get(page).text


@pytest.mark.parametrize("permissions", [[], ["view_upload"]], ids=["none", "to look"])
def test_without_permission_nothing_is_brought_or_put_in(
    client: Client, curator: Client, django_user_model: type[User], permissions: list[str]
) -> None:
    page = bring(curator, ("a.txt", TEXT))
    other = Client()
    other.force_login(user := django_user_model.objects.create(username="reader", is_staff=True))
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    assert other.get(ADD).status_code == 403
    assert other.post(ADD, {"brought": [SimpleUploadedFile("a.txt", b"a")]}).status_code == 403
    assert other.get(page).status_code == (200 if permissions else 403)
    for act in ("confirm", "read", "discard", "again"):
        assert other.post(page, {"do": act}).status_code == 403
    assert Upload.objects.count() == 1
    assert not Article.objects.exists()
    assert Client().get(page).status_code == 302  # to the login


def test_forms_of_other_sites_are_refused(curator: Client, django_user_model: type[User]) -> None:
    page = bring(curator, ("a.txt", TEXT))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(django_user_model.objects.get(username="curator"))
    assert strict.post(ADD, {"brought": [SimpleUploadedFile("a.txt", b"a")]}).status_code == 403
    assert strict.post(page, {"do": "confirm"}).status_code == 403


@pytest.mark.parametrize("key", ["0", "999", "x", "9" * 30, "1%00"])
def test_an_upload_that_is_not_there_is_not_found(curator: Client, key: str) -> None:
    assert curator.get(f"/en/admin/articles/upload/{key}/change/").status_code == 404


def test_pages_answer_in_both_languages(curator: Client) -> None:
    page = bring(curator, ("a.txt", TEXT))
    for address in (ADD, page, "/en/admin/articles/upload/"):
        assert 'dir="ltr"' in curator.get(address).text
        assert 'dir="rtl"' in curator.get(address.removeprefix("/en")).text
