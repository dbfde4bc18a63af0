"""Whether texts and original bytes are still what they were when they came into the archive."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from articles.ingest.clean import text_digest
from articles.models import Article, HeadlineOrigin, Original

CURATED = {"headline", "body", "source"}  # a text that a curator has edited is no longer what came in


@dataclass(frozen=True)
class Fault:
    """`reference` is the address of the original where one is at fault."""

    article: int
    reason: str
    reference: str = ""


@dataclass
class FixityReport:
    """`unchecked` counts texts that curators have edited, and originals that are not files of this machine."""

    faults: list[Fault]
    checked: int = 0
    unchecked: int = 0


def check_texts() -> FixityReport:
    """Every article's text against the digest it had when it was ingested."""
    report = FixityReport([])
    fields = ("pk", "headline", "headline_origin", "body", "source__slug", "curated_fields", "text_digest")
    for key, headline, origin, body, source, curated, digest in (
        Article.objects.order_by("pk").values_list(*fields).iterator(chunk_size=500)
    ):
        if CURATED & set(curated):
            report.unchecked += 1
            continue
        report.checked += 1
        told = "" if origin == HeadlineOrigin.DERIVED else headline
        if digest not in _digests(told, body, source):
            report.faults.append(Fault(key, "its text is not the one that was ingested"))
    return report


def _digests(headline: str, body: str, source: str | None) -> Iterator[str]:
    """The digests the text may have: an outlet that a document names by a label alone is not part of it."""
    if source:
        yield text_digest(headline, body, source)
    yield text_digest(headline, body, "")


def check_originals() -> FixityReport:
    """Every original that is a file of this machine against its size and SHA-256."""
    report = FixityReport([])
    for article, reference, sha256, size in _originals():
        path = _path_of(reference)
        if path is None:
            report.unchecked += 1
            continue
        report.checked += 1
        if reason := _fault_of(path, sha256, size):
            report.faults.append(Fault(article, reason, reference))
    return report


def _originals() -> Iterable[tuple[int, str, str, int]]:
    originals = Original.objects.order_by("pk").values_list("article_id", "reference", "sha256", "size")
    return originals.iterator(chunk_size=1000)


def _path_of(reference: str) -> Path | None:
    """The file an original was read from as a whole; None for a page, or a part of a file."""
    parts = urlsplit(reference)
    if parts.scheme != "file" or parts.netloc or parts.fragment or parts.query:
        return None
    return Path(unquote(parts.path))


def _fault_of(path: Path, sha256: str, size: int) -> str:
    try:
        if not path.is_file():
            return "the original is missing"
        if path.stat().st_size != size:
            return f"the original has another size: {path.stat().st_size} bytes, not {size}"
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        return "" if same else "the original has other bytes than those ingested"
    except OSError as error:
        return f"the original cannot be read: {error.strerror}"
