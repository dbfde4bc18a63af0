"""kill -9 at random moments over ingest, edits, indexing and rebuilds: nothing acknowledged is lost, nothing is twice.

python -m tests.faults.killing ROUNDS
"""

import random
import sys
import time
from functools import partial
from pathlib import Path

from tests.faults import archive
from tests.faults.archive import acknowledge, acknowledged, text

LONGEST = 1.5  # seconds that a process works before it is killed
CHECKED_EVERY = 20  # rounds


def main(rounds: int) -> bool:
    """Whether nothing went wrong; says what was counted."""
    folder = archive.set_up()
    files, acks = folder / "files", folder / "acknowledged"
    files.mkdir()
    works = [partial(work, files, acks) for work in (ingest, edit, rebuild)]
    killed, faults, began = 0, [], time.monotonic()
    for number in range(1, rounds + 1):
        child = archive.start(partial(works[number % len(works)], number))
        time.sleep(random.uniform(0.0, LONGEST))  # noqa: S311
        killed += archive.kill(child)
        if number % CHECKED_EVERY == 0 or number == rounds:
            faults += archive.in_child(partial(check, acks))
    told = archive.in_child(partial(summary, acks))
    seconds = time.monotonic() - began
    print(f"kill -9: {rounds} rounds, {killed} killed at work, {told}, {len(faults)} faults, {seconds:.0f} s")
    print(*faults[:20], sep="\n")
    return not faults


def ingest(files: Path, acks: Path, number: int) -> None:
    """New articles, each indexed as soon as it is stored; some are given twice."""
    from articles.ingest import pipeline

    for place in range(40):
        path = files / f"{number}-{place}.txt"
        path.write_text(text(f"{number}.{place}"), encoding="utf-8")
        again = files / f"{number}-{max(place - 3, 0)}.txt"
        report = pipeline.ingest([path, again])
        if not report.failed:
            acknowledge(acks, "ingested", path.as_uri())


def edit(files: Path, acks: Path, number: int) -> None:
    """Edits and deletions that pile up, and are then indexed in small batches."""
    from articles.models import Article
    from articles.search import sync

    sync.BATCH = 7
    while True:
        with sync.paused():
            for article in Article.objects.order_by("?")[:15]:
                article.byline = f"{number:09}"
                article.body += f" {number}"
                article.save()
                acknowledge(acks, "edited", article.pk, number)
            for article in Article.objects.order_by("?")[:1]:
                key = article.pk
                acknowledge(acks, "deleting", key, article.originals.get().reference)
                article.delete()
                acknowledge(acks, "deleted", key)
        sync.drain()


def rebuild(files: Path, acks: Path, number: int) -> None:
    """Rebuilds, sometimes by several processes, that go on where the last one was killed."""
    from articles.search import rebuild as rebuilding
    from articles.search import sync

    rebuilding.CHUNK = random.choice([5, 50, 500])  # noqa: S311
    if number % 4 == 0:
        rebuilding.WORTH_PROCESSES = 0
    while True:
        sync.fill(processes=2, restart=random.random() < 0.2)  # noqa: S311
        sync.drain()


def check(acks: Path) -> list[str]:
    """What was acknowledged and is not there, and what is there twice or otherwise in the index."""
    from django.db.models import Count

    from articles.models import Article, Original

    faults, deleted, given_up, edits = archive.drift(), set(), set(), {}
    for what, *details in acknowledged(acks):
        if what == "deleting":
            given_up.add(details[1])
            deleted.add(details[0])
        elif what == "edited":
            edits[details[0]] = details[1]
    there = set(Original.objects.values_list("reference", flat=True))
    ingested = {details[0] for what, *details in acknowledged(acks) if what == "ingested"}
    faults += [f"lost: {reference}" for reference in ingested - there - given_up]
    gone = {details[0] for what, *details in acknowledged(acks) if what == "deleted"}
    faults += [f"came back: {key}" for key in Article.objects.filter(pk__in=gone).values_list("pk", flat=True)]
    bylines = dict(Article.objects.exclude(byline="").values_list("pk", "byline"))
    faults += [
        f"edit {number} of article {key} lost"
        for key, number in edits.items()
        if key not in deleted and int(bylines.get(key, 0)) < number
    ]
    doubles = Article.objects.order_by().values("text_digest").annotate(count=Count("pk")).filter(count__gt=1)
    return faults + [f"twice: {double['text_digest']}" for double in doubles]


def summary(acks: Path) -> str:
    from articles.models import Article

    done = [what for what, *_ in acknowledged(acks)]
    counts = ", ".join(f"{done.count(what)} {what}" for what in ("ingested", "edited", "deleted"))
    return f"acknowledged {counts}, {Article.objects.count()} articles left"


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1])))
