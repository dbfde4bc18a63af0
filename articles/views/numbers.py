"""What the archive holds, in numbers."""

from dataclasses import dataclass

from django.db.models import Count

from articles.models import Article, Kind, Mention


@dataclass(frozen=True)
class ArchiveNumbers:
    """Published articles, the outlets they come from, and the records they mention."""

    articles: int
    sources: int
    people: int
    organisations: int
    places: int


def archive_numbers() -> ArchiveNumbers:
    held = Article.objects.published().aggregate(articles=Count("pk"), sources=Count("source", distinct=True))
    records = dict(
        Mention.objects.active()
        .filter(article__is_published=True)
        .order_by()
        .values_list("entity__kind")
        .annotate(Count("entity", distinct=True))
    )
    return ArchiveNumbers(
        articles=held["articles"],
        sources=held["sources"],
        people=records.get(Kind.PERSON, 0),
        organisations=records.get(Kind.ORGANISATION, 0),
        places=records.get(Kind.PLACE, 0),
    )
