"""What is not worth measuring is refused."""

import pytest

from articles.benchmark.processes import StepError
from articles.benchmark.requests import PageKind
from articles.benchmark.rounds import Measured
from articles.benchmark.run import require_all_articles


def ours(hits: int) -> Measured:
    return Measured({}, {PageKind.MATCH_ALL: [[[1.0, 1.0, hits]]]})


def test_an_index_that_lacks_articles_is_refused() -> None:
    with pytest.raises(StepError, match="has 999 of 1,000 articles"):
        require_all_articles(ours(999), 1_000)


def test_a_full_index_is_measured() -> None:
    require_all_articles(ours(1_000), 1_000)
