"""What all pages share, and the pages that stand still."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import bad_request, server_error
from pytest_django import DjangoAssertNumQueries

from articles.search import sync
from tests.factories import OWN_SCRIPT, make_article, make_mention, make_person, make_source

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/people/", "/organisations/", "/places/", "/sources/", "/help/", "/people/محمد/", "/?q=حلب"]


def page(client: Client, address: str) -> str:
    sync.drain()
    return client.get(address).content.decode()


def an_archive() -> None:
    make_mention(make_article(body="محمد في حلب", source=make_source()), make_person("محمد"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_arabic_at_the_root_and_english_below_en(client: Client, address: str) -> None:
    an_archive()
    assert '<html lang="ar" dir="rtl">' in page(client, address)
    assert '<html lang="en" dir="ltr">' in page(client, f"/en{address}")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_leads_to_itself_in_the_other_language(client: Client, address: str) -> None:
    an_archive()
    other = re.search(r'masthead__language" href="([^"]+)" lang="en" hreflang="en"', page(client, address))
    assert other
    response = client.get(other.group(1).replace("&amp;", "&"))
    assert response.status_code == 200
    back = re.search(r'masthead__language" href="([^"]+)" lang="ar"', response.content.decode())
    assert back
    assert not back.group(1).startswith("/en")
    assert client.get(back.group(1)).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_has_one_heading_a_skip_link_and_no_other_host(client: Client, address: str) -> None:
    an_archive()
    shown = page(client, address)
    assert len(re.findall(r"<h1[ >]", shown)) == 1
    assert '<a class="skip" href="#content">' in shown
    assert not re.search(r'(?:src|href)="(?:https?:)?//', shown)
    assert not re.search(r"<(?:style|script)|style=", shown.replace(OWN_SCRIPT, ""))


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_identifier_stands_twice_on_a_page(client: Client, address: str) -> None:
    an_archive()
    names = re.findall(r' id="([^"]+)"', page(client, address))
    assert len(names) == len(set(names))


def test_the_header_says_where_the_reader_is(client: Client) -> None:
    an_archive()
    assert f'<a href="{reverse("articles:people")}" aria-current="page">' in page(client, "/people/")
    assert f'<a href="{reverse("articles:people")}" aria-current="true">' in page(client, "/people/محمد/")


def test_outlets_lead_to_their_articles(client: Client) -> None:
    make_article(source=make_source())
    make_article(headline="بلا مصدر")
    make_source("empty", "لا مقالات له", "Empty")
    shown = page(client, "/sources/")
    assert 'href="/?source=arabi21"' in shown
    assert 'href="/?source=unknown"' in shown
    assert "لا مقالات له" not in shown


def test_the_list_of_outlets_takes_two_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        make_article(headline=f"خبر {number}", source=make_source(f"s{number}", f"مصدر {number}"))
    with django_assert_max_num_queries(2):
        client.get("/sources/")


def test_a_missing_page_is_said_in_the_readers_language(client: Client) -> None:
    for address, words in (("/nowhere/", "الصفحة غير موجودة"), ("/en/nowhere/", "Page not found")):
        response = client.get(address)
        assert response.status_code == 404
        assert words in response.content.decode()


def test_the_pages_of_failures_need_neither_database_nor_context(rf: RequestFactory) -> None:
    failed = server_error(rf.get("/"))
    refused = bad_request(rf.get("/"), ValueError())
    assert (failed.status_code, refused.status_code) == (500, 400)
    for response in (failed, refused):
        assert 'dir="rtl"' in response.content.decode()
        assert 'lang="en" dir="ltr"' in response.content.decode()
