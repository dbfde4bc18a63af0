"""Several segments into one: which, and how."""

from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Segment

from articles.search.codec import length_of_byte
from articles.search.inversion import InvertedSegment, posted_days
from articles.search.postings import Postings, merge
from articles.search.schema import FACET_FIELDS, TEXT_FIELDS, build_schema
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


def _tier(living: int) -> int:
    return 0 if living < SMALLEST_TIER else 1 + int(log(living / SMALLEST_TIER, GROWTH))


def merge_segments(folder: Path, parts: Sequence[tuple[Segment, Iterable[int]]]) -> W3Segment:
    """Write one segment of the living documents; each part comes with its deleted document numbers."""
    new_docs = _renumbered([(segment.size, deleted) for segment, deleted in parts])
    segments = [segment for segment, _ in parts]
    alive = [numbers >= 0 for numbers in new_docs]
    keys, days, digests = (
        np.concatenate([getattr(s, name)[kept] for s, kept in zip(segments, alive, strict=True)]).astype(np.int64)
        for name in ("keys", "days", "digests")
    )
    postings = {
        name: merge([(postings_of(s, name), numbers) for s, numbers in zip(segments, new_docs, strict=True)])
        for name in (*TEXT_FIELDS, *FACET_FIELDS)
    }
    schema = build_schema()
    postings["published_on"] = posted_days(days, schema)
    lengths = {
        name: np.concatenate([length_of_byte()[s.lengths[name][kept]] for s, kept in zip(segments, alive, strict=True)])
        for name in TEXT_FIELDS
    }
    return write_segment(folder, InvertedSegment(postings, lengths, keys, days, digests), schema)


def postings_of(segment: Segment, name: str) -> Postings:
    field = segment.fields[name]
    return Postings(field.terms(), field.starts, field.docs, field.counts, field.positions, field.position_starts)


def _renumbered(parts: Sequence[tuple[int, Iterable[int]]]) -> list[NDArray[np.int32]]:
    """For each part the new number of each document, -1 for a deleted one."""
    renumbered, first = [], 0
    for size, deleted in parts:
        alive = np.ones(size, dtype=np.bool_)
        alive[list(deleted)] = False
        numbers = np.where(alive, first + np.cumsum(alive) - 1, -1).astype(np.int32)
        first += int(alive.sum())
        renumbered.append(numbers)
    return renumbered
