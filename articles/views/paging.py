"""The links from one page of a list to the others."""

from collections.abc import Callable
from dataclasses import dataclass

Address = Callable[[int], str]  # the number of a page -> its query string

REACH = 2  # pages named on either side of the current one


@dataclass(frozen=True)
class PageLink:
    number: int
    query_string: str
    is_current: bool


@dataclass(frozen=True)
class PageBar:
    """`current` may lie past `last`, as a reader can ask for any page."""

    current: int
    last: int
    address: Address

    @property
    def is_needed(self) -> bool:
        return self.last > 1 or self.current > self.last > 0

    @property
    def links(self) -> list[PageLink | None]:
        """The first and the last page and those around the current one; None where some are left out."""
        links: list[PageLink | None] = []
        before = 0
        for number in page_numbers(self.current, self.last):
            if number > before + 1:
                links.append(None)
            links.append(self._link(number))
            before = number
        return links

    @property
    def previous(self) -> PageLink | None:
        return self._link(min(self.current - 1, self.last)) if self.current > 1 and self.last else None

    @property
    def next(self) -> PageLink | None:
        return self._link(self.current + 1) if self.current < self.last else None

    @property
    def final(self) -> PageLink:
        return self._link(self.last)

    def _link(self, number: int) -> PageLink:
        return PageLink(number, self.address(number), number == self.current)


def page_numbers(current: int, last: int) -> list[int]:
    """`page_numbers(6, 20) == [1, 4, 5, 6, 7, 8, 20]`; a gap of one page is filled by that page."""
    named = {1, last, *range(current - REACH, current + REACH + 1)}
    named |= {2} if current - REACH == 3 else set()
    named |= {last - 1} if current + REACH == last - 2 else set()
    return sorted(number for number in named if 1 <= number <= last)
