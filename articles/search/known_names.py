"""What is held in memory of the names of records and sources, and when it is read anew.

At once after a change in this process, within a second after one in another.
"""

import threading
import time
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.db.models.signals import post_delete, post_save

from articles.models import Alias, AliasUse, Entity, Mention, Organisation, Person, Place, Source
from articles.search.names import Bearer, Names
from articles.search.params import FacetName

CHECKED_EVERY = 1.0  # seconds
WEIGHED_EVERY = 600.0  # seconds; how often each record is mentioned need not be quite new


class _Kept:
    """The names, kept until the stamp of their tables has changed. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names = Names([])
        self._stamp: object = None
        self._checked = float("-inf")

    def current(self) -> Names:
        with self._lock:
            now = time.monotonic()
            if now - self._checked >= CHECKED_EVERY:
                self._checked = now  # first: what changes from here on is a reason to look again
                if (stamp := _stamp()) != self._stamp:
                    self._names, self._stamp = Names(_rows()), stamp
            return self._names

    def forget(self) -> None:
        """Have the stamp looked at before the next use."""
        self._checked = float("-inf")


class _Weights:
    """How often each record is mentioned, and how many articles each source has."""

    def __init__(self) -> None:
        self._counts: dict[Bearer, int] = {}
        self._read = float("-inf")

    def current(self) -> dict[Bearer, int]:
        if time.monotonic() - self._read >= WEIGHED_EVERY:
            self._counts = dict(_mention_counts())
            self._read = time.monotonic()
        return self._counts

    def forget(self) -> None:
        self._read = float("-inf")


_kept = _Kept()
_weights = _Weights()


def current() -> Names:
    """The names as they are now."""
    return _kept.current()


def mention_counts() -> dict[Bearer, int]:
    """How often each record is mentioned, and how many articles each source has, as it was not long ago."""
    return _weights.current()


def forget() -> None:
    """Have everything looked at anew before the next use."""
    _kept.forget()
    _weights.forget()


def connect() -> None:
    """Changes of names in this process are seen at once: before their transaction ends, and after it."""
    for model in (Entity, Person, Organisation, Place, Alias, Source):
        post_save.connect(_changed, sender=model, dispatch_uid=f"names {model.__name__} saved")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"names {model.__name__} deleted")


def _changed(**_kwargs: Any) -> None:  # noqa: ANN401 - a signal's receiver
    _kept.forget()
    transaction.on_commit(_kept.forget)


def _stamp() -> object:
    """Differs whenever a record, an alias or a source was added, changed or removed."""
    tables = (Entity.objects, Alias.objects)
    stamps = [tuple(table.aggregate(Count("pk"), Max("pk"), Max("updated_at")).values()) for table in tables]
    return *stamps, tuple(Source.objects.order_by("pk").values_list("pk", "name_ar", "name_en", "other_names"))


def _rows() -> Iterator[tuple[Bearer, str]]:
    """Each name of each record in use and of each source. Adjectives of nationality are no names."""
    bearers: dict[int, Bearer] = {}
    for pk, kind, *names in Entity.objects.active().order_by().values_list("pk", "kind", "name_ar", "name_en"):
        bearers[pk] = (FacetName(kind), pk)
        yield from ((bearers[pk], name) for name in names)
    for pk, text in Alias.objects.exclude(use=AliasUse.ABOUT).order_by().values_list("entity", "text"):
        if pk in bearers:
            yield bearers[pk], text
    for source in Source.objects.order_by():
        yield from (((FacetName.SOURCE, source.pk), name) for name in source.all_names)


def _mention_counts() -> Iterator[tuple[Bearer, int]]:
    mentions = Mention.objects.order_by().values_list("entity", "entity__kind").annotate(Count("pk"))
    yield from (((FacetName(kind), pk), count) for pk, kind, count in mentions)
    sources = Source.objects.order_by().values_list("pk").annotate(Count("articles"))
    yield from (((FacetName.SOURCE, pk), count) for pk, count in sources)
