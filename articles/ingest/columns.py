"""What tables and JSON call the parts of an article, and what the person who brought them says they mean."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from articles.arabic.normalize import fold
from articles.ingest.told import PARTS

# The names of each part, the surest first. Signs, case, spellings and the Arabic article make no difference.
_NAMES = {
    "headline": "headline title article_title news_title headline_main og:title name subject titre"
    " عنوان عنوان_الخبر عنوان_المقال العنوان_الرئيسي",
    "body": "article_body body full_text text content article_text body_text body_html body_xhtml content_html"
    " content_text content_encoded story main_text news_text article html texte contenu"
    " نص نص_الخبر نص_المقال متن محتوى المحتوى_الكامل خبر مقال تفاصيل"
    " description summary abstract excerpt ملخص",
    "date": "date_published published_at published_date publish_date publication_date published pub_date published_on"
    " publish_time published_time date_publication date_iso datetime article_date news_date date post_date"
    " first_published first_published_at web_publication_date release_date date_gmt timestamp created_at date_created"
    " created time تاريخ تاريخ_النشر تاريخ_الخبر تاريخ_المقال نشر_في",
    "url": "canonical_url canonical url link article_url news_url web_url permalink page_url og:url"
    " main_entity_of_page href uri رابط رابط_الخبر رابط_المقال",
    "source": "source source_name outlet publisher newspaper provider publication publication_name site_name"
    " og:site_name agency media journal site مصدر جريدة صحيفة موقع وكالة ناشر",
    "byline": "byline author authors author_name writer writers creator dc:creator reporter auteur"
    " كاتب اسم_الكاتب محرر مؤلف بقلم",
    "section": "section article_section section_name category categories category_name topic rubric channel"
    " قسم تصنيف فئة باب",
    "id": "id guid uuid article_id news_id doc_id document_id record_id story_id post_id identifier معرف رقم رقم_الخبر",
}
# What a record's own members are wrapped in: of a search engine, of an interface.
# fmt: off
WRAPPERS = (
    "_source", "article", "fields", "node", "doc", "document", "attributes", "item", "data", "post", "properties"
)
# Words that say no more than that it is the article's: news_content_ar, full_article_text, النص الكامل.
_QUALIFIERS = {
    "news", "article", "post", "story", "item", "main", "full", "original", "raw", "clean", "cleaned", "page", "doc",
    "document", "publish", "published", "publication", "pub", "issue", "web", "ar", "arabic",
    "خبر", "مقال", "ماده", "نشر", "كامل", "كاملا", "عربي", "رييسي"
}
# fmt: on
_SIGNS = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # datePublished
_ARTICLE = re.compile(r"^ال(?=..)")


class MappingError(ValueError):
    """A mapping of columns that cannot be understood. The message says what can."""


@lru_cache(maxsize=10_000)
def _key(name: str) -> str:
    return "".join(_words(name))


def _words(name: str) -> list[str]:
    return [_ARTICLE.sub("", word) for word in _SIGNS.split(fold(_HUMP.sub("_", name[:100])))]


_KEYS = {part: tuple(map(_key, names.split())) for part, names in _NAMES.items()}
_PARTS = {key: part for part, keys in _KEYS.items() for key in keys}


@lru_cache(maxsize=10_000)
def _known_key(name: str) -> str:
    """The key of a column's name, or of what is left of it without qualifiers; "" where neither is known."""
    key = _key(name)
    if key not in _PARTS:
        key = "".join(word for word in _words(name) if word not in _QUALIFIERS)
    return key if key in _PARTS else ""


def part_of(column: str) -> str:
    """The part of an article that a column's name alone tells, "" for none: `part_of("تاريخ النشر") == "date"`."""
    return _PARTS.get(_known_key(column), "")


def parse_mapping(text: str) -> dict[str, str]:
    """`COLUMN=PART,…` -> the column of each part: `parse_mapping("title=headline") == {"headline": "title"}`.

    Where only the left is a part's name it is read the other way round, since people write both. Raises MappingError.
    """
    columns: dict[str, str] = {}
    for pair in filter(None, map(str.strip, text.split(","))):
        left, sign, right = (side.strip() for side in pair.partition("="))
        if not (left and sign and right):
            raise MappingError(f"{pair!r} is no pair of a column and a part: write COLUMN=PART")
        column, part = _read_pair(left, right)
        if columns.setdefault(part, column) != column:
            raise MappingError(f"two columns are given for the {part}: {columns[part]} and {column}")
    return columns


def _read_pair(left: str, right: str) -> tuple[str, str]:
    """The column and the part. A part's own name tells it from a column that is merely called like one."""
    if right in PARTS:
        return left, right
    if left in PARTS:
        return right, left
    if part := part_of(right):
        return left, part
    if part := part_of(left):
        return right, part
    raise MappingError(f"neither {left!r} nor {right!r} is a part of an article: these are {', '.join(PARTS)}")


def values_of(record: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, list[Any]]:
    """The record's values of each part, the surest first. `columns`: the column of a part, where that was said."""
    record = _unwrapped(record, columns)
    taken = set(columns.values())
    by_key: dict[str, Any] = {}
    for name, value in record.items():
        if name not in taken and (key := _known_key(str(name))):
            by_key.setdefault(key, value)
    found = {part: [by_key[key] for key in keys if key in by_key] for part, keys in _KEYS.items()}
    for part, column in columns.items():
        found[part] = [*_at(record, column), *found[part]]
    return found


def has_text(record: Mapping[str, Any], columns: Mapping[str, str]) -> bool:
    """Whether a member of the record is the text of an article."""
    return any(values_of(record, columns)["body"])


def _unwrapped(record: Mapping[str, Any], columns: Mapping[str, str]) -> Mapping[str, Any]:
    """With the members of what the record is wrapped in, before its own."""
    for wrapper in WRAPPERS:
        inner = record.get(wrapper)
        if isinstance(inner, dict) and any(part_of(str(name)) or name in columns.values() for name in inner):
            return {**{name: value for name, value in record.items() if name != wrapper}, **inner}
    return record


def _at(record: Mapping[str, Any], column: str) -> Iterator[Any]:
    """The value of a column; of one within another by a path: `source.name`, `authors.0.name`."""
    if column in record:
        yield record[column]
        return
    value: object = record
    for step in column.split("."):
        if isinstance(value, list) and step.isdecimal() and int(step[:6]) < len(value):
            value = value[int(step)]
        elif isinstance(value, Mapping) and step in value:
            value = value[step]
        else:
            return
    yield value
