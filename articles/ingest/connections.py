"""Connections of urllib3 that are made to checked addresses alone, and cut when their time is over."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import certifi
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from articles.ingest.peers import Allowed
from articles.ingest.web_addresses import WebAddress

Resolve = Callable[..., list[Any]]  # as `socket.getaddrinfo`


class PeerError(OSError):
    """The host has no address that is fetched from. The message says so."""


class Watch:
    """Makes the connections of one request, and breaks them off at the deadline (of `time.monotonic`).

    A server may send a byte every few seconds for ever: no timeout between bytes ends that.
    """

    def __init__(self, allowed: Allowed, resolve: Resolve, deadline: float) -> None:
        self._allowed, self._resolve = allowed, resolve
        self._sockets: list[socket.socket] = []
        self.is_over = False
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._break_off)
        self._timer.daemon = True
        self._timer.start()

    def pool(self, address: WebAddress) -> HTTPConnectionPool:
        """Connections to the host of the address."""
        if address.scheme == "https":
            secure = HTTPSConnectionPool(address.host, address.port, maxsize=1, ssl_context=_context())
            secure.ConnectionCls = type("Checked", (_Checked, HTTPSConnection), {"connect_to": self.connect})
            return secure
        plain = HTTPConnectionPool(address.host, address.port, maxsize=1)
        plain.ConnectionCls = type("Checked", (_Checked, HTTPConnection), {"connect_to": self.connect})
        return plain

    def connect(self, host: str, port: int, timeout: float) -> socket.socket:
        """A connection to the first address of the host that may be fetched from and answers. Raises OSError."""
        found = self._resolve(host, port, 0, socket.SOCK_STREAM)
        permitted = [each for each in found if self._allowed.permits(host, each[4][0])]
        if not permitted:
            raise PeerError("its address is not one of the public internet")
        failed: OSError = OSError("no address answers")
        for family, kind, protocol, _name, place in permitted[:4]:
            try:
                return self._connected(socket.socket(family, kind, protocol), host, place, timeout)
            except OSError as error:
                failed = error
        raise failed

    def _connected(self, made: socket.socket, host: str, place: Any, timeout: float) -> socket.socket:  # noqa: ANN401
        try:
            made.settimeout(timeout)
            made.connect(place)
            if not self._allowed.permits(host, made.getpeername()[0]):
                raise PeerError("its address is not one of the public internet")
            self._sockets.append(made.dup())  # TLS takes the socket itself away
        except BaseException:
            made.close()
            raise
        return made

    def _break_off(self) -> None:
        self.is_over = True
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._timer.cancel()
        self._timer.join()
        for each in self._sockets:
            each.close()


class _Checked:
    """Mixed into urllib3's connections, which make theirs in `_new_conn`."""

    host: str
    port: int
    timeout: Any
    connect_to: Callable[[str, int, float], socket.socket]

    def _new_conn(self) -> socket.socket:
        return type(self).connect_to(self.host, self.port, float(self.timeout or 0) or 15.0)


@cache
def _context() -> ssl.SSLContext:
    """The system's authorities, which may have an intranet's own, and those of certifi where it has none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
