"""The fields of the index, and the fingerprint by which an index of another make is recognised."""

import hashlib

import whoosh
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, KEYWORD, NUMERIC, TEXT, FieldType, Schema
from whoosh.formats import Existence, Format

from articles.arabic import lexicon
from articles.search.analyzer import VERSION, WordAnalyzer, exact_form, loose_form
from articles.search.codec import PackedPositions
from articles.search.params import FacetName

LAYOUT = 4  # raise it whenever a segment's files change: old indexes are then set aside
LOOSE_FIELDS = ("text", "headline")
EXACT_FIELDS = ("exact", "headline_exact")
TEXT_FIELDS = (*LOOSE_FIELDS, *EXACT_FIELDS)
FACET_FIELDS = tuple(name.value for name in FacetName)


def build_schema() -> Schema:
    """Only the article's key is kept: what a page shows comes from the database.

    `text` and `exact` hold headline and body, once as stems for loose matching and once as folded words with
    positions for phrases; `headline` and `headline_exact` hold the headline alone. Facets hold keys of records,
    never spellings. `published_on` is the ordinal of a day, or of a period's first, 0 for unknown; `digest` tells a
    stale entry.
    """
    schema = Schema(
        pk=COLUMN(NumericColumn("q")),
        digest=COLUMN(NumericColumn("q")),
        published_on=NUMERIC(int, bits=32, shift_step=0, sortable=True, default=0),
    )
    for name in LOOSE_FIELDS:
        schema.add(name, _text(WordAnalyzer(loose_form), Existence()))
    for name in EXACT_FIELDS:
        schema.add(name, _text(WordAnalyzer(exact_form), PackedPositions()))
    for name in FACET_FIELDS:
        schema.add(name, ID() if name in {"source", "year"} else KEYWORD())
        schema[name].format = Existence()
    return schema


def fingerprint() -> str:
    """Changes whenever an index made before would answer differently from one made now."""
    parts = [f"analyzer {VERSION}", f"layout {LAYOUT}", whoosh.versionstring(), lexicon.digest()]
    schema = build_schema()
    parts += [f"{name}={type(schema[name]).__name__}" for name in sorted(schema.names())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _text(analyzer: WordAnalyzer, postings: Format) -> FieldType:
    field = TEXT(analyzer=analyzer)
    field.format = postings
    return field
