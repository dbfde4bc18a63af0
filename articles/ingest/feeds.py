"""The text of an RSS or Atom feed -> its items, however malformed the feed is.

Each item is parsed by itself, within the opening tags of the feed: what is wrong with one costs no other. feedparser is
handed bytes in a buffer, never a name or an address, which it would open; document types, and with them all entities of
their own, are taken out before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import name2codepoint
from io import BytesIO
from typing import Any, NamedTuple

import feedparser

LONGEST_ITEM = 4_000_000  # characters
_ROOT = re.compile(r"<(?:[\w-]+:)?(rss|feed|RDF)(?=[\s>])[^>]{0,20000}>", re.IGNORECASE)
_ITEM = re.compile(r"<((?:[\w-]+:)?(?:item|entry))(?=[\s>/])", re.IGNORECASE)
_PROLOG = re.compile(r"<\?xml[^>]{0,500}\?>\s*")
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^\[>]{0,500}(?:\[(?:[^\]\"']|\"[^\"]*\"|'[^']*')*+\]\s*)?>", re.IGNORECASE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{1,31});|)")


class Item(NamedTuple):
    """`content` is the markup of the whole text, `summary` that of a description; dates and the like as written."""

    source: str  # as it stands in the feed
    title: str = ""
    link: str = ""
    id: str = ""
    content: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    outlet: str = ""


@dataclass(frozen=True)
class Feed:
    """`is_atom`: by its root element."""

    title: str
    is_atom: bool
    _root: str
    _text: str

    def items(self) -> Iterator[Item | str]:
        """Its items; for one that cannot be read the reason."""
        for source in _sources(self._text, _masked(self._text)):
            if source is None:
                yield "the feed is cut off within the item"
            elif len(source) > LONGEST_ITEM:
                yield f"the item is too long: {len(source):,} characters, the limit is {LONGEST_ITEM:,}"
            else:
                yield _item(self._root, source) or "the item has nothing that can be read"


class NoFeedError(ValueError):
    """The text has no element of a feed."""


def is_feed(beginning: str) -> bool:
    """Whether the first element of a document is that of a feed."""
    text = _DOCUMENT_TYPE.sub("", _PROLOG.sub("", beginning.lstrip("\ufeff \t\r\n\0")))
    while text.lstrip().startswith(("<!--", "<?")):
        text = text.lstrip()
        end = text.find("-->") + 3 if text.startswith("<!--") else text.find("?>") + 2
        if end < 3:
            return False
        text = text[end:]
    return _ROOT.match(text.lstrip()) is not None


def read_feed(text: str) -> Feed:
    """Raises NoFeedError."""
    text = _DOCUMENT_TYPE.sub("", _PROLOG.sub("", text), count=1)
    root = _ROOT.search(text)
    if root is None:
        raise NoFeedError("it is no feed")
    first = _ITEM.search(text, root.end())
    channel = _parsed(root[0], text[root.end() : first.start() if first else len(text)][:LONGEST_ITEM]).feed
    return Feed(_plain(channel.get("title", "")), root[1].lower() == "feed", root[0], text[root.end() :])


def _sources(text: str, masked: str) -> Iterator[str | None]:
    """The items as they stand in the feed. One that is not closed ends where the next begins; a last such is None."""
    opened = _ITEM.search(masked)
    while opened:
        following = _ITEM.search(masked, opened.end())
        limit = following.start() if following else len(masked)
        end = _end_of(masked, opened, limit)
        yield text[opened.start() : end or limit] if end or following else None
        opened = following


def _end_of(masked: str, opened: re.Match[str], limit: int) -> int | None:
    """Behind the closing tag of an item, if it has one before the limit."""
    tag = masked.find(">", opened.end(), limit)
    if tag > 0 and masked[tag - 1] == "/":
        return tag + 1
    closing = masked.find(f"</{opened[1]}", opened.end(), limit)
    return masked.find(">", closing, limit) + 1 or None if closing >= 0 else None


def _cdata(text: str) -> Iterator[tuple[int, int]]:
    """Where the sections of character data begin and end; one that is never closed is none."""
    at = text.find("<![CDATA[")
    while at >= 0:
        end = text.find("]]>", at) + 3
        if end < 3:
            return
        yield at, end
        at = text.find("<![CDATA[", end)


def _masked(text: str) -> str:
    """The text, as long as before, with nothing in its sections of character data that could be a tag."""
    parts, at = [], 0
    for start, end in _cdata(text):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _item(root: str, source: str) -> Item | None:
    entries = _parsed(root, source).entries
    if not entries:
        return None
    entry = entries[0]
    contents = [str(each.get("value", "")) for each in entry.get("content", [])]
    return Item(
        source=source,
        title=_plain(entry.get("title", "")),
        link=str(entry.get("link", "")).strip(),
        id=str(entry.get("id", "")).strip(),
        content=max(contents, key=len, default=""),
        summary=str(entry.get("summary", "")),
        published=str(entry.get("published", "") or entry.get("created", "")),
        updated=str(dict.get(entry, "updated", "")),
        authors=tuple(_authors(entry)),
        categories=tuple(str(tag.get("term") or tag.get("label") or "") for tag in entry.get("tags", [])),
        outlet=str((entry.get("source") or {}).get("title", "") or entry.get("publisher", "")),
    )


def _authors(entry: Any) -> Iterator[str]:  # noqa: ANN401 - feedparser has no types
    for author in entry.get("authors", []):
        yield str(author.get("name", ""))


def _plain(title: object) -> str:
    """A title without markup, in which some feeds put theirs."""
    return " ".join(str(title).split())


def _parsed(root: str, source: str) -> Any:  # noqa: ANN401
    name = _ROOT.match(root)
    assert name is not None  # noqa: S101 - the root of a feed that was found
    closing = "</" + re.split(r"[\s>]", root[1:], maxsplit=1)[0] + ">"
    document = _mended(f"{root}{source}{closing}").encode()
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(
        BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _mended(text: str) -> str:
    """The text without what is no XML: control characters, HTML's entities, bare ampersands."""
    text = _NO_XML.sub(" ", text)
    parts, at = [], 0
    for start, end in _cdata(text):
        parts += [_AMPERSAND.sub(_referred, text[at:start]), text[start:end]]
        at = end
    return "".join([*parts, _AMPERSAND.sub(_referred, text[at:])])


def _referred(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    code = name2codepoint.get(match[2] or "")
    return f"&#{code};" if code else f"&amp;{match[0][1:]}"
