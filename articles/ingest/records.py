"""What a reader makes of the bytes it is given, before anything is stored."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


class UnreadableError(ValueError):
    """These bytes are no article. The message says why, in words for the person who brought the file."""


@dataclass(frozen=True)
class RawDocument:
    """One document as found. `reference` is its lasting address: a file's URI, or the URI of a page."""

    reference: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True)
class ArticleRecord:
    """One article as read. `body` is clean text, one block a line; `block_kinds` names the lines that are
    not ordinary paragraphs by number from 0, as in `Article`. An empty value means: the document does not say.
    """

    reference: str
    sha256: str  # of the document's bytes, in hexadecimal
    size: int  # bytes
    media_type: str
    encoding: str
    headline: str
    headline_is_derived: bool
    body: str
    block_kinds: Mapping[str, str] = field(default_factory=dict)
    source_slug: str = ""  # of the outlet, where it is known to the archive
    source_name: str = ""  # as written
    byline: str = ""
    url: str = ""
    published_on: dt.date | None = None
    published_at: dt.datetime | None = None
    date_precision: str = ""
    date_origin: str = ""
    date_reason: str = ""  # why a date that is written is not known
    date_as_written: str = ""
