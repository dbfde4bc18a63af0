"""A text of JSON that comes piece by piece: where its strings end, and where the next sign stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_RECORD = 8_000_000  # characters: an article's longest text with every letter escaped

_BETWEEN = re.compile("[\\s,;\ufeff\x1e]*")
_BRACKETS = re.compile(r'[{\[]+|[}\]]+|"')
_IN_STRING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)


@dataclass
class JsonText:
    """What of `chunks` is held, and how far it is read."""

    chunks: Iterator[str]
    _text: str = ""
    _at: int = 0
    _is_held: bool = False  # what is behind `_at` is needed once more

    def _next(self) -> str:
        """The character that comes next, white space and commas left out; "" at the end."""
        while True:
            match = _BETWEEN.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def _ends(self) -> bool:
        return not self._next()

    def _key(self) -> str | None:
        """The name of a member, and on to its value; None where no member begins."""
        if self._next() != '"':
            return None
        end = self._behind_string(1)
        if not end:
            return None
        name = self._text[self._at + 1 : self._at + end - 1]
        self._at += end
        if self._next() != ":":
            return None
        self._at += 1
        return name

    def _behind_string(self, end: int) -> int:
        """How far from here a string reaches that is open at `end`; 0 where it is never closed, or too long."""
        while True:
            match = _IN_STRING.match(self._text, self._at + end)
            end = match.end() - self._at if match else end
            if self._text.startswith('"', self._at + end):
                return end + 1
            if end > LONGEST_RECORD or not self._fill():
                return 0

    def _skip(self, levels: int, in_string: bool) -> None:
        """On to behind the record in which so many brackets are open, holding nothing of it."""
        while levels > 0 and not self._ends():
            if in_string:
                in_string = self._is_still_in_string()
                continue
            match = _BRACKETS.search(self._text, self._at)
            self._at = match.end() if match else len(self._text)
            run = match[0] if match else ""
            in_string = run == '"'
            closing = min(len(run), levels) if run[:1] in ("}", "]") else 0
            self._at -= len(run) - closing if closing else 0
            levels += -closing if closing else 0 if in_string else len(run)

    def _is_still_in_string(self) -> bool:
        match = _IN_STRING.match(self._text, self._at)
        self._at = match.end() if match else self._at
        if self._text.startswith('"', self._at):
            self._at += 1
            return False
        return not (self._at < len(self._text) and not self._fill())

    def _fill(self) -> bool:
        """Another piece of the text; False where there is none."""
        for chunk in self.chunks:
            if chunk:
                kept = 0 if self._is_held else self._at
                self._text, self._at = self._text[kept:] + chunk, self._at - kept
                return True
        return False
