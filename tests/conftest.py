"""Every test has an empty database and, where it asks for one, an empty index of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from haystack import connections
from pytest_django.fixtures import Settings

from articles.search import naming, sync
from articles.search.engine import ArchiveSearchBackend


@pytest.fixture(autouse=True)
def _records_alone(settings: Settings) -> None:
    """What a test finds follows from its own records; a test of the recogniser asks for it."""
    settings.TAGGER = "none"


@pytest.fixture(autouse=True)
def _originals_apart(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    """Originals are kept in a folder of the test's own."""
    settings.ORIGINALS = tmp_path_factory.mktemp("originals")


@pytest.fixture(autouse=True)
def _own_uploads(tmp_path: Path, settings: Settings) -> None:
    settings.UPLOAD_DIR = tmp_path / "uploads"


@pytest.fixture(autouse=True)
def index(tmp_path: Path, settings: Settings) -> Iterator[ArchiveSearchBackend]:
    """An index in a folder of the test's own. Rows changed in a test are indexed once `drain` is called."""
    options = {**settings.HAYSTACK_CONNECTIONS["default"], "PATH": str(tmp_path / "index")}
    settings.HAYSTACK_CONNECTIONS = {"default": options}
    connections.connections_info = {"default": options}
    connections.reload("default")
    naming.forget()  # the rows of the test before are gone
    yield sync.backend()
    connections.reload("default")
