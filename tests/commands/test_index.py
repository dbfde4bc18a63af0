"""The command line of the index."""

import os
import signal
import threading
import time
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import IndexingTask
from articles.search import indexing, sync, watch
from tests.factories import make_article


@pytest.mark.django_db
def test_it_fills_a_new_index_and_then_does_what_waits() -> None:
    out = StringIO()
    for number in range(3):
        make_article(str(number))
    call_command("index", stdout=out)
    make_article("آخر")
    call_command("index", stdout=out)
    call_command("index", stdout=out)
    assert out.getvalue() == "indexed 3\nindexed 1\nindexed 0\n"


@pytest.mark.django_db
def test_a_rebuild_makes_another_generation() -> None:
    make_article()
    sync.drain()
    before = sync.backend().store.current_folder()
    for option in ("rebuild", "restart"):
        out = StringIO()
        call_command("index", stdout=out, **{option: True})
        assert out.getvalue() == "indexed 1\n"
    assert sync.backend().store.current_folder() != before


@pytest.mark.django_db
def test_an_article_that_cannot_be_indexed_is_named_and_gives_exit_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_article()

    def fail(*_arguments: object) -> None:
        raise ValueError("cannot be read")

    monkeypatch.setattr(indexing, "entries_of", fail)
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("index", stdout=StringIO(), stderr=err)
    assert stopped.value.code == 1
    assert err.getvalue() == f"article {article.pk} cannot be indexed: ValueError: cannot be read\n"
    monkeypatch.undo()
    call_command("index", stdout=StringIO())
    assert not IndexingTask.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_watcher_does_what_others_left_and_stops_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "PAUSE", 0.01)
    with sync.paused():
        make_article()
    threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
    handlers = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    began = time.monotonic()
    try:
        call_command("index", watch=True)
    finally:
        for number, handler in zip((signal.SIGTERM, signal.SIGINT), handlers, strict=True):
            signal.signal(number, handler)
    assert time.monotonic() - began < 10
    assert not IndexingTask.objects.exists()


@pytest.mark.django_db
def test_its_status_says_what_the_index_has_and_how_large_it_is() -> None:
    for number in range(3):
        make_article(f"خبر {number}")
    call_command("index", stdout=StringIO())
    make_article("آخر")
    out = StringIO()
    call_command("index", status=True, stdout=out)
    assert out.getvalue().startswith("3 articles in 1 segments, 1 tasks waiting\n")
    assert "MB of arrays" in out.getvalue()
