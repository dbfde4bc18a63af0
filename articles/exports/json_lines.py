"""Articles as JSON, one a line, with where each record is mentioned."""

import json
from collections.abc import Iterable, Iterator

from articles.exports.rows import Exported, Named


def as_json_lines(articles: Iterable[Exported]) -> Iterator[str]:
    for article in articles:
        yield json.dumps(_fields(article), ensure_ascii=False) + "\n"


def _fields(article: Exported) -> dict[str, object]:
    return {
        "id": article.id,
        "headline": article.headline,
        "headline_is_derived": article.headline_is_derived,
        "date": article.date or None,
        "date_origin": article.date_origin or None,
        "source": {"name": article.source_ar, "name_en": article.source_en} if article.source_ar else None,
        "byline": article.byline or None,
        "section": article.section or None,
        "url": article.url or None,
        "archive_page": article.permalink,
        "text": article.text,
        "mentions": [_mention(each) for each in article.named],
    }


def _mention(named: Named) -> dict[str, object]:
    return {
        "kind": named.kind,
        "id": named.id,
        "name_ar": named.name_ar,
        "name_en": named.name_en,
        "at": [list(place) for place in named.at],
    }
