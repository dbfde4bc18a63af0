"""Articles as they leave the archive: plain values, whatever the format."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.batches import batched
from articles.models import Article, DatePrecision, Kind, Mention

AT_ONCE = 200  # articles in memory
_DIGITS = {DatePrecision.YEAR.value: 4, DatePrecision.MONTH.value: 7}


@dataclass(frozen=True)
class Named:
    """A record that an article mentions. `at`: where, as [from, to) in characters of the text."""

    kind: str
    id: str
    name_ar: str
    name_en: str
    at: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Exported:
    """An article. `date` is ISO and as exact as it is known: a day, a month or a year; "" where it is unknown.

    `url` is where it was published, `permalink` its page in the archive. `headline_is_derived`: the source gave none.
    """

    id: int
    headline: str
    headline_is_derived: bool
    date: str
    date_origin: str
    source_ar: str
    source_en: str
    byline: str
    section: str
    url: str
    permalink: str
    text: str
    named: tuple[Named, ...]

    def names(self, kind: Kind) -> list[str]:
        """The Arabic names of the records of a kind, most mentioned first."""
        return [each.name_ar or each.name_en for each in self.named if each.kind == kind]


def exported(keys: Iterable[int], permalink: Callable[[Article], str]) -> Iterator[Exported]:
    """The published articles with these keys, in their order, read from the database some at a time."""
    for some in batched(keys, AT_ONCE):
        articles = Article.objects.published().select_related("source").in_bulk(some)
        named = _named(some)
        for key in some:
            if article := articles.get(key):
                yield _exported(article, named.get(key, ()), permalink(article))


def _exported(article: Article, named: Sequence[Named], permalink: str) -> Exported:
    return Exported(
        id=article.pk,
        headline=article.headline,
        headline_is_derived=article.headline_is_derived,
        date=iso_date(article),
        date_origin=article.date_origin,
        source_ar=article.source.name_ar if article.source else "",
        source_en=article.source.name_en if article.source else "",
        byline=article.byline,
        section=article.section,
        url=article.url,
        permalink=permalink,
        text=article.body,
        named=tuple(named),
    )


def iso_date(article: Article) -> str:
    """2016-08-15, 2016-08 or 2016, as the date is known."""
    whole = article.published_on.isoformat() if article.published_on else ""
    return whole[: _DIGITS.get(article.date_precision, len(whole))]


def _named(keys: Sequence[int]) -> Mapping[int, Sequence[Named]]:
    """The records mentioned in each article, most mentioned first, then in the order of the text."""
    mentions = Mention.objects.active().filter(article__in=keys).select_related("entity").order_by("start", "pk")
    found: dict[int, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        found[mention.article_id][mention.entity_id].append(mention)
    return {
        article: [_as_named(each) for each in sorted(records.values(), key=len, reverse=True)]
        for article, records in found.items()
    }


def _as_named(mentions: Sequence[Mention]) -> Named:
    entity = mentions[0].entity
    places = [(each.start, each.end) for each in mentions if each.start is not None and each.end is not None]
    return Named(entity.kind, entity.slug, entity.name_ar, entity.name_en, tuple(places))
