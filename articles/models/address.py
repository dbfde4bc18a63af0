"""When two addresses are of one page: what makes no difference to a server is taken off.

`Address.of("https://www.news.example/a/?utm_source=x#top").key == Address.of("http://news.example:80/a").key`
"""

import hashlib
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

_PORTS = {"http": 80, "https": 443}
_OTHER_VIEWS = ("www.", "m.", "mobile.", "amp.")  # hosts under which a site shows the same pages
_TRACKING = re.compile(r"utm_\w+|_ga|_gl|fbclid|gclid|dclid|yclid|msclkid|igshid|mc_[ce]id|cmpid|ncid|outputtype|amp")
_PATH_SAFE = "!$&'()*+,;=:@-._~"
_INDEX = re.compile(r"(index|default|home|main)(\.[a-z]{2,5})?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2}([-_][a-z]{2})?", re.ASCII)
_LISTINGS = frozenset(
    ("tag", "tags", "author", "authors", "search", "feed", "feeds", "rss", "category", "categories", "section")
)
_OF_A_LIST = frozenset(("page", "paged", "start", "offset", "lang", "sort", "order", "view", "q", "s", "query"))
_LONG_NUMBER = re.compile(r"\d{4,}")
_YEAR_MONTH_DAY = re.compile(r"(19|20)\d\d(/\d\d?){0,2}")
_SLUG_WORDS = re.compile(r"[-_ \u2013]+")


@dataclass(frozen=True)
class Address:
    """`key` is equal for addresses of one page; "" where the address names no article: a front page, a listing.

    `is_specific`: whether it looks like one article's own, by a number or a headline in it. A name alone, as in
    `/politics`, may be of a section whose page holds another article tomorrow.
    """

    key: str = ""
    is_specific: bool = False

    @classmethod
    def of(cls, url: str) -> "Address":
        """Never raises: what cannot be read names nothing."""
        try:
            return cls._of(url.strip())
        except ValueError:
            return cls()

    @classmethod
    def _of(cls, url: str) -> "Address":
        parts = urlsplit(url)
        if parts.scheme.lower() not in _PORTS or not parts.hostname:
            return cls()
        segments = _segments(parts.path)
        query = _query(parts.query)
        route = parts.fragment if parts.fragment.startswith(("!", "/")) else ""  # of pages that a script makes
        if not route and _names_nothing(segments, query):
            return cls()
        path = "/".join(quote(segment, safe=_PATH_SAFE) for segment in segments)
        said = f"{_host(parts.hostname)}{_port(parts.scheme.lower(), parts.port)}/{path}?{urlencode(query)}#{route}"
        digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
        return cls(digest, bool(route) or _is_specific(segments, query))


def _host(name: str) -> str:
    """The host in the letters that stand in the wire's form, without what only says how pages are shown."""
    host = name.lower().rstrip(".")
    with suppress(UnicodeError):  # no name that could be looked up, but still one that can be compared
        host = host.encode("idna").decode()
    for prefix in _OTHER_VIEWS:
        if host.startswith(prefix) and "." in host.removeprefix(prefix):
            return host.removeprefix(prefix)
    return host


def _port(scheme: str, port: int | None) -> str:
    return "" if port in (None, _PORTS[scheme]) else f":{port}"


def _segments(path: str) -> list[str]:
    """The parts of a path, decoded; without `amp` at its end, which shows the same page otherwise."""
    decoded = [
        unicodedata.normalize("NFC", unquote_to_bytes(part).decode("utf-8", "replace")) for part in path.split("/")
    ]
    kept: list[str] = []
    for part in decoded:
        if part == "..":
            kept = kept[:-1]
        elif part not in ("", "."):
            kept.append(part)
    return kept[:-1] if len(kept) > 1 and kept[-1].lower() == "amp" else kept


def _query(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    return sorted((name, value) for name, value in pairs if not _TRACKING.fullmatch(name.lower()))


def _names_nothing(segments: list[str], query: list[tuple[str, str]]) -> bool:
    """Whether it is the address of a front page or a listing, at which ever other articles stand."""
    names = [segment.lower() for segment in segments]
    if any(name not in _OF_A_LIST and value for name, value in query):
        return False
    if _LISTINGS & set(names[:-1]) or (names and names[-1] in _LISTINGS):
        return not any(_LONG_NUMBER.search(name) for name in names)
    if len(names) > 1 and names[-2] == "page" and names[-1].isdigit():
        return True
    if names and _INDEX.fullmatch(names[-1]):
        names = names[:-1]
    if names and _LANGUAGE.fullmatch(names[0]):
        names = names[1:]
    return not names or bool(_YEAR_MONTH_DAY.fullmatch("/".join(names)))


def _is_specific(segments: list[str], query: list[tuple[str, str]]) -> bool:
    said = [*segments, *(value for name, value in query if name not in _OF_A_LIST)]
    return any(char.isdigit() for part in said for char in part) or any(
        len(_SLUG_WORDS.split(part)) > 2 for part in segments[-1:]
    )
