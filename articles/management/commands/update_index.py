"""manage.py update_index: Haystack's command, on an index that has one writer at a time."""

from haystack.management.commands.update_index import Command as HaystackCommand

from articles.search import sync


class Command(HaystackCommand):  # type: ignore[misc]
    help = "Index articles again, in place. What has changed is indexed by itself: see `index`."

    def handle(self, *, workers: int = 0, **options: object) -> None:
        """Fill the index first where it never was: some articles must not pass for all of them.

        Haystack's worker processes share a database connection with their parent, which SQLite does not allow,
        and would wait for each other to write.
        """
        if workers:
            self.stderr.write("One process writes the index: --workers changes nothing; `index --rebuild` has some.")
        sync.drain()
        super().handle(workers=0, **options)
        sync.drain()  # what others left to this process while it held the lock
