"""Fetches from the web, from addresses that may be hostile.

Who answers is checked where it counts: a name is resolved once, each address it has is checked, and the connection is
made to the very address that was. So neither names that point inward, nor names that point elsewhere the second time,
nor redirects lead to this machine or its network. Size, time and redirects are bounded, and so is what is compressed.
"""

import datetime as dt
import socket
import ssl
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse, Timeout
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as TimeoutException

from articles.ingest.connections import PeerError, Resolve, Watch
from articles.ingest.peers import Allowed
from articles.ingest.records import MEGABYTE
from articles.ingest.web_addresses import AddressError, WebAddress, web_address

MOST_REDIRECTS = 5
LARGEST = 32 * MEGABYTE
LONGEST = 60.0  # seconds for one document, its redirects included
_SILENCE = 15.0  # seconds without a byte
_CHUNK = 64 * 1024
_REDIRECTS = {301, 302, 303, 307, 308}
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"


class FetchError(ValueError):
    """Nothing came. The message says why, in words for people; `status` is the server's, if it gave one."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.status = status


class RefusedError(FetchError):
    """The address is one that is not fetched from."""


@dataclass(frozen=True)
class Fetched:
    """What a server gave. `url` is the last address, after redirects. `content` is empty where nothing had changed."""

    url: str
    status: int
    content: bytes
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    fetched_at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    @property
    def is_unchanged(self) -> bool:
        return self.status == 304


@dataclass(frozen=True)
class Fetcher:
    """`resolve` is the system's; tests give another."""

    user_agent: str
    allowed: Allowed = field(default_factory=Allowed)
    largest: int = LARGEST
    longest: float = LONGEST
    resolve: Resolve = socket.getaddrinfo

    def fetch(self, url: str, etag: str = "", last_modified: str = "") -> Fetched:
        """The document at an address, unless it is still the one with this tag or date. Raises FetchError."""
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        deadline = time.monotonic() + self.longest
        address = self._address(url)
        for _ in range(MOST_REDIRECTS + 1):
            found = self._get(address, headers, deadline)
            if isinstance(found, Fetched):
                return found
            address = self._address(urljoin(address.url, found))
        raise FetchError(f"it redirects more than {MOST_REDIRECTS} times")

    def _address(self, url: str) -> WebAddress:
        try:
            address = web_address(url, any_port=True)
            return address if self.allowed.names(address.host) else web_address(url)
        except AddressError as error:
            raise RefusedError(str(error)) from error

    def _get(self, address: WebAddress, headers: Mapping[str, str], deadline: float) -> Fetched | str:
        """What is there, or the address it redirects to."""
        watch = Watch(self.allowed, self.resolve, deadline)
        try:
            with watch.pool(address) as pool:
                response = pool.urlopen(
                    "GET",
                    address.target,
                    headers=self._headers(address, headers),
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    decode_content=False,
                    timeout=Timeout(connect=_SILENCE, read=_SILENCE),
                )
                try:
                    answer = self._answer(address, response, deadline)
                finally:
                    response.close()
                if watch.is_over:  # what was cut may look whole
                    raise FetchError("it takes too long")
                return answer
        except (HTTPError, OSError, zlib.error, ValueError) as error:
            raise _told(error, watch.is_over) from error
        finally:
            watch.close()

    def _headers(self, address: WebAddress, more: Mapping[str, str]) -> dict[str, str]:
        told = {name: value for name, value in more.items() if value and value.isprintable() and value.isascii()}
        return {
            "Host": address.place,
            "User-Agent": self.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            **told,
        }

    def _answer(self, address: WebAddress, response: BaseHTTPResponse, deadline: float) -> Fetched | str:
        headers = response.headers
        if response.status in _REDIRECTS and headers.get("Location"):
            return _as_text(headers["Location"])
        if response.status == 304:
            return Fetched(address.url, 304, b"")
        if response.status != 200:
            raise FetchError(f"the server answers {response.status}", response.status)
        media_type, _, rest = headers.get("Content-Type", "").partition(";")
        return Fetched(
            url=address.url,
            status=200,
            content=b"".join(self._content(response, deadline)),
            media_type=media_type.strip().lower()[:100],
            charset=rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")[:40],
            etag=headers.get("ETag", "")[:300],
            last_modified=headers.get("Last-Modified", "")[:100],
        )

    def _content(self, response: BaseHTTPResponse, deadline: float) -> Iterator[bytes]:
        """The body, unpacked, up to the limit."""
        length = 0
        for some in _unpacked(response, response.headers.get("Content-Encoding", "")):
            length += len(some)
            if length > self.largest:
                raise FetchError(f"it is too large: the limit is {self.largest // MEGABYTE} MB")
            if time.monotonic() > deadline:
                raise FetchError("it takes too long")
            yield some


def _as_text(location: str) -> str:
    """A redirect's address, which servers give in UTF-8 against the rules."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _unpacked(response: BaseHTTPResponse, encoding: str) -> Iterator[bytes]:
    encoding = encoding.strip().lower()
    stream = response.stream(_CHUNK, decode_content=False)
    if encoding in ("", "identity"):
        yield from stream
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"it is compressed in a way that was not asked for: {encoding[:40]}")
    unpacking, begun = zlib.decompressobj(zlib.MAX_WBITS | 32), False
    for some in stream:
        if not begun and encoding == "deflate" and some[:1] not in (b"\x78", b"\x58", b"\x38", b"\x18", b"\x08"):
            unpacking = zlib.decompressobj(-zlib.MAX_WBITS)  # as some servers understand the word
        begun = True
        while some and not unpacking.eof:
            yield unpacking.decompress(some, _CHUNK)
            some = unpacking.unconsumed_tail


def _told(error: Exception, is_over: bool) -> FetchError:
    """The error in words for people."""
    causes = list(_causes(error))
    found = next((each for each in causes if isinstance(each, FetchError)), None)
    if found:
        return found
    if is_over:
        return FetchError("it takes too long")
    for each in causes:
        if isinstance(each, PeerError):
            return RefusedError(str(each))
        if isinstance(each, socket.gaierror):
            return FetchError("there is no such host")
        if isinstance(each, TimeoutError | TimeoutException):
            return FetchError("the server is silent")
        if isinstance(each, ssl.SSLError):
            return FetchError(f"its certificate or its encryption is not trusted: {each.reason or each}"[:300])
    last = causes[-1]
    return FetchError(f"it cannot be fetched: {getattr(last, 'strerror', None) or type(last).__name__}")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and those it was made of, the outermost first."""
    for _ in range(10):
        if error is None:
            return
        yield error
        within = next((each for each in error.args if isinstance(each, BaseException)), None)
        error = within or error.__cause__ or error.__context__
