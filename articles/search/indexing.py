"""Articles -> entries of the index. One that cannot be made into an entry costs no sibling its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import Error as DatabaseError

from articles.models import Article
from articles.search.commits import DamagedIndexError
from articles.search.entry import Entry
from articles.search.indexes import entries_of
from articles.search.locks import LockTimeoutError

Write = Callable[[Sequence[int]], None]  # puts the entries of the articles with these keys into an index
Failures = dict[int, str]  # why the articles with these keys cannot be indexed

MAX_KEY = 2**63 - 1

# What goes wrong with the machine and not with an article: nothing is set aside for it.
_NO_ARTICLES_FAULT = (OSError, DatabaseError, DamagedIndexError, LockTimeoutError, MemoryError)


def entries(keys: Iterable[int]) -> Iterator[Entry]:
    """The entries of those of the articles that readers see."""
    return entries_of(Article.objects.published().filter(pk__in=keys))


def entries_between(first: int, last: int) -> Iterator[Entry]:
    """The entries of the articles that readers see, from the key `first` to `last`, not all in memory at once."""
    return entries_of(Article.objects.published().filter(pk__range=(first, last)))


def write_each(keys: Sequence[int], write: Write) -> Failures:
    """Write all in one, or, where that fails, halves of it, down to the articles that cannot be written."""
    try:
        write(keys)
    except _NO_ARTICLES_FAULT:
        raise
    except Exception as error:
        if len(keys) == 1:
            return {keys[0]: reason(error)}
        middle = len(keys) // 2
        return write_each(keys[:middle], write) | write_each(keys[middle:], write)
    return {}


def published_keys(first: int = 0, last: int = MAX_KEY) -> Iterator[int]:
    """The keys of the articles that readers see, in order, from `first` to `last`."""
    articles = Article.objects.published().filter(pk__range=(first, last)).order_by("pk")
    return articles.values_list("pk", flat=True).iterator(chunk_size=10_000)


def reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]
