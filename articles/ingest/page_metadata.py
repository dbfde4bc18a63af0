"""A page's markup -> what it says of itself: JSON-LD, Open Graph and other meta elements, microdata, links, title."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.ingest.linked_data import ARTICLE_TYPES, LinkedArticle, linked_article
from articles.ingest.markup import Tag
from articles.ingest.tags import Start, Text

_MOST = 20  # values of one name
_LONGEST = 5000  # characters of a value
_KEYS = ("name", "property", "itemprop")
# Of meta elements that tell when it was published, the most trusted first.
# fmt: off
_PUBLISHED = (
    "article:published_time", "datepublished", "og:article:published_time", "article:published",
    "og:published_time", "pubdate", "publishdate", "publish-date", "publish_date", "published_time",
    "publication_date", "parsely-pub-date", "sailthru.date", "article.published", "dc.date.issued",
    "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "datecreated",
    "article:post_date", "cxenseparse:recs:publishtime", "date",
)
# fmt: on
_MICRODATA_DATES = ("datepublished", "datecreated")


@dataclass
class PageMetadata:
    """`metas` maps lower-case names to their values, in order; `items` an `itemprop` to the places of its elements.

    `times` are elements that hold a time: their place, `itemprop` and `datetime`.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    linked: LinkedArticle = field(default_factory=LinkedArticle)
    title: str = ""
    canonical: str = ""
    base: str = ""
    times: list[tuple[int, str, str]] = field(default_factory=list)
    items: dict[str, list[int]] = field(default_factory=dict)
    is_marked_article: bool = False  # by microdata

    def meta(self, *names: str) -> str:
        """The first value there is, by the order of the names."""
        return next((value for name in names for value in self.metas.get(name, ())), "")

    @property
    def published(self) -> list[str]:
        """The dates of publication it gives, the most trusted first. Those of changes are not among them."""
        linked = [self.linked.published, self.linked.created]
        metas = [value for name in _PUBLISHED for value in self.metas.get(name, ())]
        times = [written for _, prop, written in self.times if prop in _MICRODATA_DATES]
        return list(dict.fromkeys(filter(None, [linked[0], *metas, *times, linked[1]])))

    @property
    def is_article(self) -> bool:
        """Whether it says that it is one article."""
        types = self.meta("og:type").lower()
        return self.linked.is_article or self.is_marked_article or types in {"article", "news", "newsarticle"}


def metadata_of(read: Sequence[Tag]) -> PageMetadata:
    reading = _Reading()
    for at, tag in enumerate(read):
        if isinstance(tag, Start):
            reading.start(tag, at)
        elif isinstance(tag, Text) and tag.raw_in:
            reading.raw(tag)
    reading.found.linked = linked_article(reading.scripts)
    return reading.found


@dataclass
class _Reading:
    found: PageMetadata = field(default_factory=PageMetadata)
    scripts: list[str] = field(default_factory=list)
    is_linked_data: bool = False  # whether the script that was opened last is

    def raw(self, text: Text) -> None:
        if text.raw_in == "title":
            self.found.title = self.found.title or " ".join(text.text.split())[:_LONGEST]
        elif text.raw_in == "script" and self.is_linked_data:
            self.scripts.append(text.text)

    def start(self, tag: Start, at: int) -> None:
        match tag.name:
            case "script":
                self.is_linked_data = "ld+json" in tag.get("type").get("type", "").lower()
            case "meta":
                self._meta(tag)
            case "link":
                link = tag.get("rel", "href")
                if "canonical" in link.get("rel", "").lower().split():
                    self.found.canonical = self.found.canonical or link.get("href", "").strip()
            case "base":
                self.found.base = self.found.base or tag.get("href").get("href", "").strip()
            case _ if "item" in tag.attributes or tag.name == "time":
                self._item(tag, at)

    def _meta(self, tag: Start) -> None:
        attributes = tag.get(*_KEYS, "content")
        value = attributes.get("content", "").strip()[:_LONGEST]
        for key in _KEYS:
            for name in attributes.get(key, "").lower().split():
                values = self.found.metas.setdefault(name, [])
                if value and len(values) < _MOST:
                    values.append(value)

    def _item(self, tag: Start, at: int) -> None:
        attributes = tag.get("itemprop", "itemtype", "datetime", "content")
        names = attributes.get("itemprop", "").lower().split()
        for name in names:
            self.found.items.setdefault(name, []).append(at)
        written = (attributes.get("datetime") or attributes.get("content", "")).strip()[:_LONGEST]
        if tag.name == "time" or any(name in _MICRODATA_DATES for name in names):
            self.found.times.append((at, " ".join(names), written))
        of = attributes.get("itemtype", "").rsplit("/", 1)[-1].lower()
        self.found.is_marked_article = self.found.is_marked_article or of in ARTICLE_TYPES
