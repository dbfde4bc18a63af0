"""IPTC ninjs, a news item as a JSON object, in its versions 1 and 2."""

from collections.abc import Iterator, Mapping
from typing import Any

from articles.ingest.json_values import Article, blocks_in, date_in, line_of
from articles.ingest.told import Block, Dated, Told
from articles.ingest.wire import author_in, iso_date, refuse_withdrawn

_TEXTS = ("body_html", "body_xhtml", "body_text", "body", "description_html", "description_text")  # of version 1
# fmt: off
_MARKS = {
    "versioncreated", "firstcreated", "contentcreated", "pubstatus", "usageterms", "urgency", "representationtype",
    "copyrightholder", "bodies", "headlines", "standard"
}
# fmt: on
# When a text came out: its first version, before what was changed later.
_DATES = ("firstcreated", "contentcreated", "versioncreated")


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Whether the object is a news item by its members: an address, a text, and what no other format has."""
    names = {str(name).lower() for name in record}
    return "uri" in names and bool(names & _MARKS) and any(name.startswith(("body", "bodies")) for name in names)


def article_of(record: Mapping[str, Any]) -> Article:
    """Its parts. Raises UnreadableError where the item was withdrawn."""
    item = {str(name).lower(): value for name, value in record.items()}
    refuse_withdrawn(line_of(item.get("pubstatus")))
    uri = line_of(item.get("uri"))
    told = Told(
        headline=line_of(item.get("headline")) or _first(item, "headlines") or line_of(item.get("title")),
        body=[*_body(item), *_captions(item)],
        dates=[Dated(iso_date(date)) for name in _DATES if (date := date_in(item.get(name)))],
        source=_line(item, "provider", "source", "infosource", "infosources", "copyrightholder"),
        byline=author_in(_line(item, "by", "byline", "bylines")),
        section=_line(item, "section", "genre", "genres"),
        url=next(
            (url for name in ("link", "canonical", "uri") if (url := line_of(item.get(name))).startswith("http")), ""
        ),
    )
    return Article(told, uri or line_of(item.get("guid")))


def _line(item: Mapping[str, Any], *names: str) -> str:
    return next((line for name in names if (line := line_of(item.get(name)))), "")


def _first(item: Mapping[str, Any], name: str) -> str:
    """Of several texts, each for a role, the main one, else the first."""
    texts = item.get(name)
    values = [each for each in texts if isinstance(each, Mapping)] if isinstance(texts, list) else []
    main = [each for each in values if "main" in str(each.get("role", "")).lower()]
    return next((line for each in (*main, *values) if (line := line_of(each.get("value")))), "")


def _body(item: Mapping[str, Any]) -> list[Block]:
    bodies = item.get("bodies")
    values = [each for each in bodies if isinstance(each, Mapping)] if isinstance(bodies, list) else []
    marked_up_first = sorted(
        values, key=lambda each: "html" not in str(each.get("contenttype", each.get("contentType")))
    )
    texts = [*(each.get("value") for each in marked_up_first), *(item.get(name) for name in _TEXTS)]
    return next((blocks for text in texts if (blocks := list(blocks_in(text)))), [])


def _captions(item: Mapping[str, Any]) -> Iterator[Block]:
    """What stands below the pictures that belong to the text."""
    members = item.get("associations")
    values = members.values() if isinstance(members, Mapping) else members if isinstance(members, list) else ()
    for each in values:
        if isinstance(each, Mapping) and str(each.get("type", "")).lower() in ("picture", "photo", "video"):
            text = (
                each.get("description_text") or each.get("caption") or each.get("body_text") or each.get("descriptions")
            )
            if caption := line_of(text):
                yield Block(caption, "caption")
