"""A bound on what one query may cost, whatever it asks."""

from time import thread_time

from articles.search.evaluation import Collection
from articles.search.weighting import Impacts

SECONDS = 0.4  # of this thread's processor time, so that a busy machine does not shorten it


class QueryTimeoutError(Exception):
    """The query would take too long."""


class TimeLimited:
    """A collection whose plans stop with QueryTimeoutError once the time is over."""

    def __init__(self, collection: Collection, seconds: float | None = None) -> None:
        self._collection = collection
        self._until = thread_time() + (SECONDS if seconds is None else seconds)
        self.size = collection.size
        self.segments = collection.segments

    def numbers_of(self, field: str, term: bytes) -> tuple[int | None, ...]:
        return self._collection.numbers_of(field, term)

    def impacts(self, field: str) -> Impacts:
        return self._collection.impacts(field)

    def check(self) -> None:
        if thread_time() > self._until:
            raise QueryTimeoutError
