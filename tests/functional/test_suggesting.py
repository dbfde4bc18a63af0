"""The suggestions below the search field in a real browser, by keyboard and by mouse, and ways out of a slip."""

from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.search import sync
from tests.factories import make_article, make_mention, make_person, make_place, make_source

pytestmark = pytest.mark.usefixtures("archive_of_aleppo")
WIDTHS = pytest.mark.parametrize("width", [390, 1280])


@pytest.fixture
def archive_of_aleppo(transactional_db: None) -> None:
    source = make_source(slug="halabtoday", name_ar="حلب اليوم", name_en="Aleppo Today")
    aleppo, assad = (
        make_place("حلب", "Aleppo", slug="aleppo"),
        make_person("بشار الأسد", "Bashar al-Assad", slug="assad"),
    )
    with sync.paused():
        for number in range(3):
            article = make_article(f"قال بشار الأسد في حلب إن المدينة صامدة {number}", "خبر", source=source)
            make_mention(article, aleppo)
            make_mention(article, assad)
    sync.drain()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    """A page with JavaScript, in a window that a test may resize."""
    context = browser.new_context(viewport={"width": 1280, "height": 844})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def typed(page: Page, address: str, text: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()


@WIDTHS
@pytest.mark.parametrize("language", ["", "/en"])
def test_arrows_and_enter_take_a_record(scripted: Page, live_server: LiveServer, width: int, language: str) -> None:
    scripted.set_viewport_size({"width": width, "height": 844})
    typed(scripted, f"{live_server.url}{language}/", "حل")
    field, options = scripted.get_by_role("combobox"), scripted.get_by_role("option")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    field.press("Enter")
    scripted.wait_for_url(f"**{language}/places/aleppo/")


def test_a_word_is_searched_for_within_the_readers_choices(scripted: Page, live_server: LiveServer) -> None:
    typed(scripted, f"{live_server.url}/en/?place=aleppo", "المد")
    scripted.get_by_role("option", name="المدينة").click()
    expect(scripted.get_by_role("status").locator("strong")).to_have_text("3")
    assert parse_qs(urlsplit(scripted.url).query) == {"q": ["المدينة"], "place": ["aleppo"]}


def test_escape_and_leaving_the_field_close_the_list_and_keep_the_text(scripted: Page, live_server: LiveServer) -> None:
    typed(scripted, f"{live_server.url}/", "حل")
    field, found = scripted.get_by_role("combobox"), scripted.locator(".suggestions")
    field.press("Escape")
    expect(found).to_be_hidden()
    expect(field).to_have_value("حل")
    field.press("ArrowDown")
    expect(found).to_be_visible()
    field.press("Tab")
    expect(found).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")


@WIDTHS
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_list_lies_within_the_window(scripted: Page, live_server: LiveServer, width: int, language: str) -> None:
    scripted.set_viewport_size({"width": width, "height": 844})
    typed(scripted, f"{live_server.url}{language}/", "ba")
    box = scripted.get_by_role("listbox").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    option = scripted.get_by_role("option").first.bounding_box()
    assert option
    assert option["height"] >= 24


def test_names_of_records_stay_text(scripted: Page, live_server: LiveServer) -> None:
    with sync.paused():
        make_mention(
            make_article("قال <img src=x onerror=document.title=1> زيد"), make_person("<img src=x> زيد", "Zayd"), "زيد"
        )
    sync.drain()
    typed(scripted, f"{live_server.url}/", "زي")
    expect(scripted.get_by_role("option").first).to_contain_text("<img src=x>")
    assert scripted.locator(".suggestions img").count() == 0


def test_without_javascript_the_field_is_a_field(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/")
    page.locator("#q").fill("حلب")
    page.locator("#q").press("Enter")
    expect(page.get_by_role("status").locator("strong")).to_have_text("3")


def test_a_slip_is_one_click_from_what_was_meant(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/?q=المديتة")
    page.get_by_role("link", name="المدينة").click()
    expect(page.get_by_role("status").locator("strong")).to_have_text("3")
    page.goto(f"{live_server.url}/en/?q=pgf")
    page.get_by_role("link", name="حلب", exact=True).click()
    assert unquote(urlsplit(page.url).query) == "q=حلب"
    page.goto(f"{live_server.url}/en/?q=حلب+قسطنطينية&place=aleppo")
    page.get_by_role("link", name="Without: قسطنطينية").click()
    assert unquote(urlsplit(page.url).query) == "q=حلب&place=aleppo"
