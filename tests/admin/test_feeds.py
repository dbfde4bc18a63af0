"""Feeds of sources in the admin: where they are set, and the log of their fetches."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import FeedOutcome, FeedRun, IngestRun, Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db

FORM = {"name_ar": "عربي21", "name_en": "Arabi21", "slug": "arabi21", "other_names": "", "category": "", "domain": ""}


def save(client: Client, source: Source, **fields: str) -> str:
    address = reverse("admin:articles_source_change", args=[source.pk])
    return client.post(address, {**FORM, "country_code": "", **fields}).content.decode()


def test_a_source_is_given_a_feed_and_a_sitemap(curator: Client) -> None:
    source = make_source()
    save(curator, source, feed_url="https://example.com/feed", sitemap_url="example.com/news.xml", follows_links="on")
    source.refresh_from_db()
    assert (source.feed_url, source.sitemap_url) == ("https://example.com/feed", "https://example.com/news.xml")
    assert source.follows_links


@pytest.mark.parametrize("url", ["ftp://example.com/feed", "https://user:word@example.com/feed", "http://0x7f.1/feed"])
def test_an_address_that_is_never_fetched_from_is_refused(curator: Client, url: str) -> None:
    source = make_source()
    save(curator, source, feed_url=url)
    source.refresh_from_db()
    assert source.feed_url == ""


def test_the_log_says_what_came_of_each_fetch(curator: Client) -> None:
    source = make_source(feed_url="https://example.com/feed")
    run = IngestRun.objects.create(created=7)
    FeedRun.objects.create(source=source, url=source.feed_url, outcome=FeedOutcome.NEW, run=run)
    failed = FeedRun.objects.create(source=source, url=source.feed_url, outcome=FeedOutcome.FAILED, reason="لا جواب")
    shown = curator.get(reverse("admin:articles_feedrun_changelist")).content.decode()
    assert reverse("admin:articles_ingestrun_change", args=[run.pk]) in shown
    assert "لا جواب" in shown
    assert curator.get(reverse("admin:articles_feedrun_change", args=[failed.pk])).status_code == 200
    assert curator.post(reverse("admin:articles_feedrun_delete", args=[failed.pk])).status_code == 403
    form = curator.get(reverse("admin:articles_source_change", args=[source.pk])).content.decode()
    assert reverse("admin:articles_feedrun_changelist") in form
