"""What a reader does, in a real browser, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.usefixtures("archive")


def test_search_a_person_narrow_by_a_city_and_read(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    page.locator("#q").fill("شويغو")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1")
    expect(page.locator("mark").first).to_have_text("شويغو")

    facet = page.get_by_role("link", name=re.compile("^حلب"))
    facet.first.click()
    expect(page).to_have_url(re.compile("place=sy-aleppo"))
    expect(page.get_by_role("status")).to_contain_text("1")

    page.locator(".chips").get_by_role("link", name=re.compile("حلب")).click()
    expect(page).not_to_have_url(re.compile("place="))
    expect(page).to_have_url(re.compile("q="))

    page.locator("main h2 a, main h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("سيرغي شويغو")
    expect(page.get_by_role("heading", name="تعليق الائتلاف السوري")).to_be_visible()

    page.locator("article").get_by_role("link", name="بشار الأسد").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("بشار الأسد")


def test_switch_the_language_and_back_on_the_same_page(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=حلب&place=sy-aleppo")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page).to_have_url(re.compile(r"/en/\?.*place=sy-aleppo"))
    expect(page.locator(".chips").get_by_role("link", name=re.compile("Aleppo"))).to_be_visible()
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_a_search_without_hits_says_what_to_try(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=زلنطحزلنطح")
    expect(page.get_by_role("status")).to_contain_text("0")
    expect(page.locator("main")).to_contain_text(re.compile("جرّب|جرب"))


def test_the_back_button_restores_the_search(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/?q=حلب")
    page.get_by_role("link", name=re.compile("^حلب")).first.click()
    page.go_back()
    expect(page.locator("#q")).to_have_value("حلب")
    expect(page).not_to_have_url(re.compile("place="))


def test_markup_in_a_query_stays_text(page: Page, live_server: LiveServer) -> None:
    fired: list[str] = []

    def note(dialog: Dialog) -> None:
        fired.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.goto(live_server.url + "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cimg src=x onerror=alert(1)%3E")
    expect(page.locator("#q")).to_have_value('"><script>alert(1)</script><img src=x onerror=alert(1)>')
    assert fired == []


@pytest.mark.parametrize("path", ["/", "/?q=حلب", "/people/", "/places/sy-aleppo/", "/help/", "/sources/", "/?q=زلنطح"])
@pytest.mark.parametrize("language", ["", "/en"], ids=["ar", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(
    page: Page, live_server: LiveServer, path: str, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(live_server.url + language + path)
    assert page.locator("html").evaluate("page => page.scrollWidth") <= width


def test_the_whole_way_by_keyboard(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", re.compile("#"))  # the skip link
    page.locator("#q").focus()
    page.keyboard.type("حلب")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1")
    headline = page.locator("main h2 a, main h3 a").first
    for _ in range(80):
        page.keyboard.press("Tab")
        if headline.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("شويغو")
