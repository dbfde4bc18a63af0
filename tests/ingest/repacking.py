"""The same articles packed as a feed, and as a crawl of pages in the manner of different sites."""

import datetime as dt
import json
from collections.abc import Sequence
from email.utils import format_datetime
from html import escape
from typing import Any

from tests.ingest.containers import warcs

Row = dict[str, Any]  # title, text, date, date_iso, source, url, author, section, id


def rss(rows: Sequence[Row], outlet: str) -> bytes:
    """A feed with its items in turn as markup in CDATA, escaped markup, and plain text in the description."""
    items = "".join(_item(row, number) for number, row in enumerate(rows))
    namespaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {namespaces}><channel>'
        f"<title>{escape(outlet)}</title><link>http://example.com/</link><description>أخبار</description>\n"
        f"{items}</channel></rss>"
    ).encode()


def _item(row: Row, number: int) -> str:
    markup = "".join(f"<p>{escape(line, quote=False)}</p>\n" for line in _lines(row))
    body = (
        f"<content:encoded><![CDATA[{markup}]]></content:encoded>",
        f"<description>{escape(markup)}</description>",
        f"<description>{escape(chr(10).join(_lines(row)))}</description>",
    )[number % 3]
    return (
        f"<item><title>{escape(row['title'])}</title><link>{escape(row['url'])}</link>"
        f'<guid isPermaLink="false">{escape(row["id"])}</guid><pubDate>{escape(_date(row, number))}</pubDate>'
        f"<dc:creator>{escape(row['author'])}</dc:creator><category>{escape(row['section'])}</category>"
        f'<source url="http://example.com/feed">{escape(row["source"])}</source>{body}</item>\n'
    )


def _date(row: Row, number: int) -> str:
    """As the article has it, and for every other one as feeds have it."""
    if number % 2 and len(row["date_iso"]) == 10:
        day = dt.datetime.fromisoformat(row["date_iso"]).replace(hour=12, tzinfo=dt.timezone(dt.timedelta(hours=1)))
        return format_datetime(day)
    return str(row["date"])


def warc(rows: Sequence[Row]) -> bytes:
    """A crawl of a page an article, gzipped record by record, by turns in three sites' manners and two encodings."""
    records = [warcs.info()]
    for number, row in enumerate(rows):
        content, charset = _encoded(page(row, number), number)
        address = f"http://example.com/{number}"
        headers = {"Content-Type": f"text/html{charset}"}
        records += [warcs.request(address), warcs.response(address, content, fields=headers)]
    return warcs.gzipped(records)


def _encoded(html: str, number: int) -> tuple[bytes, str]:
    """Every fourth page in windows-1256, if all its letters are in that."""
    if number % 4 == 0:
        try:
            return html.replace('<meta charset="utf-8">', "").encode("windows-1256"), "; charset=windows-1256"
        except UnicodeEncodeError:
            pass
    return html.encode(), ""


def page(row: Row, number: int) -> str:
    return (_semantic, _plain, _old)[number % 3](row)


def _semantic(row: Row) -> str:
    """A page of today: the article in an element of its own, its parts in Open Graph and JSON-LD."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": row["source"]},
            {
                "@type": "NewsArticle",
                "headline": row["title"],
                "datePublished": row["date"],
                "dateModified": "2024-01-01T00:00:00Z",
                "author": [{"@type": "Person", "name": row["author"]}],
                "publisher": {"@type": "Organization", "name": row["source"]},
            },
        ],
    }
    script = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{escape(row["title"])} | {escape(row["source"])}</title>
<meta property="og:title" content="{escape(row["title"])}">
<meta property="og:site_name" content="{escape(row["source"])}">
<script type="application/ld+json">{script}</script></head>
<body><header><nav><a href="/">الرئيسية</a> <a href="/world">العالم</a></nav></header>
<main><article><header><h1>{escape(row["title"])}</h1></header>{_paragraphs(row)}</article></main>
<aside><h2>الأكثر قراءة</h2><ol>{_TEASERS}</ol></aside><footer>© 2024 جميع الحقوق محفوظة</footer></body></html>"""


def _plain(row: Row) -> str:
    """A page with nothing but a headline, a line of date and outlet, and paragraphs."""
    meta = f'<meta name="publisher" content="{escape(row["source"])}">'
    return f"""<html><head><meta charset="utf-8"><title>{escape(row["title"])}</title>{meta}</head>
<body><h1>{escape(row["title"])}</h1><p class="date">{escape(str(row["date"]))}</p>{_paragraphs(row)}</body></html>"""


def _old(row: Row) -> str:
    """A page of long ago: lines broken by <br>, a menu and teasers in divisions."""
    text = "<br><br>\n".join(escape(line) for line in _lines(row))
    return f"""<html><head><meta charset="utf-8"><title>{escape(row["title"])}</title>
<meta property="og:site_name" content="{escape(row["source"])}">
<meta property="article:published_time" content="{escape(str(row["date"]))}"></head>
<body><div class="menu"><ul><li><a href="/">الرئيسية</a></li></ul></div>
<div id="content"><div class="head"><h1>{escape(row["title"])}</h1></div><div class="text">{text}</div>
<div class="share">شارك: <a href="#">فيسبوك</a> <a href="#">تويتر</a></div></div>
<div class="related"><h3>اقرأ أيضا</h3><ul>{_TEASERS}</ul></div>
<div id="footer">جميع الحقوق محفوظة</div></body></html>"""


_TEASERS = "".join(
    f'<li><a href="/{number}">{text}</a></li>'
    for number, text in enumerate(("الجامعة العربية تعقد اجتماعا طارئا", "ارتفاع أسعار النفط اليوم", "المنتخب يستعد"))
)


def _paragraphs(row: Row) -> str:
    return "\n".join(f"<p>{escape(line)}</p>" for line in _lines(row))


def _lines(row: Row) -> list[str]:
    return [line for line in str(row["text"]).split("\n") if line.strip()]
