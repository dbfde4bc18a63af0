"""Documents -> articles: created, updated, unchanged, failed; never twice, never lost."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings

from articles.ingest import pipeline, records, storing
from articles.ingest.pipeline import Report, ingest
from articles.ingest.records import ArticleRecord, Unreadable
from articles.models import Article, HeadlineOrigin, IngestFailure, IngestRun, MentionOrigin, Original, Source
from tests.factories import make_mention, make_person, make_place, make_source

pytestmark = pytest.mark.django_db

SEEDS = Path(settings.BASE_DIR) / "seeds"
TEXT = "قال الوزير أمس إنه وصل إلى حلب مع الوفد.\nوأضاف أن المحادثات تبدأ يوم الاثنين في المدينة.\n"


def write(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.failed


DATES = [
    ("a day", "15 آب 2016", ("2016-08-15", "day", "text", "")),
    ("a month", "آب 2016", ("2016-08-01", "month", "text", "")),
    ("a year", "عام 2016", ("2016-01-01", "year", "text", "")),
    ("a Hijri day", "18 شوال 1436 هـ", ("2015-08-01", "month", "text", "")),
    ("no year", "25 جانفي", ("None", "", "", "no year")),
    ("relative", "أمس", ("None", "", "", "relative")),
    ("to come", "15 آب 2087", ("None", "", "", "future")),
]


@pytest.mark.parametrize(("written", "stored"), [row[1:] for row in DATES], ids=[row[0] for row in DATES])
def test_a_date_is_stored_as_exact_as_it_is_known(
    written: str, stored: tuple[str, str, str, str], tmp_path: Path
) -> None:
    write(tmp_path, "a.txt", f"العنوان: خبر\nالتاريخ: {written}\n{TEXT}")
    ingest([tmp_path])
    article = Article.objects.get()
    assert (str(article.published_on), article.date_precision, article.date_origin, article.date_reason) == stored
    assert article.date_as_written == written
    assert (written in article.body) is (article.published_on is None)  # nothing that says something is lost


def test_a_hijri_day_of_a_saudi_outlet_is_a_day(tmp_path: Path) -> None:
    source = make_source(country_code="SA")
    write(tmp_path, "a.txt", f"العنوان: خبر\nالتاريخ: 18 شوال 1436 هـ\n{TEXT}\n{source.name_ar}")
    ingest([tmp_path])
    assert (str(Article.objects.get().published_on), Article.objects.get().date_precision) == ("2015-08-03", "day")


def test_a_curators_date_outlasts_the_documents(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", f"العنوان: خبر\nالتاريخ: آب 2016\n{TEXT}")
    ingest([tmp_path])
    Article.objects.update(published_on="2016-08-15", date_precision="day", curated_fields=["published_on"])
    path.write_text(f"العنوان: خبر\nالتاريخ: أيلول 2016\n{TEXT}{TEXT}", encoding="utf-8")
    assert counts(ingest([tmp_path])) == (0, 1, 0, 0)
    article = Article.objects.get()
    assert (str(article.published_on), article.date_precision, article.date_as_written) == (
        "2016-08-15",
        "day",
        "آب 2016",
    )


class TestTheSeedArticle:
    @pytest.fixture(autouse=True)
    def article(self) -> Article:
        make_source()
        assert counts(ingest([SEEDS])) == (1, 0, 0, 0)
        return Article.objects.get()

    def test_its_outlet_is_the_source_and_not_text(self, article: Article) -> None:
        assert article.source is not None
        assert article.source.slug == "arabi21"
        assert "عربي21" not in article.body

    def test_its_headline_is_derived_and_marked_so(self, article: Article) -> None:
        assert article.headline.startswith("قال وزير الدفاع الروسي، سيرغي شويغو")
        assert article.headline_origin == HeadlineOrigin.DERIVED
        assert article.body.startswith("قال وزير الدفاع الروسي")

    def test_its_date_is_unknown(self, article: Article) -> None:
        assert (article.published_on, article.date_origin, article.url) == (None, "", "")

    def test_its_subheading_is_one(self, article: Article) -> None:
        lines = article.body.split("\n")
        assert [lines[int(number)] for number in article.block_kinds] == ["تعليق الائتلاف السوري"]
        assert set(article.block_kinds.values()) == {"subheading"}

    def test_its_fixity_is_kept(self, article: Article) -> None:
        original = article.originals.get()
        assert original.sha256 == "e08eb8fa58f3da42481bd603105c211910a843a8d4a1a2caaacef2f2d598707b"
        assert (original.size, original.encoding) == (next(SEEDS.glob("*.txt")).stat().st_size, "utf-8")

    def test_a_second_time_is_unchanged(self) -> None:
        assert counts(ingest([SEEDS])) == (0, 0, 1, 0)
        assert Article.objects.count() == 1


def test_articles_are_tagged(tmp_path: Path) -> None:
    place = make_place("حلب")
    ingest([write(tmp_path, "a.txt")])
    assert [mention.entity_id for mention in Article.objects.get().mentions.all()] == [place.pk]


def test_a_changed_file_updates_its_article(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    ingest([path])
    write(tmp_path, "a.txt", TEXT + "وغادر الوزير المدينة مساء أمس إلى العاصمة.\n")
    assert counts(ingest([path])) == (0, 1, 0, 0)
    assert "وغادر الوزير" in Article.objects.get().body


def test_the_same_text_in_another_file_is_not_another_article(tmp_path: Path) -> None:
    one, other = write(tmp_path, "a.txt"), write(tmp_path, "b/c.txt")
    assert counts(ingest([one, other])) == (1, 0, 1, 0)
    assert {original.name for original in Original.objects.all()} == {"a.txt", "c.txt"}


def test_an_update_keeps_what_a_curator_has_set(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    ingest([path])
    article = Article.objects.get()
    article.headline, article.headline_origin, article.curated_fields = "عنوان", HeadlineOrigin.CURATOR, ["headline"]
    article.save()
    write(tmp_path, "a.txt", "نص آخر تماما عن أمر آخر.\n" + TEXT)
    ingest([path])
    article.refresh_from_db()
    assert (article.headline, article.headline_origin) == ("عنوان", HeadlineOrigin.CURATOR)
    assert article.body.startswith("نص آخر")


def test_an_update_moves_a_curators_mention_along(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    ingest([path])
    mention = make_mention(Article.objects.get(), make_person("الوفد"), origin=MentionOrigin.CURATOR)
    write(tmp_path, "a.txt", "نص آخر تماما عن أمر آخر.\n" + TEXT)
    ingest([path])
    mention.refresh_from_db()
    body = Article.objects.get().body
    assert body[mention.start : mention.end] == "الوفد"


def test_an_outlet_named_by_a_label_is_made_known(tmp_path: Path) -> None:
    ingest([write(tmp_path, "a.txt", TEXT + "المصدر: صدى البلاد\n")])
    assert Source.objects.get().name_ar == "صدى البلاد"
    ingest([write(tmp_path, "b.txt", "خبر آخر عن أمر آخر.\n" + TEXT + "المصدر: صدى البلاد\n")])
    assert Source.objects.count() == 1


BAD = [
    ("empty", b"", "empty"),
    ("white space", b" \n\n\t ", "empty"),
    ("NULs", b"\0" * 100, "empty"),
    ("a picture named as a text", b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
    ("binary", bytes(range(256)) * 20, "not a text"),
    ("another encoding", "Déjà vu à l'été".encode("latin-1"), "encoding"),
    ("punctuation", "؟!..\n،،".encode(), "no words"),
    ("a web page without text", b"<!DOCTYPE html><html><body></body></html>", "text"),
    ("the outlet alone", "المصدر: رويترز".encode(), "no text besides"),
    ("a line of 10 MB", ("كلمة " * 1_100_000).encode(), "too long"),
    ("a word of 5 MB", b"a" * 5_000_000, "too long"),
]


@pytest.mark.parametrize(("content", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_file_is_named_with_its_reason_and_its_siblings_are_stored(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "bad.txt", content)
    write(tmp_path, "c.txt", "خبر ثالث عن أمر آخر تماما.\n" + TEXT)
    report = ingest([tmp_path])
    assert counts(report) == (2, 0, 0, 1)
    (failure,) = report.failures
    assert failure.reference.endswith("bad.txt")
    assert reason in failure.reason
    assert IngestFailure.objects.get().reference.endswith("bad.txt")


GOOD = [
    ("a NUL inside", TEXT.encode() + b"\0"),
    ("windows-1256", TEXT.encode("windows-1256")),
    ("a line of 1 MB", ("كلمة " * 110_000).encode()),
    ("a word of 1 MB", b"a" * 1_000_000),
    ("markup in a text", "قال <script>alert(1)</script> الوزير.".encode()),
    ("a headline of 10,000 characters", f"العنوان: {'خبر ' * 2500}\n{TEXT}".encode()),
]


@pytest.mark.parametrize("content", [row[1] for row in GOOD], ids=[row[0] for row in GOOD])
def test_odd_texts_are_stored(tmp_path: Path, content: bytes) -> None:
    assert counts(ingest([write(tmp_path, "a.txt", content)])) == (1, 0, 0, 0)
    article = Article.objects.get()
    assert "\0" not in article.body
    assert len(article.headline) <= 500


def test_paths_that_give_nothing_are_failures(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    report = ingest([tmp_path / "none", tmp_path / "empty", tmp_path / "pipe"])
    assert [failure.reason for failure in report.failures] == [
        "there is no such file or folder",
        "the folder has no files to read",
        "it is not an ordinary file",
    ]


def test_a_path_that_the_system_refuses_is_a_failure_and_its_siblings_are_stored(tmp_path: Path) -> None:
    report = ingest([tmp_path / ("ا" * 5_000), write(tmp_path, "a.txt")])
    assert counts(report) == (1, 0, 0, 1)
    assert report.failures[0].reason.startswith("it cannot be read: ")


def test_a_folder_that_may_be_listed_but_not_entered_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "locked/a.txt")

    def refuse(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_symlink", refuse)
    (failure,) = ingest([tmp_path / "locked"]).failures
    assert failure.reason == "the folder cannot be read: Permission denied"


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, "outside/secret.txt")
    folder = tmp_path / "folder"
    write(folder, "a.txt", "خبر آخر تماما عن أمر آخر.")
    (folder / "link.txt").symlink_to(secret)
    (folder / "broken.txt").symlink_to(tmp_path / "nowhere")
    report = ingest([folder])
    assert counts(report) == (1, 0, 0, 2)
    assert {failure.reason for failure in report.failures} == {"it is a link: give the file or folder it leads to"}


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LARGEST_WHOLE", 10)
    (failure,) = ingest([write(tmp_path, "a.txt")]).failures
    assert "too large" in failure.reason


def test_names_of_any_kind_are_ingested(tmp_path: Path) -> None:
    for number, name in enumerate(["خبر عن حلب.txt", "emoji 🙂.txt", "line\nend.txt", "no-ending"]):
        write(tmp_path, name, f"خبر رقم {number} عن أمر آخر.")
    undecodable = os.fsdecode(os.fsencode(tmp_path) + b"/bytes\xff.txt")
    Path(undecodable).write_bytes("خبر أخير عن أمر آخر.".encode())
    assert counts(ingest([tmp_path])) == (5, 0, 0, 0)


def test_hidden_files_and_readmes_are_left_out(tmp_path: Path) -> None:
    for name in (".hidden", "README.md", "a.txt"):
        write(tmp_path, name)
    assert counts(ingest([tmp_path])) == (1, 0, 0, 0)


def test_a_run_is_logged(tmp_path: Path) -> None:
    ingest([write(tmp_path, "a.txt"), tmp_path / "none"])
    run = IngestRun.objects.get()
    assert (run.created, run.failed) == (1, 1)
    assert run.finished_at is not None


def test_an_interrupted_run_keeps_what_is_stored_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt", "خبر آخر تماما عن أمر آخر.")
    stored = iter([storing.store_batch])

    def interrupt(records: Sequence[ArticleRecord], tag: storing.Tag) -> Sequence[storing.Outcome | Unreadable]:
        store = next(stored, None)
        if store is None:
            raise KeyboardInterrupt
        return store(records, tag)

    monkeypatch.setattr(pipeline, "store_batch", interrupt)
    monkeypatch.setattr(pipeline, "LARGEST_GROUP", 1)
    report = ingest([tmp_path])
    assert report.interrupted
    assert Article.objects.count() == 1
    monkeypatch.undo()
    assert counts(ingest([tmp_path])) == (1, 0, 1, 0)


def test_a_failing_article_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_articles: object) -> int:
        raise ValueError("tagging failed")

    monkeypatch.setattr(storing, "apply_findings", fail)
    report = ingest([write(tmp_path, "a.txt")])
    assert [failure.reason for failure in report.failures] == ["tagging failed"]
    assert not Article.objects.exists()
    assert not Original.objects.exists()
