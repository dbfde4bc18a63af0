"""Searches while the index is built anew and articles change: each finds the whole archive.

python -m tests.faults.searching ARTICLES REBUILDS
"""

import os
import random
import signal
import sys
import time
from functools import partial
from pathlib import Path

from tests.faults import archive
from tests.faults.archive import acknowledge, acknowledged, text

SEARCHERS = 2
COMMON = "خبر"  # a word of every article


def main(articles: int, rebuilds: int) -> bool:
    """Whether nothing went wrong; says what was counted."""
    folder = archive.set_up()
    archive.in_child(partial(fill, articles))
    stop = folder / "stop"
    helpers = [archive.start(partial(search, folder / f"found-{n}", stop, articles)) for n in range(SEARCHERS)]
    helpers.append(archive.start(partial(edit, folder / "saved", stop)))
    began = time.monotonic()
    try:
        archive.in_child(partial(rebuild, rebuilds))
    finally:
        stop.touch()
    seconds = time.monotonic() - began
    failed = sum(bool(os.waitpid(helper, 0)[1]) for helper in helpers)
    found = [note[0] for n in range(SEARCHERS) for note in acknowledged(folder / f"found-{n}")]
    waits = sorted(note[0] for note in acknowledged(folder / "saved"))
    full, faults = found.count(articles), archive.in_child(archive.drift)
    print(
        f"searches during {rebuilds} rebuilds of {articles} articles in {seconds:.0f} s: {len(found)} searches, "
        f"{full} full, {len(found) - full - found.count(0)} partial, {found.count(0)} empty, {failed} errors; "
        f"{len(waits)} saves, searchable after {waits[len(waits) // 2]:.2f} s, at most {waits[-1]:.2f} s; "
        f"{len(faults)} faults"
    )
    print(*faults[:20], sep="\n")
    return full == len(found) > 0 and not failed and not faults and waits[-1] <= 5


def fill(articles: int) -> None:
    from articles.search import sync
    from tests.factories import make_article

    with sync.paused():
        for number in range(articles):
            make_article(text(number), headline=f"{COMMON} {number}")
    sync.fill()


def rebuild(rebuilds: int) -> None:
    from articles.search import rebuild as rebuilding
    from articles.search import sync

    rebuilding.WORTH_PROCESSES = 0
    for _ in range(rebuilds):
        sync.fill(restart=True, processes=2)
        sync.drain()


def search(acks: Path, stop: Path, articles: int) -> None:
    from articles.search.params import SearchParams
    from articles.search.query import search

    while not stop.exists():
        acknowledge(acks, search(SearchParams(text=COMMON)).total)


def edit(acks: Path, stop: Path) -> None:
    """Saves as the admin does; notes how long each took to be found."""
    from articles.models import Article
    from articles.search.params import SearchParams
    from articles.search.query import search

    keys, number = list(Article.objects.values_list("pk", flat=True)), 0
    while not stop.exists():
        number += 1
        article = Article.objects.get(pk=random.choice(keys))  # noqa: S311
        article.body = f"{text(number)} علامة{number}"
        began = time.monotonic()
        article.save()
        while not search(SearchParams(text=f"علامة{number}")).total:
            time.sleep(0.01)
        acknowledge(acks, time.monotonic() - began)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.exit(not main(int(sys.argv[1]), int(sys.argv[2])))
