"""Manners: pauses between fetches of one host, and robots.txt."""

from dataclasses import dataclass, field

import pytest

from articles.ingest.fetching import Fetched, Fetcher, FetchError, RefusedError
from articles.ingest.politeness import Visitor


@dataclass(frozen=True)
class Pages(Fetcher):
    """Answers from a table, and says what was asked for."""

    pages: dict[str, str | int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, etag: str = "", last_modified: str = "") -> Fetched:
        self.asked.append(url)
        found = self.pages.get(url, 404)
        if isinstance(found, int):
            raise FetchError(f"the server answers {found}", found)
        return Fetched(url, 200, found.encode())


@dataclass
class Clock:
    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def visiting(pages: dict[str, str | int], clock: Clock | None = None, pause: float = 2.0) -> Visitor:
    clock = clock or Clock()
    return Visitor(Pages("Newsarchive/0.1 (tests)", pages=pages), pause, lambda: clock.now, clock.sleep)


SITE = "https://example.com"
PAGES: dict[str, str | int] = {f"{SITE}/{number}": "نص" for number in range(5)}


def test_two_fetches_of_one_host_are_apart_and_those_of_others_are_not() -> None:
    clock = Clock()
    visitor = visiting({**PAGES, "https://example.org/1": "نص"}, clock)
    visitor.fetch(f"{SITE}/1")
    clock.now += 0.5
    visitor.fetch("https://example.org/1")
    visitor.fetch(f"{SITE}/2")
    assert clock.slept == [1.5]


@pytest.mark.parametrize(("asked", "pause"), [("10", 10.0), ("0.5", 2.0), ("100000", 30.0), ("x", 2.0)])
def test_robots_may_ask_for_a_longer_pause(asked: str, pause: float) -> None:
    clock = Clock()
    visitor = visiting({**PAGES, f"{SITE}/robots.txt": f"User-agent: *\nCrawl-delay: {asked}"}, clock)
    visitor.follow(f"{SITE}/1")
    clock.slept.clear()
    visitor.follow(f"{SITE}/2")
    assert clock.slept == [pause]


@pytest.mark.parametrize(
    ("robots", "path", "is_allowed"),
    [
        ("User-agent: *\nDisallow: /", "/1", False),
        ("User-agent: *\nDisallow: /private", "/1", True),
        ("User-agent: Newsarchive\nDisallow: /1", "/1", False),
        ("User-agent: Newsarchive\nDisallow: /1", "/2", True),
        ("User-agent: Other\nDisallow: /", "/1", True),
        ("User-agent: *\nDisallow:", "/1", True),
        ("\xff\xfe rubbish \x00", "/1", True),
        ("", "/1", True),
        (404, "/1", True),
        (403, "/1", True),
        (500, "/1", False),
        (503, "/1", False),
    ],
)
def test_robots_are_asked_before_a_link_is_followed(robots: str | int, path: str, is_allowed: bool) -> None:
    visitor = visiting({**PAGES, f"{SITE}/robots.txt": robots})
    if is_allowed:
        assert visitor.follow(SITE + path).content == "نص".encode()
    else:
        with pytest.raises(RefusedError, match=r"robots\.txt"):
            visitor.follow(SITE + path)


def test_robots_are_asked_once_a_site() -> None:
    visitor = visiting({**PAGES, f"{SITE}/robots.txt": ""})
    for number in range(3):
        visitor.follow(f"{SITE}/{number}")
    assert isinstance(visitor.fetcher, Pages)
    assert visitor.fetcher.asked.count(f"{SITE}/robots.txt") == 1


def test_what_a_person_asks_for_is_fetched_without_asking_robots() -> None:
    visitor = visiting({**PAGES, f"{SITE}/robots.txt": "User-agent: *\nDisallow: /"})
    assert visitor.fetch(f"{SITE}/1").status == 200


def test_an_address_that_is_none_is_refused_before_anything_is_asked() -> None:
    visitor = visiting({})
    with pytest.raises(RefusedError):
        visitor.follow("file:///etc/passwd")
    assert isinstance(visitor.fetcher, Pages)
    assert visitor.fetcher.asked == []
