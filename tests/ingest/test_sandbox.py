"""Reading in a process of its own: what hangs, bursts or breaks costs its document, and no other."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from articles.ingest import sandbox
from articles.ingest.context import Context
from articles.ingest.outlets import Outlets
from articles.ingest.records import MEGABYTE, ArticleRecord, RawDocument, Unreadable
from articles.ingest.sandbox import Item, Limits, Portion, Sandbox

CONTEXT = Context(Outlets({}))
TEXT = "وصل الوزير إلى حلب أمس."
LIMITS = Limits(seconds=1.0, megabytes=64)


def document(name: str, text: str = TEXT) -> RawDocument:
    return RawDocument.of_bytes(f"file:///{name}", text.encode())


def read_badly(document: RawDocument, context: Context) -> Iterator[Item]:
    """Stands in for readers with faults; what a document does is its name."""
    yield Unreadable(document.reference, "the first", 1)
    match document.reference.rpartition("/")[2]:
        case "hangs":
            yield from (Unreadable(document.reference, "more", number) for number in range(2, 200))
            time.sleep(60)
        case "bursts":
            bytearray(500 * MEGABYTE)
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "breaks":
            raise KeyError("a fault")
        case "nests":
            read_badly_nested()
    yield Unreadable(document.reference, "the last", 1000)


def read_badly_nested() -> None:
    read_badly_nested()


@pytest.fixture
def bad_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "read", read_badly)


def read_all(box: Sandbox, name: str, position: int = 0) -> tuple[list[Item], list[Portion]]:
    portions = list(box.read(document(name), position))
    assert [portion.is_last for portion in portions] == [False] * (len(portions) - 1) + [True]
    return [item for portion in portions for item in portion.items], portions


def test_an_article_comes_back_with_its_document() -> None:
    with Sandbox(CONTEXT) as box:
        items, portions = read_all(box, "a.txt")
    [item] = items
    assert isinstance(item, ArticleRecord)
    assert item.body == TEXT
    assert item.document is not None
    assert item.document.content == TEXT.encode()
    assert sum(portion.read for portion in portions) == len(TEXT.encode())


FAULTS = [
    ("hangs", "it takes too long to read: nothing behind record 192 was taken in"),
    ("bursts", "reading it needs more than 64 MB of memory"),
    ("dies", "reading it needs more than 64 MB of memory"),
    ("breaks", "its reader failed: KeyError: 'a fault'"),
    ("nests", "it is nested too deeply"),
]


@pytest.mark.parametrize(("name", "reason"), FAULTS, ids=[row[0] for row in FAULTS])
@pytest.mark.usefixtures("bad_readers")
def test_a_fault_costs_its_document_alone(name: str, reason: str) -> None:
    with Sandbox(CONTEXT, LIMITS) as box:
        items, _ = read_all(box, name)
        last = items[-1]
        assert isinstance(last, Unreadable)
        assert (last.reference, last.reason) == (f"file:///{name}", reason)
        after, _ = read_all(box, "good")
        assert [item.reason for item in after if isinstance(item, Unreadable)] == ["the first", "the last"]


@pytest.mark.usefixtures("bad_readers")
def test_what_was_had_before_a_fault_is_kept() -> None:
    with Sandbox(CONTEXT, LIMITS) as box:
        items, _ = read_all(box, "hangs")
    assert [item.number for item in items] == [*range(1, 193), 0]  # three portions; the fourth was not closed


@pytest.mark.usefixtures("bad_readers")
def test_reading_goes_on_behind_what_is_known() -> None:
    with Sandbox(CONTEXT, LIMITS) as box:
        items, _ = read_all(box, "good", position=1)
    assert [item.number for item in items] == [1000]


def test_a_larger_document_may_take_longer() -> None:
    assert Limits(seconds=10, bytes_a_second=1000).allowed(50_000) == 60
