"""JSON-LD of a page -> the parts of the article it describes, by schema.org's names.

What sites publish is often no JSON: line ends within strings, commas too many, comments, several objects in a row, or
character references. What can be read of it is.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

LARGEST = 2_000_000  # characters of one script
_MOST_NODES = 2000
_DEEPEST = 12
# fmt: off
ARTICLE_TYPES = {
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle",
    "satiricalarticle", "report", "blogposting", "liveblogposting", "socialmediaposting", "techarticle",
    "scholarlyarticle",
}
# fmt: on
LIST_TYPES = {"collectionpage", "itemlist", "searchresultspage", "profilepage"}
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,40}?\*/|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$", re.DOTALL
)
_COMMA_TOO_MANY = re.compile(r",(?=\s*[}\]])")


@dataclass(frozen=True)
class LinkedArticle:
    """What the page's JSON-LD says of its article. `is_article`, `is_list`: of which types its nodes are."""

    headline: str = ""
    published: str = ""
    created: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    publisher: str = ""
    url: str = ""
    body: str = ""
    is_article: bool = False
    is_list: bool = False
    names: frozenset[str] = field(default_factory=frozenset)  # of sites and organisations


def linked_article(scripts: Iterable[str]) -> LinkedArticle:
    """Of several articles described the first with a headline counts, before those without."""
    nodes = [node for script in scripts for value in _values(script) for node in _nodes(value)][:_MOST_NODES]
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    is_list = any(_types(node) & LIST_TYPES for node in nodes)
    names = frozenset(
        name
        for node in nodes
        if _types(node) & {"website", "organization", "newsmediaorganization"}
        if (name := _text(node.get("name")))
    )
    if not articles:
        return LinkedArticle(is_list=is_list, names=names)
    node = max(articles, key=lambda each: (bool(_text(each.get("headline"))), bool(_text(each.get("datePublished")))))
    return LinkedArticle(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")),
        created=_text(node.get("dateCreated")),
        authors=tuple(filter(None, map(_name, _listed(node.get("author"))))),
        section=next(filter(None, map(_text, _listed(node.get("articleSection")))), ""),
        publisher=next(filter(None, map(_name, _listed(node.get("publisher")))), ""),
        url=_text(node.get("url")) or _address(node.get("mainEntityOfPage")),
        body=_text(node.get("articleBody")),
        is_article=True,
        is_list=is_list,
        names=names,
    )


def _values(script: str) -> Iterator[Any]:
    """The values a script holds, one after the other; what cannot be read is left out."""
    text = _WRAPPED.sub("", script[:LARGEST]).strip().rstrip(";")
    for attempt in (text, _COMMA_TOO_MANY.sub("", text), _COMMA_TOO_MANY.sub("", unescape(text))):
        found = list(_decoded(attempt))
        if found:
            yield from found
            return


def _decoded(text: str) -> Iterator[Any]:
    decoder, at = json.JSONDecoder(strict=False), 0  # not strict: line ends within strings
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - whatever JSON holds
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:_MOST_NODES]:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "publisher", "isPartOf"):
            yield from _nodes(value.get(key), depth + 1)


def _types(node: dict[str, Any]) -> set[str]:
    return {str(name).rsplit("/", 1)[-1].lower() for name in _listed(node.get("@type"))}


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:  # noqa: ANN401
    """A text, or the first of a list, or a value with its language. Character references, which JSON has not, go."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value", "")
    return unescape(value).strip() if isinstance(value, str) else ""


def _name(value: Any) -> str:  # noqa: ANN401
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _address(value: Any) -> str:  # noqa: ANN401
    return _text(value.get("@id")) or _text(value.get("url")) if isinstance(value, dict) else _text(value)
