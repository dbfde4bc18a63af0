"""Whole matching words marked in the original text, and the passage of a body that shows them best."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString

from articles.search.folded_text import LONGEST_GAP
from articles.search.spotting import Span, Spotter
from articles.search.tree import ParsedQuery

SNIPPET_LENGTH = 260  # characters, without the ellipses
SCANNED_LENGTH = 200_000  # characters of a body that are looked through for a passage
LONGEST_WORD = 60  # characters of one unbroken run that a passage shows
ELLIPSIS = "\u2026"
_BETWEEN = " " * (LONGEST_GAP + 1)  # wider than any gap within a phrase


class Highlighter:
    """Finds the words of one query in texts."""

    def __init__(self, query: ParsedQuery) -> None:
        self._spotter = Spotter(query.marked)

    def mark(self, text: str) -> SafeString:
        """The whole text, escaped, its matching words in <mark>."""
        return _whole(text, self.spans(text))

    def snippet(self, text: str) -> SafeString:
        """The passage with most of the query's words, cut between words; the beginning where none stands.

        Its white space is single spaces.
        """
        text = _scanned(text)
        return _snippet(text, self.spans(text))

    def hits(self, articles: Sequence[tuple[str, str]]) -> list[tuple[SafeString, SafeString]]:
        """Of each (headline, body) the headline marked and the snippet: many at once are done faster than singly."""
        texts = [text for headline, body in articles for text in (headline, _scanned(body))]
        spans = self._spans_of_each(texts)
        return [
            (_whole(texts[at], spans[at]), _snippet(texts[at + 1], spans[at + 1])) for at in range(0, len(texts), 2)
        ]

    def spans(self, text: str) -> list[Span]:
        """The matches in order, none overlapping; of two that begin alike the longer one."""
        found = sorted(set(self._spotter.spans(text)), key=lambda span: (span.start, -span.end))
        return list(_disjoint(found))

    def _spans_of_each(self, texts: Sequence[str]) -> list[list[Span]]:
        """The spans of each text, looked for in all of them as one; singly where one has unusual characters."""
        joined = _BETWEEN.join(texts)
        if not self._spotter.is_fast_in(joined):
            return [self.spans(text) for text in texts]
        found = self.spans(joined)
        starts, of_each, at = [span.start for span in found], [], 0
        for text in texts:
            inside = found[bisect_left(starts, at) : bisect_left(starts, at + len(text))]
            of_each.append([Span(start - at, end - at, term) for start, end, term in inside])
            at += len(text) + len(_BETWEEN)
        return of_each


def _scanned(text: str) -> str:
    """What is looked through of a body, on one line."""
    return text[:SCANNED_LENGTH].replace("\n", " ").strip()


def _whole(text: str, spans: Iterable[Span]) -> SafeString:
    return SafeString(_marked(text, 0, len(text), spans))


def _snippet(text: str, spans: Sequence[Span]) -> SafeString:
    start, end = _passage(text, spans)
    marked = " ".join(_marked(text, start, end, spans).split())
    return SafeString(f"{ELLIPSIS if start else ''}{marked}{ELLIPSIS if end < len(text) else ''}")


def _disjoint(spans: Iterable[Span]) -> Iterator[Span]:
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end


def _passage(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    """Where the passage begins and ends: the window over most different matches, then over most of them."""
    if len(text) <= SNIPPET_LENGTH:
        return 0, len(text)
    if not spans:
        return 0, _word_end(text, SNIPPET_LENGTH)
    first, last = _best_window(spans)
    room = max(SNIPPET_LENGTH - (spans[last].end - spans[first].start), 0)
    start = max(spans[first].start - room // 3, 0)
    start = _word_start(text, start, spans[first].start)
    return start, max(_word_end(text, start + SNIPPET_LENGTH), min(spans[first].end, start + SNIPPET_LENGTH))


def _best_window(spans: Sequence[Span]) -> tuple[int, int]:
    """The first and last match of the best window of SNIPPET_LENGTH characters."""
    best, best_worth, starts = (0, 0), (0, 0), [span.start for span in spans]
    for first, span in enumerate(spans):
        last = bisect_left(starts, span.start + SNIPPET_LENGTH * 2 // 3) - 1
        window = spans[first : last + 1]
        worth = (len({match.term for match in window}), len(window))
        if worth > best_worth:
            best, best_worth = (first, last), worth
    return best


def _word_start(text: str, wanted: int, limit: int) -> int:
    """The first beginning of a word from `wanted` on, not behind `limit`."""
    if wanted == 0:
        return 0
    space = text.find(" ", wanted, limit)
    return space + 1 if space >= 0 else max(wanted, limit - LONGEST_WORD)


def _word_end(text: str, wanted: int) -> int:
    """The last end of a word up to `wanted`."""
    if wanted >= len(text):
        return len(text)
    space = text.rfind(" ", max(wanted - LONGEST_WORD, 0), wanted + 1)
    return space if space > 0 else wanted


def _marked(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """The piece of the text, escaped, with the matches that lie in it marked."""
    parts, at = [], start
    for span in spans:
        if span.start >= at and span.end <= end:
            parts += [escape(text[at : span.start]), "<mark>", escape(text[span.start : span.end]), "</mark>"]
            at = span.end
    parts.append(escape(text[at:end]))
    return "".join(parts)
