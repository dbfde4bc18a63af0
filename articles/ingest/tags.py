"""Markup -> its tags and texts, in one pass whose time grows with the length alone.

The standard library's parser is quadratic on some inputs, and libxml2 gives up on deep nesting without a word. This one
knows no nesting: it tells tags from text as browsers do, and leaves what they mean to its caller.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

# What these hold is no markup, up to their own closing tag.
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_RESOLVED = frozenset({"textarea", "title"})
LONGEST_ATTRIBUTES = 100_000  # characters of one tag's attributes that are looked at

_NAME = re.compile(r"[a-zA-Z][^\s/>]{0,200}")
# Up to the closing bracket that is in no quotation marks. Each branch takes what no other can begin with.
_REST_OF_TAG = re.compile(r"""(?:[^>"'=]+|=\s*(?:"[^"]*"|'[^']*')?|["'])*+>""")
_ATTRIBUTE = re.compile(
    r"""([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""",
)
_LONG_NUMBER = re.compile(r"&#[0-9]{8,};?")  # more digits than any character has, or than `int` reads


class Text(NamedTuple):
    """A stretch of text, its character references resolved, or what a script or style holds, as it is."""

    text: str
    raw_in: str = ""  # the name of the element, where it is one of `RAW`


class Start(NamedTuple):
    name: str
    attributes: str  # as written

    def get(self, *names: str) -> dict[str, str]:
        """The attributes of these names, the first of each, and no others."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.attributes[:LONGEST_ATTRIBUTES]):
            name = match[1].lower()
            if name in names:
                found.setdefault(name, resolved(match[2] or match[3] or match[4] or ""))
        return found


class End(NamedTuple):
    name: str


def resolved(text: str) -> str:
    """The text with its character references resolved, once."""
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def tags(html: str) -> Iterator[Text | Start | End]:
    """The tags and texts of a page or a fragment, in their order. Comments and declarations are left out."""
    raw_ends: dict[str, int] = {}
    at, length = 0, len(html)
    while at < length:
        opened = html.find("<", at)
        opened = length if opened < 0 else opened
        if opened > at:
            yield Text(resolved(html[at:opened]))
        if opened == length:
            return
        token, at = _tag(html, opened)
        if token is not None:
            yield token
        if isinstance(token, Start) and token.name in RAW:
            end = _raw_end(html, token.name, at, raw_ends)
            if end > at:
                held = html[at:end]
                yield Text(resolved(held) if token.name in _RESOLVED else held, token.name)
            at = end


def _tag(html: str, at: int) -> tuple[Text | Start | End | None, int]:
    """What begins with the `<` at `at`, and where what follows begins."""
    following = html[at + 1 : at + 2]
    if following in ("!", "?"):
        return None, _after_declaration(html, at)
    closing = following == "/"
    name = _NAME.match(html, at + 1 + closing)
    if name is None:
        return (None, _after(html, ">", at)) if closing else (Text("<"), at + 1)
    rest = _REST_OF_TAG.match(html, name.end())
    if rest is None:  # the document was cut within a tag
        return None, len(html)
    lowered = name[0].lower()
    return (End(lowered) if closing else Start(lowered, html[name.end() : rest.end() - 1])), rest.end()


def _after_declaration(html: str, at: int) -> int:
    if html.startswith("<!--", at):
        return at + 5 if html.startswith(">", at + 4) else _after(html, "-->", at + 2)
    if html.startswith("<![CDATA[", at):
        return _after(html, "]]>", at)
    return _after(html, ">", at)


def _after(html: str, mark: str, at: int) -> int:
    found = html.find(mark, at)
    return len(html) if found < 0 else found + len(mark)


def _raw_end(html: str, name: str, at: int, ends: dict[str, int]) -> int:
    """Where `</name` is next. One that is nowhere to be found is looked for once only."""
    if ends.get(name) == len(html):
        return len(html)
    found = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(html, at)
    ends[name] = found.start() if found else len(html)
    return ends[name]
