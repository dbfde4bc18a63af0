"""What leaves the archive as a table or as JSON Lines comes back the same."""

from dataclasses import replace

import pytest

from articles.exports.json_lines import as_json_lines
from articles.exports.rows import Exported
from articles.exports.tables import as_csv
from articles.ingest.context import Context
from articles.ingest.outlets import Outlets
from articles.ingest.reading import read
from articles.ingest.records import ArticleRecord, RawDocument

CONTEXT = Context(Outlets.of([("صدى البلاد", "sada")]))
PLAIN = Exported(
    id=7,
    headline="وصول الوفد إلى حلب",
    headline_is_derived=False,
    date="2016-08-15",
    date_origin="text",
    source_ar="صدى البلاد",
    source_en="Sada",
    byline="سمير علي",
    section="سياسة",
    url="https://example.org/7",
    permalink="https://archive.example/article/7/",
    text='قال الوزير، أمس: «وصلنا».\nوأضاف "غدا نعود"؛ ثم مضى.',
    named=(),
)
ARTICLES = [
    PLAIN,
    replace(PLAIN, id=8, url="https://example.org/8", headline="=1+1 ليس معادلة", text="-5 درجات في حلب أمس.\n+ مطر"),
    replace(PLAIN, id=9, url="https://example.org/9", headline="'=اقتباس", text="'- سطر أول.\nوسطر ثان عن الوفد."),
    replace(PLAIN, id=10, url="", date="2016-08", source_ar="", source_en="", byline="", section=""),
    replace(PLAIN, id=11, url="", date="", text="خبر بلا تاريخ عن وصول الوفد إلى حلب."),
]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_it_comes_back_as_it_left(form: str) -> None:
    write = {"csv": as_csv, "jsonl": as_json_lines}[form]
    content = "".join(write(ARTICLES)).encode()
    back = list(read(RawDocument.of_bytes(f"file:///newsarchive.{form}", content), CONTEXT))
    assert [_told(record) for record in back if isinstance(record, ArticleRecord)] == [_left(each) for each in ARTICLES]


def _told(record: ArticleRecord) -> tuple[object, ...]:
    digits = {"day": 10, "month": 7, "year": 4}.get(record.date_precision, 0)
    date = record.published_on.isoformat()[:digits] if record.published_on else ""
    return record.headline, record.body, date, record.source_slug, record.byline, record.section, record.url


def _left(article: Exported) -> tuple[object, ...]:
    source = "sada" if article.source_ar else ""
    return article.headline, article.text, article.date, source, article.byline, article.section, article.url
