"""What each stage of ingest costs by itself: the stages of the pipeline one after the other, in one process."""

import json
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from articles.batches import batched
from articles.ingest.context import Context
from articles.ingest.decode import decode
from articles.ingest.discover import load
from articles.ingest.pipeline import LARGEST_GROUP, known_outlets
from articles.ingest.reading import read
from articles.ingest.records import ArticleRecord, RawDocument
from articles.ingest.storing import store_batch, with_findings
from articles.search import sync
from articles.tagging.apply import day_of
from articles.tagging.current import current_tagger


def stages(path: Path) -> Iterator[tuple[str, float]]:
    """(stage, seconds of processor) for a file of JSON lines, which goes into the archive."""
    document, tagger = load(path), current_tagger()
    if not isinstance(document, RawDocument):
        raise ValueError(document.reason)
    began = process_time()
    content = document.content
    decoded = process_time()
    text, _encoding = decode(content)
    parsed = process_time()
    for line in text.splitlines():
        json.loads(line)
    extracted = process_time()
    records = [item for item in read(document, Context(known_outlets())) if isinstance(item, ArticleRecord)]
    ended = process_time()
    yield "read", (decoded - began) + (extracted - parsed)
    yield "decode", parsed - decoded
    yield "extract", (ended - extracted) - (extracted - began)
    began = process_time()
    found = {record.reference: tagger.read(record.body, day_of(record)) for record in records}
    yield "tag", process_time() - began
    with sync.paused():
        began = process_time()
        for batch in batched(records, LARGEST_GROUP):
            store_batch(batch, with_findings(found))
        yield "store", process_time() - began
        began = process_time()
        sync.drain()
        yield "index", process_time() - began
