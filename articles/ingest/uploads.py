"""Files that curators upload: staged under names of our own until they are read, and kept while they may be retried.

The lasting address of an uploaded file is `upload:SHA-256/its name`: the same file brought again is the same document.
"""

from pathlib import Path

from django.conf import settings

from articles.models import Upload

LONGEST_NAME = 200  # characters that are kept of a file's name


def folder() -> Path:
    """Where staged files lie, for their owner alone."""
    path = Path(settings.UPLOAD_DIR)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def staged_file(reference: str) -> Path | None:
    """The staged bytes of an uploaded file; None where they are kept no longer."""
    sha256 = reference.removeprefix("upload:").partition("/")[0]
    for upload in Upload.objects.filter(files__icontains=sha256) if sha256.isalnum() else ():
        for file in upload.files:
            path: Path = folder() / upload.token / file["stored"]
            if file["sha256"] == sha256 and path.is_file():
                return path
    return None
