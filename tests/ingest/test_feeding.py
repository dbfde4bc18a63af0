"""Feeds, sitemaps and pages of the web on their way into the archive, from a server on this machine."""

from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from articles.ingest.feeding import Told, fetch_sources, ingest_from_web, visitor, with_feeds
from articles.ingest.pipeline import Order
from articles.models import Article, FeedOutcome, FeedRun, IngestFailure, IngestRun, Source, Starter
from tests.factories import make_source
from tests.ingest.pages import FRONT_PAGE, HEADLINE, PARAGRAPHS, page
from tests.ingest.servers import Answer, Site, serving

pytestmark = pytest.mark.django_db(transaction=True)

OTHER = "المنتخب يختتم استعداداته قبل مباراة السبت في تونس"


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    settings.FETCH_ALLOW = ["127.0.0.1"]
    settings.FETCH_PAUSE = 0.0
    with serving() as site:
        yield site


def item(url: str, title: str, description: str, guid: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{url}</link><guid>{guid or url}</guid>"
        f"<pubDate>Tue, 05 Mar 2024 10:30:00 +0200</pubDate><description>{description}</description></item>"
    )


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>خدمة</title>{"".join(items)}</channel></rss>'


def with_feed(site: Site, feed: str, **more: Any) -> Source:
    site.put("/feed", feed, "application/rss+xml")
    return make_source(feed_url=f"{site.url}/feed", **more)


def fetch(source: Source) -> Told:
    source.refresh_from_db()
    (told,) = fetch_sources([source])
    return told


def counts(told: Told) -> tuple[int, int, int, int]:
    assert told.report is not None, told.run.reason
    report = told.report
    return report.created, report.updated, report.unchanged, report.failed


def test_a_sources_feed_is_ingested_and_the_log_says_so(site: Site) -> None:
    source = with_feed(
        site, rss(item(f"{site.url}/1", HEADLINE, PARAGRAPHS[0]), item(f"{site.url}/2", OTHER, PARAGRAPHS[1]))
    )
    told = fetch(source)
    assert counts(told) == (2, 0, 0, 0)
    article = Article.objects.get(headline=HEADLINE)
    assert (article.source, article.body, str(article.published_on)) == (source, PARAGRAPHS[0], "2024-03-05")
    run = FeedRun.objects.get()
    assert (run.outcome, run.source, run.pages) == (FeedOutcome.NEW, source, 0)
    assert run.finished_at
    assert run.run
    assert run.run.started_by == Starter.FEED
    source.refresh_from_db()
    assert source.fetched_at


def test_a_feed_that_has_not_changed_is_not_read_again(site: Site) -> None:
    feed = rss(item(f"{site.url}/1", HEADLINE, PARAGRAPHS[0]))

    def answer(headers: Mapping[str, str]) -> Answer:
        if headers.get("If-None-Match") == '"1"':
            return 304, {}, b""
        return 200, {"ETag": '"1"', "Content-Type": "application/rss+xml"}, feed.encode()

    site.answers["/feed"] = answer
    source = make_source(feed_url=f"{site.url}/feed")
    assert fetch(source).run.outcome == FeedOutcome.NEW
    told = fetch(source)
    assert (told.run.outcome, told.report) == (FeedOutcome.SAME, None)
    assert IngestRun.objects.count() == 1


def test_a_feed_with_new_items_above_the_old_ones_creates_those_alone(site: Site) -> None:
    first = item(f"{site.url}/1", HEADLINE, PARAGRAPHS[0])
    source = with_feed(site, rss(first))
    fetch(source)
    site.put("/feed", rss(item(f"{site.url}/2", OTHER, PARAGRAPHS[1]), first), "application/rss+xml")
    assert counts(fetch(source)) == (1, 0, 1, 0)


def test_a_feed_whose_items_failed_is_asked_for_as_a_whole_again(site: Site) -> None:
    site.put("/feed", rss(item(f"{site.url}/1", HEADLINE, "")), "application/rss+xml", ETag='"1"')
    source = make_source(feed_url=f"{site.url}/feed")
    assert counts(fetch(source)) == (0, 0, 0, 1)
    source.refresh_from_db()
    assert source.feed_etag == ""


def test_one_feed_that_fails_costs_no_other(site: Site) -> None:
    lost = make_source("lost", "ضائع", "Lost", feed_url=f"{site.url}/nowhere")
    inward = make_source("inward", "داخلي", "Inward", feed_url="http://169.254.169.254/feed")
    good = with_feed(site, rss(item(f"{site.url}/1", HEADLINE, PARAGRAPHS[0])))
    reasons = [told.run.reason for told in fetch_sources([lost, inward, good])]
    assert reasons == ["the server answers 404", "its address is not one of the public internet", ""]
    assert Article.objects.count() == 1


def test_pages_are_fetched_where_the_feed_has_summaries(site: Site) -> None:
    site.put("/1", page())
    site.answers["/2"] = (404, {}, b"")
    site.put("/3", FRONT_PAGE)
    items = [item(f"{site.url}/{number}", f"{OTHER} {number}", f"ملخص الخبر رقم {number}…") for number in (1, 2, 3)]
    source = with_feed(site, rss(*items), follows_links=True)
    told = fetch(source)
    assert told.run.pages == 2
    bodies = {article.headline: article.body for article in Article.objects.all()}
    assert bodies == {
        HEADLINE: "\n".join(PARAGRAPHS),
        f"{OTHER} 2": "ملخص الخبر رقم 2…",  # no such page
        f"{OTHER} 3": "ملخص الخبر رقم 3…",  # the page is no article
    }
    article = Article.objects.get(headline=HEADLINE)
    assert (article.source, str(article.published_on), article.date_origin) == (source, "2024-03-05", "feed")
    asked = site.asked.count("/1")
    site.put("/feed", rss(*items) + " ", "application/rss+xml")
    fetch(source)
    assert site.asked.count("/1") == asked, "a page that the archive has is not fetched again"


