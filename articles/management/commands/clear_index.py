"""manage.py clear_index: Haystack's command, without its gap: what is searched stays until there is better."""

from haystack.management.commands.clear_index import Command as HaystackCommand

from articles.search import sync


class Command(HaystackCommand):  # type: ignore[misc]
    help = "Have the search index built anew. It is not emptied: searches go on until the new one is complete."

    def handle(self, **_options: object) -> None:
        sync.drain()
        sync.backend().clear()
        self.stdout.write(
            "The index will be built anew by the next `manage.py index`, or by the watcher where one runs. "
            "Until then searches go on with this one."
        )
