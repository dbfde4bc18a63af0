"""Where the words of a query stand in a text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.arabic.pieces import pieces_beginning, pieces_of
from articles.arabic.stem import ARTICLES, CLITICS, GOD, GOD_WITH_CLITICS
from articles.arabic.tokens import Token, spelled_words, tokens
from articles.search.analyzer import exact_form, loose_form
from articles.search.folded_text import SPACE, FoldedText
from articles.search.tree import Marked

_ARTICLE = "ال"


class Span(NamedTuple):
    """A piece of text that matches, `end` exclusive; `term` tells which part of the query it matches."""

    start: int
    end: int
    term: str


class Spotter:
    """Finds what is marked of one query.

    Words are looked for by what the words of a stem have in them (`articles.arabic.pieces`) in the folded text; what
    is found is then analyzed as the index was.
    """

    def __init__(self, marked: Marked) -> None:
        self._loose = {word.loose for word in marked.words if word.loose}
        self._exact = {word.exact for word in marked.words if not word.loose}
        self._starts = tuple(prefix.start for prefix in marked.prefixes)
        self._phrases = marked.phrases
        self._names = [_Name(words) for words in marked.names]
        self._known: dict[str, str] = {}
        self._runs: dict[str, list[Span]] = {}
        self._last: tuple[str, FoldedText] | None = None
        needles = self._exact.union(*map(pieces_of, self._loose), *map(pieces_beginning, self._starts))
        self._needles = sorted(needles | (set(GOD_WITH_CLITICS) if GOD in needles else set()), key=len)

    def is_fast_in(self, text: str) -> bool:
        """Whether words can be looked for in the folded text; else every word of it is analyzed."""
        return self._folded(text).is_exact

    def spans(self, text: str) -> Iterator[Span]:
        """The matches in any order; some may overlap."""
        if not self._needles and not self._phrases and not self._names:
            return
        folded = self._folded(text)
        yield from self._word_spans(text, folded)
        for phrase in self._phrases:
            in_row = [_trimmed(text, span) for span in _in_row(folded, phrase.words)]
            for span in in_row or _in_row_of(list(tokens(text)), phrase.words):
                if not phrase.spellings or tuple(spelled_words(text[span.start : span.end])) == phrase.spellings:
                    yield span

        for name in self._names:
            yield from name.spans(folded)

    def _folded(self, text: str) -> FoldedText:
        """The text folded; the last one is remembered."""
        if self._last is None or self._last[0] is not text:
            self._last = (text, FoldedText(text))
        return self._last[1]

    def _word_spans(self, text: str, folded: FoldedText) -> Iterator[Span]:
        if not folded.is_exact:
            yield from self._matching(text)
            return
        for needle in self._needles:
            for first, end in folded.runs_with(needle):
                start = folded.behind(first)
                for span in self._in_run(text[start : folded.original(end)]):
                    yield Span(start + span.start, start + span.end, span.term)

    def _in_run(self, run: str) -> list[Span]:
        """The matches in a piece of a text; the same pieces come again and again."""
        if (found := self._runs.get(run)) is None:
            found = self._runs[run] = list(self._matching(run))
        return found

    def _matching(self, text: str) -> Iterator[Span]:
        for word in tokens(text):
            if term := self._term_of(word.folded):
                yield Span(word.start, word.end, term)

    def _term_of(self, folded: str) -> str:
        """The term of the query that a folded word matches; "" when it matches none."""
        if (known := self._known.get(folded)) is None:
            stem, form = loose_form(folded), exact_form(folded)
            begins = bool(self._starts) and (form.startswith(self._starts) or stem.startswith(self._starts))
            known = form if form in self._exact else (stem or form) if stem in self._loose or begins else ""
            self._known[folded] = known
        return known


class _Name:
    """A record's name as texts have it: its words with single spaces, the first perhaps behind a clitic."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._term = " ".join(words)
        has_article = words[0].startswith(_ARTICLE) and len(words[0]) > len(_ARTICLE) + 1
        self._sought = self._term.removeprefix(_ARTICLE) if has_article else self._term
        self._prefixes = frozenset(ARTICLES) if has_article else frozenset(("", *CLITICS))

    def spans(self, folded: FoldedText) -> Iterator[Span]:
        text, place = folded.folded, folded.folded.find(self._sought)
        while place >= 0:
            first, end = text.rfind(SPACE, 0, place) + 1, place + len(self._sought)
            if text[first:place] in self._prefixes and (end == len(text) or text[end] == SPACE):
                yield Span(folded.behind(first), folded.original(end), self._term)
            place = text.find(self._sought, end)


def _in_row(folded: FoldedText, phrase: tuple[str, ...]) -> Iterator[Span]:
    """The places of a phrase whose words are runs of their own; its longest word is looked for."""
    anchor = max(range(len(phrase)), key=lambda index: len(phrase[index]))
    for first, end in folded.runs_with(phrase[anchor]):
        if folded.folded[first:end] != phrase[anchor]:
            continue
        for word in reversed(phrase[:anchor]):
            if (first := folded.run_before(first, word)) < 0:
                break
        for word in phrase[anchor + 1 :]:
            if first < 0 or (end := folded.run_behind(end, word)) < 0:
                break
        if first >= 0 and end >= 0:
            yield Span(folded.behind(first), folded.original(end), " ".join(phrase))


def _trimmed(text: str, span: Span) -> Span:
    """The span from its first word to its last: invisible characters around it are no part of them."""
    words = list(tokens(text[span.start : span.end]))
    return Span(span.start + words[0].start, span.start + words[-1].end, span.term)


def _in_row_of(words: Sequence[Token], phrase: tuple[str, ...]) -> Iterator[Span]:
    """The same among analyzed words, which may share a run (two scripts without a space)."""
    forms = [exact_form(word.folded) for word in words]
    for index, form in enumerate(forms):
        if form == phrase[0] and tuple(forms[index : index + len(phrase)]) == phrase:
            yield Span(words[index].start, words[index + len(phrase) - 1].end, " ".join(phrase))
