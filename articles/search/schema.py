"""What one entry of the index holds, and the fingerprint by which an index of another make is recognised."""

import hashlib

import whoosh
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema

from articles.arabic import lexicon
from articles.search.analyzer import VERSION, WordAnalyzer, exact_form, loose_form
from articles.search.params import FacetName

LOOSE_FIELDS = ("text", "headline")
EXACT_FIELDS = ("exact", "headline_exact")
FACET_FIELDS = tuple(name.value for name in FacetName)


def build_schema() -> Schema:
    """Only the article's key is stored: what a page shows comes from the database.

    `text` and `exact` hold headline and body, once as stems for loose matching and once as folded words with
    positions for phrases; `headline` and `headline_exact` hold the headline alone. Facets hold keys of records,
    never spellings. `published_on` is a day's ordinal; 0 stands for unknown.
    """
    schema = Schema(
        pk=NUMERIC(int, bits=64, shift_step=0, stored=True, unique=True, sortable=True),
        published_on=NUMERIC(int, bits=32, shift_step=0, sortable=True, default=0),
    )
    for name in LOOSE_FIELDS:
        schema.add(name, TEXT(analyzer=WordAnalyzer(loose_form), phrase=False))
    for name in EXACT_FIELDS:
        schema.add(name, TEXT(analyzer=WordAnalyzer(exact_form), phrase=True))
    for name in FACET_FIELDS:
        schema.add(name, ID() if name in {"source", "year"} else KEYWORD())
    return schema


def fingerprint() -> str:
    """Changes whenever an index made before would answer differently from one made now."""
    parts = [repr(VERSION), whoosh.versionstring(), lexicon.digest()]
    schema = build_schema()
    parts += [f"{name}={type(schema[name]).__name__}" for name in sorted(schema.names())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
