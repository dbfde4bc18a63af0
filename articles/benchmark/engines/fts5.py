"""SQLite's FTS5, fed with the words of our analyzer: one table for stems and one for words in phrases.

Hits go into a temporary table; the facets are counted by joining it with the tags and columns of the articles.
CROSS JOIN keeps SQLite from beginning at the larger table: it knows nothing of how many hits there are.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing

from articles.benchmark.engines.base import Document, documents, found_hits, month_name, year_name
from articles.benchmark.folder import BenchFolder, bytes_of
from articles.benchmark.requests import FACET_VALUES, HITS, AnsweredPage, Match, Request

_TABLES = """
    PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
    CREATE VIRTUAL TABLE stems USING fts5(words, tokenize='unicode61 remove_diacritics 0', content='');
    CREATE VIRTUAL TABLE exact USING fts5(words, tokenize='unicode61 remove_diacritics 0', content='');
    CREATE TABLE article (key INTEGER PRIMARY KEY, day INTEGER, year INTEGER, month INTEGER, source INTEGER);
    CREATE TABLE tag (article INTEGER, kind TEXT, record INTEGER, PRIMARY KEY (article, kind, record)) WITHOUT ROWID;
"""
_INDEXES = """
    INSERT INTO stems (stems) VALUES ('optimize');
    INSERT INTO exact (exact) VALUES ('optimize');
    CREATE INDEX article_day ON article (day DESC, key DESC);
    CREATE INDEX tag_record ON tag (kind, record, article);
    ANALYZE;
"""
_HITS_TABLE = "CREATE TEMP TABLE hit (key INTEGER PRIMARY KEY)"
_COUNTED_TAGS = "SELECT kind, record, count(*) FROM hit CROSS JOIN tag ON tag.article = hit.key GROUP BY kind, record"
_COUNTED_COLUMN = "SELECT {0}, count(*) FROM hit CROSS JOIN article USING (key) GROUP BY {0}"
_BEGINNINGS = "SELECT rowid FROM exact WHERE exact MATCH ? UNION SELECT rowid FROM stems WHERE stems MATCH ?"
_ORDERS = {
    Match.EVERYTHING: "article.day DESC, article.key DESC",
    Match.PREFIX: "article.key DESC",  # a beginning has no score
}
_CACHE_KB = 256_000


class Fts5:
    name = "fts5"

    def __init__(self, folder: BenchFolder) -> None:
        self._path, self._words = folder.peer(self.name) / "fts5.sqlite3", folder.words

    def build(self) -> None:
        self._path.parent.mkdir(parents=True)
        with closing(sqlite3.connect(self._path)) as connection:
            connection.executescript(_TABLES)
            for document in documents(self._words):
                _insert(connection, document)
            connection.executescript(_INDEXES)
            connection.commit()

    def open(self) -> None:
        self._connection = sqlite3.connect(self._path)
        self._connection.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
        self._connection.execute("PRAGMA temp_store=MEMORY")
        self._connection.execute(_HITS_TABLE)

    def page(self, request: Request) -> AnsweredPage:
        total = self._find(request)
        keys = [key for (key,) in self._connection.execute(*self._shown(request))]
        facets = self._facets()
        months = {month_name(month): count for month, count in self._counts("month") if month}
        return AnsweredPage(total, found_hits(request, keys), facets, months)

    def forget(self) -> None:
        """It remembers no answers."""

    def disk(self) -> dict[str, int]:
        return {"index": bytes_of(self._path.parent)}

    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version} FTS5"

    def close(self) -> None:
        self._connection.close()

    def _find(self, request: Request) -> int:
        """Fills the table of hits; returns how many there are."""
        condition, values = _condition(request)
        self._connection.execute("DELETE FROM hit")
        found = self._connection.execute(f"INSERT INTO hit SELECT article.key FROM {condition}", values)  # noqa: S608 - our own
        return found.rowcount

    def _shown(self, request: Request) -> tuple[str, tuple[object, ...]]:
        condition, values = _condition(request)
        order = _ORDERS.get(request.match, "rank")
        statement = f"SELECT article.key FROM {condition} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - our own
        return statement, (*values, HITS, request.start)

    def _facets(self) -> dict[str, list[tuple[str, int]]]:
        counted: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for kind, record, count in self._connection.execute(_COUNTED_TAGS):
            counted[kind].append((str(record), count))
        counted["source"] = [(str(source), count) for source, count in self._counts("source")]
        counted["year"] = [(year_name(year), count) for year, count in self._counts("year")]
        return {name: _most_frequent(counts) for name, counts in counted.items()}

    def _counts(self, column: str) -> Iterable[tuple[int, int]]:
        return self._connection.execute(_COUNTED_COLUMN.format(column))


def _most_frequent(counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda pair: -pair[1])[:FACET_VALUES]


def _condition(request: Request) -> tuple[str, tuple[object, ...]]:
    """Tables and conditions of a statement, and the values for its question marks."""
    if request.match is Match.EVERYTHING:
        return "article", ()
    if request.match is Match.PREFIX:
        return f"article WHERE key IN ({_BEGINNINGS})", (f'"{request.prefix}"*',) * 2
    table = "exact" if request.match is Match.PHRASE else "stems"
    condition = f"{table} CROSS JOIN article ON article.key = {table}.rowid WHERE {table} MATCH ?"
    values: tuple[object, ...] = (_expression(request),)
    if wanted := request.filter:
        condition += " AND article.year BETWEEN ? AND ?"
        condition += (
            " AND EXISTS (SELECT 1 FROM tag WHERE tag.article = article.key AND kind = 'person' AND record = ?)"
        )
        values += (wanted.first_year, wanted.last_year, wanted.person)
    return condition, values


def _expression(request: Request) -> str:
    if request.match is Match.PHRASE:
        return f'"{" ".join(term.exact for term in request.terms)}"'
    joint = " OR " if request.match is Match.ANY else " AND "
    return joint.join(f'"{term.stem}"' for term in request.terms)


def _insert(connection: sqlite3.Connection, document: Document) -> None:
    key = document.key
    connection.execute("INSERT INTO stems (rowid, words) VALUES (?, ?)", (key, document.stems))
    connection.execute("INSERT INTO exact (rowid, words) VALUES (?, ?)", (key, document.exact))
    row = (key, document.day, document.year, document.month, document.source)
    connection.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?)", row)
    tags = ((key, kind, record) for kind, records in document.tags.items() for record in records)
    connection.executemany("INSERT INTO tag VALUES (?, ?, ?)", tags)
