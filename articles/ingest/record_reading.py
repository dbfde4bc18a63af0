"""Records of a document, one by one -> articles, each failure a value with the record's number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from articles.ingest import ninjs
from articles.ingest.context import Context
from articles.ingest.json_values import Article, article_of
from articles.ingest.records import ArticleRecord, Unreadable, UnreadableError
from articles.ingest.text_stream import TextStream, is_broken
from articles.ingest.told import Piece, record_of

BROKEN_IN_A_ROW = 10_000  # records that are no text or no JSON, behind which nothing good is looked for


@dataclass
class RecordReading:
    """The records of one document, in their order. `number` is of the last one, from 1."""

    stream: TextStream
    context: Context
    media_type: str
    number: int = 0
    _broken: int = 0
    _names: set[bytes] = field(default_factory=set)

    def article(self, record: object, text: str, name: str = "") -> ArticleRecord | Unreadable:
        """The article of the next record. `text` is the record as written, `name` what its document calls it."""

        def tell(_: str) -> Article:
            if not isinstance(record, Mapping):
                raise UnreadableError("the record is no object with names for its parts")
            found = ninjs.article_of(record) if ninjs.is_ninjs(record) else article_of(record, self.context.columns)
            return found._replace(name=name or found.name)

        return self.told(text, tell)

    def told(self, text: str, tell: Callable[[str], Article]) -> ArticleRecord | Unreadable:
        """The article that the next record tells; what `tell` cannot read is an Unreadable."""
        if is_broken(text):
            return self.fault(f"bytes of the record are no text in {self.stream.encoding}")
        self.number, self._broken = self.number + 1, 0
        try:
            return self._record(tell(text), text)
        except UnreadableError as error:
            return self._unreadable(str(error))

    def fault(self, reason: str) -> Unreadable:
        """The next record, which is none. Raises UnreadableError where there have been too many of the kind."""
        self.number, self._broken = self.number + 1, self._broken + 1
        if self._broken > BROKEN_IN_A_ROW:
            raise UnreadableError(f"from record {self.number - BROKEN_IN_A_ROW} on there are none but broken records")
        return self._unreadable(reason)

    def _record(self, article: Article, text: str) -> ArticleRecord:
        piece = Piece(self.stream.bytes_of(text), self.number, self._only(article.name))
        return record_of(
            article.told,
            self.stream.document,
            self.context,
            media_type=self.media_type,
            encoding=self.stream.encoding,
            piece=piece,
        )

    def _only(self, name: str) -> str:
        """The name of a record, its number where it has none; with the number where one before it has the same."""
        name = name or str(self.number)
        digest = blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()
        if digest in self._names:
            return f"{name}~{self.number}"
        self._names.add(digest)
        return name

    def _unreadable(self, reason: str) -> Unreadable:
        return Unreadable(self.stream.document.reference, reason, self.number)
