"""The WSGI entry point."""

import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")

application = get_wsgi_application()


def warm_up() -> None:
    """Load what the first page would otherwise wait for; a fault is the page's to show, not the start's."""
    from articles.search.sync import backend

    try:
        backend().warm_up()
    except Exception:
        logging.getLogger(__name__).exception("The search could not be warmed up")


warm_up()
