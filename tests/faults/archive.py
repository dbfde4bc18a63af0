"""An archive to break: Django set up in one process that opens no database, and children that do the work."""

import json
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import django

PLACES = ("حلب", "دمشق", "بغداد", "القاهرة", "بيروت", "عمان", "تونس", "الرباط")
WORDS = ("وصل", "الوفد", "الوزير", "المحادثات", "بدأت", "أمس", "الاتفاق", "الحكومة", "المدينة", "الحدود")


def set_up() -> Path:
    """Make the archive, with a few records; returns the folder it lies in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    django.setup()
    for name in ("articles.ingest.pipeline", "articles.search.query", "articles.search.check", "articles.search.sync"):
        import_module(name)  # once, and not in every child
    import_module("articles.search.analyzer").loose_form("كتاب")  # with its lexicon
    in_child(_make)
    return Path(os.environ["NEWSARCHIVE_DATA"])


def _make() -> None:
    from django.core.management import call_command

    from articles.models import Kind
    from tests.factories import make_entity

    call_command("migrate", verbosity=0)
    for name in PLACES:
        make_entity(Kind.PLACE, name)


def in_child(work: Callable[[], Any]) -> Any:
    """What the work gives, done in a process of its own."""
    reading, writing = os.pipe()
    child = start(lambda: os.write(writing, json.dumps(work()).encode()))
    os.close(writing)
    with open(reading, "rb") as file:
        content = file.read()
    _, status = os.waitpid(child, 0)
    if status or not content:
        raise RuntimeError(f"the child ended with {status}")
    return json.loads(content)


def start(work: Callable[[], object]) -> int:
    """A process of its own, in a group of its own, that does the work; its id."""
    if child := os.fork():
        with suppress(OSError):
            os.setpgid(child, child)  # here and there: whoever comes first
        return child
    os.setpgid(0, 0)
    code = 1
    try:
        random.seed()
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def kill(child: int) -> bool:
    """Kill it and whatever it has started, as a power cut would; whether it was still at work."""
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the child failed before it was killed: see above")
    return os.WIFSIGNALED(status)


def text(number: object) -> str:
    """A text that no other number has."""
    return f"خبر رقم {number}\n\n{' '.join(random.choices(WORDS, k=30))} في {random.choice(PLACES)}."  # noqa: S311


def acknowledge(path: Path, *what: object) -> None:
    """Note that something was done, where no crash can lose it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, (json.dumps(what) + "\n").encode())
    os.close(descriptor)


def acknowledged(path: Path) -> list[list[Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def drift() -> list[str]:
    """What is wrong with the index after it was brought up to the database once."""
    from django.core.management import call_command

    from articles.search import sync
    from articles.search.check import check_index

    with open(os.devnull, "w") as nowhere:
        call_command("index", stdout=nowhere)
    report = check_index(sync.backend().store)
    found = {"drift": report.drift.keys, "damaged": report.damaged, "failed": report.failed, "waiting": report.waiting}
    return [f"{name}: {what}" for name, what in {**found, "unreadable": report.unreadable}.items() if what]
