"""What a run stores is indexed along with it, so that it can be found before the run has ended."""

from articles.ingest.pipeline import Watch
from articles.search import sync


class IndexedAlong:
    """Passes on what it is told to who shows the run. Tasks are done where no other process is at them."""

    def __init__(self, shown: Watch) -> None:
        self._shown = shown
        self._waiting = 0

    def begin(self, total: int, run: int) -> None:
        self._shown.begin(total, run)

    def update(self, read: int, articles: int) -> None:
        self._shown.update(read, articles)
        self._waiting += articles
        if self._waiting >= sync.BATCH:
            self._waiting = 0
            sync.drain(patience=0)
