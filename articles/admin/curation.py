"""What a curator's edit of an article means beyond the fields edited."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from articles.models import Article, DateOrigin, DatePrecision, HeadlineOrigin

# What ingesting the same document again leaves as it is once a curator has set it.
CURATED = ("headline", "source", "published_on", "byline", "url", "body", "is_published")


def note_curation(article: Article, changed: Iterable[str]) -> None:
    """Remember which fields a curator has set, and that their values come from a curator."""
    fields = [name for name in CURATED if name in {*changed}]
    article.curated_fields = sorted({*article.curated_fields, *fields})
    if "headline" in fields:
        article.headline_origin = HeadlineOrigin.CURATOR
    if "published_on" in fields:
        known = article.published_on is not None
        article.date_origin = DateOrigin.CURATOR if known else ""
        article.date_precision = DatePrecision.DAY if known else ""
        article.date_reason = ""
        article.published_at = None


def moved_kinds(kinds: Mapping[str, str], old_body: str, new_body: str) -> dict[str, str]:
    """The kinds of a body's lines after it was edited: each goes with its line; a removed line's goes too.

    `moved_kinds({"1": "subheading"}, "a\\nb", "x\\na\\nb") == {"2": "subheading"}`
    """
    new_numbers: dict[int, int] = {}
    matcher = SequenceMatcher(None, old_body.split("\n"), new_body.split("\n"), autojunk=False)
    for change, start, end, new_start, new_end in matcher.get_opcodes():
        if change == "equal" or (change == "replace" and end - start == new_end - new_start):
            new_numbers |= {start + offset: new_start + offset for offset in range(end - start)}
    return {str(new_numbers[int(line)]): kind for line, kind in kinds.items() if int(line) in new_numbers}
