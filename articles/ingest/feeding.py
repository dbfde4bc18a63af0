"""The feeds and sitemaps of the sources -> the archive, each fetch with a row in the log."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.ingest.context import Context
from articles.ingest.fetching import Fetched, Fetcher, FetchError
from articles.ingest.gathering import MOST_PAGES, Gathered, Gatherer
from articles.ingest.peers import Allowed
from articles.ingest.pipeline import Order, Report, Watch, ingest_files, known_outlets
from articles.ingest.politeness import Visitor
from articles.models import FeedOutcome, FeedRun, IngestRun, Source, Starter

_VERSION = "0.1"


@dataclass(frozen=True)
class Told:
    """What came of one fetch. `report` is there where something was ingested."""

    run: FeedRun
    report: Report | None = None


def visitor() -> Visitor:
    """As the settings have it."""
    contact = f"; +{settings.FETCH_CONTACT}" if settings.FETCH_CONTACT else ""
    fetcher = Fetcher(f"Newsarchive/{_VERSION} (archive of news{contact})", Allowed.of(settings.FETCH_ALLOW))
    return Visitor(fetcher, settings.FETCH_PAUSE)


def with_feeds(slugs: Iterable[str] = ()) -> list[Source]:
    """The sources that carry a feed or a sitemap, or those of them that are named."""
    sources = Source.objects.exclude(feed_url="", sitemap_url="")
    slugs = list(slugs)
    return list(sources.filter(slug__in=slugs) if slugs else sources)


def fetch_sources(
    sources: Iterable[Source], visits: Visitor | None = None, watch: Watch | None = None, most_pages: int = MOST_PAGES
) -> Iterator[Told]:
    """Fetches each source's feed and sitemap, and ingests what is new. One that fails costs no other."""
    visits = visits or visitor()
    for source in sources:
        for url in filter(None, (source.feed_url, source.sitemap_url)):
            with gatherer(visits, source.slug, most_pages) as gathering:
                yield _fetch(source, url, gathering, watch)


@contextmanager
def gatherer(visits: Visitor, slug: str = "", most_pages: int = MOST_PAGES) -> Iterator[Gatherer]:
    """With a folder for what is fetched, which is removed in the end."""
    with TemporaryDirectory(prefix="newsarchive-") as folder:
        yield Gatherer(visits, Path(folder), Context(known_outlets(), source_slug=slug), most_pages)


def ingest_gathered(gathered: Gathered, urls: Iterable[str], order: Order, watch: Watch | None = None) -> Report:
    """Of a feed's item whose page turns out to hold no article, what the feed has of it is taken."""
    urls = list(urls)
    report = ingest_files(gathered.files, urls, watch, order, gathered.only)
    instead = [gathered.instead[each.reference] for each in report.failures if each.reference in gathered.instead]
    if gathered.feed and instead and not report.interrupted:
        more = ingest_files([gathered.feed], urls, watch, order, {gathered.feed.reference: instead})
        for name in ("created", "updated", "unchanged", "failed"):
            setattr(report, name, getattr(report, name) + getattr(more, name))
        report.failures += more.failures
    return report


def ingest_from_web(url: str, order: Order, watch: Watch | None = None, visits: Visitor | None = None) -> Report:
    """What is at an address: a page, the items of a feed, or the pages that a sitemap lists."""
    with gatherer(visits or visitor(), order.source) as gathering:
        return ingest_gathered(gathering.at(url), [url], order, watch)


def _fetch(source: Source, url: str, gathering: Gatherer, watch: Watch | None) -> Told:
    run = FeedRun.objects.create(source=source, url=url)
    try:
        fetched = _conditionally(source, url, gathering.visitor)
        if fetched.is_unchanged:
            return Told(_close(run, FeedOutcome.SAME))
        run.size = len(fetched.content)
        gathered = gathering.of(fetched, url, source.follows_links)
        run.pages = gathered.pages
        report = ingest_gathered(gathered, [url], Order(source=source.slug, started_by=Starter.FEED), watch)
        run.run = IngestRun.objects.filter(pk=report.run).first()
        _note(source, url, fetched, report)
        return Told(_close(run, FeedOutcome.NEW), report)
    except FetchError as error:
        return Told(_close(run, FeedOutcome.FAILED, str(error)))
    except BaseException as error:
        _close(run, FeedOutcome.FAILED, f"{type(error).__name__}: {error}")
        raise


def _conditionally(source: Source, url: str, visits: Visitor) -> Fetched:
    """What was there last time is not sent again. Of sitemaps no tag is kept: the pages they list may change."""
    if url != source.feed_url:
        return visits.fetch(url)
    return visits.fetch(url, source.feed_etag, source.feed_last_modified)


def _note(source: Source, url: str, fetched: Fetched, report: Report) -> None:
    """Keeps by what to ask next time; where not all was taken in, the whole is asked for again."""
    told: dict[str, Any] = {"fetched_at": fetched.fetched_at}
    if url == source.feed_url:
        is_done = not report.failed and not report.interrupted
        told["feed_etag"] = fetched.etag if is_done else ""
        told["feed_last_modified"] = fetched.last_modified if is_done else ""
    Source.objects.filter(pk=source.pk).update(**told)


def _close(run: FeedRun, outcome: FeedOutcome, reason: str = "") -> FeedRun:
    run.outcome, run.reason, run.finished_at = outcome, reason[:500], timezone.now()
    run.save()
    return run
