"""What the index is told of one article."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Entry:
    """`key`: the article's primary key; `day`: the ordinal of its date, 0 for unknown.

    `facets` maps each facet to its values: keys of records, years, or "unknown".
    """

    key: int
    day: int
    headline: str
    body: str
    facets: Mapping[str, tuple[str, ...]]

    @cached_property
    def digest(self) -> int:
        """Sixty-three bits that change with anything said here: an indexed entry with another one is stale."""
        facets = [f"{name}={' '.join(sorted(self.facets[name]))}" for name in sorted(self.facets)]
        said = "\x1f".join((str(self.key), str(self.day), *facets, self.headline, self.body))
        digest = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> 1
