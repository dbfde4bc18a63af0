"""The steps that make an archive for measuring, each done once and then found done.

Every step works on the archive of the settings in force, so it is run in a process of its own with
NEWSARCHIVE_DATA set to the folder: a reader's archive is never touched.
"""

import shutil
import time
from pathlib import Path
from statistics import median

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles.benchmark.engines import make_engine
from articles.benchmark.folder import BenchFolder, UnfitFolderError, digest
from articles.benchmark.queries import choose_requests
from articles.benchmark.requests import write_requests
from articles.benchmark.rows import load
from articles.benchmark.texts import read_texts
from articles.benchmark.words import WORDS_VERSION, write_words
from articles.benchmark.worker import work
from articles.models import Article, Entity, IndexingTask, Mention, Source
from articles.search import analyzer

SAVED = 15  # articles


def current_folder() -> BenchFolder:
    return BenchFolder(Path(settings.DATA_DIR))


def do_step(step: str, queries: int, seconds_a_kind: float) -> None:
    """One of "corpus", "queries", "saves", "build:ENGINE", "measure:ENGINE"."""
    folder = current_folder()
    name, _, engine = step.partition(":")
    match name:
        case "corpus":
            make_corpus(folder)
        case "queries":
            make_queries(folder, queries)
        case "saves":
            measure_saves(folder)
        case "build":
            shutil.rmtree(folder.peer(engine), ignore_errors=True)
            make_engine(engine, folder).build()
        case "measure":
            work(engine, folder, seconds_a_kind)


def make_corpus(folder: BenchFolder) -> None:
    """Rows and analysed texts, by the parameters noted in the folder; nothing to do where they fit."""
    parameters, wanted = folder.parameters(), folder.parameters().fingerprint()
    call_command("migrate", verbosity=0)
    if folder.step("corpus").get("fingerprint") != wanted:
        if Article.objects.exists() or Entity.objects.exists():
            raise UnfitFolderError(f"{folder.database} holds other articles.")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")  # what is being made can be made again
        corpus = Path(parameters.corpus) if parameters.corpus else None
        load(read_texts(corpus, parameters.seed), parameters.articles, parameters.seed)
        folder.note("corpus", wanted)
    if not database_fits():
        raise UnfitFolderError(f"{folder.database} has other tables than the code wants: ask for --no-reuse.")
    wanted = digest(wanted, WORDS_VERSION, analyzer.VERSION)
    if folder.step("words").get("fingerprint") != wanted:
        write_words(folder.words, parameters.articles)
        folder.note("words", wanted)


def database_fits() -> bool:
    """Whether the tables have the columns that the models want: a database of older code may lack some."""
    with connection.cursor() as cursor:
        for model in (Article, Entity, IndexingTask, Mention, Source):
            table = connection.introspection.get_table_description(cursor, model._meta.db_table)
            if {column.name for column in table} != {field.column for field in model._meta.concrete_fields}:
                return False
    return True


def make_queries(folder: BenchFolder, count: int) -> None:
    parameters = folder.parameters()
    wanted = digest(folder.step("words")["fingerprint"], count)
    if folder.step("queries").get("fingerprint") != wanted:
        write_requests(folder.queries, choose_requests(folder.words, parameters.articles, count, parameters.seed))
        folder.note("queries", wanted)


def measure_saves(folder: BenchFolder) -> None:
    """What it costs to save one article and have it in the index; the articles are as before afterwards."""
    articles = list(Article.objects.order_by("pk")[:SAVED])
    costs = [measured_save(article, f"{article.headline} {number}") for number, article in enumerate(articles)]
    walls, processor = zip(*costs, strict=True)
    for article in articles:
        measured_save(article, article.headline.rsplit(" ", 1)[0])
    folder.note("saves", "", saves=SAVED, wall_ms=median(walls), cpu_ms=median(processor), worst_wall_ms=max(walls))


def measured_save(article: Article, headline: str) -> tuple[float, float]:
    """Milliseconds by the clock and of processor until the change is in the index."""
    article.headline = headline
    wall, cpu = time.perf_counter(), time.process_time()
    article.save()  # what waits in the outbox is indexed as soon as it is committed
    if IndexingTask.objects.exists():
        call_command("index", verbosity=0)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
