"""What is fetched, what is refused, and how much of it is taken."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from articles.ingest.fetching import Fetched, Fetcher, FetchError, RefusedError
from articles.ingest.peers import Allowed
from tests.ingest.servers import Answer, Site, serving

HERE = Allowed.of(["127.0.0.1"])


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def fetcher(**more: Any) -> Fetcher:
    return Fetcher("Newsarchive (tests)", **{"allowed": HERE, **more})


def closed(**more: Any) -> Fetcher:
    """A fetcher to which nothing but the public internet is open."""
    return Fetcher("Newsarchive (tests)", **more)


def resolving(*answers: str) -> Any:
    """A resolver that gives one address after the other, whatever it is asked; the last for ever."""
    left = list(answers)

    def resolve(_host: str, port: int, *_more: object) -> list[tuple[Any, ...]]:
        address = left.pop(0) if len(left) > 1 else left[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


# Forms of addresses that lead to this machine, its network, or nowhere that is fetched from.
REFUSED = [
    "http://127.0.0.1/",
    "http://127.0.0.1:{port}/",
    "http://127.8.9.10/",
    "http://localhost/",
    "http://localhost:{port}/",
    "http://LOCALHOST./",
    "http://0.0.0.0/",
    "http://0/",
    "http://2130706433/",  # decimal
    "http://017700000001/",  # octal
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",  # hexadecimal
    "http://0x7f000001/",
    "http://127.1/",  # short
    "http://127.0.1/",
    "http://127.0.0.1./",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",  # mapped
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",  # compatible
    "http://[64:ff9b::7f00:1]/",  # NAT64
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[2002:7f00:1::]/",  # 6to4
    "http://[2001:0:7f00:1::]/",  # Teredo
    "http://[fe80::1]/",
    "http://[fe80::1%25lo]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",  # where clouds keep their keys
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",  # digits in circles
    "http://\uff11\uff12\uff17.\uff10.\uff10.\uff11/",  # full width
    "http://\u0661\u0662\u0667.\u0660.\u0660.\u0661/",  # Arabic-Indic
    "http://127\u30020.0.1/",  # ideographic full stop
    "http://user@127.0.0.1/",
    "http://example.com@127.0.0.1/",
    "http://example.com:80@127.0.0.1/",
    "http://127.0.0.1\\@example.com/",
    "http://127.0.0.1#@example.com/",
    "http://127.0.0.1 /",
    "http://exa\tmple.com\n/",
    "http://example.com:22/",
    "http://example.com:99999/",
    "http:///etc/passwd",
    "//127.0.0.1/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:6379/_x",
    "dict://127.0.0.1:11211/",
    "javascript:alert(1)",
    "data:text/html,x",
    "/etc/passwd",
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_addresses_that_lead_inward_are_refused(site: Site, url: str) -> None:
    before = len(site.asked)
    with pytest.raises(RefusedError):
        closed().fetch(url.replace("{port}", str(site.port)))
    assert len(site.asked) == before


INWARD = (
    "127.0.0.1 10.1.2.3 169.254.169.254 0.0.0.0 192.168.0.1 ::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 fe80::1 2002:7f00:1::"
)


@pytest.mark.parametrize("address", INWARD.split())
def test_names_that_point_inward_are_refused(site: Site, address: str) -> None:
    before = len(site.asked)
    with pytest.raises(RefusedError, match="public internet"):
        closed(resolve=resolving(address)).fetch("http://news.example.com:8080/")
    assert len(site.asked) == before


def test_a_name_that_points_inward_the_second_time_is_not_asked_for_twice(site: Site) -> None:
    """The address that was checked is the one that is connected to."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_more: object) -> list[tuple[Any, ...]]:
        asked.append(host)
        address = "192.0.2.1" if len(asked) == 1 else "127.0.0.1"  # for documentation: nobody answers there
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    with pytest.raises(FetchError):
        closed(resolve=resolve, longest=1.0).fetch(f"http://rebinding.example.com:{site.port}/")
    assert asked.count("rebinding.example.com") <= 1


def test_of_several_addresses_those_that_point_inward_are_left_out(site: Site) -> None:
    site.put("/", "x")
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, site.port)) for each in ("10.0.0.1", "127.0.0.1")]
    found = Fetcher("x", Allowed.of(["127.0.0.1/32"]), resolve=lambda *_: both)
    assert found.fetch(f"http://127.0.0.1:{site.port}/").content == b"x"


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2/", "http://169.254.169.254/", "file:///etc/passwd", "//10.0.0.1/x",
     "http://[::1]/", "http://user:word@127.0.0.1/"],
)  # fmt: skip
def test_redirects_are_checked_like_addresses(site: Site, target: str) -> None:
    site.answers["/moved"] = (302, {"Location": target}, b"")
    with pytest.raises(RefusedError):
        fetcher().fetch(site.url + "/moved")


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.answers["/a"] = (301, {"Location": "/b?x=1"}, b"")
    site.put("/b?x=1", "هنا")
    site.answers["/round"] = (302, {"Location": "/round"}, b"")
    found = fetcher().fetch(site.url + "/a")
    assert (found.url, found.content.decode()) == (f"{site.url}/b?x=1", "هنا")
    with pytest.raises(FetchError, match="redirects more than"):
        fetcher().fetch(site.url + "/round")


