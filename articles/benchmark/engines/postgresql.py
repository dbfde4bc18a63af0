"""PostgreSQL's text search: tsvector, GIN and ts_rank, in one table of a schema of its own.

The vectors are put together here from the words of our analyzer, with their positions, so that no parser of
PostgreSQL's takes part. One statement gives total, facets and months over the hits, another one the page.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import psycopg

from articles.benchmark.engines import POSTGRESQL_URL
from articles.benchmark.engines.base import Document, documents, found_hits, month_name, year_name
from articles.benchmark.folder import BenchFolder
from articles.benchmark.requests import FACET_VALUES, HITS, AnsweredPage, Match, Request

_KINDS = ("person", "organisation", "place")
_TABLE = """
    DROP SCHEMA IF EXISTS newsarchive_bench CASCADE; CREATE SCHEMA newsarchive_bench;
    SET search_path TO newsarchive_bench;
    CREATE UNLOGGED TABLE article (key bigint PRIMARY KEY, day int, year int, month int, source int,
        person int[], organisation int[], place int[], stems tsvector, exact tsvector);
"""
_INDEXES = """
    SET maintenance_work_mem = '512MB';
    CREATE INDEX ON article USING gin (stems); CREATE INDEX ON article USING gin (exact);
    CREATE INDEX ON article USING gin (person); CREATE INDEX ON article (day DESC, key DESC);
"""


def _counted(kind: str) -> str:
    values = f"FROM hit, unnest({kind}) value GROUP BY value ORDER BY 3 DESC LIMIT {FACET_VALUES}"
    return f"UNION ALL (SELECT '{kind}', value, count(*) {values})"


_COUNTS = f"""
    WITH hit AS MATERIALIZED (
        SELECT source, year, month, person, organisation, place FROM article WHERE {{condition}})
    SELECT 'source', source, count(*) FROM hit GROUP BY source
    UNION ALL SELECT 'year', year, count(*) FROM hit GROUP BY year
    UNION ALL SELECT 'month', month, count(*) FROM hit GROUP BY month
    {_counted("person")} {_counted("organisation")} {_counted("place")}
"""  # noqa: S608 - our own
_MOST_POSITIONS, _LAST_POSITION = 255, 16_383  # of a word, of a text: what a tsvector can hold


class PostgreSQL:
    name = "postgresql"

    def __init__(self, folder: BenchFolder) -> None:
        self._words, self._url = folder.words, os.environ.get(POSTGRESQL_URL, "")

    def build(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(_TABLE)
            with connection.cursor().copy("COPY article FROM STDIN") as copy:
                for document in documents(self._words):
                    copy.write_row(_row(document))
            connection.execute(_INDEXES)
            connection.execute("VACUUM ANALYZE article")

    def open(self) -> None:
        self._connection = psycopg.connect(self._url, autocommit=True, options="-c search_path=newsarchive_bench")

    def page(self, request: Request) -> AnsweredPage:
        condition, values = _condition(request)
        counted: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for name, value, count in self._connection.execute(_COUNTS.format(condition=condition), values):
            counted[name].append((value, count))
        total = sum(count for _, count in counted["year"])
        months = {month_name(month): count for month, count in counted.pop("month", []) if month}
        facets = {name: _most_frequent(name, counts) for name, counts in counted.items()}
        return AnsweredPage(total, found_hits(request, self._keys(request)), facets, months)

    def forget(self) -> None:
        """It remembers no answers."""

    def disk(self) -> dict[str, int]:
        statement = "SELECT pg_table_size('article'), pg_indexes_size('article')"
        table, indexes = self._connection.execute(statement).fetchone() or (0, 0)
        return {"table": table, "indexes": indexes}

    def version(self) -> str:
        return f"PostgreSQL {self._connection.info.server_version // 10_000}"

    def close(self) -> None:
        self._connection.close()

    def _keys(self, request: Request) -> list[int]:
        condition, values = _condition(request)
        order, more = _order(request)
        statement = f"SELECT key FROM article WHERE {condition} ORDER BY {order} LIMIT {HITS} OFFSET {request.start}"  # noqa: S608 - our own
        return [key for (key,) in self._connection.execute(statement, (*values, *more))]


def _order(request: Request) -> tuple[str, tuple[Any, ...]]:
    match request.match:
        case Match.EVERYTHING:
            return "day DESC, key DESC", ()
        case Match.PREFIX:
            return "key DESC", ()  # a beginning has no score
    column, expression = _text(request)
    return f"ts_rank({column}, %s::tsquery) DESC, key DESC", (expression,)


def _condition(request: Request) -> tuple[str, tuple[Any, ...]]:
    if request.match is Match.EVERYTHING:
        return "true", ()
    if request.match is Match.PREFIX:
        beginning = f"'{request.prefix}':*"
        return "(exact @@ %s::tsquery OR stems @@ %s::tsquery)", (beginning, beginning)
    column, expression = _text(request)
    if wanted := request.filter:
        condition = f"{column} @@ %s::tsquery AND person @> ARRAY[%s]::int[] AND year BETWEEN %s AND %s"
        return condition, (expression, wanted.person, wanted.first_year, wanted.last_year)
    return f"{column} @@ %s::tsquery", (expression,)


def _text(request: Request) -> tuple[str, str]:
    """The column that is searched, and the expression. The words are letters and digits alone."""
    if request.match is Match.PHRASE:
        return "exact", " <-> ".join(f"'{term.exact}'" for term in request.terms)
    joint = " | " if request.match is Match.ANY else " & "
    return "stems", joint.join(f"'{term.stem}'" for term in request.terms)


def _row(document: Document) -> tuple[Any, ...]:
    tags = (list(document.tags.get(kind, ())) for kind in _KINDS)
    columns = (document.key, document.day, document.year, document.month, document.source)
    return (*columns, *tags, _vector(document.stems.split()), _vector(document.exact.split()))


def _vector(words: Sequence[str]) -> str:
    """`_vector(["a", "b", "a"]) == "'a':1,3 'b':2"`."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words[:_LAST_POSITION], 1):
        places[word].append(place)
    return " ".join(f"'{word}':{','.join(map(str, found[:_MOST_POSITIONS]))}" for word, found in places.items())


def _most_frequent(name: str, counts: Iterable[tuple[int, int]]) -> list[tuple[str, int]]:
    kept = sorted(counts, key=lambda pair: -pair[1])[:FACET_VALUES]
    return [(year_name(value) if name == "year" else str(value), count) for value, count in kept]
