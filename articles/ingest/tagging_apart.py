"""Names are looked for in a second process while this one stores what was found before."""

import gc
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Self

from articles.ingest.processes import Child, Ends
from articles.tagging.current import current_tagger
from articles.tagging.mentions import Findings
from articles.tagging.tagger import Tagger

PATIENCE = 300.0  # seconds for some hundred texts of a million characters


class Body(NamedTuple):
    text: str
    day: date | None  # of publication


class TaggingApart:
    """Reads bodies with the tagger of the records as they are. One request at a time: `begin`, then `result`.

    What is asked first is answered here, since a run over one file is not worth a process.
    """

    def __init__(self) -> None:
        self._child: Child | None = None
        self._tagger: Tagger | None = None
        self._asked: Sequence[Body] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._end()

    def begin(self, bodies: Sequence[Body]) -> None:
        tagger, before = current_tagger(), self._tagger
        self._asked, self._tagger = bodies, tagger
        if tagger is not before:
            self._end()  # it knows the records as they were
        elif bodies:
            self._child = self._child or Child(lambda ends: _serve(ends, tagger))
            try:
                self._child.send(bodies)
            except OSError:
                self._end()

    def result(self) -> Sequence[Findings]:
        """Of each body asked about. A child that is gone, for want of memory, costs time and nothing else."""
        if self._child and self._asked:
            try:
                found: Sequence[Findings] = self._child.receive(PATIENCE)
                return found
            except (EOFError, OSError):
                self._end()
        return [self._tagger.read(*body) for body in self._asked] if self._tagger else []

    def _end(self) -> None:
        if self._child:
            self._child.kill()
            self._child = None


def _serve(ends: Ends, tagger: Tagger) -> None:
    gc.freeze()  # what the tagger knows stays: it need not be walked through for garbage
    while True:
        ends.sink.send([tagger.read(*body) for body in ends.source.recv()])
