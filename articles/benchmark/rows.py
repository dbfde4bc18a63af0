"""The rows of an archive for measuring: records, sources, articles with their dates and tags."""

import datetime as dt
import hashlib
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from django.db import transaction
from tqdm import tqdm

from articles.benchmark.texts import Texts, coined_word
from articles.models import Article, Entity, Kind, Mention, MentionOrigin, Source
from articles.models.article import DateOrigin, DatePrecision

RECORDS = {Kind.PERSON: 3_000, Kind.ORGANISATION: 800, Kind.PLACE: 1_500}
TAGS = {Kind.PERSON: 3, Kind.ORGANISATION: 2, Kind.PLACE: 4}  # different ones of an article, on average
SOURCES = 40
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2026, 12, 31)
UNDATED = 0.02  # share of the articles
_CHUNK = 1_000


@dataclass(frozen=True)
class ZipfChoice:
    """Draws from items of which the n-th is 1 / n as frequent as the first."""

    items: list[int]
    weights: list[float]

    @classmethod
    def among(cls, items: list[int]) -> "ZipfChoice":
        return cls(items, list(accumulate(1 / rank for rank in range(1, len(items) + 1))))

    def draw(self, chance: random.Random) -> int:
        return self.items[bisect(self.weights, chance.random() * self.weights[-1])]

    def several(self, chance: random.Random, mean: int) -> list[int]:
        """Different items, from none to about twice the mean, in the order drawn."""
        wanted = min(chance.randint(0, 2 * mean), len(self.items))
        drawn: dict[int, None] = {}
        while len(drawn) < wanted:
            drawn[self.draw(chance)] = None
        return list(drawn)


def load(texts: Texts, articles: int, seed: int) -> None:
    """Put that many articles into an empty, migrated database."""
    sources, records = _load_sources(), {kind: _load_records(kind, count) for kind, count in RECORDS.items()}
    numbers = range(1, articles + 1)
    for start in tqdm(range(0, articles, _CHUNK), unit="k articles", desc="articles", disable=None):
        chunk = numbers[start : start + _CHUNK]
        with transaction.atomic():
            made = [_article(number, texts, sources, seed) for number in chunk]
            Article.objects.bulk_create(made)
            Mention.objects.bulk_create([mention for article in made for mention in _mentions(article, records, seed)])


def _load_sources() -> ZipfChoice:
    made = [Source(slug=f"source-{n}", name_ar=f"صحيفة {_coined_name(n)}") for n in range(1, SOURCES + 1)]
    return ZipfChoice.among([source.pk for source in Source.objects.bulk_create(made)])


def _load_records(kind: Kind, count: int) -> ZipfChoice:
    first = 10_000 * (1 + list(Kind).index(kind))
    records = [
        Entity(
            kind=kind, slug=f"{kind}-{n}", name_ar=f"{_coined_name(first + 2 * n)} {_coined_name(first + 2 * n + 1)}"
        )
        for n in range(count)
    ]
    return ZipfChoice.among([record.pk for record in Entity.objects.bulk_create(records, batch_size=500)])


def _coined_name(number: int) -> str:
    """Longer than any coined word, so that no word of a text is a name by chance."""
    return coined_word(number) + coined_word(number + 1_000_000)


def _chance(seed: int, what: str, number: int) -> random.Random:
    return random.Random(f"{seed} {what} {number}")  # noqa: S311 - for measuring


def _article(number: int, texts: Texts, sources: ZipfChoice, seed: int) -> Article:
    text, chance = texts[number], _chance(seed, "article", number)
    day = FIRST_DAY + dt.timedelta(days=chance.randint(0, (LAST_DAY - FIRST_DAY).days))
    is_dated = chance.random() >= UNDATED
    return Article(
        pk=number,
        source_id=sources.draw(chance),
        headline=text.headline,
        body=text.body,
        published_on=day if is_dated else None,
        date_precision=DatePrecision.DAY if is_dated else "",
        date_origin=DateOrigin.METADATA if is_dated else "",
        text_digest=hashlib.sha256(f"{text.headline}\n{text.body}".encode()).hexdigest(),
    )


def _mentions(article: Article, records: dict[Kind, ZipfChoice], seed: int) -> Iterator[Mention]:
    """One of each tag; they stand side by side from the body's beginning, as good a place as any here."""
    chance = _chance(seed, "tags", article.pk)
    keys = [key for kind, choice in records.items() for key in choice.several(chance, TAGS[kind])]
    for place, key in enumerate(keys):
        yield Mention(
            article_id=article.pk,
            entity_id=key,
            start=place,
            end=place + 1,
            surface=article.body[place],
            origin=MentionOrigin.MACHINE,
            confidence=0.9,
        )
