"""The lists that come with the recogniser. NOTICE.md beside them says where each is from, and its licence."""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from articles.arabic.tokens import folded_words

DATA = Path(__file__).parent / "data"
NAME_TOKENS, CLUSTERS, OTHER_NAMES = "name_tokens.tsv.gz", "clusters.tsv.gz", "other_names.txt"


@dataclass(frozen=True)
class Resources:
    """By folded word `name_tokens`: uses in names of people, and `clusters`: their names, from coarse to fine.

    `other_names`, folded: names of things that are neither people nor organisations nor places.
    """

    name_tokens: Mapping[str, int] = field(default_factory=dict)
    clusters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_names: frozenset[str] = frozenset()


@cache
def shipped() -> Resources:
    name_tokens = {word: int(uses) for word, uses in _rows(DATA / NAME_TOKENS)}
    return Resources(name_tokens, {word: tuple(clusters) for word, *clusters in _rows(DATA / CLUSTERS)}, _other_names())


def _other_names() -> frozenset[str]:
    lines = (DATA / OTHER_NAMES).read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(folded_words(line)) for line in lines if line and not line.startswith("#"))


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")
