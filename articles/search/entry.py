"""What the index is told of one article."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Entry:
    """`key`: the article's primary key; `day`: the ordinal of its date, 0 for unknown.

    A date known to the month or the year alone is a period: `day` is its first day, `last_day` its last.

    `facets` maps each facet to its values: keys of records, years, or "unknown".
    """

    key: int
    day: int
    headline: str
    body: str
    facets: Mapping[str, tuple[str, ...]]
    last_day: int = 0  # 0 where it is `day`

    @property
    def end(self) -> int:
        """The ordinal of the last day that the date may be."""
        return max(self.day, self.last_day)

    @cached_property
    def digest(self) -> int:
        """Sixty-three bits that change with anything said here: an indexed entry with another one is stale."""
        facets = [f"{name}={' '.join(sorted(self.facets[name]))}" for name in sorted(self.facets)]
        said = "\x1f".join((str(self.key), f"{self.day}-{self.end}", *facets, self.headline, self.body))
        digest = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> 1
