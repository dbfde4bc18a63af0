"""Files that curators upload: staged under names of our own until they are read, and kept while they may be retried.

The lasting address of an uploaded file is `upload:SHA-256/its name`: the same file brought again is the same document.
"""

import datetime as dt
import hashlib
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypedDict
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from articles.models import Upload

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_NAME = 120  # characters that are kept of a file's name
UNCONFIRMED = dt.timedelta(days=1)  # for which an upload waits to be confirmed
KEPT_FOR_RETRY = dt.timedelta(days=30)  # after which the bytes of what failed go
# Control characters, what turns the direction of writing, and what parts the names of folders.
_UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u061c\u2066-\u2069\ufeff\ud800-\udfff/\\\\]+"
)


class StagedFile(TypedDict):
    """A file of an upload, as `Upload.files` has it."""

    name: str
    stored: str  # the name it lies under
    size: int  # bytes
    sha256: str


class Incoming(Protocol):
    """A file as it comes in."""

    name: str | None

    def chunks(self) -> Iterator[bytes]: ...


def stage(incoming: Iterable[Incoming], user: "User", options: Mapping[str, object]) -> Upload:
    """Keep the files until they are confirmed. Raises OSError where the disk does not take them."""
    token = secrets.token_hex(16)
    folder = folder_of(token)
    folder.mkdir(mode=0o700, parents=True)
    try:
        files = [_write(file, folder / secrets.token_hex(8)) for file in incoming]
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    once = {(file["sha256"], file["name"]): file for file in files}
    return Upload.objects.create(token=token, user=user, files=list(once.values()), options=dict(options))


def folder_of(token: str) -> Path:
    return Path(settings.UPLOAD_DIR) / token


def clean_name(name: str) -> str:
    """A name that can be shown and stored, whatever was sent: never a path, never of no letters."""
    name = unicodedata.normalize("NFC", _UNWANTED.sub(" ", name)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST_NAME and dot and len(ending) < 10:
        name = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return name[:LONGEST_NAME] or "file"


def reference_of(file: StagedFile) -> str:
    """The lasting address of an uploaded file."""
    return f"upload:{file['sha256']}/{quote(file['name'], safe='')}"


def staged_files(upload: Upload) -> list[tuple[Path, str]]:
    """Where the files of an upload lie, each with its lasting address."""
    return [(folder_of(upload.token) / file["stored"], reference_of(file)) for file in upload.files]


def staged_file(reference: str) -> Path | None:
    """The bytes of an uploaded file by its address; None where they are kept no longer."""
    sha256 = reference.removeprefix("upload:").partition("/")[0]
    for upload in Upload.objects.filter(files__icontains=sha256) if sha256.isalnum() else ():
        for path, address in staged_files(upload):
            if address == reference and path.is_file():
                return path
    return None


def is_kept(upload: Upload) -> bool:
    """Whether the bytes of an upload are still there."""
    return folder_of(upload.token).is_dir()


def let_go(upload: Upload) -> None:
    """Remove the bytes of an upload; a run's log stays."""
    shutil.rmtree(folder_of(upload.token), ignore_errors=True)


def discard(upload: Upload) -> None:
    """Remove an upload that was not confirmed."""
    let_go(upload)
    upload.delete()


def expire() -> None:
    """Remove what was never confirmed, the bytes of what was long ago, and folders that belong to nothing."""
    now = timezone.now()
    for upload in Upload.objects.filter(confirmed_at=None, created_at__lt=now - UNCONFIRMED):
        discard(upload)
    old = Q(confirmed_at__lt=now - KEPT_FOR_RETRY)
    for upload in Upload.objects.filter(old):
        let_go(upload)
    known = set(Upload.objects.values_list("token", flat=True))
    for folder in Path(settings.UPLOAD_DIR).iterdir() if Path(settings.UPLOAD_DIR).is_dir() else ():
        age = now.timestamp() - folder.stat().st_mtime
        if folder.name not in known and age > UNCONFIRMED.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)


def _write(file: Incoming, path: Path) -> StagedFile:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        for chunk in file.chunks():
            digest.update(chunk)
            size += out.write(chunk)
    return {"name": clean_name(file.name or ""), "stored": path.name, "size": size, "sha256": digest.hexdigest()}
