"""What a reader is given, and what it makes of it, before anything is stored."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from io import BufferedIOBase, BytesIO
from typing import Any
from urllib.parse import quote

HEAD = 64 * 1024  # bytes by which a format is recognised
MEGABYTE = 1024 * 1024
LONGEST_REFERENCE = 2000  # characters
LARGEST_WHOLE = 64 * MEGABYTE  # of a document that is read as a whole; dumps are read record by record


class UnreadableError(ValueError):
    """These bytes are no article. The message says why, in words for the person who brought the file."""


def reference_within(reference: str, name: str) -> str:
    """The lasting address of a part of a document: `file:///a.zip` and `b c.txt` -> `file:///a.zip#b%20c.txt`.

    Where it would be too long to be kept, a digest stands for the name.
    """
    whole = f"{reference}#{quote(name, safe='/:?#@!$&()*+,;=~%', errors='replace')}"
    if len(whole) <= LONGEST_REFERENCE:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return f"{reference[: LONGEST_REFERENCE - len(digest) - 1]}#{digest}"


@dataclass(frozen=True)
class Unreadable:
    """What gave no article, and why. `number` counts the records of a document from 1; 0 is the document itself."""

    reference: str
    reason: str
    number: int = 0


@dataclass(frozen=True)
class RawDocument:
    """One document as found. `reference` is its lasting address: a file's URI, or the URI of a page.

    `open` gives its bytes from the beginning, each time anew. What others say of it is a hint and may be wrong:
    `media_type` and `charset` as a server told them, `fetched_at` the moment it was fetched or crawled, `hints` what
    told of it: a feed's or a sitemap's `headline` and `date`, and the `address` it was found at after redirects.
    """

    reference: str
    size: int
    open: Callable[[], BufferedIOBase]
    media_type: str = ""
    charset: str = ""
    fetched_at: dt.datetime | None = None
    hints: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_bytes(
        cls,
        reference: str,
        content: bytes,
        *,
        media_type: str = "",
        charset: str = "",
        fetched_at: dt.datetime | None = None,
    ) -> "RawDocument":
        return cls(reference, len(content), partial(BytesIO, content), media_type, charset, fetched_at)

    @cached_property
    def head(self) -> bytes:
        """Its first bytes; of a damaged document those before the damage."""
        head = b""
        with self.open() as file:
            try:
                while len(head) < HEAD and (more := file.read1(HEAD - len(head))):
                    head += more
            except UnreadableError:
                if not head:
                    raise
        return head

    @cached_property
    def content(self) -> bytes:
        """All its bytes. Raises UnreadableError where they are too many to be held at once."""
        with self.open() as file:
            content = file.read(LARGEST_WHOLE + 1)
        if len(content) > LARGEST_WHOLE:
            size = max(self.size, len(content)) / MEGABYTE
            raise UnreadableError(f"it is too large: {size:.0f} MB, the limit is {LARGEST_WHOLE // MEGABYTE} MB")
        return content

    @cached_property
    def sha256(self) -> str:
        with self.open() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class Kept:
    """A document in the archive's own store, by its SHA-256, and what its reader was told besides its bytes."""

    sha256: str
    read_with: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ArticleRecord:
    """One article as read. `body` is clean text, one block a line; `block_kinds` names the lines that are
    not ordinary paragraphs by number from 0, as in `Article`. An empty value means: the document does not say.

    `sha256` and `size` are of the bytes the article was made from: the document's, or those of its record there.
    """

    reference: str
    sha256: str  # in hexadecimal
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
    section: str = ""
    url: str = ""  # the canonical one
    published_on: dt.date | None = None
    published_at: dt.datetime | None = None
    date_precision: str = ""
    date_origin: str = ""
    date_reason: str = ""  # why a date that is written is not known
    date_as_written: str = ""
    number: int = 0  # of its record in the document, from 1; 0 where the document is the article
    document: RawDocument | None = field(default=None, compare=False, repr=False)
    kept: Kept | None = field(default=None, compare=False)  # where its document is kept