def test_what_a_server_says_of_a_document_is_kept(site: Site) -> None:
    site.put(
        "/feed", "<rss/>", "application/rss+xml; charset=windows-1256", ETag='"7"', Last_Modified="Tue, 05 Mar 2024"
    )
    found = fetcher().fetch(site.url + "/feed")
    assert found == Fetched(
        f"{site.url}/feed",
        200,
        b"<rss/>",
        "application/rss+xml",
        "windows-1256",
        '"7"',
        "Tue, 05 Mar 2024",
        found.fetched_at,
    )


def test_a_document_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    def answer(headers: Mapping[str, str]) -> Answer:
        return (304, {}, b"") if headers.get("If-None-Match") == '"7"' else (200, {"ETag": '"7"'}, b"x")

    site.answers["/same"] = answer
    first = fetcher().fetch(site.url + "/same")
    assert not first.is_unchanged
    assert fetcher().fetch(site.url + "/same", etag=first.etag).is_unchanged


def test_a_header_cannot_be_smuggled_in(site: Site) -> None:
    heard: list[str | None] = []

    def answer(headers: Mapping[str, str]) -> Answer:
        heard.append(headers.get("X-Injected"))
        return 200, {}, b"x"

    site.answers["/plain"] = answer
    fetcher().fetch(site.url + "/plain", etag='"7"\r\nX-Injected: yes')
    assert heard == [None]


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("", bytes),
    ],
)
def test_a_compressed_document_is_unpacked(site: Site, encoding: str, pack: Any) -> None:
    body = "نص".encode() * 50_000
    site.put("/packed", pack(body), Content_Encoding=encoding)
    assert fetcher().fetch(site.url + "/packed").content == body


@pytest.mark.parametrize(
    ("name", "headers", "body"),
    [
        ("plain", {}, b"a" * 3_000_000),
        ("a bomb", {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 300_000_000, 1)),
    ],
)
def test_what_is_too_large_is_broken_off(site: Site, name: str, headers: dict[str, str], body: bytes) -> None:
    site.answers["/large"] = (200, headers, body)
    started = time.process_time()
    with pytest.raises(FetchError, match="too large"):
        fetcher(largest=2_000_000).fetch(site.url + "/large")
    assert time.process_time() - started < 2, name


def test_a_compression_that_was_not_asked_for_is_refused(site: Site) -> None:
    site.answers["/br"] = (200, {"Content-Encoding": "br"}, b"x")
    with pytest.raises(FetchError, match="compressed"):
        fetcher().fetch(site.url + "/br")


def test_broken_compression_is_an_error_in_words(site: Site) -> None:
    site.answers["/broken"] = (200, {"Content-Encoding": "gzip"}, b"not gzip")
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetcher().fetch(site.url + "/broken")


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
def test_an_error_of_the_server_is_told(site: Site, status: int) -> None:
    site.answers["/error"] = (status, {}, b"x")
    with pytest.raises(FetchError, match=str(status)) as caught:
        fetcher().fetch(site.url + "/error")
    assert caught.value.status == status


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"])
def test_a_server_that_drips_is_left_at_the_deadline(sent: bytes) -> None:
    """A byte now and then keeps every other timeout from striking."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ended = threading.Event()

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                try:
                    connection.sendall(sent)
                    while not ended.wait(0.1):
                        connection.sendall(b"a")
                except OSError:
                    pass

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        started = time.monotonic()
        with pytest.raises(FetchError):
            fetcher(longest=1.0).fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        assert time.monotonic() - started < 5
        ended.set()
        thread.join()


def test_nobody_there_is_an_error_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetcher().fetch(f"http://127.0.0.1:{port}/")


def test_a_host_that_is_not_there_is_an_error_in_words() -> None:
    def resolve(*_: object) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match="no such host"):
        closed(resolve=resolve).fetch("http://example.com/")


def test_an_intranets_host_may_be_allowed_by_name(site: Site) -> None:
    site.put("/", "داخلي")
    allowed = Fetcher("x", Allowed.of(["news.intranet"]), resolve=resolving("127.0.0.1"))
    assert allowed.fetch(f"http://news.intranet:{site.port}/").content.decode() == "داخلي"
    with pytest.raises(RefusedError):
        allowed.fetch("http://other.intranet:8080/")
