"""The lists that come with the recogniser. NOTICE.md beside them says where each is from, and its licence."""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
NAME_TOKENS, CLUSTERS = "name_tokens.tsv.gz", "clusters.tsv.gz"


@dataclass(frozen=True)
class Resources:
    """Both by folded word. `name_tokens`: uses in names of people; `clusters`: their names, from coarse to fine."""

    name_tokens: Mapping[str, int] = field(default_factory=dict)
    clusters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def shipped() -> Resources:
    name_tokens = {word: int(uses) for word, uses in _rows(DATA / NAME_TOKENS)}
    return Resources(name_tokens, {word: tuple(clusters) for word, *clusters in _rows(DATA / CLUSTERS)})


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")
