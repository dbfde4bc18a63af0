"""Iterables cut into lists (Python 3.12's `itertools.batched`)."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter; no list is empty."""
    remaining = iter(items)
    while some := list(islice(remaining, size)):
        yield some
