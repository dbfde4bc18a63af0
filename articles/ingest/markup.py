"""A fragment of HTML, as the bodies in feeds, JSON and news wires are -> the blocks of its text.

Nothing is fetched or executed. What a reader of the page would not see (scripts, styles, forms, what is hidden) is left
out, and so is what is no part of the article: `boilerplate`. Time grows with the length, whatever the nesting.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from articles.arabic.tokens import folded_words
from articles.ingest.boilerplate import Part, without_boilerplate
from articles.ingest.tags import End, Start, Text, tags
from articles.ingest.told import Block

# fmt: off
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr",
    "ul"
}
_CELLS = {"td", "th"}
_UNSEEN = {
    "script", "style", "template", "noscript", "svg", "math", "select", "button", "object", "audio", "video",
    "canvas", "map", "head", "datalist", "iframe", "textarea", "title", "noembed", "noframes", "xmp"
}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
# fmt: on
_CELL_SIGN = " | "
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:caption|figcaption)(?:$|[\s_-])", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\r\n\f]+")
_LONGEST_SUBHEADING = 12  # words of a paragraph in bold that may be one
_SENTENCE_ENDS = (".", ":", "\u060c", "\u061b", ";", ",", "!", "\u2026")


Tag = Text | Start | End


def blocks_of(html: str) -> list[Block]:
    """The paragraphs, subheadings, quotes, captions and list items, in their order, a line each."""
    read = list(tags(html))
    return as_blocks(without_boilerplate(seen_parts(read, closings_of(read))))


def as_blocks(parts: Iterable[Part]) -> list[Block]:
    return [Block(part.text, part.kind) for part in _with_bold_subheadings(list(parts))]


def seen_parts(read: Sequence[Tag], closings: Mapping[int, int]) -> list[Part]:
    """All the text that is seen, block by block, boilerplate included."""
    reading = _Reading(has_lines=not any(map(_breaks_lines, read)))
    at = 0
    while at < len(read):
        reading.at = at
        match read[at]:
            case Text() as text:
                reading.text(text)
            case Start() as start if at in closings and _is_unseen(start):
                at = closings[at]
                reading.end(start.name)
            case Start() as start:
                reading.start(start)
            case End(name):
                reading.end(name)
        at += 1
    reading.flush()
    return reading.parts


def _breaks_lines(tag: Tag) -> bool:
    return isinstance(tag, Start) and (tag.name == "br" or tag.name in BLOCKS)


def closings_of(read: Sequence[Tag]) -> dict[int, int]:
    """The places of opening tags -> those of their closing tags; what is never closed is left out."""
    opened: dict[str, list[int]] = {}
    closings = {}
    for at, tag in enumerate(read):
        if isinstance(tag, Start) and tag.name not in VOID:
            opened.setdefault(tag.name, []).append(at)
        elif isinstance(tag, End) and opened.get(tag.name):
            closings[opened[tag.name].pop()] = at
    return closings


@dataclass
class _Reading:
    """How far a fragment is read. Elements are counted, not nested: markup that is not well formed does no harm.

    `has_lines`: its line ends are those of its text, since it has no other; such is plain text.
    """

    has_lines: bool = False
    at: int = 0  # the tag that is being read
    begun: int = 0  # where the block's text begins
    parts: list[Part] = field(default_factory=list)
    open: dict[str, int] = field(default_factory=dict)  # how many of an element are open
    element: str = ""  # the block element that was opened last
    heading: str = ""
    is_caption: bool = False  # by its class
    written: list[str] = field(default_factory=list)  # of the block that is being read
    signs: int = 0  # of it that are no white space; in a link; in bold
    linked: int = 0
    bold: int = 0

    def text(self, token: Text) -> None:
        if token.raw_in:
            return
        lines = token.text.splitlines() if self.has_lines or self.open.get("pre") else [token.text]
        for number, line in enumerate(lines):
            if number:
                self.flush()
            self._write(_WHITE.sub(" ", line))

    def _write(self, text: str) -> None:
        count = len(text) - text.count(" ")
        if count and not self.signs:
            self.begun = self.at
        self.written.append(text)
        self.signs += count
        self.linked += count if self.open.get("a") else 0
        self.bold += count if self.open.get("b") or self.open.get("strong") else 0

    def start(self, tag: Start) -> None:
        name = tag.name
        if name == "br":
            self.flush()
        elif name in _CELLS:
            self._part_cells()
        elif name in BLOCKS:
            self.flush()
            self.element = name
            self.heading = name if name in _HEADINGS else ""
            self.is_caption = bool(_CAPTION_CLASS.search(tag.get("class").get("class", "")))
        elif name == "q":
            self.written.append("\u00ab")
        if name not in VOID:
            self.open[name] = 1 if name == "a" else self.open.get(name, 0) + 1

    def end(self, name: str) -> None:
        if name in BLOCKS:
            self.flush()
            self.element, self.heading, self.is_caption = "", "", False
        elif name == "q" and self.open.get("q"):
            self.written.append("\u00bb")
        self.open[name] = max(0, self.open.get(name, 0) - 1)

    def flush(self) -> None:
        """The block that was being read is at its end."""
        text = "".join(self.written).strip(_CELL_SIGN)
        if self.signs and text:
            linked, bold = self.linked >= self.signs, self.bold >= self.signs
            self.parts.append(
                Part(text, self._kind(), linked, bold, bool(self.open.get("li")), self.begun, self.element)
            )
        self.written, self.signs, self.linked, self.bold = [], 0, 0, 0

    def _kind(self) -> str:
        if self.is_caption or self.open.get("figcaption") or self.open.get("caption"):
            return "caption"
        if self.heading:
            return "subheading"
        return "quote" if self.open.get("blockquote") else ""

    def _part_cells(self) -> None:
        if self.signs:
            self.written.append(_CELL_SIGN)


def _is_unseen(tag: Start) -> bool:
    if tag.name in _UNSEEN:
        return True
    found = tag.get("hidden", "style")
    return "hidden" in found or bool(_NOT_SHOWN.search(found.get("style", "")))


def _with_bold_subheadings(parts: list[Part]) -> list[Part]:
    """A short line all in bold between two ordinary paragraphs is a subheading that was written by hand."""
    bold = [_may_be_subheading(part) for part in parts]
    return [
        part._replace(kind="subheading")
        if 0 < at < len(parts) - 1 and bold[at] and not bold[at - 1] and not bold[at + 1]
        else part
        for at, part in enumerate(parts)
    ]


def _may_be_subheading(part: Part) -> bool:
    return (
        part.is_bold
        and not part.kind
        and not part.is_item
        and not part.text.endswith(_SENTENCE_ENDS)
        and len(folded_words(part.text)) <= _LONGEST_SUBHEADING
    )
