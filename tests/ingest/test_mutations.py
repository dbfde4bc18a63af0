"""Documents of every kind, damaged at random: what is wrong is a value, and what comes out can be stored."""

import bz2
import gzip
import json
import lzma
import random

import pytest

from articles.ingest.records import ArticleRecord
from tests.ingest.containers.packing import LINES, ONE, tarred, zipped
from tests.ingest.readers import test_wires as wires
from tests.ingest.readers.reading_bytes import items_in
from tests.ingest.readers.test_tables import written
from tests.ingest.test_ninjs import ONE as NINJS

JSON = (
    '[{"id": 1, "title": "الأول", "text": "وصل", "author": [{"name": "x"}]},'
    ' {"id": 2, "text": "<p>وصل</p>", "date": 1485350160}]'
)
SEEDS = {
    "JSON": JSON.encode(),
    "wrapped JSON": f'{{"response": {{"docs": {JSON}}}}}'.encode(),
    "JSON Lines": LINES.encode(),
    "JSON Lines in UTF-16": LINES.encode("utf-16"),
    "ninjs": json.dumps(NINJS).encode(),
    "CSV": written().encode(),
    "CSV in windows-1256": written(delimiter=";").encode("windows-1256"),
    "NewsML-G2": wires.message(wires.ONE, wires.TWO).encode(),
    "NewsML 1": wires.NEWSML_1.encode(),
    "NITF": wires.NITF_TEXT.encode("utf-16"),
    "ZIP": zipped({"a.txt": ONE, "d/x.jsonl": LINES, "b.zip": zipped({"b": ONE})}),
    "TAR": tarred({"a.txt": ONE, "b.csv": written()}),
    "TAR in gzip": tarred({"a.txt": ONE}, "w:gz"),
    "gzip": gzip.compress(LINES.encode(), mtime=0),
    "bzip2": bz2.compress(LINES.encode()),
    "xz": lzma.compress(JSON.encode()),
}
TIMES = 60
SIGNS = b'"{}[],:;<>&\\\n\r\t\0\xff\xd8\xa7PK'


def damaged(content: bytes, chance: random.Random) -> bytes:
    """With signs exchanged, put in, taken out, doubled, or the end cut off."""
    found = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(5):
            case 0 | 1:
                found[at : at + 1] = bytes([chance.choice(SIGNS)])
            case 2:
                found[at:at] = bytes(chance.choices(SIGNS, k=chance.randrange(1, 8)))
            case 3:
                del found[at : at + chance.randrange(1, 40)]
            case 4:
                start = chance.randrange(len(found) + 1)
                found[at:at] = found[start : start + chance.randrange(1, 200)]
    return bytes(found[: chance.randrange(len(found) + 1)] if chance.random() < 0.1 else found)


@pytest.mark.parametrize("kind", SEEDS)
def test_nothing_is_raised_and_something_is_said(kind: str) -> None:
    for seed in range(TIMES):
        content = damaged(SEEDS[kind], random.Random(f"{kind} {seed}"))  # noqa: S311
        items = items_in(content, name=("", "a.csv")[seed % 2])
        assert items, seed
        for item in items:
            if isinstance(item, ArticleRecord):
                f"{item.headline}{item.body}{item.reference}{item.byline}{item.source_name}".encode()
                assert item.body
                assert len(item.reference) <= 2000
