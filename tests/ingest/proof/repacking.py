"""The real articles that lie beside the project, packed as others would bring them."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from articles.ingest.records import ArticleRecord

ARTICLES = Path(settings.BASE_DIR).parent / "shared" / "data" / "articles" / "articles_dev.jsonl.gz"

Row = dict[str, Any]
Told = tuple[str, str, str]  # headline ("" where it is derived), day, body


def rows() -> list[Row]:
    """The articles that have a text."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [row for row in found if row["text"].strip()]


def as_json_lines(articles: Sequence[Row]) -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in articles).encode()


def as_json(articles: Sequence[Row]) -> bytes:
    return json.dumps({"status": "ok", "articles": articles}, indent=1).encode()


def as_csv(articles: Sequence[Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(articles[0]))
    writer.writeheader()
    writer.writerows(articles)
    return buffer.getvalue().encode("utf-8-sig")


def as_text(row: Row) -> str:
    """A text file as an archivist would keep it: labelled lines, an empty one, the text."""
    labels = {"العنوان": row["title"], "التاريخ": row["date"], "المصدر": row["source"], "الرابط": row["url"]}
    head = "".join(f"{label}: {' '.join(value.split())}\r\n" for label, value in labels.items() if value)
    return f"{head}\r\n{row['text']}\r\n"


def fits(row: Row, encoding: str) -> bool:
    try:
        as_text(row).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def as_zip(files: Iterator[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return buffer.getvalue()


def as_zip_of_texts(articles: Sequence[Row], encoding: str) -> bytes:
    return as_zip((f"أخبار/{at:05}.txt", as_text(row).encode(encoding)) for at, row in enumerate(articles))


def told(record: ArticleRecord) -> Told:
    return "" if record.headline_is_derived else record.headline, str(record.published_on or ""), record.body


Packing = Callable[[Sequence[Row]], bytes]
