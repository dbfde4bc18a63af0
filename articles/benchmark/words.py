"""The analysed texts: what the archive's own analyzer makes of each article, kept for the other engines.

Each of them gets the same words as ours, joined by spaces, so that all find the same articles; and the
frequencies by which queries are chosen are counted here, by none of the engines.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from tqdm import tqdm

from articles.arabic.tokens import folded_words
from articles.models import Article
from articles.search.analyzer import exact_form, loose_form

# Stands between headline and body, so that no phrase reaches from one into the other. No text has it: folding
# takes the marks off Latin letters, and this is a letter of its own.
BREAK = "ꜿ"
WORDS_VERSION = 1  # raise it whenever this module would write something else
_TABLES = """
    PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
    DROP TABLE IF EXISTS text; DROP TABLE IF EXISTS frequency;
    CREATE TABLE text (key INTEGER PRIMARY KEY, stems TEXT NOT NULL, exact TEXT NOT NULL);
    CREATE TABLE frequency (form TEXT NOT NULL, word TEXT NOT NULL, articles INTEGER NOT NULL,
                            PRIMARY KEY (form, word)) WITHOUT ROWID;
"""


@lru_cache(maxsize=200_000)
def analysed(line: str) -> tuple[str, str]:
    """The stems and the folded words of a line, each joined by spaces."""
    words = folded_words(line)
    stems = (loose_form(word) for word in words)
    return " ".join(stem for stem in stems if stem), " ".join(exact_form(word) for word in words)


def analysed_article(headline: str, body: str) -> tuple[str, str]:
    """The stems and the folded words of an article, BREAK between headline and body."""
    stems, exact = zip(*(analysed(line) for line in (headline, BREAK, *body.split("\n"))), strict=True)
    return " ".join(filter(None, stems)), " ".join(filter(None, exact))


def write_words(path: Path, articles: int) -> None:
    """Analyse every article of the database."""
    stems: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_TABLES)
        rows = Article.objects.order_by("pk").values_list("pk", "headline", "body").iterator(chunk_size=1_000)
        for key, headline, body in tqdm(rows, total=articles, unit=" articles", desc="words", disable=None):
            words = analysed_article(headline, body)
            connection.execute("INSERT INTO text VALUES (?, ?, ?)", (key, *words))
            stems.update(set(words[0].split()))
            exact.update(set(words[1].split()))
        for form, counted in (("stem", stems), ("exact", exact)):
            frequencies = ((form, word, count) for word, count in counted.items())
            connection.executemany("INSERT INTO frequency VALUES (?, ?, ?)", frequencies)
        connection.commit()


def read_frequencies(path: Path, form: str) -> dict[str, int]:
    """Each stem ("stem") or folded word ("exact"): how many articles have it."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT word, articles FROM frequency WHERE form = ?", (form,)))


def read_words(path: Path, up_to: int | None = None) -> Iterator[tuple[int, str, str]]:
    """(key, stems, folded words) of the articles in the order of their keys."""
    with closing(sqlite3.connect(path)) as connection:
        yield from connection.execute("SELECT key, stems, exact FROM text ORDER BY key LIMIT ?", (up_to or -1,))
