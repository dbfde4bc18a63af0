"""A page's markup as its tags, the elements they make and the lines of text they hold.

Elements are pairs of an opening and a closing tag of one name. They need not be nested well, and their number costs no
more than time by their number.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from articles.ingest.boilerplate import Part
from articles.ingest.clean import clean
from articles.ingest.markup import BLOCKS, VOID, Tag, closings_of, seen_parts
from articles.ingest.page_metadata import PageMetadata, metadata_of
from articles.ingest.tags import End, Start, tags

_WHITE = re.compile(r"\s+")
_HOLDERS = {"div", "section", "article", "main", "td", "body", "html", "center", "form", "blockquote"}
_ASIDE_ELEMENTS = {"nav", "footer", "aside", "dialog"}
_NEVER_ASIDE = {"html", "body", "main", "article"}
_CLOSING_BY_THEMSELVES = VOID | {"p", "li", "dt", "dd", "tr", "td", "th", "option", "a"}
_NAME = re.compile(r"[a-z]+")
# Words of an element's class or id that say it is no part of the article.
# fmt: off
_ASIDE_NAMES = {
    "related", "share", "sharing", "sharer", "social", "comment", "comments", "disqus", "newsletter", "subscribe",
    "breadcrumb", "breadcrumbs", "sidebar", "widget", "promo", "advert", "ads", "advertisement", "banner", "cookie",
    "cookies", "popup", "modal", "footer", "menu", "navbar", "navigation", "pagination", "pager", "tags", "recommended",
    "trending", "readmore", "taboola", "outbrain", "login", "toolbar", "mostread",
}
# Words of those that hold what is said of the article, not its text.
_LABEL_NAMES = {
    "author", "byline", "writer", "journalist", "date", "time", "timestamp", "meta", "category", "section", "info",
    "source", "published", "publish", "views", "counter", "credit",
}
# fmt: on


class Element(NamedTuple):
    """The places of its opening and its closing tag."""

    start: int
    end: int


@dataclass(frozen=True)
class PageMarkup:
    html: str
    read: Sequence[Tag]
    closings: Mapping[int, int]
    parts: Sequence[Part]
    metadata: PageMetadata

    @classmethod
    def of(cls, html: str) -> "PageMarkup":
        read = list(tags(html))
        closings = closings_of(read)
        return cls(html, read, closings, seen_parts(read, closings), metadata_of(read))

    @cached_property
    def depth(self) -> int:
        """How many elements are open at once, those aside that close by themselves."""
        deepest = depth = 0
        for tag in self.read:
            if isinstance(tag, Start) and tag.name not in _CLOSING_BY_THEMSELVES:
                depth += 1
                deepest = max(deepest, depth)
            elif isinstance(tag, End) and tag.name not in _CLOSING_BY_THEMSELVES:
                depth = max(0, depth - 1)
        return deepest

    def elements(self, *names: str) -> list[Element]:
        return [Element(at, end) for at, end in self.closings.items() if self._start(at).name in names]

    def named(self, prop: str) -> list[Element]:
        """The elements of an `itemprop`, in lower case."""
        return [Element(at, self.closings[at]) for at in self.metadata.items.get(prop, ()) if at in self.closings]

    def text_of(self, element: Element) -> str:
        """All the text of the element, in one line."""
        return " ".join(" ".join(self.parts[at].text for at in self.indexes(element)).split())

    @cached_property
    def holders(self) -> list[Element]:
        """The elements that may hold an article."""
        return self.elements(*_HOLDERS)

    @cached_property
    def holder_of(self) -> list[int]:
        """For each part the place of the innermost element that holds it."""
        opened: list[Element] = []
        starts = iter(sorted(self.holders))
        following = next(starts, None)
        found = []
        for part in self.parts:
            while following and following.start < part.at:
                opened.append(following)
                following = next(starts, None)
            while opened and opened[-1].end < part.at:
                opened.pop()
            found.append(opened[-1].start if opened else -1)
        return found

    def flows_on(self, at: int) -> bool:
        """Whether nothing but line breaks stands between a part and the next."""
        following = self.parts[at + 1].at if at + 1 < len(self.parts) else len(self.read)
        between = self.read[self.parts[at].at : following]
        return not any(isinstance(tag, Start | End) and tag.name in BLOCKS for tag in between)

    @cached_property
    def aside(self) -> list[bool]:
        """For each part whether it stands in an element that is something else than an article by its name."""
        return self.inside([Element(at, end) for at, end in self.closings.items() if _is_aside(self._start(at))])

    @cached_property
    def labelled(self) -> list[bool]:
        """For each part whether it stands in an element that by its name holds what is said of an article."""
        elements = [Element(at, end) for at, end in self.closings.items() if _named(self._start(at)) & _LABEL_NAMES]
        return self.inside(elements)

    def inside(self, elements: Sequence[Element]) -> list[bool]:
        """For each part whether one of the elements holds it."""
        steps = [0] * (len(self.parts) + 1)
        for element in elements:
            within = self.indexes(element)
            steps[within.start] += 1
            steps[within.stop] -= 1
        return [count > 0 for count in accumulate(steps[:-1])]

    def indexes(self, element: Element) -> range:
        """The numbers of the parts that the element holds."""
        return range(bisect_left(self._places, element.start), bisect_right(self._places, element.end))

    @cached_property
    def _places(self) -> list[int]:
        return [part.at for part in self.parts]

    def _start(self, at: int) -> Start:
        tag = self.read[at]
        assert isinstance(tag, Start)  # noqa: S101 - closings are of opening tags
        return tag


def _is_aside(tag: Start) -> bool:
    if tag.name in _ASIDE_ELEMENTS:
        return True
    return tag.name not in _NEVER_ASIDE and bool(_named(tag) & _ASIDE_NAMES)


def _named(tag: Start) -> set[str]:
    """The words of the element's class and id."""
    if "class" not in tag.attributes and "id" not in tag.attributes:
        return set()
    named = tag.get("class", "id")
    return set(_NAME.findall(f"{named.get('class', '')} {named.get('id', '')}"[:500].lower()))


def squeezed(text: str) -> str:
    """The text as it would be stored, without any white space: by this lines are compared."""
    return _WHITE.sub("", clean(text))
