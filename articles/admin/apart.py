"""Work that outlasts a request, in a process of its own: the server's processes may end, and must not be held up."""

import subprocess
import sys
from threading import Thread

from django.conf import settings


def start(*arguments: str) -> None:
    """Begin a command of manage.py and leave it to itself. Its errors are told where the server's are."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    Thread(target=process.wait, daemon=True).start()  # else the system would keep its end for us
