"""A page's markup -> the blocks of its article, and the lines between its headline and them.

trafilatura tells which of a page's lines are the article's. Which element holds them, and what else stands there (line
breaks, short lines, verses, subheadings, captions), is read from the markup itself, since extraction leaves out what it
is not sure of. Where a page marks its text (`itemprop="articleBody"`), that is believed.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import trafilatura

from articles.arabic.tokens import folded_words
from articles.ingest.boilerplate import Part, rule_for, without_boilerplate
from articles.ingest.dating import read_published
from articles.ingest.page_markup import Element, PageMarkup, squeezed

LARGEST = 3_000_000  # characters of a page that trafilatura is given
DEEPEST = 200  # elements within elements; beyond some more, libxml2 gives up without a word
_LEAST_PROSE = 6  # words of a line that is surely prose
_LONGEST_LABEL = 12
_SHARE = 0.8  # of the article's text that its element must hold
_SHORTEST_MARK = 12  # letters by which a line is known again
_SHORTEST_TEXT = 200  # letters of a marked text that needs no second opinion
_LEAST_LEAD = 40  # letters of a description by which a lead is known again
_MOST_ASIDE = 0.3  # share of the article's text that an element may hold whose name says that it is something else


@dataclass(frozen=True)
class PageText:
    """`above`: the lines between the headline and the text, as a reader sees them; `begun` is the headline's place."""

    body: Sequence[Part] = ()
    above: Sequence[Part] = ()
    begun: int = 0
    ended: int = 0


def text_of(page: PageMarkup, headline: str, author: str = "", description: str = "") -> PageText:
    """The text of the page's article, perhaps none."""
    return _Choice(page, squeezed(headline), squeezed(author), squeezed(description)).text()


