"""A news wire's XML -> its items, each a tree of its own.

The items are cut out of the text first. So no document type is ever read, with whatever entities it defines and files
it names; an item that is not well formed costs no other; and a file that is cut off gives all before the cut.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from html import escape
from html.entities import html5
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from articles.ingest.records import RawDocument, UnreadableError
from articles.ingest.text_stream import TextStream, beginning

LONGEST_ITEM = 8_000_000  # characters
DEEPEST = 100  # elements within elements
CUT_OFF = "the file is cut off here"
TOO_LONG = f"the item is too long: the limit is {LONGEST_ITEM:,} characters"

_ROOT = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*(?=>))*>)*"
    r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])",
    re.DOTALL | re.IGNORECASE,
)
_DECLARED = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_OWN_ENTITIES = re.compile(r"<!ENTITY", re.IGNORECASE)
_LONGEST_TAG = 300  # characters of a tag's beginning that may lie in two pieces of the text
_REFERENCE = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{1,31});)?")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NUMBER_OF_NONE = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bcBC]|[eE]|1?[fF]|1[0-9a-eA-E]));")


class Item(NamedTuple):
    """An item as written, or what is wrong with it."""

    text: str
    fault: str = ""


def root_of(document: RawDocument) -> str:
    """The name of the outermost element, in small letters and without its prefix; "" where it is no XML."""
    if not document.head.lstrip(b"\xef\xbb\xbf\xff\xfe\0\t\r\n ").startswith(b"<"):
        return ""
    match = _ROOT.match(beginning(document))
    return match[1].lower() if match else ""


def stream_of(document: RawDocument) -> TextStream:
    """The text, in the encoding that its first line says, if it reads well so."""
    declared = _DECLARED.search(document.head[:200].decode("latin-1"))
    return TextStream.of(document, declared[1] if declared else "")


def items_in(chunks: Iterator[str], names: Collection[str]) -> Iterator[Item]:
    """The outermost elements with these names. Raises UnreadableError where the document defines entities."""
    start = re.compile(rf"<((?:[\w.-]+:)?(?:{'|'.join(names)}))(?=[\s/>])", re.IGNORECASE)
    text, is_begun = "", False
    for chunk in chunks:
        text += chunk
        while match := start.search(text):
            if not is_begun:
                _refuse_entities(text[: match.start()])
                is_begun = True
            found = _item(text, match, start)
            if not found:
                break
            yield found[0]
            text = text[found[1] :]
        if not match:
            if not is_begun:
                _refuse_entities(text)
            text = text[-_LONGEST_TAG:]
    if start.search(text):
        yield Item(text, CUT_OFF)


def _item(text: str, match: re.Match[str], start: re.Pattern[str]) -> tuple[Item, int] | None:
    """The item that begins here, and where it ends; None where that is not in the text yet."""
    tag_end = text.find(">", match.end())
    if tag_end > 0 and text[tag_end - 1] == "/":
        return Item(text[match.start() : tag_end + 1]), tag_end + 1
    end = re.compile(rf"</{re.escape(match[1])}\s*>").search(text, match.end())
    again = re.compile(rf"<{re.escape(match[1])}(?=[\s/>])").search(
        text, match.end(), end.start() if end else len(text)
    )
    if again:
        return Item(text[match.start() : again.start()], "it is no well-formed XML: it has no end"), again.start()
    if end:
        return Item(text[match.start() : end.end()]), end.end()
    if len(text) - match.start() > LONGEST_ITEM:
        return Item(text[match.start() : match.start() + 200], TOO_LONG), len(text)
    return None


def _refuse_entities(prolog: str) -> None:
    if _OWN_ENTITIES.search(prolog):
        raise UnreadableError("it defines entities of its own: such documents are not read")


def tree_of(text: str) -> Element:
    """The item's tree, its names in small letters and without prefixes. Raises UnreadableError."""
    builder = TreeBuilder()
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UnreadableError(f"it has elements within elements, deeper than {DEEPEST}")
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(name))

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, builder.data
    try:
        parser.Parse(_well_formed(text).encode(), True)
    except expat.ExpatError as error:
        raise UnreadableError(f"it is no well-formed XML: {error}") from error
    return builder.close()


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _well_formed(text: str) -> str:
    """With HTML's entities as characters, a bare & as one, and without what can be no character of XML."""
    text = _NO_CHARACTER.sub("", text)
    return _REFERENCE.sub(_character, _NUMBER_OF_NONE.sub("", text)) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    named = html5.get(f"{match[2]};", "") if match[2] else ""
    return escape(named, quote=False) if named else match[0].replace("&", "&amp;")


def found(element: Element | None, *paths: str) -> Iterator[Element]:
    """The elements at the first paths, then at the others: `found(item, "itemmeta/provider", ".//provider")`."""
    for path in paths:
        yield from element.iterfind(path) if element is not None else ()


def text_at(element: Element | None, *paths: str) -> str:
    """The text of the first of these elements that has one, in one line."""
    return next((text for each in found(element, *paths) if (text := line_of(each))), "")


def line_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def html_of(element: Element, names: Mapping[str, str], left_out: Collection[str] = ()) -> str:
    """What the element has within, as HTML; `names`: how HTML calls the elements that have other names there."""
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        if child.tag not in left_out:
            name = names.get(child.tag, child.tag)
            parts.append(f"<{name}>{html_of(child, names, left_out)}</{name}>")
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)
