"""manage.py check_archive: rows, index and fixity held against each other."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.ingest.fixity import (
    Fault,
    FixityReport,
    KeptReport,
    check_kept,
    check_originals,
    check_texts,
    remove_orphans,
    restore_kept,
)
from articles.models import IndexingTask
from articles.search import sync
from articles.search.check import IndexReport, check_index
from articles.search.rebuild import size


class Command(BaseCommand):
    help = "Name everything that has drifted or decayed. Exit status 1 when there is anything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="repair what can be repaired, and say what cannot")

        parser.add_argument(
            "--remove-orphans", action="store_true", help="remove the kept originals from which no article is any more"
        )

    def handle(self, *, repair: bool, verbosity: int, **options: object) -> None:
        found, fixity = self._check_index(verbosity), [check_texts(), check_originals()]
        kept = self._check_kept(repair, bool(options["remove_orphans"]))
        rotten = [*(f for report in fixity for f in fixity_faults(report.faults)), *kept_faults(kept)]
        faults = [*index_faults(found), *rotten]
        self._tell(faults)
        if repair and (index_faults_left := list(index_faults(found))):
            self.stdout.write(f"repairing {len(index_faults_left)} …")
            mend(found)
            left = list(index_faults(self._check_index(verbosity)))
            self._tell(f"could not be repaired: {fault}" for fault in left)
            faults = [*left, *rotten]
        if repair and (kept.faults or any(report.faults for report in fixity)):
            self.stdout.write("Texts and originals cannot be repaired from here: restore them from a backup.")
        self._sum_up(found, fixity, kept, len(faults))
        if faults:
            sys.exit(1)

    def _check_index(self, verbosity: int) -> IndexReport:
        with tqdm(total=size(), unit=" articles", disable=None if verbosity else True) as bar:
            report = check_index(sync.backend().store, bar.update)
        if sync.backend().store.is_filled and not report.wants_rebuild:
            sync.drain()  # what others left to this process while it held the lock
        return report

    def _check_kept(self, repair: bool, removes_orphans: bool) -> KeptReport:
        """What is wrong with kept originals, and was not put right."""
        kept = check_kept()
        if repair and kept.faults:
            before = len(kept.faults)
            kept.faults = restore_kept(kept.faults)
            self.stdout.write(f"kept originals put back from where they were read: {before - len(kept.faults)}")
        if removes_orphans and kept.orphans:
            self.stdout.write(f"kept originals removed, from which no article was: {remove_orphans(kept.orphans)}")
            kept.orphans = []
        return kept

    def _tell(self, faults: "Iterator[str] | list[str]") -> None:
        for fault in faults:
            self.stdout.write(fault)

    def _sum_up(self, index: IndexReport, fixity: list[FixityReport], kept: KeptReport, faults: int) -> None:
        texts, originals = fixity
        self.stdout.write(
            f"articles {size()}, waiting to be indexed {index.waiting}, texts checked {texts.checked} "
            f"(edited by curators {texts.unchecked}), originals checked {originals.checked} "
            f"(out of reach {originals.unchecked}), kept originals checked {kept.checked}, faults {faults}"
        )


def index_faults(report: IndexReport) -> Iterator[str]:
    if report.unreadable:
        yield f"index: {report.unreadable}"
    yield from (f"index file {name}: damaged or missing" for name in report.damaged)
    yield from (f"article {key}: not in the index" for key in report.drift.missing)
    yield from (f"article {key}: in the index, but not among those shown to readers" for key in report.drift.ghosts)
    yield from (f"article {key}: in the index as it was before it changed" for key in report.drift.stale)
    yield from (f"article {key}: in the index more than once" for key in report.drift.doubled)
    yield from (f"article {key}: cannot be indexed: {reason}" for key, reason in report.failed)


def kept_faults(report: KeptReport) -> Iterator[str]:
    yield from fixity_faults(report.faults)
    yield from (f"kept original {sha256}: no article is from it" for sha256 in report.orphans)


def fixity_faults(faults: Iterable[Fault]) -> Iterator[str]:
    for fault in faults:
        yield f"article {fault.article}: {fault.reason}" + (f": {fault.reference}" if fault.reference else "")


def mend(report: IndexReport) -> None:
    """Make the index agree with the database."""
    sync.retry_failed()
    if report.wants_rebuild:
        sync.fill(restart=True)
    with sync.paused():
        IndexingTask.objects.request(report.drift.keys)
    sync.drain()
