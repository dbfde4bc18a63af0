"""JSON: a list of articles, an object around one, a single article, or several of these one after the other."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from articles.ingest.columns import has_text
from articles.ingest.context import Context
from articles.ingest.json_stream import JsonStream
from articles.ingest.record_reading import RecordReading
from articles.ingest.records import ArticleRecord, RawDocument, Unreadable, UnreadableError
from articles.ingest.text_stream import TextStream, beginning

_BEGINNING = re.compile(r'\s*(?:\[\s*){0,3}\{\s*(?:["}]|$)|\s*\[\s*(?:\]\s*)?$')


class JsonReader:
    name = "JSON"

    def accepts(self, document: RawDocument) -> bool:
        if document.head.lstrip(b"\xef\xbb\xbf\xff\xfe\0\t\r\n ")[:1] not in (b"{", b"["):
            return False
        text = beginning(document)
        return bool(_BEGINNING.match(text)) or _is_json(text)

    def read(self, document: RawDocument, context: Context) -> Iterator[ArticleRecord | Unreadable]:
        stream = TextStream.of(document)
        reading = RecordReading(stream, context, "application/json")
        yield from read_values(stream.chunks(), reading)
        if not reading.number:
            raise UnreadableError("it has no records")


def read_values(chunks: Iterator[str], reading: RecordReading) -> Iterator[ArticleRecord | Unreadable]:
    """The articles in a text of JSON values."""
    is_article = partial(has_text, columns=reading.context.columns)
    for found in JsonStream(chunks, is_article=is_article).records():
        if not found.text:
            yield Unreadable(reading.stream.document.reference, found.fault)
        elif found.fault:
            yield reading.fault(found.fault)
        else:
            for record in _articles_in(found.value, is_article):
                yield reading.article(record, found.text, found.key)


def _articles_in(value: object, is_article: Callable[[dict[str, Any]], bool]) -> list[Any]:
    """The record; where it is none, but has a list of objects that are: these."""
    lists = [each for each in value.values() if _has_objects(each)] if isinstance(value, dict) else []
    if not isinstance(value, dict) or not lists or is_article(value):
        return [value]
    return next((each for each in lists if all(map(is_article, each))), [value])


def _has_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
