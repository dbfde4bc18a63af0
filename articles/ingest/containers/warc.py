"""WARC, the format of web archives: the pages of a crawl, each under its own address.

Responses and resources that are HTML are read; requests, revisits and metadata are not. A page that is compressed
within its record is unpacked within bounds. A file that was cut off gives what is whole in it, and then says so.
"""

import datetime as dt
import zlib
from collections.abc import Iterator
from io import BufferedIOBase
from typing import Any

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from articles.ingest.containers.bounds import Budget, Unpacked, budget_of
from articles.ingest.records import MEGABYTE, RawDocument, Unreadable, UnreadableError, reference_within

LARGEST_PAGE = 16 * MEGABYTE
_LONGEST_HEADERS = MEGABYTE  # of one record, and what is read ahead with them
_CHUNK = 64 * 1024
_TYPES = {"response", "resource"}
_MEDIA_TYPES = {"text/html", "application/xhtml+xml"}
_BROKEN = (ArchiveLoadFailed, StatusAndHeadersParserException, zlib.error, EOFError, ValueError, AttributeError)
_CUT = "the web archive is cut off within this record"


class WarcContainer:
    name = "WARC"

    def accepts(self, document: RawDocument) -> bool:
        return document.head.startswith(b"WARC/")

    def unpack(self, document: RawDocument) -> Iterator[RawDocument | Unreadable]:
        has_pages, budget = False, budget_of(document)
        with document.open() as file:
            for number, record in enumerate(_records(_Stream(file)), 1):
                found = _page(record, document, budget) if record is not None else _CUT
                if found is not None:
                    has_pages = True
                    yield Unreadable(document.reference, found, number) if isinstance(found, str) else found
                if found == _CUT:
                    return
        if not has_pages:
            raise UnreadableError("it is a web archive without web pages")


class _Stream:
    """What warcio reads. Of a file that is damaged it gets all that comes before the damage.

    warcio takes a header of any length, in time that grows with its square: here it ends at a limit.
    """

    def __init__(self, file: BufferedIOBase) -> None:
        self._file, self._at, self._end, self._left = file, 0, b"", 0
        self.is_in_headers = True

    def expect_headers(self) -> None:
        self.is_in_headers, self._left = True, _LONGEST_HEADERS

    def read(self, size: int = _CHUNK) -> bytes:
        some = self._file.read1(size)
        self._at += len(some)
        self._end = some[-1:] or self._end
        self._left -= len(some)
        if self.is_in_headers and self._left < 0:
            raise UnreadableError("it is no web archive from some place on: the headers of a record have no end")
        return some

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        self._file.close()

    @property
    def ends_in_a_line(self) -> bool:
        """Whether the file ends as records do. Within the headers of one it has most likely been cut off."""
        return self._end == b"\n"


def _records(stream: _Stream) -> Iterator[Any]:
    """The records as warcio gives them; None, and nothing more, where it cannot go on."""
    stream.expect_headers()
    records = WARCIterator(stream)
    try:
        while True:
            stream.expect_headers()
            record = next(records, None)
            if record is None:
                break
            stream.is_in_headers = False
            yield record
            while record.raw_stream.read(_CHUNK):
                pass
    except UnreadableError:
        raise
    except _BROKEN:
        yield None
        return
    if not stream.ends_in_a_line:
        yield None


def _page(record: Any, document: RawDocument, budget: Budget) -> RawDocument | str | None:  # noqa: ANN401 - no types
    """The record's page; None where it is none, or the reason why it cannot be had."""
    if record.rec_headers.get_header("Content-Length") is None:
        return _CUT
    is_page = record.rec_type in _TYPES and _media_type(record) in _MEDIA_TYPES and _status(record) == "200"
    content = _content(record, budget) if is_page else b""
    while record.raw_stream.read(_CHUNK):
        pass
    if record.raw_stream.limit > 0:
        return _CUT
    if not is_page:
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if content is None:
        return f"the page is too large: the limit is {LARGEST_PAGE // MEGABYTE} MB"
    if record.rec_headers.get_header("WARC-Truncated"):
        return "the crawler kept only the beginning of the page"
    return _document(address, content, record, document, budget)


def _document(address: str, content: bytes, record: Any, document: RawDocument, budget: Budget) -> RawDocument:  # noqa: ANN401
    """The page under its address on the web. No other is believed: it could be that of a file of this machine."""
    is_web = address.startswith(("http://", "https://"))
    page = RawDocument.of_bytes(
        address if is_web else reference_within(document.reference, address),
        content,
        media_type=_media_type(record),
        charset=_charset(record),
        fetched_at=_moment(record.rec_headers.get_header("WARC-Date") or ""),
    )
    return Unpacked(page.reference, page.size, page.open, page.media_type, page.charset, page.fetched_at, budget=budget)


def _content(record: Any, budget: Budget) -> bytes | None:  # noqa: ANN401
    """The page, its transfer and content encodings undone; None where it is too large."""
    stream, parts, length = record.content_stream(), [], 0
    while some := stream.read(_CHUNK):
        parts.append(some)
        length += len(some)
        if length > LARGEST_PAGE:
            return None
    budget.take(max(0, length - record.length), 0)
    return b"".join(parts)


def _content_type(record: Any) -> str:  # noqa: ANN401
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _media_type(record: Any) -> str:  # noqa: ANN401
    return _content_type(record).partition(";")[0].strip().lower()


def _charset(record: Any) -> str:  # noqa: ANN401
    _, _, rest = _content_type(record).lower().partition("charset=")
    return rest.partition(";")[0].strip(" \"'")[:40]


def _status(record: Any) -> str:  # noqa: ANN401
    """The status of the response; a resource, which has none, is what it is."""
    return str(record.http_headers.get_statuscode()) if record.http_headers else "200"


def _moment(written: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