def test_pages_that_robots_forbid_are_not_fetched(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /1", "text/plain")
    site.put("/1", page())
    source = with_feed(site, rss(item(f"{site.url}/1", HEADLINE, "ملخص الخبر…")), follows_links=True)
    fetch(source)
    assert "/1" not in site.asked
    assert Article.objects.get().block_kinds == {"0": "summary"}
    assert "robots.txt" in IngestFailure.objects.get().reason


def sitemap(site: Site, *paths: str, news: str = "") -> str:
    return "<urlset>" + "".join(f"<url><loc>{site.url}{path}</loc>{news}</url>" for path in paths) + "</urlset>"


def test_a_sitemaps_pages_are_fetched_with_what_it_says_of_them(site: Site) -> None:
    news = (
        "<news:news><news:publication_date>2024-03-05</news:publication_date><news:title>عنوان</news:title></news:news>"
    )
    site.put("/sitemap.xml", sitemap(site, "/1", "/2", news=news), "application/xml")
    site.put("/1", page())
    site.put("/2", page(headline="", title="", paragraphs=PARAGRAPHS[1:]))
    source = make_source(sitemap_url=f"{site.url}/sitemap.xml")
    told = fetch(source)
    assert counts(told) == (2, 0, 0, 0)
    found = {(each.headline, str(each.published_on), each.source) for each in Article.objects.all()}
    assert found == {(HEADLINE, "2024-03-05", source), ("عنوان", "2024-03-05", source)}


def test_the_address_of_an_index_of_sitemaps_leads_to_their_pages(site: Site) -> None:
    site.put("/index.xml", f"<sitemapindex><sitemap><loc>{site.url}/a.xml</loc></sitemap></sitemapindex>", "text/xml")
    site.put("/a.xml", sitemap(site, "/1"), "text/xml")
    site.put("/1", page())
    report = ingest_from_web(f"{site.url}/index.xml", Order())
    assert (report.created, report.failed) == (1, 0)
    assert Article.objects.get().url == f"{site.url}/1"


def test_a_sitemap_that_leads_to_itself_comes_to_an_end(site: Site) -> None:
    site.put(
        "/index.xml", f"<sitemapindex><sitemap><loc>{site.url}/index.xml</loc></sitemap></sitemapindex>", "text/xml"
    )
    assert ingest_from_web(f"{site.url}/index.xml", Order()).created == 0
    assert site.asked.count("/index.xml") < 5


def test_a_page_is_ingested_by_its_address(site: Site) -> None:
    site.put(
        "/1",
        page().replace('<meta charset="utf-8">', "").replace("©", "").encode("windows-1256"),
        "text/html; charset=windows-1256",
    )
    report = ingest_from_web(f"{site.url}/1", Order())
    assert report.created == 1
    article = Article.objects.get()
    assert article.headline == HEADLINE
    original = article.originals.get()
    assert (original.reference, original.encoding) == (f"{site.url}/1", "windows-1256")
    assert original.fetched_at


def test_a_page_behind_a_redirect_belongs_to_where_it_is(site: Site) -> None:
    site.answers["/short"] = (302, {"Location": "/1"}, b"")
    site.put("/1", page(head='<link rel="canonical" href="/1">'))
    ingest_from_web(f"{site.url}/short", Order())
    assert Article.objects.get().url == f"{site.url}/1"


def test_an_address_that_cannot_be_fetched_is_a_failure_in_the_log(site: Site) -> None:
    report = ingest_from_web(f"{site.url}/nowhere", Order())
    assert [failure.reason for failure in report.failures] == ["the server answers 404"]
    assert IngestFailure.objects.get().reference == f"{site.url}/nowhere"


def test_the_command_takes_addresses(site: Site) -> None:
    site.put("/1", page())
    out = StringIO()
    call_command("ingest", f"{site.url}/1", stdout=out)
    assert "created 1" in out.getvalue()


def test_the_command_fetches_the_sources_with_feeds(site: Site) -> None:
    with_feed(site, rss(item(f"{site.url}/1", HEADLINE, PARAGRAPHS[0])))
    make_source("other", "أخرى", "Other")
    out = StringIO()
    call_command("fetch_feeds", stdout=out)
    assert "created 1" in out.getvalue()
    assert [source.slug for source in with_feeds()] == ["arabi21"]


def test_the_command_names_a_feed_that_fails_and_exits_so(site: Site) -> None:
    make_source(feed_url=f"{site.url}/nowhere")
    err = StringIO()
    with pytest.raises(SystemExit):
        call_command("fetch_feeds", "arabi21", stdout=StringIO(), stderr=err)
    assert "the server answers 404" in err.getvalue()


def test_the_command_knows_only_sources_with_feeds() -> None:
    make_source()
    with pytest.raises(CommandError, match="arabi21"):
        call_command("fetch_feeds", "arabi21")


def test_the_user_agent_says_who_asks(settings: Settings) -> None:
    settings.FETCH_CONTACT = "https://archive.example/about"
    assert visitor().fetcher.user_agent == "Newsarchive/0.1 (archive of news; +https://archive.example/about)"
