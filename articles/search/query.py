"""SearchParams -> ResultPage: the one door through which pages search."""

from articles.search.params import SearchParams
from articles.search.results import ResultPage


def search(params: SearchParams) -> ResultPage:
    raise NotImplementedError
