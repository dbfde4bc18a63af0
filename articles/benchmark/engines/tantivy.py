"""Tantivy, through its Python package, fed with the words of our analyzer.

Facets, years and months come from one call of its aggregations over fast fields, the total from the years
(every article has one), the order from its own collector, keys from a fast field. Passages come from
its own generator, over the stored words: a reader would not want to read stems, but it is the fastest it can do.
"""

from importlib.metadata import version
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query, SnippetGenerator

from articles.benchmark.engines.base import (
    Document,
    documents,
    month_name,
    plain_hits,
    rows_of,
    year_name,
)
from articles.benchmark.folder import BenchFolder, bytes_of
from articles.benchmark.requests import FACET_VALUES, HITS, AnsweredPage, Filter, MarkedHit, Match, Request, Term
from articles.benchmark.words import BREAK
from articles.search.highlight import SNIPPET_LENGTH

_HEAP = 1_000_000_000  # bytes of its writer: room for 100,000 articles in one segment
_ALL_YEARS, _ALL_MONTHS = 1_000, 10_000  # more than there are
_KINDS = ("person", "organisation", "place")
_AGGREGATIONS = {
    **{name: {"terms": {"field": name, "size": FACET_VALUES}} for name in (*_KINDS, "source")},
    "year": {"terms": {"field": "year", "size": _ALL_YEARS}},
    "month": {"terms": {"field": "month", "size": _ALL_MONTHS}},
}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("stems", stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("exact", stored=True, tokenizer_name="whitespace", index_option="position")
    for name in ("key", "day", "year", "month", "source", *_KINDS):
        builder.add_unsigned_field(name, fast=True, indexed=True)
    return builder.build()


class Tantivy:
    name = "tantivy"

    def __init__(self, folder: BenchFolder) -> None:
        self._path, self._words = folder.peer(self.name), folder.words
        self._schema = _schema()

    def build(self) -> None:
        self._path.mkdir(parents=True)
        index = tantivy.Index(self._schema, str(self._path))
        writer = index.writer(_HEAP, num_threads=1)
        for document in documents(self._words):
            writer.add_document(_as_document(document))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._searcher = tantivy.Index.open(str(self._path)).searcher()

    def page(self, request: Request) -> AnsweredPage:
        query = self._query(request)
        order = "day" if request.match is Match.EVERYTHING else None
        found = self._searcher.search(query, HITS, count=False, offset=request.start, order_by_field=order)
        counted = {name: _counts(buckets) for name, buckets in self._aggregated(request, query).items()}
        months = {month_name(month): count for month, count in counted.pop("month") if month}
        total = sum(count for _, count in counted["year"])
        facets = {
            name: [(str(value), count) for value, count in counts[:FACET_VALUES]] for name, counts in counted.items()
        }
        facets["year"] = [(year_name(year), count) for year, count in counted["year"][:FACET_VALUES]]
        return AnsweredPage(total, self._hits(request, query, [address for _, address in found.hits]), facets, months)

    def _aggregated(self, request: Request, query: Query) -> dict[str, Any]:
        """As on the archive's page, the person chosen does not narrow the counts of people."""
        if not request.filter:
            return dict(self._searcher.aggregate(query, _AGGREGATIONS))
        others = {name: wanted for name, wanted in _AGGREGATIONS.items() if name != "person"}
        people = self._searcher.aggregate(self._query(request, person=False), {"person": _AGGREGATIONS["person"]})
        return {**self._searcher.aggregate(query, others), **people}

    def forget(self) -> None:
        """It remembers no answers."""

    def disk(self) -> dict[str, int]:
        return {"index": bytes_of(self._path)}

    def version(self) -> str:
        return f"Tantivy {version('tantivy')} (Python package), {self._searcher.num_segments} segments"

    def close(self) -> None:
        """Its files are closed with its searcher."""

    def _hits(self, request: Request, query: Query, addresses: list[tantivy.DocAddress]) -> list[MarkedHit]:
        keys = [int(key or 0) for key in self._searcher.fast_field_values("key", addresses)]
        if request.match is Match.EVERYTHING:
            return plain_hits(keys)
        if request.match is Match.PREFIX:  # its generator marks words, not beginnings
            words = [word for word, _ in self._searcher.terms_with_prefix("stems", request.prefix)]
            query = Query.term_set_query(self._schema, "stems", words)
        form = "exact" if request.match is Match.PHRASE else "stems"
        passages = SnippetGenerator.create(self._searcher, query, self._schema, form)
        passages.set_max_num_chars(SNIPPET_LENGTH)
        rows = rows_of(keys)
        return [
            MarkedHit(key, *self._marked(passages, form, address), rows[key].published_on, rows[key].source)
            for key, address in zip(keys, addresses, strict=True)
        ]

    def _marked(self, passages: SnippetGenerator, form: str, address: tantivy.DocAddress) -> tuple[str, str]:
        """Headline and passage of the stored words."""
        marked = []
        for part in str(self._searcher.doc(address).get_first(form)).split(BREAK, 1):
            document = tantivy.Document()
            document.add_text(form, part)
            marked.append(passages.snippet_from_doc(document).to_html())
        return marked[0], marked[1]

    def _query(self, request: Request, person: bool = True) -> Query:
        parts = [(Occur.Must, self._text_query(request))]
        if request.filter:
            filters = self._filters(request.filter)[0 if person else 1 :]
            parts += [(Occur.Must, Query.const_score_query(query, 0.0)) for query in filters]
        return Query.boolean_query(parts) if len(parts) > 1 else parts[0][1]

    def _text_query(self, request: Request) -> Query:
        match request.match:
            case Match.EVERYTHING:
                return Query.all_query()
            case Match.PHRASE:
                return Query.phrase_query(self._schema, "exact", [term.exact for term in request.terms])
            case Match.PREFIX:
                beginnings = [
                    Query.regex_query(self._schema, form, f"{request.prefix}.*") for form in ("exact", "stems")
                ]
                return Query.boolean_query([(Occur.Should, beginning) for beginning in beginnings])
        occur = Occur.Should if request.match is Match.ANY else Occur.Must
        queries = [(occur, self._term(term)) for term in request.terms]
        return Query.boolean_query(queries) if len(queries) > 1 else queries[0][1]

    def _term(self, term: Term) -> Query:
        return Query.term_query(self._schema, "stems", term.stem, index_option="freq")

    def _filters(self, wanted: Filter) -> list[Query]:
        person = Query.term_query(self._schema, "person", wanted.person, index_option="basic")
        years = Query.range_query(self._schema, "year", FieldType.Unsigned, wanted.first_year, wanted.last_year)
        return [person, years]


def _as_document(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("stems", document.stems)
    made.add_text("exact", document.exact)
    for name in ("key", "day", "year", "month", "source"):
        made.add_unsigned(name, getattr(document, name))
    for name, records in document.tags.items():
        for record in records:
            made.add_unsigned(name, record)
    return made


def _counts(buckets: Any) -> list[tuple[int, int]]:  # noqa: ANN401 - JSON
    return [(int(bucket["key"]), bucket["doc_count"]) for bucket in buckets["buckets"]]
