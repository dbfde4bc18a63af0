"""Articles as an Atom feed."""

import datetime as dt
from collections.abc import Iterable

from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator

from articles.exports.rows import Exported

_SUMMARY = 45  # words of the text


def as_atom(articles: Iterable[Exported], title: str, address: str, own_address: str) -> str:
    """`address` is the page of the search, `own_address` the feed's.

    What is dated to the month or the year stands at its first day; what is not dated has no date.
    """
    feed = Atom1Feed(title=title, link=address, description="", feed_url=own_address, language="ar")
    for article in articles:
        moment = _moment(article.date)
        feed.add_item(
            title=article.headline,
            link=article.permalink,
            description=Truncator(article.text).words(_SUMMARY),
            unique_id=article.permalink,
            author_name=article.byline or article.source_ar or None,
            pubdate=moment,
            updateddate=moment,
            categories=[each.name_ar or each.name_en for each in article.named],
        )
    text: str = feed.writeString("utf-8")
    return text


def _moment(date: str) -> dt.datetime | None:
    if not date:
        return None
    year, month, day = (int(part) for part in (date + "-01-01")[:10].split("-"))
    return dt.datetime(year, month, day, tzinfo=dt.UTC)
