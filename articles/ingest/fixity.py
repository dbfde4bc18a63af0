"""Whether texts and original bytes are still what they were when they came into the archive."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from articles.ingest.clean import text_digest
from articles.ingest.discover import load, path_of
from articles.ingest.originals import store
from articles.ingest.records import Unreadable
from articles.ingest.runs import bury_dead
from articles.ingest.uploads import staged_file
from articles.models import Article, HeadlineOrigin, IngestRun, Original, RunState

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
    """Every original that is not kept and is a file of this machine, against its size and SHA-256."""
    report = FixityReport([])
    for article, reference, sha256, size in _unkept_originals():
        path = _path_of(reference)
        if path is None:
            report.unchecked += 1
            continue
        report.checked += 1
        if reason := _fault_of(path, sha256, size):
            report.faults.append(Fault(article, reason, reference))
    return report


def _unkept_originals() -> Iterable[tuple[int, str, str, int]]:
    originals = Original.objects.filter(kept="") if store() else Original.objects.all()
    fields = ("article_id", "reference", "sha256", "size")
    return originals.order_by("pk").values_list(*fields).iterator(chunk_size=1000)


@dataclass
class KeptReport:
    """`faults` are of documents that articles are from; `orphans` are kept, and no article is from them."""

    faults: list[Fault] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    checked: int = 0


def check_kept() -> KeptReport:
    """Every document in the archive's own store against the SHA-256 under which it lies there."""
    report, kept_in = KeptReport(), store()
    if kept_in is None:
        return report
    wanted = _kept_documents()
    for sha256, (article, reference) in wanted.items():
        report.checked += 1
        if reason := kept_in.fault(sha256):
            report.faults.append(Fault(article, reason, reference))
    if not _is_being_ingested():  # what is kept first gets its articles in a moment
        found = [sha256 for sha256 in kept_in.names() if sha256 not in wanted]
        report.orphans = [sha256 for sha256 in found if not Original.objects.filter(kept=sha256).exists()]
    return report


def _kept_documents() -> dict[str, tuple[int, str]]:
    """Each with an article that is from it, and where that was read."""
    rows = Original.objects.exclude(kept="").order_by("-pk").values_list("kept", "article_id", "reference")
    return {kept: (article, reference) for kept, article, reference in rows.iterator(chunk_size=1000)}


def _is_being_ingested() -> bool:
    bury_dead()
    return IngestRun.objects.filter(state=RunState.RUNNING).exists()


def remove_orphans(orphans: Iterable[str]) -> int:
    """Removes kept documents from which no article is, and what killed processes began to keep: how many."""
    kept_in = store()
    unwanted = [sha256 for sha256 in orphans if not Original.objects.filter(kept=sha256).exists()]
    if kept_in is None or _is_being_ingested():
        return 0
    for sha256 in unwanted:
        kept_in.path(sha256).unlink(missing_ok=True)
    return len(unwanted) + kept_in.remove_abandoned()


def restore_kept(faults: Iterable[Fault]) -> list[Fault]:
    """Puts back what is still, byte by byte, where it was read; the faults that remain."""
    return [fault for fault in faults if not _restored(fault)]


def _restored(fault: Fault) -> bool:
    kept_in, document = store(), fault.reference.partition("#")[0]
    path = path_of(document) or staged_file(document)
    original = Original.objects.filter(reference=fault.reference).exclude(kept="").order_by("pk").first()
    if kept_in is None or path is None or original is None:
        return False
    found = load(path, document)
    try:
        return not isinstance(found, Unreadable) and kept_in.restore(original.kept, found)
    except OSError:
        return False


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
