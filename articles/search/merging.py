"""Several segments into one: which, and how."""

from collections.abc import Iterable, Sequence
from functools import partial
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Segment

from articles.search.codec import length_of_byte
from articles.search.inversion import InvertedSegment, joined
from articles.search.postings import Postings
from articles.search.schema import TEXT_FIELDS, build_schema
from articles.search.segment import Segment
from articles.search.segment_files import write_segment

SMALLEST_TIER = 64  # documents
GROWTH = 8  # segments of one tier that become one of the next
WASTE = 0.4  # share of deleted documents from which on a segment is rewritten by itself


def to_merge(sizes: Sequence[tuple[int, int]], up_to: int) -> list[list[int]]:
    """Groups of segments, by their places, that are to become one each.

    `sizes` gives each segment's documents and how many of them are deleted; no group has more than `up_to`
    living ones. Segments of alike size are merged eight at a time, so that an article is rewritten once for
    every eightfold growth.
    """
    tiers: dict[int, list[int]] = {}
    groups = []
    for place, (size, deleted) in enumerate(sizes):
        if deleted >= WASTE * size and size - deleted <= up_to and size > SMALLEST_TIER:
            groups.append([place])
        else:
            tiers.setdefault(_tier(size - deleted), []).append(place)
    for places in tiers.values():
        living = sum(sizes[place][0] - sizes[place][1] for place in places)
        if len(places) >= GROWTH and living <= up_to:
            groups.append(places)
    return groups


def to_compact(living: Sequence[int], largest: int) -> list[list[int]]:
    """Groups of two segments or more, by their places, that have together at most `largest` living documents."""
    groups: list[list[int]] = []
    group: list[int] = []
    for place in sorted(range(len(living)), key=living.__getitem__):
        if group and sum(living[at] for at in group) + living[place] > largest:
            groups.append(group)
            group = []
        group.append(place)
    return [group for group in [*groups, group] if len(group) > 1]


def _tier(living: int) -> int:
    return 0 if living < SMALLEST_TIER else 1 + int(log(living / SMALLEST_TIER, GROWTH))


def merge_segments(folder: Path, parts: Sequence[tuple[Segment, Iterable[int]]]) -> W3Segment:
    """Write one segment of the living documents; each part comes with its deleted document numbers."""
    numbers = renumbered([(segment.size, deleted) for segment, deleted in parts])
    return write_segment(folder, joined([inverted_of(segment) for segment, _ in parts], numbers), build_schema())


def inverted_of(segment: Segment) -> InvertedSegment:
    """The segment as it was before it was written."""
    return InvertedSegment(
        take=partial(_postings_of, segment),
        forward=segment.forward_words,
        lengths={name: length_of_byte()[segment.lengths[name]] for name in TEXT_FIELDS},
        keys=segment.keys,
        days=segment.days.astype(np.int64),
        last_days=segment.last_days.astype(np.int64),
        digests=segment.digests,
    )


def _postings_of(segment: Segment, name: str) -> Postings:
    field = segment.fields[name]
    return Postings(field.terms(), field.starts, field.docs, field.counts, field.positions, field.position_starts)


def renumbered(parts: Sequence[tuple[int, Iterable[int]]]) -> list[NDArray[np.int32]]:
    """For each part, given as its size and its deleted documents, the new number of each document, -1 for these."""
    of_parts, first = [], 0
    for size, deleted in parts:
        alive = np.ones(size, dtype=np.bool_)
        alive[list(deleted)] = False
        numbers = np.where(alive, first + np.cumsum(alive) - 1, -1).astype(np.int32)
        first += int(alive.sum())
        of_parts.append(numbers)
    return of_parts
