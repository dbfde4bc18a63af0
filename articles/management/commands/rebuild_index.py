"""manage.py rebuild_index: Haystack's command, without its gap: the index stays complete while it is built anew."""

from django.core.management import call_command
from haystack.management.commands.rebuild_index import Command as HaystackCommand


class Command(HaystackCommand):  # type: ignore[misc]
    help = "Build the search index anew, beside the one that is searched, and switch to it: `index --rebuild`."

    def handle(self, *, workers: int = 0, **_options: object) -> None:
        call_command("index", rebuild=True, workers=workers, stdout=self.stdout, stderr=self.stderr)
