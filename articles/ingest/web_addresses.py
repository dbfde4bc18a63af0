"""Addresses of the web as they are given by people, feeds and pages -> what is asked for, or why nothing is."""

import ipaddress
import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

LONGEST = 2000  # characters
_PORTS = {"http": 80, "https": 443}
_OTHER_PORTS = {80, 443, 8000, 8080, 8443}
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_AS_IT_IS = "/:?#[]@!$&'()*+,;=~%"


class AddressError(ValueError):
    """Nothing is fetched from such an address. The message says why."""


class WebAddress(NamedTuple):
    """`host` in ASCII, without a dot at its end; IPv6 without brackets. `target` is the path and query to ask for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        path, _, query = self.target.partition("?")
        return urlunsplit((self.scheme, self.place, path, query, ""))

    @property
    def place(self) -> str:
        """Host and port, as they stand in an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.place}"


def web_address(url: str, any_port: bool = False) -> WebAddress:
    """Raises AddressError. What different programs read differently (backslashes, spaces, user names) is refused."""
    url = url.strip()
    if len(url) > LONGEST:
        raise AddressError("the address is too long")
    if "\\" in url or any(char.isspace() or not char.isprintable() for char in url):
        raise AddressError("the address has a character that no address has")
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise AddressError("the address cannot be read") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise AddressError("it is no address of the web: those begin with http:// or https://")
    if "@" in parts.netloc:
        raise AddressError("the address has a user's name in it")
    if port is not None and port not in _OTHER_PORTS and not any_port:
        raise AddressError(f"the port {port} is none of the web's")
    target = quote(parts.path or "/", safe=_AS_IT_IS) + (
        f"?{quote(parts.query, safe=_AS_IT_IS)}" if parts.query else ""
    )
    return WebAddress(scheme, _host(host), port or _PORTS[scheme], target)


def _host(written: str) -> str:
    if ":" in written:
        return _ipv6(written)
    host = unicodedata.normalize("NFKC", written).lower().removesuffix(".")
    if not host.isascii() and host.rpartition(".")[2].isnumeric():
        raise AddressError("the host is a number in other digits than an address has")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise AddressError("the host's name cannot be read") from error
    labels = host.split(".")
    if not host or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressError("the host's name is none")
    if _NUMBER.fullmatch(labels[-1]) and not _is_ipv4(host):
        raise AddressError("the host is a number that is read in several ways")
    return host


def _ipv6(written: str) -> str:
    if "%" in written:
        raise AddressError("the host's number names an interface of this machine")
    try:
        return str(ipaddress.IPv6Address(written))
    except ValueError as error:
        raise AddressError("the host's number is none") from error


def _is_ipv4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
