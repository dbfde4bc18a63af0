from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Archive")

    def ready(self) -> None:
        from articles.ingest import checkpoints
        from articles.search import naming, signals

        checkpoints.connect()
        signals.connect()
        naming.connect()
