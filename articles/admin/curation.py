"""What a curator's edit of an article means beyond the fields edited."""

from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher

from articles.arabic.partial_dates import first_day
from articles.models import Article, DateOrigin, DatePrecision, HeadlineOrigin

# What ingesting the same document again leaves as it is once a curator has set it.
CURATED = ("headline", "source", "published_on", "byline", "section", "url", "body", "is_published")


def note_curation(article: Article, changed: Iterable[str]) -> None:
    """Remember which fields a curator has set, and that their values come from a curator."""
    changed = {*changed}
    fields = [name for name in CURATED if name in changed]
    if "published_on" in fields or "date_precision" in changed:
        _note_date(article, changed)
        fields.append("published_on")
    if "headline" in fields:
        article.headline_origin = HeadlineOrigin.CURATOR
    article.curated_fields = sorted({*article.curated_fields, *fields})


def _note_date(article: Article, changed: Collection[str]) -> None:
    """A new date is a day, unless the curator has said now that it is known no closer than to its month or year."""
    article.published_at, article.date_reason = None, ""
    if article.published_on is None:
        article.date_origin = article.date_precision = ""
        return
    article.date_origin = DateOrigin.CURATOR
    chosen = article.date_precision if "date_precision" in changed else ""
    article.date_precision = chosen or DatePrecision.DAY
    article.published_on = first_day(article.published_on, article.date_precision)


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
