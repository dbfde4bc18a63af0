"""The Arabic texts of the pages: every one is there, and compiled as it stands."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "ar" / "LC_MESSAGES" / "django.po"


def test_every_text_is_translated() -> None:
    catalogue = read_po(BytesIO(CATALOGUE.read_bytes()))
    missing = [message.id for message in catalogue if message.id and (message.fuzzy or not all(_texts(message.string)))]
    assert missing == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    written = read_po(BytesIO(CATALOGUE.read_bytes()))
    compiled = read_mo(BytesIO(CATALOGUE.with_suffix(".mo").read_bytes()))
    assert _by_text(compiled) == _by_text(written)


def _by_text(catalogue: Catalog) -> dict[tuple[object, ...], list[object]]:
    return {(_context(message), *_texts(message.id)): _texts(message.string) for message in catalogue if message.id}


def _context(message: Message) -> str:
    """Babel reads the context of compiled messages as bytes."""
    return message.context.decode() if isinstance(message.context, bytes) else message.context or ""


def _texts(string: object) -> list[object]:
    return list(string) if isinstance(string, (list, tuple)) else [string]
