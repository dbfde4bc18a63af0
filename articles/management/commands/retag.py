"""manage.py retag: find the mentions of every article anew."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.models import Article
from articles.search import sync
from articles.tagging.apply import retag

_CHUNK = 200


class Command(BaseCommand):
    help = "Find the mentions of every article anew, after records have changed. A curator's decisions stay."

    def handle(self, **_options: object) -> None:
        articles = Article.objects.order_by("pk")
        with sync.paused(), tqdm(total=articles.count(), unit=" articles", disable=None) as bar:
            changed = 0
            for article in articles.iterator(chunk_size=_CHUNK):
                changed += retag([article])
                bar.update()
        sync.drain()
        self.stdout.write(f"changed {changed}")
