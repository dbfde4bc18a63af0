"""Many processes write at once: every change is there, in the rows and in the index, and none met a lock.

python -m tests.faults.writing PROCESSES WRITES
"""

import os
import random
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults import archive
from tests.faults.archive import PLACES, acknowledge, acknowledged, text

KINDS = ("create", "create", "edit", "edit", "delete", "alias", "mention", "reject")


def main(processes: int, writes: int) -> bool:
    """Whether nothing went wrong; says what was counted."""
    folder = archive.set_up()
    began = time.monotonic()
    children = [archive.start(partial(Writer(folder, number).run, writes)) for number in range(processes)]
    failed = sum(bool(os.waitpid(child, 0)[1]) for child in children)
    seconds = time.monotonic() - began
    found = archive.in_child(partial(check, folder, processes))
    faults = found["faults"] + [f"{failed} processes failed"] * bool(failed)
    print(
        f"writes on {found['database']}: {processes} processes x {writes}, {found['done']} done in {seconds:.0f} s, "
        f"{found['locked']} lock errors, {len(faults)} faults, {found['articles']} articles"
    )
    print(*faults[:20], sep="\n")
    return not faults and not found["locked"] and found["done"] == processes * writes


class Writer:
    """Changes articles of its own and aliases that all share; notes what it has done."""

    def __init__(self, folder: Path, number: int) -> None:
        self.number = number
        self.acks = folder / f"writes-{number}"
        self.mine: list[int] = []

    def run(self, writes: int) -> None:
        from django.db import OperationalError

        for place in range(writes):
            kind = random.choice(KINDS) if self.mine else "create"  # noqa: S311
            try:
                getattr(self, kind)(place)
            except OperationalError as error:
                acknowledge(self.acks, "locked", str(error))

    def create(self, place: int) -> None:
        from articles.tagging.apply import retag
        from tests.factories import make_article

        article = make_article(text(f"{self.number}.{place}"), headline=f"{self.number}.{place}")
        retag([article])
        self.mine.append(article.pk)
        acknowledge(self.acks, "create", article.pk, article.body)

    def edit(self, place: int) -> None:
        from articles.models import Article

        article = Article.objects.get(pk=random.choice(self.mine))  # noqa: S311
        article.body += f" {place}"
        article.save()
        acknowledge(self.acks, "edit", article.pk, article.body)

    def delete(self, place: int) -> None:
        from articles.models import Article

        key = self.mine.pop(random.randrange(len(self.mine)))  # noqa: S311
        Article.objects.get(pk=key).delete()
        acknowledge(self.acks, "delete", key)

    def alias(self, place: int) -> None:
        from articles.models import Alias, Entity

        entity = Entity.objects.get(name_ar=random.choice(PLACES))  # noqa: S311
        made = Alias.objects.create(entity=entity, text=f"اسم {self.number} {place}")
        acknowledge(self.acks, "alias", made.pk)

    def mention(self, place: int) -> None:
        """A curator's mention of the article's number, which stands in no other mention."""
        from articles.models import Entity, Mention

        entity = Entity.objects.get(name_ar=random.choice(PLACES))  # noqa: S311
        key = random.choice(self.mine)  # noqa: S311
        span = {"start": 1000 + place, "end": 1001 + place, "surface": "ا"}
        made = Mention.objects.create(article_id=key, entity=entity, **span)
        acknowledge(self.acks, "mention", made.pk, key)

    def reject(self, place: int) -> None:
        from articles.models import Mention

        mentions = Mention.objects.filter(article_id=random.choice(self.mine))  # noqa: S311
        for mention in mentions[:1]:
            mention.status = "rejected"
            mention.save()
        acknowledge(self.acks, "reject")


def check(folder: Path, processes: int) -> dict[str, Any]:
    from django.db import connection

    from articles.models import Alias, Article, Mention

    notes = [note for number in range(processes) for note in acknowledged(folder / f"writes-{number}")]
    deleted = {note[1] for note in notes if note[0] == "delete"}
    bodies = {note[1]: note[2] for note in notes if note[0] in ("create", "edit") and note[1] not in deleted}
    there = dict(Article.objects.values_list("pk", "body"))
    aliases, mentions = (
        set(Alias.objects.values_list("pk", flat=True)),
        set(Mention.objects.values_list("pk", flat=True)),
    )
    faults: list[str] = archive.drift()
    faults += [f"article {key} is not as it was written" for key in bodies if there.get(key) != bodies[key]]
    faults += [f"article {key} came from nowhere or back" for key in there.keys() - bodies.keys()]
    faults += [f"alias {note[1]} lost" for note in notes if note[0] == "alias" and note[1] not in aliases]
    faults += [
        f"mention {note[1]} lost"
        for note in notes
        if note[0] == "mention" and note[2] not in deleted and note[1] not in mentions
    ]
    locked = [note for note in notes if note[0] == "locked"]
    done = len(notes) - len(locked)
    return {
        "database": connection.vendor,
        "done": done,
        "locked": len(locked),
        "faults": faults,
        "articles": len(there),
    }


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]), int(sys.argv[2])))
