"""JSON Lines: an article a line. A line that is no JSON costs no other."""

import json
from collections.abc import Iterator

from articles.ingest.columns import has_text
from articles.ingest.context import Context
from articles.ingest.json_stream import CUT_OFF, NO_JSON, TOO_LONG
from articles.ingest.json_text import LONGEST_RECORD
from articles.ingest.readers.json_documents import read_values
from articles.ingest.record_reading import RecordReading
from articles.ingest.records import HEAD, ArticleRecord, RawDocument, Unreadable
from articles.ingest.text_stream import Line, TextStream, beginning

_END = "\x1e\ufeff \t\r"


class JsonLinesReader:
    name = "JSON Lines"

    def accepts(self, document: RawDocument) -> bool:
        """Two lines at least begin like an object, and most of those in the head are whole ones."""
        if document.head.lstrip(b"\xef\xbb\xbf\xff\xfe\0\t\r\n\x1e ")[:1] != b"{":
            return False
        lines = [line.strip(_END) for line in beginning(document).split("\n") if line.strip(_END)]
        whole = lines[:-1] if len(document.head) == HEAD else lines
        objects = sum(line.startswith("{") and line.endswith("}") for line in whole)
        return sum(line.startswith(('{"', "{ ")) for line in lines) > 1 and 2 * objects >= len(whole)

    def read(self, document: RawDocument, context: Context) -> Iterator[ArticleRecord | Unreadable]:
        stream = TextStream.of(document)
        reading = RecordReading(stream, context, "application/x-ndjson")
        for line in stream.lines(LONGEST_RECORD):
            if line.text.strip(_END):
                yield from _read_line(line, reading)


def _read_line(line: Line, reading: RecordReading) -> Iterator[ArticleRecord | Unreadable]:
    if len(line.text) == LONGEST_RECORD and not line.is_whole:
        yield reading.fault(TOO_LONG)
        return
    value = _value_of(line.text)
    if isinstance(value, dict) and has_text(value, reading.context.columns):  # nearly every line: no more is looked for
        yield reading.article(value, line.text)
        return
    for found in read_values(iter([line.text]), reading):
        if isinstance(found, Unreadable) and found.reason == CUT_OFF and line.is_whole:
            found = Unreadable(found.reference, NO_JSON, found.number)
        yield found


def _value_of(line: str) -> object:
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None
