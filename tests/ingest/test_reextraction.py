"""Kept originals are read again: articles say what they give now, and what they said is kept."""

import gzip
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from articles.ingest.originals import OriginalStore
from articles.ingest.pipeline import Order, ingest
from articles.ingest.reextraction import Reextraction, reextract
from articles.models import Article, Original, Revision, RevisionReason
from tests.factories import make_place, make_source

pytestmark = pytest.mark.django_db

BODY = "قال الوزير رقم {} أمس إنه وصل إلى حلب مع الوفد الكبير.\nوأضاف أن المحادثات تبدأ يوم الاثنين."
FIRST = {"headline": "head", "body": "story"}
OTHER = {**FIRST, "headline": "title2", "byline": "by"}


def rows(count: int) -> list[dict[str, str]]:
    return [
        {"id": f"n{i}", "head": f"عنوان {i}", "title2": f"عنوان آخر {i}", "story": BODY.format(i), "by": "سلمى"}
        for i in range(count)
    ]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A dump that was read by other columns than it should have been, and is gone since."""
    path = tmp_path / "in" / "dump.jsonl.gz"
    path.parent.mkdir()
    path.write_bytes(gzip.compress("\n".join(json.dumps(row, ensure_ascii=False) for row in rows(5)).encode()))
    assert ingest([path], order=Order(FIRST)).created == 5
    shutil.rmtree(path.parent)
    return path


def counts(done: Reextraction) -> tuple[int, int, int, int]:
    return done.updated, done.unchanged, len(done.failures), done.unkept


def test_the_same_reading_changes_nothing(dump: Path) -> None:
    assert counts(reextract(Article.objects.all())) == (0, 5, 0, 0)
    assert Revision.objects.count() == 0


def test_other_columns_change_what_articles_say(dump: Path) -> None:
    assert counts(reextract(Article.objects.all(), OTHER)) == (5, 0, 0, 0)
    article = Article.objects.get(headline="عنوان آخر 3")
    revision = article.revisions.get()
    assert (article.byline, article.body) == ("سلمى", BODY.format(3))
    assert (revision.reason, revision.headline) == (RevisionReason.REEXTRACTED, "عنوان 3")
    assert revision.original == article.originals.get()
    assert not Revision.objects.of_the_source().exists()
    assert (Article.objects.count(), Original.objects.count()) == (5, 5)
    assert counts(reextract(Article.objects.all(), OTHER)) == (0, 5, 0, 0)


def test_records_that_get_other_names_are_known_by_their_bytes(dump: Path) -> None:
    assert counts(reextract(Article.objects.all(), {**OTHER, "id": "by"})) == (5, 0, 0, 0)
    assert Article.objects.count() == 5


def test_a_curators_word_stands(dump: Path) -> None:
    article = Article.objects.get(headline="عنوان 1")
    article.headline, article.curated_fields = "عنوان المحرر", ["headline"]
    article.save()
    assert counts(reextract(Article.objects.all(), OTHER)) == (5, 0, 0, 0)
    article.refresh_from_db()
    assert (article.headline, article.byline) == ("عنوان المحرر", "سلمى")


def test_what_another_original_told_stays(dump: Path, tmp_path: Path) -> None:
    row = {"headline": "عنوان 2", "body": BODY.format(2), "section": "سياسة", "url": "https://n.example/2020/1/2/story"}
    (tmp_path / "b.json").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert ingest([tmp_path / "b.json"]).updated == 1
    assert counts(reextract(Article.objects.all(), OTHER)) == (5, 0, 0, 0)
    article = Article.objects.get(section="سياسة")
    assert (article.headline, article.url) == ("عنوان آخر 2", row["url"])


def test_mentions_follow_the_text(dump: Path) -> None:
    make_place("حلب")
    article = Article.objects.get(headline="عنوان 1")
    Article.objects.filter(pk=article.pk).update(body="نص قديم لم يعد يقرأ هكذا.")
    assert counts(reextract(Article.objects.filter(pk=article.pk))) == (1, 0, 0, 0)
    assert [mention.surface for mention in article.mentions.all()] == ["حلب"]


def test_an_original_that_gives_the_article_no_longer_leaves_it(dump: Path) -> None:
    article = Article.objects.get(headline="عنوان 4")
    article.originals.update(reference=f"{dump.as_uri()}#n9", sha256="0" * 64)
    done = reextract(Article.objects.all(), OTHER)
    assert counts(done) == (4, 0, 1, 0)
    assert done.failures[0].reason == "its kept original does not give it any more"
    article.refresh_from_db()
    assert (article.headline, article.body) == ("عنوان 4", BODY.format(4))


def test_a_lost_original_is_a_failure_that_costs_no_other(dump: Path, tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "c.txt").write_text("خبر\n\nوصل الوفد إلى دمشق أمس في زيارة تستغرق يومين.", encoding="utf-8")
    ingest([tmp_path / "c.txt"])
    OriginalStore(settings.ORIGINALS).path(Original.objects.order_by("pk")[0].kept).unlink()
    done = reextract(Article.objects.all())
    assert counts(done) == (0, 1, 5, 0)
    assert done.failures[0].reason == "its kept original is missing"


def test_articles_without_a_kept_original_are_counted(dump: Path, settings: Settings) -> None:
    Original.objects.filter(reference__endswith="n0").update(kept="")
    assert counts(reextract(Article.objects.all())) == (0, 4, 0, 1)
    settings.ORIGINALS = None
    assert counts(reextract(Article.objects.all())) == (0, 0, 0, 5)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("reextract", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_takes_articles_and_outlets(dump: Path) -> None:
    source = make_source()
    first, second, *_ = Article.objects.order_by("pk")
    Article.objects.filter(pk=second.pk).update(source=source)
    mapping = "head2=section,title2=headline,story=body"
    assert "updated 1, unchanged 0, failed 0" in run(str(first.pk), "--map", mapping)
    assert "updated 1, unchanged 0, failed 0" in run("--source", source.slug, "--map", mapping)
    assert "updated 0, unchanged 0, failed 0" in run("--source", source.slug, "--map", mapping)
    assert Revision.objects.count() == 2
    with pytest.raises(CommandError, match="no article 999999"):
        run("999999")
