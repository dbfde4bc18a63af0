"""How much is taken from one request: what is more is neither kept nor written anywhere."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest


def is_too_large(request: HttpRequest) -> bool:
    """Whether a request says that it has more than may be uploaded; one that does not say has nothing that is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return not str(said).isdecimal() or int(said) > settings.UPLOAD_LARGEST


class BoundedUpload(TemporaryFileUploadHandler):
    """Files go to the disk, of whatever size; those of a request that is too large go nowhere.

    The rest of such a request is read and forgotten, so that the person can be told why.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        if self.request is None or is_too_large(self.request):
            raise StopUpload(connection_reset=False)
        super().new_file(*args, **kwargs)
