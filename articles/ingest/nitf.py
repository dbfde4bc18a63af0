"""NITF, the text of a news wire: its tree -> what it tells."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from articles.ingest.markup import blocks_of
from articles.ingest.told import Block, Dated, Told
from articles.ingest.wire import author_in, iso_date
from articles.ingest.xml_items import found, html_of, line_of, text_at

_HTML = {
    "hl1": "h2",
    "hl2": "h2",
    "hedline": "div",
    "bq": "blockquote",
    "block": "div",
    "media": "figure",
    "media-caption": "figcaption",
    "note": "div",
    "body.content": "div",
    "dl": "dl",
    "nitf-table": "div",
    "credit": "p",
    "location": "span",
    "person": "span",
    "org": "span",
    "chron": "span",
    "event": "span",
    "num": "span",
    "money": "span",
    "lang": "span",
    "classifier": "span",
    "function": "span",
    "object.title": "span",
    "virtloc": "span",
    "postaddr": "span",
}
_NO_TEXT = ("media-metadata", "media-object", "media-reference", "media-producer", "nitf-table-metadata", "script")


def is_nitf(element: Element) -> bool:
    return element.tag == "nitf"


def told_by(nitf: Element) -> Told:
    """The parts of a text. When it came out is told by its publication before its release and its issue."""
    head = nitf.find("body/body.head")
    return Told(
        headline=text_at(head, "hedline/hl1", "hedline") or text_at(nitf, "head/title"),
        body=[*_opening(head), *_content(nitf), *_closing(nitf)],
        dates=[Dated(iso_date(date)) for date in _dates(nitf)],
        source=_attribute(nitf, "head/pubdata", "name")
        or text_at(head, "distributor")
        or _attribute(nitf, "head/docdata/doc.copyright", "holder"),
        byline=author_in(_byline(head)),
        section=_attribute(nitf, "head/pubdata", "position.section")
        or _attribute(nitf, "head/tobject", "tobject.type"),
        url=next(
            (url for each in found(nitf, "head/pubdata") if (url := each.get("ex-ref", "")).startswith("http")), ""
        ),
    )


def name_of(nitf: Element) -> str:
    """What its sender calls it."""
    return _attribute(nitf, "head/docdata/doc-id", "id-string")


def _attribute(element: Element, path: str, name: str) -> str:
    return next((value for each in element.iterfind(path) if (value := each.get(name, "").strip())), "")


def _dates(nitf: Element) -> Iterator[str]:
    yield from (each.get("date.publication", "") for each in found(nitf, "head/pubdata"))
    for each in found(
        nitf, "head/docdata/date.release", "head/docdata/date.issue", "body/body.head/dateline/story.date"
    ):
        yield each.get("norm", "") or line_of(each)


def _byline(head: Element | None) -> str:
    """The name, without the title that may stand beside it."""
    for each in found(head, "byline"):
        for title in each.findall("byttl"):
            title.text = ""
        if line := text_at(each, "person") or line_of(each):
            return line
    return ""


def _opening(head: Element | None) -> Iterator[Block]:
    """What stands between the headline and the text: a second headline, and the place and day of the report."""
    if second := text_at(head, "hedline/hl2"):
        yield Block(second, "subheading")
    if dateline := text_at(head, "dateline"):
        yield Block(dateline)


def _content(nitf: Element) -> Iterator[Block]:
    for each in found(nitf, "body/body.content"):
        yield from blocks_of(html_of(each, _HTML, _NO_TEXT))


def _closing(nitf: Element) -> Iterator[Block]:
    if tagline := text_at(nitf, "body/body.end/tagline"):
        yield Block(tagline, "credit")