@dataclass(frozen=True)
class _Choice:
    """The words of metadata are squeezed, so that they can be compared with lines."""

    page: PageMarkup
    headline: str
    author: str
    description: str

    def text(self) -> PageText:
        marked = [at for at, mark in enumerate(self.marks) if mark]
        if not marked:
            return PageText()
        within = self.page.indexes(self.element)
        chosen = [at for at in within if self._belongs(at, min(marked, default=0))]
        labels, chosen = self._without_labels(chosen)
        if not chosen:
            return PageText()
        parts = self.page.parts
        begun = max(
            (at for at in range(chosen[0]) if self._is_headline(parts[at])), default=[*labels, chosen[0]][0] - 1
        )
        above = list(range(begun + 1, chosen[0]))
        taken = {at for at in above if parts[at].kind == "caption" or self._is_lead(at)}
        body = [parts[at] for at in [*sorted(taken), *chosen]]
        rest = [parts[at] for at in above if at not in taken]
        return PageText(list(without_boilerplate(body)), rest, parts[max(begun, 0)].at, parts[chosen[-1]].at)

    @cached_property
    def marks(self) -> list[bool]:
        """Which parts are the article's, as far as is certain."""
        named = self.page.inside(self.page.named("articlebody"))
        if sum(len(part.text) for part, holds in zip(self.page.parts, named, strict=True) if holds) >= _SHORTEST_TEXT:
            return [holds and not part.is_linked for part, holds in zip(self.page.parts, named, strict=True)]
        marks = self._extracted()
        if not any(mark and _is_prose(part) for mark, part in zip(marks, self.page.parts, strict=True)):
            marks = self._by_structure()
        return self._without_asides(marks)

    def _extracted(self) -> list[bool]:
        if len(self.page.html) > LARGEST or self.page.depth > DEEPEST:
            return [False] * len(self.page.parts)
        text = squeezed(trafilatura.extract(self.page.html, favor_precision=True, include_comments=False) or "")
        return [_is_in(part, text) for part in self.page.parts]

    def _by_structure(self) -> list[bool]:
        """Where extraction finds nothing: what stands in the one element that is the article, or else the prose."""
        for name in ("article", "main"):
            elements = self.page.elements(name)
            if len(elements) == 1:
                marks = [holds and self._may_be_text(at) for at, holds in enumerate(self.page.inside(elements))]
                if any(marks):
                    return marks
        return [self._may_be_text(at) and _is_prose(part) for at, part in enumerate(self.page.parts)]

    def _may_be_text(self, at: int) -> bool:
        part = self.page.parts[at]
        return not (self.page.aside[at] or part.is_linked or part.kind or self._is_headline(part) or rule_for(part))

    def _without_asides(self, marks: list[bool]) -> list[bool]:
        """Comments and the like, which extraction may take for text, unless most of what it took stands there."""
        sizes = [len(part.text) if mark else 0 for part, mark in zip(self.page.parts, marks, strict=True)]
        aside = sum(size for size, is_aside in zip(sizes, self.page.aside, strict=True) if is_aside)
        if aside > _MOST_ASIDE * sum(sizes):
            return marks
        return [mark and not is_aside for mark, is_aside in zip(marks, self.page.aside, strict=True)]

    @cached_property
    def element(self) -> Element:
        """The smallest element that holds most of the marked text."""
        sizes = [len(part.text) if mark else 0 for part, mark in zip(self.page.parts, self.marks, strict=True)]
        sums, places = [0, *accumulate(sizes)], [part.at for part in self.page.parts]

        def held(element: Element) -> int:
            return sums[bisect_left(places, element.end)] - sums[bisect_left(places, element.start)]

        whole = Element(0, len(self.page.read))
        holding = (element for element in self.page.holders if held(element) >= _SHARE * sums[-1])
        return min(holding, key=lambda element: element.end - element.start, default=whole)

    def _belongs(self, at: int, first: int) -> bool:
        part = self.page.parts[at]
        if self._is_headline(part) and (part.kind == "subheading" or not self.marks[at]):
            return False
        if self.marks[at]:
            return True
        if part.is_linked or self.page.aside[at]:
            return False
        if at < first:
            is_line = _is_prose(part) or part.element == "p" or self.page.flows_on(at)
            return part.kind == "caption" or (self._has_fellows(at) and is_line)
        return at < self._last or self._has_fellows(at)

    @cached_property
    def _last(self) -> int:
        """The last marked part of the element."""
        return max((at for at in self.page.indexes(self.element) if self.marks[at]), default=0)

    def _has_fellows(self, at: int) -> bool:
        """Whether the part stands side by side with parts that are marked."""
        return self.page.holder_of[at] in self._fellows

    @cached_property
    def _fellows(self) -> set[int]:
        return {self.page.holder_of[at] for at in self.page.indexes(self.element) if self.marks[at]}

    def _without_labels(self, chosen: list[int]) -> tuple[list[int], list[int]]:
        """The lines of date, author and outlet before the first paragraph, and what follows them."""
        count = next((count for count, at in enumerate(chosen) if not self._is_label(at)), len(chosen))
        return chosen[:count], chosen[count:]

    def _is_label(self, at: int) -> bool:
        part = self.page.parts[at]
        if len(folded_words(part.text)) > _LONGEST_LABEL or part.kind:
            return False
        is_author = bool(self.author) and squeezed(part.text).endswith(self.author)
        return is_author or self.page.labelled[at] or read_published(part.text).first is not None

    def _is_headline(self, part: Part) -> bool:
        return bool(self.headline) and squeezed(part.text) == self.headline

    def _is_lead(self, at: int) -> bool:
        """Whether a line above the text is its lead: the page describes itself in the same words."""
        description = self.description.rstrip(".\u2026")[:120]
        part = self.page.parts[at]
        return (
            len(description) >= _LEAST_LEAD
            and not part.is_linked
            and not self.page.aside[at]
            and squeezed(part.text).startswith(description)
        )


def _is_in(part: Part, text: str) -> bool:
    line = squeezed(part.text)
    return len(line) >= _SHORTEST_MARK and line in text


def _is_prose(part: Part) -> bool:
    return not part.is_linked and len(folded_words(part.text)) >= _LEAST_PROSE
