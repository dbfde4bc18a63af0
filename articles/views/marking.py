"""An article's text with its mentions in place: plain values, which the template escapes."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from articles.models import Mention

PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Run:
    """A stretch of text that either names a record or does not."""

    text: str
    mention: Mention | None = None


@dataclass(frozen=True)
class Block:
    """One line of the body. `kind` is "paragraph" unless the article says otherwise."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def marked_blocks(body: str, kinds: Mapping[str, str], mentions: Iterable[Mention]) -> list[Block]:
    """The lines of the body that are not blank, each cut where a mention starts and ends."""
    waiting = deque(_in_place(body, mentions))
    return [
        Block(kinds.get(str(number), PARAGRAPH), tuple(_runs(body, start, end, waiting)))
        for number, (start, end) in enumerate(_line_spans(body))
        if body[start:end].strip()
    ]


def _in_place(body: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in the order of the text; of those that overlap the first, and of these the longest.

    One that lies outside the text, or whose words no longer stand there, is left out.
    """
    kept: list[Mention] = []
    free = 0
    for mention in sorted(mentions, key=lambda m: (m.start or 0, -(m.end or 0))):
        start, end = mention.start, mention.end
        if start is None or end is None or start < free or body[start:end] != mention.surface:
            continue
        kept.append(mention)
        free = end
    return kept


def _line_spans(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in body.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _runs(body: str, start: int, end: int, waiting: deque[Mention]) -> Iterator[Run]:
    """The line `body[start:end]` as runs; takes its mentions off those waiting, each looked at once.

    A mention that leaves the line stays unmarked.
    """
    while waiting and (waiting[0].start or 0) < end:
        mention = waiting.popleft()
        first, last = mention.start or 0, mention.end or 0
        if start <= first and last <= end:
            if first > start:
                yield Run(body[start:first])
            yield Run(body[first:last], mention)
            start = last
    if start < end:
        yield Run(body[start:end])
