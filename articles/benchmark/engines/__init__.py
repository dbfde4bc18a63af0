"""The engines that are measured, by name; each one's own library is imported only where it is asked for."""

from importlib import import_module

from articles.benchmark.engines.base import Engine
from articles.benchmark.folder import BenchFolder

OURS = "ours"
STOCK = "haystack"
STOCK_ARTICLES = 2_000  # at most, of the stock backend: it is slow
POSTGRESQL_URL = "NEWSARCHIVE_BENCH_POSTGRESQL"  # the variable that hands the address to the steps
# Name -> module and class. The first three are the archive itself: its engine, its whole page, its page over HTTP.
_ENGINES = {
    OURS: ("archive", "Archive"),
    "ours_page": ("archive_page", "ArchivePage"),
    "ours_http": ("archive_page", "ArchiveOverHttp"),
    "tantivy": ("tantivy", "Tantivy"),
    "fts5": ("fts5", "Fts5"),
    STOCK: ("haystack", "StockHaystack"),
    "postgresql": ("postgresql", "PostgreSQL"),
}
BUILDS_VERSION = 2  # raise it whenever an engine would be built otherwise
PEERS = tuple(name for name in _ENGINES if not name.startswith(OURS))


def make_engine(name: str, folder: BenchFolder) -> Engine:
    module, made = _ENGINES[name]
    engine: Engine = getattr(import_module(f"articles.benchmark.engines.{module}"), made)(folder)
    return engine
