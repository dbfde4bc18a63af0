"""Facets, bars and dates in a real browser, with and without JavaScript."""

import datetime as dt
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.search import sync
from tests.factories import make_article, make_mention, make_person, make_place, make_source

pytestmark = pytest.mark.usefixtures("narrowable")


@pytest.fixture
def narrowable(transactional_db: None) -> None:
    """Twelve articles about Syria from 2014 to 2016, each of a person; half in Aleppo, half in Damascus."""
    places = [make_place("حلب", "Aleppo", slug="aleppo"), make_place("دمشق", "Damascus", slug="damascus")]
    source = make_source()
    with sync.paused():
        for number in range(12):
            place, person = places[number % 2], make_person(f"شخص رقم{number}", f"Person {number}")
            day = dt.date(2014 + number % 3, 1 + number, 1)
            body = f"قال {person.name_ar} من {place.name_ar} عن سوريا"
            article = make_article(body, f"خبر {number}", published_on=day, source=source)
            make_mention(article, place)
            make_mention(article, person)
    sync.drain()


def asked(page: Page) -> list[tuple[str, str]]:
    """What stands in the address, by name and value."""
    return parse_qsl(urlsplit(page.url).query)


def count(page: Page, number: int) -> None:
    expect(page.get_by_role("status").locator("strong")).to_have_text(str(number))


def open_filters(page: Page) -> None:
    """On a narrow page the filters are folded away."""
    if not page.locator(".filters__panels").is_visible():
        page.locator(".filters > summary").click()


@pytest.mark.parametrize("width", [390, 1280])
def test_choose_a_value_and_remove_it(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/?q=سوريا")
    count(page, 12)
    open_filters(page)
    page.get_by_role("link", name=re.compile("^حلب")).first.click()
    count(page, 6)
    assert asked(page) == [("q", "سوريا"), ("place", "aleppo")]
    page.locator(".chips").get_by_role("link", name=re.compile("حلب")).click()
    count(page, 12)
    assert asked(page) == [("q", "سوريا")]


@pytest.mark.parametrize("width", [390, 1280])
def test_leave_a_value_out_and_put_it_back(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/en/?q=سوريا")
    open_filters(page)
    without = page.get_by_role("link", name="Without Aleppo")
    box = without.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    without.click()
    count(page, 6)
    assert asked(page) == [("q", "سوريا"), ("place", "-aleppo")]
    chip = page.locator(".chips").get_by_role("link", name=re.compile("without Aleppo"))
    chip.click()
    count(page, 12)


def test_two_values_of_a_facet_are_alternatives_and_other_facets_add_up(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/?place=aleppo")
    page.get_by_role("link", name=re.compile("^Damascus")).first.click()
    count(page, 12)
    page.locator(".facet--year").get_by_role("link", name="Without 2014").click()
    count(page, 8)
    page.get_by_role("link", name="Clear all").click()
    count(page, 12)
    assert asked(page) == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["", "/en"], ids=["ar", "en"])
def test_a_bar_leads_to_its_year_then_to_a_month_and_back(
    page: Page, live_server: LiveServer, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}{language}/?q=سوريا")
    bars = page.locator(".times")
    first, last = bars.get_by_role("link", name="2014: 4"), bars.get_by_role("link", name="2016: 4")
    starts = [box["x"] for bar in (first, last) if (box := bar.bounding_box())]
    assert (starts[0] < starts[1]) == (language == "/en")  # time runs with the reading direction
    last.focus()
    page.keyboard.press("Enter")
    count(page, 4)
    assert asked(page) == [("q", "سوريا"), ("year", "2016")]
    bars.get_by_role("link", name="2016-03: 1").click()
    count(page, 1)
    assert asked(page) == [("q", "سوريا"), ("from", "2016-03"), ("to", "2016-03")]
    assert page.locator("html").evaluate("page => page.scrollWidth") <= width
    page.locator(".chip--dates").click()
    count(page, 12)


def test_bars_are_wide_and_high_enough_to_hit(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/?year=2016")
    for bar in page.locator("a.times__bar").all():
        box = bar.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_dates_are_set_by_hand(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/?q=سوريا&place=aleppo&page=1")
    page.get_by_label("From").fill("٢٠١٥")
    page.get_by_label("To", exact=True).fill("2016-03")
    page.keyboard.press("Enter")
    count(page, 3)
    assert [name for name, _ in asked(page)] == ["from", "to", "q", "place"]


@pytest.mark.parametrize("width", [390, 1280])
def test_look_through_a_long_facet(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/?q=سوريا&place=-aleppo&place=damascus&sort=oldest")
    count(page, 6)
    page.goto(f"{live_server.url}/?q=سوريا&sort=oldest")
    open_filters(page)
    field = page.get_by_label("ابحث ضمن هذه: الأشخاص")
    field.fill("person 11")
    field.press("Enter")
    count(page, 12)
    found = page.locator(".facet--person a.facet__value")
    expect(found).to_have_count(1)
    expect(found).to_be_visible()
    found.click()
    count(page, 1)
    assert {("q", "سوريا"), ("person", "person-11"), ("sort", "oldest")} <= set(asked(page))


def test_the_other_language_keeps_everything(page: Page, live_server: LiveServer) -> None:
    address = "q=سوريا&place=aleppo&person=-person-0&from=2014&to=2016&find_person=person&sort=oldest"
    page.goto(f"{live_server.url}/?{address}")
    before, shown = asked(page), page.get_by_role("status").inner_text().split()[-1]
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert asked(page) == before
    assert page.get_by_role("status").inner_text().split()[-1] == shown
    expect(page.locator(".chip--without")).to_contain_text("without Person 0")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert asked(page) == before


def test_what_a_query_leaves_out_is_said_and_can_be_taken_as_words(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/?q=سوريا ليس حلب")
    count(page, 6)
    expect(page.locator(".notice").first).to_contain_text("حلب")
    page.get_by_role("link", name="Search for all these words as they stand").click()
    expect(page.get_by_label("Search the articles").first).to_have_value('سوريا "ليس" حلب')
    assert asked(page) == [("q", 'سوريا "ليس" حلب')]


def test_the_help_pages_examples_are_searches(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/help/")
    for link in page.locator(".guide a").all():
        address = link.get_attribute("href") or ""
        assert page.request.get(live_server.url + address).status == 200
