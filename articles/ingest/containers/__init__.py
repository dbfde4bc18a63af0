"""The formats that hold documents, the most particular first."""

from articles.ingest.containers.compressed import CompressedFile
from articles.ingest.containers.tar_archive import TarArchive
from articles.ingest.containers.warc import WarcContainer
from articles.ingest.containers.zip_archive import ZipArchive
from articles.ingest.readers.base import Container
from articles.ingest.records import RawDocument

CONTAINERS: tuple[Container, ...] = (ZipArchive(), TarArchive(), CompressedFile(), WarcContainer())


def container_for(document: RawDocument) -> Container | None:
    """The container that the document is; None where it holds no others."""
    return next((container for container in CONTAINERS if container.accepts(document)), None)
