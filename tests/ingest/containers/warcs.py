"""Web archives made for tests, record by record."""

import gzip
from collections.abc import Iterable, Mapping

WARCINFO = b"software: tests\r\n"


def record(kind: str, address: str, content: bytes, media_type: str = "application/http", **headers: str) -> bytes:
    """One record. Headers are named with underscores for hyphens."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{abs(hash((kind, address))):032x}>",
        "WARC-Target-URI": address,
        "WARC-Date": "2024-03-05T22:30:00Z",
        "Content-Type": media_type,
        "Content-Length": str(len(content)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + content + b"\r\n\r\n"


def response(address: str, body: bytes, status: str = "200 OK", fields: Mapping[str, str] | None = None) -> bytes:
    headers = {"Content-Type": "text/html; charset=utf-8", **(fields or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return record("response", address, f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)


def request(address: str) -> bytes:
    return record("request", address, b"GET / HTTP/1.1\r\nHost: example.com\r\n\r\n")


def info() -> bytes:
    return record("warcinfo", "", WARCINFO, "application/warc-fields")


def chunked(body: bytes, size: int = 1000) -> bytes:
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def gzipped(records: Iterable[bytes]) -> bytes:
    """Each record a member of its own, as crawlers write them."""
    return b"".join(map(gzip.compress, records))
