"""What news wires send in XML: NewsML-G2, NewsML 1 and NITF."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from articles.ingest import newsml, nitf
from articles.ingest.context import Context
from articles.ingest.json_values import Article
from articles.ingest.record_reading import RecordReading
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable, UnreadableError
from articles.ingest.xml_items import CUT_OFF, items_in, root_of, stream_of, tree_of


@dataclass
class WireReader:
    """Reads the items of one of these formats. `roots`: a document's outermost element; `items`: those it holds."""

    name: str
    media_type: str
    roots: frozenset[str]
    items: tuple[str, ...]
    article_of: Callable[[Element], Article]

    def accepts(self, document: RawDocument) -> bool:
        return root_of(document) in self.roots

    def read(self, document: RawDocument, context: Context) -> Iterator[ArticleRecord | Unreadable]:
        stream = stream_of(document)
        reading = RecordReading(stream, context, self.media_type)
        for item in items_in(stream.chunks(), self.items):
            if item.fault:
                yield reading.fault(item.fault)
            else:
                yield reading.told(item.text, lambda text: self.article_of(tree_of(text)))
        if not reading.number:
            raise UnreadableError(f"it has no items, as {self.name} has them, or {CUT_OFF}")


def _newsml(item: Element) -> Article:
    return Article(newsml.told_by(item), newsml.name_of(item))


def _nitf(item: Element) -> Article:
    return Article(nitf.told_by(item), nitf.name_of(item))


NEWSML = WireReader(
    "NewsML",
    "application/vnd.iptc.g2.newsitem+xml",
    frozenset({"newsitem", "newsmessage", "newsml", "packageitem"}),
    ("newsitem",),
    _newsml,
)
NITF = WireReader("NITF", "application/xml", frozenset({"nitf"}), ("nitf",), _nitf)
