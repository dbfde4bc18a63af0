"""Records -> rows: the same article is one, whatever it came in and in whatever order; another one never is."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from articles.ingest.records import ArticleRecord, Kept, RawDocument, Unreadable
from articles.ingest.storing import Outcome, store_batch, store_once
from articles.models import Article, IndexingTask, Original, Revision, RevisionReason, Source
from tests.factories import make_place, make_source

pytestmark = pytest.mark.django_db

CREATED, UPDATED, UNCHANGED = Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED

FIRST = "قال الوزير أمس إنه وصل إلى حلب مع الوفد الكبير.\nوأضاف أن المحادثات تبدأ يوم الاثنين في المدينة القديمة."
SECOND = FIRST + "\nوغادر الوزير المدينة مساء أمس إلى العاصمة."
OTHER = "فاز الفريق الأحمر على ضيفه الأزرق بثلاثة أهداف لهدف.\nوسجل المهاجم هدفين في الشوط الأول من المباراة."
URL = "https://news.example/2016/08/story-12"


def record(
    body: str = FIRST, reference: str = "file:///a.txt", headline: str = "وصول الوفد", **more: Any
) -> ArticleRecord:
    """A record whose bytes follow from what it says."""
    told = sorted((name, str(value)) for name, value in more.items() if name not in {"document", "kept"})
    said = f"{headline}\n{body}\n{told}".encode()
    facts = {
        "sha256": hashlib.sha256(said).hexdigest(),
        "size": len(said),
        "media_type": "text/plain",
        "encoding": "utf-8",
        "headline_is_derived": False,
        **more,
    }
    return ArticleRecord(reference=reference, headline=headline, body=body, **facts)


def archive() -> list[tuple[object, ...]]:
    """What the archive holds, whatever the order it came in."""
    articles = [
        (a.headline, a.body, a.url, str(a.published_on), sorted(o.reference for o in a.originals.current()))
        for a in Article.objects.all()
    ]
    return sorted(articles, key=str)


def test_the_same_bytes_of_the_same_place_are_unchanged() -> None:
    assert store_batch([record(), record()]) == [CREATED, UNCHANGED]
    assert store_batch([record()]) == [UNCHANGED]
    assert (Article.objects.count(), Original.objects.count(), Revision.objects.count()) == (1, 1, 0)


def test_what_changed_at_its_place_becomes_a_revision() -> None:
    assert [store_once(record(body)) for body in (FIRST, SECOND)] == [CREATED, UPDATED]
    article = Article.objects.get()
    revision = article.revisions.get()
    assert (article.body, revision.body, revision.reason) == (SECOND, FIRST, RevisionReason.CHANGED)
    former, current = article.originals.order_by("pk")
    assert (former.is_current, current.is_current) == (False, True)
    assert (revision.original, former.sha256) == (former, record().sha256)


def test_the_same_address_is_the_same_article() -> None:
    first = record(FIRST, "file:///a.html", url=URL)
    second = record(SECOND, "file:///b.html", url="http://www.news.example/2016/08/story-12/?utm_source=x")
    assert store_batch([first, second]) == [CREATED, UPDATED]
    assert Article.objects.get().revisions.get().body == FIRST


def test_a_former_text_that_is_found_elsewhere_changes_nothing() -> None:
    store_batch([record(FIRST, "file:///1/a.html", url=URL), record(SECOND, "file:///1/b.html", url=URL)])
    again = [record(FIRST, "file:///2/a.html", url=URL), record(SECOND, "file:///2/b.html", url=URL)]
    assert store_batch(again) == [UNCHANGED, UNCHANGED]
    assert store_batch([record(FIRST, "file:///3/a.txt")]) == [UNCHANGED]  # by its text alone
    assert (Article.objects.get().body, Revision.objects.count()) == (SECOND, 1)


def test_a_text_that_its_own_place_takes_back_is_a_change() -> None:
    outcomes = [store_once(record(body, byline=byline)) for body, byline in ((FIRST, ""), (SECOND, ""), (FIRST, "x"))]
    assert outcomes == [CREATED, UPDATED, UPDATED]
    assert (Article.objects.get().body, Revision.objects.count()) == (FIRST, 2)


GENERIC = [
    ("a front page", "https://news.example/"),
    ("a listing", "https://news.example/category/politics"),
    ("a section", "https://news.example/politics"),
    ("a script without its number", "https://news.example/article.php"),
    ("a number that many articles give", "https://news.example/story/1"),
]


@pytest.mark.parametrize("url", [row[1] for row in GENERIC], ids=[row[0] for row in GENERIC])
@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one after the other"])
def test_two_articles_with_one_address_stay_two(url: str, together: bool) -> None:
    pair = [record(FIRST, "f#1", url=url), record(OTHER, "f#2", "فوز الفريق", url=url)]
    stored = store_batch(pair) if together else [store_once(each) for each in pair]
    assert stored == [CREATED, CREATED]
    assert {article.body for article in Article.objects.all()} == {FIRST, OTHER}
    assert [store_once(each) for each in pair] == [UNCHANGED, UNCHANGED]


def test_a_report_like_another_stays_its_own_where_only_a_section_names_both() -> None:
    form = "فاز فريق {} على فريق {} بهدف دون رد في ملعب {} مساء أمس ضمن الجولة {} من الدوري."
    pair = [
        record(form.format("الساحل", "الشمال", "رادس", "الثالثة"), "a", "نتائج الدوري", url="https://n.example/sport"),
        record(form.format("الجنوب", "الغرب", "سوسة", "الرابعة"), "b", "نتائج الدوري", url="https://n.example/sport"),
    ]
    assert store_batch(pair) == [CREATED, CREATED]


def part(number: int, body: str, headline: str) -> ArticleRecord:
    document = RawDocument.of_bytes("file:///dump.jsonl", b"")
    return record(body, f"file:///dump.jsonl#{number}", headline, number=number, document=document)


def test_a_record_put_in_front_of_a_dump_moves_no_article() -> None:
    store_batch([part(1, FIRST, "وصول الوفد"), part(2, OTHER, "فوز الفريق")])
    keys = {article.body: article.pk for article in Article.objects.all()}
    new = "افتتح المعرض الدولي للكتاب أبوابه صباح اليوم أمام الزوار."
    moved = [part(1, new, "المعرض"), part(2, FIRST, "وصول الوفد"), part(3, OTHER, "فوز الفريق")]
    assert store_batch(moved) == [CREATED, UNCHANGED, UNCHANGED]
    assert {body: pk for body, pk in Article.objects.values_list("body", "pk") if body in keys} == keys
    assert Revision.objects.count() == 0


def test_a_changed_record_of_a_dump_is_the_same_article() -> None:
    store_batch([part(1, FIRST, "وصول الوفد")])
    assert store_batch([part(1, SECOND, "وصول الوفد")]) == [UPDATED]
    assert Original.objects.current().get().part == "1"


def test_one_name_for_two_records_of_a_dump_makes_them_no_one_article() -> None:
    assert store_batch([part(1, FIRST, "وصول الوفد"), part(1, OTHER, "فوز الفريق")]) == [CREATED, CREATED]


def test_a_page_saved_under_the_name_of_another_is_not_its_revision() -> None:
    store_once(record(FIRST, "file:///latest.html", url=URL))
    other = record(OTHER, "file:///latest.html", "فوز الفريق", url="https://news.example/2016/08/story-13")
    assert store_once(other) is CREATED
    assert Article.objects.count() == 2


def test_a_summary_found_elsewhere_does_not_take_the_place_of_the_article() -> None:
    summary = "قال الوزير أمس إنه وصل إلى حلب مع الوفد الكبير."
    page, item = record(SECOND, "page", url=URL), record(summary, "item", url=URL)
    for order in ([page, item], [item, page]):
        Article.objects.all().delete()
        store_batch(order)
        assert Article.objects.get().body == SECOND


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_the_order_of_files_makes_no_difference(order: Sequence[int]) -> None:
    make_source()
    given = [
        record(FIRST, "a"),
        record(FIRST, "b", published_on=dt.date(2016, 8, 15), date_precision="day", date_origin="feed"),
        record(FIRST, "c", url=URL, byline="مراسلنا"),
        record(OTHER, "d", "فوز الفريق"),
    ]
    store_batch([given[number] for number in order])
    once = archive()
    store_batch(list(reversed(given)))
    assert archive() == once
    assert once == sorted(
        [("وصول الوفد", FIRST, URL, "2016-08-15", ["a", "b", "c"]), ("فوز الفريق", OTHER, "", "None", ["d"])], key=str
    )


def test_another_date_of_the_same_place_and_text_counts() -> None:
    store_once(record(published_on=dt.date(2016, 8, 15), date_precision="day"))
    assert store_once(record(published_on=dt.date(2016, 8, 16), date_precision="day")) is UPDATED
    article = Article.objects.get()
    assert (str(article.published_on), str(article.revisions.get().published_on)) == ("2016-08-16", "2016-08-15")


def test_what_another_original_tells_besides_completes_an_article_and_overrides_nothing() -> None:
    store_once(record(FIRST, "a", byline="مراسلنا"))
    assert store_once(record(FIRST, "b", byline="غيره", section="سياسة", url=URL)) is UPDATED
    article = Article.objects.get()
    assert (article.byline, article.section, article.url) == ("مراسلنا", "سياسة", URL)
    assert article.revisions.get().reason == RevisionReason.COMPLETED
    assert store_once(record(SECOND, "c", url=URL)) is UPDATED  # found by the address it now has


def curate(**values: Any) -> Article:
    article = Article.objects.get()
    for name, value in values.items():
        setattr(article, name, value)
    article.curated_fields = sorted(values)
    article.save()
    return article


def test_a_curators_text_stands_and_what_came_in_is_kept_beside_it() -> None:
    store_once(record(FIRST))
    curate(body="نص المحرر")
    assert store_once(record(SECOND)) is UPDATED
    article = Article.objects.get()
    assert article.body == "نص المحرر"
    withheld = article.revisions.get(reason=RevisionReason.WITHHELD)
    assert withheld.body == SECOND
    assert store_once(record(SECOND)) is UNCHANGED


@pytest.mark.parametrize(
    ("name", "value"),
    [("byline", ""), ("section", ""), ("url", ""), ("published_on", None), ("headline", "عنوان المحرر")],
)
def test_what_a_curator_has_set_or_emptied_stays(name: str, value: object) -> None:
    date = {"published_on": dt.date(2016, 8, 15), "date_precision": "day"}
    told: dict[str, Any] = {"byline": "م", "section": "س", "url": URL, **date}
    store_once(record(FIRST, "a", **told))
    curate(**{name: value})
    store_batch([record(SECOND, "a", **told), record(SECOND, "b", **told)])
    assert getattr(Article.objects.get(), name) == value


def captured(body: str, day: int) -> ArticleRecord:
    fetched = dt.datetime(2016, 8, day, tzinfo=dt.UTC)
    document = RawDocument.of_bytes(URL, body.encode(), fetched_at=fetched)
    return record(body, URL, url=URL, document=document, sha256=hashlib.sha256(body.encode()).hexdigest())


def test_captures_of_a_page_in_any_order_give_the_latest_text_and_the_others_as_revisions() -> None:
    third = SECOND + "\nوعاد الوفد إلى بلاده."
    captures = [captured(FIRST, 1), captured(SECOND, 2), captured(third, 3)]
    for order in permutations(captures):
        Article.objects.all().delete()
        for each in order:
            store_once(each)
        article = Article.objects.get()
        assert article.body == third
        assert {revision.body for revision in article.revisions.all()} == {FIRST, SECOND}
        assert article.originals.current().get().sha256 == captures[-1].sha256
        assert store_batch(captures) == [UNCHANGED] * 3
        assert (article.revisions.count(), article.originals.count()) == (2, 3)


def test_one_record_that_cannot_be_stored_costs_no_sibling() -> None:
    texts = [f"{word} {FIRST}" for word in ("خبر", "نبأ", "تقرير", "مقال", "رسالة")]
    records = [record(text, f"file:///{number}.txt") for number, text in enumerate(texts)]
    records[3] = record(texts[3], "x" * 3000)
    stored = store_batch(records)
    assert [each for each in stored if each is CREATED] == [CREATED] * 4
    failure = stored[3]
    assert isinstance(failure, Unreadable)
    assert (failure.reference, "longer than 2000" in failure.reason) == (records[3].reference, True)
    assert store_batch(records)[:3] == [UNCHANGED] * 3


def test_what_fails_while_tagging_leaves_no_trace_and_costs_no_sibling() -> None:
    def tag(stored: Sequence[tuple[ArticleRecord, Article]]) -> None:
        if any("bad" in each.reference for each, _article in stored):
            raise IntegrityError("no")

    stored = store_batch([record(), record(OTHER, "bad", "فوز"), record("نص ثالث عن أمر مختلف", "c", "ثالث")], tag)
    assert [isinstance(each, Unreadable) for each in stored] == [False, True, False]
    assert not Original.objects.filter(reference="bad").exists()
    assert Article.objects.count() == 2


def test_new_and_changed_articles_are_tagged_and_indexed() -> None:
    place = make_place("حلب")
    store_batch([record(), record(OTHER, "b", "فوز الفريق")])
    assert [mention.entity_id for mention in Article.objects.get(body=FIRST).mentions.all()] == [place.pk]
    IndexingTask.objects.all().delete()
    seen: list[str] = []
    store_batch(
        [record(SECOND), record(OTHER, "b", "فوز الفريق")], lambda stored: seen.extend(r.body for r, _ in stored)
    )
    assert seen == [SECOND]
    assert set(IndexingTask.objects.values_list("article_id", flat=True)) == {Article.objects.get(body=SECOND).pk}


def test_a_batch_takes_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    many = [
        record(f"{number} {FIRST}", f"file:///{number}.txt", url=f"https://n.example/{number}") for number in range(300)
    ]
    with django_assert_max_num_queries(30):
        store_batch(many, lambda _stored: None)
    with django_assert_max_num_queries(6):
        assert store_batch(many) == [UNCHANGED] * 300


def test_outlets_named_by_a_label_are_made_known_once() -> None:
    store_batch([record(FIRST, "a", source_name="صدى البلاد"), record(OTHER, "b", source_name="صدى البلاد")])
    assert Source.objects.get().name_ar == "صدى البلاد"
    assert {article.source_id for article in Article.objects.all()} == {Source.objects.get().pk}


def test_the_place_of_the_kept_document_is_noted_also_where_the_article_was_there_before() -> None:
    store_once(record())
    kept = Kept("f" * 64, {"source": "arabi21"})

    store_once(replace(record(), kept=kept))
    original = Original.objects.get()
    assert (original.kept, original.read_with) == ("f" * 64, {"source": "arabi21"})
