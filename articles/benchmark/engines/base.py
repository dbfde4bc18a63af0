"""What an engine under measurement can do, and the parts of a page that are the same for all of them."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, Protocol

from articles.benchmark.requests import AnsweredPage, MarkedHit, Match, Request
from articles.benchmark.words import read_words
from articles.models import Article, Kind, Mention
from articles.search.highlight import SNIPPET_LENGTH, Highlighter
from articles.search.language import parse


class Engine(Protocol):
    """One engine over one archive. `build` runs in another process than the rest."""

    name: str

    def build(self) -> None:
        """Write the index anew."""

    def open(self) -> None:
        """Make ready for the first page."""

    def page(self, request: Request) -> AnsweredPage:
        """Everything a page shows."""

    def forget(self) -> None:
        """Drop whatever answers are remembered."""

    def disk(self) -> dict[str, int]:
        """Bytes of its files by part."""

    def version(self) -> str: ...

    def close(self) -> None:
        """Give back what `open` took."""


class Row(NamedTuple):
    headline: str
    body: str
    published_on: str
    source: str


def rows_of(keys: list[int]) -> dict[int, Row]:
    """What the database has of a page's articles, in one query."""
    columns = ("pk", "headline", "body", "published_on", "source__name_ar")
    rows = Article.objects.filter(pk__in=keys).order_by().values_list(*columns)
    return {key: Row(headline, body, str(day or ""), source or "") for key, headline, body, day, source in rows}


def marked_hits(keys: list[int], highlighter: Highlighter) -> list[MarkedHit]:
    """A page's hits, their rows from the database and their matches marked in the texts as printed."""
    found = rows_of(keys)
    rows = {key: found[key] for key in keys if key in found}
    marked = highlighter.hits([(row.headline, row.body) for row in rows.values()])
    return [
        MarkedHit(key, *texts, row.published_on, row.source)
        for (key, row), texts in zip(rows.items(), marked, strict=True)
    ]


def plain_hits(keys: list[int]) -> list[MarkedHit]:
    """A page's hits where nothing is to be marked: headlines, and the beginnings of bodies."""
    rows = rows_of(keys)
    return [
        MarkedHit(key, row.headline, row.body[:SNIPPET_LENGTH], row.published_on, row.source)
        for key in keys
        if (row := rows.get(key))
    ]


def found_hits(request: Request, keys: list[int]) -> list[MarkedHit]:
    """A page's hits for an engine that marks nothing itself."""
    if request.match is Match.EVERYTHING:
        return plain_hits(keys)
    return marked_hits(keys, Highlighter(parse(typed_text(request))))


def typed_text(request: Request) -> str:
    """What a reader types for it."""
    words = [term.surface for term in request.terms]
    if request.match is Match.PHRASE:
        return f'"{" ".join(words)}"'
    text = (" OR " if request.match is Match.ANY else " ").join(words)
    return f"{text} date:{wanted.first_year}..{wanted.last_year}" if (wanted := request.filter) else text


class Document(NamedTuple):
    """An article as other engines are given it. Days, years and months are 0 where the date is not known."""

    key: int
    stems: str
    exact: str
    day: int  # proleptic ordinal
    year: int
    month: int  # year * 12 + month - 1
    source: int
    tags: dict[str, tuple[int, ...]]  # keys of records by kind


def documents(words: Path, up_to: int | None = None) -> Iterator[Document]:
    """All articles, or the first so many, in the order of their keys."""
    dates = Article.objects.order_by("pk").values_list("pk", "published_on", "source_id")
    tags = _tags()
    tagged, pairs = next(tags, (0, {}))
    for (key, stems, exact), (same_key, day, source) in zip(
        read_words(words, up_to), dates.iterator(chunk_size=5_000), strict=False
    ):
        if key != same_key:
            raise RuntimeError(f"The analysed texts and the database differ at article {key}.")
        dated = (day.toordinal(), day.year, day.year * 12 + day.month - 1) if day else (0, 0, 0)
        yield Document(key, stems, exact, *dated, source, pairs if tagged == key else {})
        if tagged == key:
            tagged, pairs = next(tags, (0, {}))


def _tags() -> Iterator[tuple[int, dict[str, tuple[int, ...]]]]:
    """(article, its records by kind) in the order of the articles, those with none left out."""
    rows = Mention.objects.order_by("article_id").values_list("article_id", "entity__kind", "entity_id")
    for article, group in groupby(rows.iterator(chunk_size=10_000), key=itemgetter(0)):
        pairs = list(group)
        yield article, {kind.value: tuple(record for _, of, record in pairs if of == kind) for kind in Kind}


def month_name(month: int) -> str:
    """`month_name(2014 * 12 + 4) == "2014-05"`."""
    return f"{month // 12}-{month % 12 + 1:02}"


def year_name(year: int) -> str:
    return str(year) if year else "unknown"
