"""The names in a text as the whole tagger reads it, whether or not a record stands behind them.

The recogniser has seen where the records' names stand and weighed it, so its spans go first; a record tells the kind of
a span that is its name, and a person's name that a record alone knows is added. Measured on the dev part of ANERcorp:
adding the names of places and organisations as well costs 1.0 of F1, for its guidelines leave out what we link, and
putting links before spans costs 3.3.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from articles.models import Kind
from articles.tagging.gazetteer import Record
from articles.tagging.mentions import Findings, FoundMention

_ROLE = "role"  # the evidence of a link from an office to its holder: وزير الخارجية is no name


class NameSpan(NamedTuple):
    start: int
    end: int
    kind: Kind


def names(findings: Findings, records: Mapping[int, Record]) -> list[NameSpan]:
    """The names in order; none overlap. Without a recogniser, the mentions alone."""
    named = [_span(mention, records) for mention in findings.mentions if _ROLE not in mention.evidence]
    if findings.recognised is None:
        return sorted(named)
    spans = recognised_names(findings)
    kind_of = {(start, end): kind for start, end, kind in named}
    found = [NameSpan(start, end, kind_of.get((start, end), kind)) for start, end, kind in spans]
    return sorted([*found, *(span for span in _outside(named, spans) if span.kind == Kind.PERSON)])


def recognised_names(findings: Findings) -> list[NameSpan]:
    """What the recogniser says by itself."""
    return [NameSpan(span.start, span.end, span.kind) for span in findings.recognised or ()]


def _span(mention: FoundMention, records: Mapping[int, Record]) -> NameSpan:
    return NameSpan(mention.start, mention.end, records[mention.entity_id].kind)


def _outside(named: Iterable[NameSpan], spans: list[NameSpan]) -> Iterator[NameSpan]:
    """Those of the one that meet none of the other."""
    return (one for one in named if not any(one.start < span.end and span.start < one.end for span in spans))
