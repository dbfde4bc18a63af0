"""What a page says of its article, where its statements differ: headline, author, outlet, address."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from articles.arabic.normalize import fold
from articles.ingest.boilerplate import Part
from articles.ingest.outlets import Outlets
from articles.ingest.page_markup import PageMarkup, squeezed
from articles.ingest.page_metadata import PageMetadata

_SEPARATOR = re.compile(r"(?:^|\s+)[-\u2013\u2014|\u00bb\u00b7:]+\s+|\s*\|\s*")
_LONGEST_NAME = 80  # characters of an author
_MOST_NAMES = 6  # words of a name
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author")
_NO_AUTHOR = re.compile(
    r"https?:|www\.|@|[<>{}\[\]=]|\.com\b|^\W*$|^\d+$|^(?:admin|administrator|editor|root|user|author|guest|webmaster|null"
    r"|undefined|none|unknown|n/a|النص|المحرر|ادمن|المشرف|مدير الموقع|الكاتب|بدون)$",
    re.IGNORECASE,
)
_BY = re.compile(r"^\s*(?:كتبت?|كتب:|بقلم|تحرير|اعداد|إعداد|by)\s*[:\s]\s*", re.IGNORECASE)
_MIRROR = re.compile(r"^(?:www\d?|m|mobile|amp|wap)\.")
_SECOND_LEVEL = {"co", "com", "net", "org", "gov", "edu", "ac", "info", "mil"}


def headline_of(page: PageMarkup, outlets: Outlets) -> str:
    """The headline without the site's name.

    A heading that the title or the metadata begin with is believed before these: it has not the site's name in it,
    and has not been shortened.
    """
    metadata = page.metadata
    told = [
        metadata.linked.headline,
        metadata.meta("og:title"),
        metadata.title,
        metadata.meta("twitter:title", "title"),
    ]
    told = [" ".join(each.split()) for each in told if each.strip()]
    for heading in _headings(page):
        if any(_confirms(each, heading) for each in told):
            return heading
    sites = {squeezed(fold(name)) for name in _site_names(metadata)}
    return _without_site(told[0], sites, outlets) if told else next(_headings(page), "")


def _headings(page: PageMarkup) -> Iterator[str]:
    """The main headings, those first that are marked as the headline."""
    for elements in (page.named("headline"), page.elements("h1"), page.elements("h2")):
        for element in elements[:20]:
            text = page.text_of(element)
            if text and len(text) <= 500:
                yield text


def _confirms(told: str, heading: str) -> bool:
    """Whether a title is the heading, alone or with more behind a separator, or is cut where the heading goes on."""
    one, other = squeezed(told), squeezed(heading)
    if one == other:
        return True
    cut = one.rstrip(".\u2026")
    if len(cut) >= 20 and other.startswith(cut):
        return True
    rest = one.removeprefix(other)
    return len(other) >= 8 and rest != one and bool(re.match(r"[-\u2013\u2014|\u00bb\u00b7:]", rest))


def _without_site(title: str, sites: set[str], outlets: Outlets) -> str:
    """The title without the site's name behind or before it, if it is known to be that; "" where it is nothing else."""

    def is_site(name: str) -> bool:
        return squeezed(fold(name)) in sites or bool(outlets.find(name))

    cuts = list(_SEPARATOR.finditer(title))
    if cuts and is_site(title[cuts[-1].end() :]):
        return _without_site(title[: cuts[-1].start()], sites, outlets)
    if cuts and is_site(title[: cuts[0].start()]):
        return title[cuts[0].end() :]
    return "" if is_site(title) else title


def _site_names(metadata: PageMetadata) -> Iterator[str]:
    yield from (metadata.linked.publisher, *metadata.linked.names)
    for name in ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "al:ios:app_name"):
        yield from metadata.metas.get(name, ())
    host = _host(metadata.canonical or metadata.meta("og:url"))
    if host:
        yield from (host, site_of(host), site_of(host).partition(".")[0])


def source_of(page: PageMarkup, outlets: Outlets, address: str) -> str:
    """The outlet, by a name the archive knows if there is one, else by its Arabic name. `address`: the page's own."""
    metadata = page.metadata
    names = [metadata.linked.publisher, *metadata.metas.get("og:site_name", ()), *metadata.metas.get("publisher", ())]
    names = [name for name in dict.fromkeys(names) if name and not name.startswith("http") and len(name) <= 150]
    host = _host(address)
    known = (name for name in (*names, host, site_of(host)) if name and outlets.find(name))
    return next(known, "") or next((name for name in names if not name.isascii()), "") or (names[0] if names else "")


def byline_of(page: PageMarkup, source: str) -> str:
    """The authors' names; what is no name (an address, an account, the outlet itself) is left out."""
    metas = [value for name in _AUTHORS for value in page.metadata.metas.get(name, ())]
    marked = [page.text_of(element) for element in page.named("author")[:5]]
    found = (authors_of(names, source) for names in (page.metadata.linked.authors, metas, marked))
    return next(filter(None, found), "")


def authors_of(names: Iterable[str], source: str) -> str:
    """Those of the names that are names of people, in one line."""
    found = (_BY.sub("", " ".join(name.split())) for name in names)
    return "\u060c ".join([name for name in dict.fromkeys(found) if _is_author(name, source)][:5])


def byline_in(parts: Sequence[Part], source: str) -> str:
    """The author that a line above the text names."""
    for part in parts:
        line = " ".join(part.text.split())
        name = _BY.sub("", line)
        if name != line and len(name.split()) <= _MOST_NAMES and _is_author(name, source):
            return name
    return ""


def section_of(page: PageMarkup) -> str:
    marked = next(filter(None, map(page.text_of, page.named("articlesection")[:3])), "")
    return page.metadata.linked.section or page.metadata.meta("article:section", "articlesection", "section") or marked


def _is_author(name: str, source: str) -> bool:
    return 1 < len(name) <= _LONGEST_NAME and not _NO_AUTHOR.search(name) and squeezed(name) != squeezed(source)


def address_of(metadata: PageMetadata, reference: str) -> str:
    """The page's canonical address: one of the web, of the page's own site, and no front page."""
    base = urljoin(reference, metadata.base) if reference.startswith("http") else metadata.base
    for each in filter(None, (metadata.canonical, metadata.meta("og:url"), metadata.linked.url)):
        address = _joined(base or reference, each)
        if _is_page(address) and (
            not reference.startswith("http") or site_of(_host(address)) == site_of(_host(reference))
        ):
            return address
    return reference if reference.startswith(("http://", "https://")) else ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base if base.startswith("http") else "", address.strip())
    except ValueError:
        return ""


def _is_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not parts.username
            and len(parts.path + parts.query) > 1
        )
    except ValueError:
        return False


def _host(address: str) -> str:
    try:
        return _MIRROR.sub("", urlsplit(address).hostname or "")
    except ValueError:
        return ""


def site_of(host: str) -> str:
    """The domain that is registered: `site_of("arabic.example.com") == "example.com"`."""
    labels = host.rstrip(".").split(".")
    count = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-count:])
