"""Names are looked for in a second process while this one stores what was found before."""

import gc
from collections import deque
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Self

from articles.ingest.processes import Child, Ends
from articles.tagging.current import current_tagger, forget_tagger, tagger_stamp
from articles.tagging.mentions import Findings
from articles.tagging.tagger import Tagger

PATIENCE = 300.0  # seconds for some hundred texts of a million characters
_BYTES_OF_A_LETTER = 2


class Body(NamedTuple):
    text: str
    day: date | None  # of publication


class _Asked(NamedTuple):
    bodies: Sequence[Body]
    size: int  # bytes, as they go through the pipe
    child: Child | None  # who was asked; None: nobody yet


class TaggingApart:
    """Reads bodies with the tagger of the records as they are: `result` answers what `begin` asked first.

    What is asked first of all is answered here, since a run over one file is not worth a process.
    """

    def __init__(self) -> None:
        self._child: Child | None = None
        self._stamp: object = None
        self._asked: deque[_Asked] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._end()

    def has_room(self, bodies: Sequence[Body]) -> bool:
        """Whether `begin` would not wait: for more than fits a pipe, two processes might wait for each other."""
        held = sum(asked.size for asked in self._asked)
        return not self._asked or (self._child is not None and held + _size(bodies) <= self._child.room)

    def begin(self, bodies: Sequence[Body]) -> None:
        stamp, before = tagger_stamp(), self._stamp
        if stamp != before:
            self._stamp = stamp
            self._end()  # it knows the records as they were
        if before and bodies:
            self._child = self._child or _begun()
            self._send(bodies)
        self._asked.append(_Asked(bodies, _size(bodies), self._child if before and bodies else None))

    def result(self) -> Sequence[Findings]:
        """Of each body that was asked about first. A child that is gone, for want of memory, costs time alone."""
        bodies, _size, child = self._asked.popleft()
        if child and child is self._child:
            try:
                found: Sequence[Findings] = child.receive(PATIENCE)
                return found
            except (EOFError, OSError):
                self._end()
        if not bodies:
            return []
        tagger = current_tagger()
        return [tagger.read(*body) for body in bodies]

    def _send(self, bodies: Sequence[Body]) -> None:
        try:
            if self._child:
                self._child.send(bodies)
        except OSError:
            self._end()

    def _end(self) -> None:
        if self._child:
            self._child.kill()
            self._child = None


def _size(bodies: Sequence[Body]) -> int:
    return _BYTES_OF_A_LETTER * sum(len(body.text) for body in bodies)


def _begun() -> Child:
    """With the tagger, which this process then has no use for."""
    tagger = current_tagger()
    child = Child(lambda ends: _serve(ends, tagger))
    forget_tagger()
    return child


def _serve(ends: Ends, tagger: Tagger) -> None:
    gc.freeze()  # what the tagger knows stays: it need not be walked through for garbage
    while True:
        ends.sink.send([tagger.read(*body) for body in ends.source.recv()])
