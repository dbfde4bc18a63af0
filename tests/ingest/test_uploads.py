"""Uploaded files are kept under names of our own until they are read, and expire."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from articles.ingest import uploads
from articles.ingest.records import reference_within
from articles.ingest.uploads import clean_name, expire, folder_of, is_kept, reference_of, stage, staged_file
from articles.models import Upload

pytestmark = pytest.mark.django_db

NAMES = [
    ("an honest one", "dump.jsonl", "dump.jsonl"),
    ("Arabic", "أرشيف ٢٠١٧.csv", "أرشيف ٢٠١٧.csv"),
    ("a path", "../../etc/passwd", "etc passwd"),
    ("a path of Windows", "C:\\temp\\a.txt", "C: temp a.txt"),
    ("a NUL and a line's end", "a\0b\nc.txt", "a b c.txt"),
    ("turned round", "news\u202etxt.exe", "news txt.exe"),
    ("isolated", "a\u2066b\u2069.txt", "a b .txt"),
    ("a lone surrogate", "a\ud800.txt", "a .txt"),
    ("dots alone", "..", "file"),
    ("nothing", "", "file"),
    ("white space", "   ", "file"),
    ("too long, with its ending kept", "a" * 300 + ".jsonl", "a" * 114 + ".jsonl"),
    ("too long, without one", "ا" * 300, "ا" * 120),
    ("decomposed", "e\u0301.txt", "\u00e9.txt"),
]


@pytest.mark.parametrize(("sent", "kept"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_a_name_can_be_shown_and_stored(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


def test_the_longest_address_leaves_room_for_the_names_of_parts() -> None:
    name = clean_name("\U0001f600" * 300)
    reference = reference_of({"name": name, "stored": "a", "size": 1, "sha256": "0" * 64})
    assert len(reference_within(reference, "a" * 5000)) <= 2000


@pytest.fixture
def curator(django_user_model: type[User]) -> User:
    return django_user_model.objects.create(username="curator")


def staged(curator: User, **contents: bytes) -> Upload:
    files = [SimpleUploadedFile(name, content) for name, content in contents.items()]
    return stage(files, curator, {"columns": {}, "source": ""})


def test_files_lie_under_names_of_our_own_for_their_owner_alone(curator: User) -> None:
    upload = staged(curator, a=b"one", b=b"two")
    folder = folder_of(upload.token)
    assert folder.stat().st_mode & 0o077 == 0
    assert {path.read_bytes() for path in folder.iterdir()} == {b"one", b"two"}
    assert not {path.name for path in folder.iterdir()} & {"a", "b"}


def test_the_same_file_chosen_twice_is_one(curator: User) -> None:
    files = [SimpleUploadedFile("a", b"one"), SimpleUploadedFile("a", b"one")]
    assert len(stage(files, curator, {}).files) == 1


def test_a_file_is_found_again_by_its_address_while_it_is_kept(curator: User) -> None:
    upload = staged(curator, a=b"one")
    reference = reference_of(upload.files[0])
    found = staged_file(reference)
    assert found
    assert found.read_bytes() == b"one"
    uploads.let_go(upload)
    assert staged_file(reference) is None
    assert staged_file("upload:%/a") is None


def test_a_full_disk_leaves_nothing_behind(curator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_file: object, _path: Path) -> uploads.StagedFile:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(uploads, "_write", fail)
    with pytest.raises(OSError, match="No space"):
        staged(curator, a=b"one")
    assert not Upload.objects.exists()
    assert list(Path(settings.UPLOAD_DIR).iterdir()) == []


def test_what_is_not_confirmed_expires_and_what_failed_is_kept_a_while(curator: User) -> None:
    now = timezone.now()
    forgotten, waiting, failed, old = (staged(curator, a=bytes([number])) for number in range(4))
    Upload.objects.filter(pk=forgotten.pk).update(created_at=now - dt.timedelta(days=2))
    Upload.objects.filter(pk=failed.pk).update(confirmed_at=now - dt.timedelta(days=5))
    Upload.objects.filter(pk=old.pk).update(confirmed_at=now - dt.timedelta(days=31))
    expire()
    assert set(Upload.objects.all()) == {waiting, failed, old}
    assert [is_kept(upload) for upload in (forgotten, waiting, failed, old)] == [False, True, True, False]


def test_folders_that_belong_to_nothing_go(curator: User) -> None:
    stray = folder_of("stray")
    stray.mkdir(parents=True)
    expire()
    assert stray.is_dir()  # it may belong to an upload that is just being written
    os.utime(stray, (0, 0))
    expire()
    assert not stray.exists()
