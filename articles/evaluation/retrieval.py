"""Queries put to the archive's own engine over the documents of a collection, indexed in a folder of their own."""

from collections.abc import Iterable
from pathlib import Path

from articles.evaluation.trec import Document, Rankings
from articles.search import asking
from articles.search.answering import Answer, Question, answer
from articles.search.entry import Entry
from articles.search.language import ParsedQuery, parse_plain
from articles.search.snapshot import Snapshot
from articles.search.writing import apply_batch, create_index

DEPTH = 100  # documents of each query that are kept


class IndexedDocuments:
    """The documents in an index made by the archive's own writer, in an empty folder.

    They mention no records, so that names of records in a query add nothing here.
    """

    def __init__(self, folder: Path, documents: Iterable[Document]) -> None:
        self._ids: list[str] = []
        create_index(folder)
        apply_batch(folder, [], map(self._entry, documents))
        self._snapshot = Snapshot(folder)

    def __len__(self) -> int:
        return len(self._ids)

    def ranking(self, text: str, depth: int = DEPTH) -> list[str]:
        """The documents in the order in which pages show them, those that come closest behind those that match.

        The text is taken as words: quotation marks, minus and the like of a question are not meant as operators.
        """
        parsed, found = asking.asked(parse_plain(text), self._answer)
        keys: list[int] = found.page(0, depth).keys.tolist()
        beside = asking.closest(parsed, keys, self._first_keys)
        return [self._ids[key - 1] for key in [*keys, *beside][:depth]]

    def rankings(self, queries: dict[str, str]) -> Rankings:
        return {key: self.ranking(text) for key, text in queries.items()}

    def _answer(self, parsed: ParsedQuery) -> Answer:
        return answer(self._snapshot, Question(parsed))

    def _first_keys(self, parsed: ParsedQuery, count: int) -> list[int]:
        keys: list[int] = self._answer(parsed).page(0, count).keys.tolist()
        return keys

    def _entry(self, document: Document) -> Entry:
        self._ids.append(document.id)
        return Entry(len(self._ids), 0, document.headline, document.body, {})
