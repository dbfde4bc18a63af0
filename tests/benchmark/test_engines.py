"""Every engine finds the same articles: totals, counts of facets and months, and the newest ones in their order."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

import pytest

from articles.benchmark.engines import OURS, POSTGRESQL_URL, make_engine
from articles.benchmark.engines.base import Engine
from articles.benchmark.folder import BenchFolder
from articles.benchmark.requests import MEASURED, AnsweredPage, Match, PageKind, read_requests


def peer(name: str, folder: BenchFolder) -> Engine:
    if name == "tantivy" and not find_spec("tantivy"):
        pytest.skip("tantivy is not installed: see requirements-bench.txt")
    if name == "postgresql" and not (find_spec("psycopg") and os.environ.get(POSTGRESQL_URL)):
        pytest.skip(f"{POSTGRESQL_URL} names no database, or psycopg is not installed")
    make_engine(name, folder).build()
    return make_engine(name, folder)


@contextmanager
def opened(engine: Engine) -> Iterator[Engine]:
    engine.open()
    yield engine
    engine.close()


def counted(page: AnsweredPage) -> dict[str, list[int]]:
    """Counts without the values: which of two values with the same count is the twentieth is nobody's matter."""
    return {name: [count for _, count in values] for name, values in page.facets.items() if values}


@pytest.mark.parametrize("name", ["tantivy", "fts5", "postgresql"])
def test_a_peer_counts_as_we_do(indexed_bench: BenchFolder, name: str) -> None:
    ours = make_engine(OURS, indexed_bench)
    with opened(ours), opened(peer(name, indexed_bench)) as theirs:
        for request in read_requests(indexed_bench.queries):
            here, there = ours.page(request), theirs.page(request)
            assert (request, there.total, there.months) == (request, here.total, here.months)
            assert len(there.hits) == len(here.hits)
            if request.kind is not PageKind.FILTERED or name == "tantivy":  # others count within the choice
                assert (request, counted(there)) == (request, counted(here))
            if request.match is Match.EVERYTHING:
                assert {hit.published_on for hit in there.hits} == {hit.published_on for hit in here.hits}


def test_stock_haystack_finds_the_same_articles(indexed_bench: BenchFolder) -> None:
    requests = {request.kind: request for request in read_requests(indexed_bench.queries)}
    kinds = (PageKind.RARE, PageKind.COMMON, PageKind.OR, PageKind.AND2, PageKind.PHRASE, PageKind.FILTERED)
    ours = make_engine(OURS, indexed_bench)
    with opened(ours), opened(peer("haystack", indexed_bench)) as stock:
        for kind in kinds:
            assert (kind, stock.page(requests[kind]).total) == (kind, ours.page(requests[kind]).total)


def test_pages_show_marked_hits_with_their_rows(indexed_bench: BenchFolder) -> None:
    request = next(r for r in read_requests(indexed_bench.queries) if r.kind is PageKind.RARE)
    for engine in (make_engine(OURS, indexed_bench), peer("fts5", indexed_bench)):
        with opened(engine):
            hits = engine.page(request).hits
        assert len(hits) == 20
        assert all("<mark>" in hit.headline + hit.snippet and hit.source for hit in hits)


@pytest.mark.parametrize("name", ["ours_page", "ours_http"])
def test_the_whole_page_answers_every_kind(indexed_bench: BenchFolder, name: str) -> None:
    requests = read_requests(indexed_bench.queries)
    with opened(make_engine(name, indexed_bench)) as engine:
        for kind in MEASURED:
            assert engine.page(next(request for request in requests if request.kind is kind)).total >= 0
