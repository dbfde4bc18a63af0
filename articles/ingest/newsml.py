"""NewsML, the envelope of a news wire, as G2 and in its first version: an item's tree -> what it tells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from articles.ingest import nitf
from articles.ingest.json_values import blocks_of_text
from articles.ingest.markup import blocks_of
from articles.ingest.told import Block, Dated, Told
from articles.ingest.wire import author_in, iso_date, refuse_withdrawn
from articles.ingest.xml_items import found, html_of, line_of, text_at

# When a text came out: its first version, before what was changed later. The second of each pair is of NewsML 1.
_DATES = (
    "itemmeta/firstcreated",
    "newsmanagement/firstcreated",
    "contentmeta/contentcreated",
    ".//datelinedate",
    "itemmeta/versioncreated",
    "newsmanagement/thisrevisioncreated",
)
_PROVIDERS = (
    "itemmeta/provider",
    "contentmeta/infosource",
    "contentmeta/creditline",
    ".//administrativemetadata/provider",
)
_NO_TEXT = frozenset({"stylesheet", "script"})


def told_by(item: Element) -> Told:
    """The parts of an item; of its text those that the envelope lacks. Raises UnreadableError for one withdrawn."""
    refuse_withdrawn(_status(item))
    inner = next((each for each in item.iter("nitf")), None)
    within = nitf.told_by(inner) if inner is not None else Told()
    dates = [Dated(iso_date(line_of(each))) for each in found(item, *_DATES)]
    return replace(
        within,
        headline=text_at(item, "contentmeta/headline", ".//newslines/headline")
        or within.headline
        or text_at(item, ".//html/head/title", "itemmeta/title"),
        body=within.body or _text(item),
        dates=[*dates, *within.dates],
        source=_provider(item) or within.source,
        byline=author_in(text_at(item, "contentmeta/by", ".//newslines/byline")) or within.byline or _creator(item),
        section=within.section or text_at(item, "contentmeta/genre/name"),
        url=_address(item) or within.url,
    )


def name_of(item: Element) -> str:
    """What its sender calls it, whatever its version."""
    return item.get("guid", "").strip() or text_at(
        item, ".//newsidentifier/publicidentifier", ".//newsidentifier/newsitemid"
    )


def _status(item: Element) -> str:
    """G2 has it as a code, the first version as a name."""
    for each in found(item, "itemmeta/pubstatus", "newsmanagement/status"):
        return each.get("qcode", "") or each.get("formalname", "")
    return ""


def _provider(item: Element) -> str:
    """The name of whoever sends it; a code (nprov:REUTERS) where no name is told."""
    for each in found(item, *_PROVIDERS):
        told = text_at(each, "name") or line_of(each) or each.get("literal", "")
        if told or (told := each.get("qcode", "").rpartition(":")[2]):
            return told
    for each in found(item, ".//administrativemetadata/provider/party", ".//newsidentifier/providerid"):
        if told := each.get("formalname", "") or line_of(each):
            return told
    return ""


def _creator(item: Element) -> str:
    return text_at(item, "contentmeta/creator/name")


def _address(item: Element) -> str:
    """Where the text stands on the web, if the sender says so."""
    links = (each.get("href", "") for each in found(item, "itemmeta/link") if "html" in each.get("contenttype", "html"))
    return next((link for link in links if link.startswith("http")), "")


def _text(item: Element) -> Sequence[Block]:
    """The first content that has words: markup, or text with its lines."""
    return next((blocks for content in _contents(item) if (blocks := list(content))), ())


def _contents(item: Element) -> Iterator[Sequence[Block]]:
    for each in found(item, "contentset/inlinexml", ".//contentitem/datacontent"):
        body = next(each.iter("body"), None)
        element = each if body is None else body
        yield blocks_of(html_of(element, {}, _NO_TEXT)) if len(element) else blocks_of_text(element.text or "")
    for each in found(item, "contentset/inlinedata"):
        yield blocks_of_text("".join(each.itertext()))
    yield [Block(line_of(each)) for each in found(item, "contentmeta/description")]
