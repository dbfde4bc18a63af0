"""A small archive for measuring: rows, analysed texts, queries and an index."""

from pathlib import Path

import pytest

from articles.benchmark.folder import BenchFolder, CorpusParameters
from articles.benchmark.rows import load
from articles.benchmark.steps import make_queries
from articles.benchmark.texts import Texts, read_texts
from articles.benchmark.words import write_words
from articles.search import sync
from articles.search.engine import ArchiveSearchBackend

ARTICLES = 300
QUERIES = 4
SEED = 7


@pytest.fixture(scope="session")
def texts() -> Texts:
    return read_texts(None, SEED)


@pytest.fixture
def bench(db: None, tmp_path: Path, index: ArchiveSearchBackend, texts: Texts) -> BenchFolder:
    folder = BenchFolder(tmp_path)
    folder.write_parameters(CorpusParameters(ARTICLES, SEED, corpus=""))
    load(texts, ARTICLES, SEED)
    write_words(folder.words, ARTICLES)
    folder.note("words", "of a test")
    make_queries(folder, QUERIES)
    return folder


@pytest.fixture
def indexed_bench(bench: BenchFolder) -> BenchFolder:
    sync.fill()
    return bench
