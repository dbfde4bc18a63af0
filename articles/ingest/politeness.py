"""Manners towards the sites that are fetched from: a pause between two fetches of a host, and what robots.txt asks."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from articles.ingest.fetching import Fetched, Fetcher, FetchError, RefusedError
from articles.ingest.web_addresses import AddressError, web_address

LONGEST_PAUSE = 30.0  # seconds, whatever robots.txt asks
_LONGEST_ROBOTS = 500_000  # bytes that are looked at, as RFC 9309 has it


@dataclass
class Visitor:
    """Fetches politely. `pause`: seconds between two fetches of one host."""

    fetcher: Fetcher
    pause: float = 2.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _visited: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser | None] = field(default_factory=dict)

    def fetch(self, url: str, etag: str = "", last_modified: str = "") -> Fetched:
        """A feed, or what a person asks for: robots.txt, which is for those who follow links, is not asked."""
        self._wait(url)
        try:
            return self.fetcher.fetch(url, etag, last_modified)
        finally:
            self._visited[_host(url)] = self.clock()

    def follow(self, url: str) -> Fetched:
        """A page that something leads to, if its site lets it be fetched."""
        robots = self._robots_of(url)
        if robots is not None and not robots.can_fetch(self.fetcher.user_agent, url):
            raise RefusedError("the site's robots.txt asks not to fetch it")
        return self.fetch(url)

    def _wait(self, url: str) -> None:
        host = _host(url)
        if host in self._visited:
            left = self._visited[host] + self._pause_of(url) - self.clock()
            if left > 0:
                self.sleep(left)

    def _pause_of(self, url: str) -> float:
        robots = self._robots.get(_origin(url))
        asked = robots.crawl_delay(self.fetcher.user_agent) if robots else None
        return min(LONGEST_PAUSE, max(self.pause, float(asked or 0)))

    def _robots_of(self, url: str) -> RobotFileParser | None:
        """What the site asks; None where it asks nothing."""
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        return self._robots[origin]

    def _read_robots(self, origin: str) -> RobotFileParser | None:
        robots = RobotFileParser()
        try:
            content = self.fetch(f"{origin}/robots.txt").content[:_LONGEST_ROBOTS]
        except RefusedError:
            raise
        except FetchError as error:
            if 400 <= error.status < 500:
                return None
            robots.parse(["User-agent: *", "Disallow: /"])  # it may ask anything
            return robots
        robots.parse(content.decode("utf-8", "replace").splitlines())
        return robots


def _origin(url: str) -> str:
    try:
        return web_address(url, any_port=True).origin
    except AddressError as error:
        raise RefusedError(str(error)) from error


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
