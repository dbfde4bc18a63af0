"""Correcting articles in the admin."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from articles.admin.curation import moved_kinds
from articles.models import Article, Entity, HeadlineOrigin, IndexingTask, Mention, MentionOrigin, MentionStatus
from articles.search import sync
from articles.tagging import decisions
from articles.tagging.apply import retag
from tests.factories import make_article, make_mention, make_place, make_source

pytestmark = pytest.mark.django_db
BODY = "وصل الوزير إلى حلب.\nثم غادر حلب."


@pytest.fixture
def aleppo() -> Entity:
    return make_place("حلب", "Aleppo")


@pytest.fixture
def article(aleppo: Entity) -> Article:
    article = make_article(BODY, "عنوان", headline_origin=HeadlineOrigin.DERIVED)
    retag([article])
    return article


def form_of(article: Article | None, mentions: Any = None, **changes: Any) -> dict[str, Any]:
    """What the browser sends: the article as it is with some changes, and the rows of its mentions."""
    stored = list(article.mentions.order_by("start", "pk")) if article else []
    data = {
        "headline": article.headline if article else "",
        "source": article.source_id or "" if article else "",
        "published_on": article.published_on or "" if article else "",
        "byline": "",
        "url": "",
        "body": article.body.replace("\n", "\r\n") if article else "",
        "is_published": "on",
        "originals-TOTAL_FORMS": 0,
        "originals-INITIAL_FORMS": 0,
        "mentions-TOTAL_FORMS": len(stored) + len(mentions or []),
        "mentions-INITIAL_FORMS": len(stored),
    } | changes
    for number, mention in enumerate(stored):
        data |= {
            f"mentions-{number}-id": mention.pk,
            f"mentions-{number}-article": mention.article_id,
            f"mentions-{number}-entity": mention.entity_id,
            f"mentions-{number}-status": mention.status,
        }
    for number, row in enumerate(mentions or [], start=len(stored)):
        data |= {f"mentions-{number}-{name}": value for name, value in ({"occurrence": 1} | row).items()}
    return data | changes


def save(curator: Client, article: Article, **more: Any) -> Article:
    response = curator.post(f"/admin/articles/article/{article.pk}/change/", form_of(article, **more))
    assert response.status_code == 302, response.context["errors"]
    return Article.objects.get(pk=article.pk)


def refused(curator: Client, article: Article, **more: Any) -> str:
    response = curator.post(f"/en/admin/articles/article/{article.pk}/change/", form_of(article, **more))
    assert response.status_code == 200
    return str(response.context["errors"])


def test_saving_without_a_change_changes_nothing(curator: Client, article: Article) -> None:
    saved = save(curator, article)
    assert (saved.body, saved.headline_origin, saved.curated_fields) == (BODY, HeadlineOrigin.DERIVED, [])
    assert set(Mention.objects.values_list("origin", flat=True)) == {MentionOrigin.MACHINE}


def test_a_changed_headline_is_a_curators(curator: Client, article: Article) -> None:
    saved = save(curator, article, headline="عنوان آخر")
    assert (saved.headline_origin, saved.curated_fields) == (HeadlineOrigin.CURATOR, ["headline"])


def test_a_curators_date_is_a_day_and_an_emptied_one_is_unknown(curator: Client, article: Article) -> None:
    article.published_at = dt.datetime(2016, 5, 1, 12, tzinfo=dt.UTC)
    article.date_precision = "month"
    article.save()
    dated = save(curator, article, published_on="2016-05-02")
    assert (dated.published_on, dated.date_precision, dated.date_origin) == (dt.date(2016, 5, 2), "day", "curator")
    assert dated.published_at is None
    emptied = save(curator, dated, published_on="")
    assert (emptied.published_on, emptied.date_precision, emptied.date_origin) == (None, "", "")
    assert emptied.curated_fields == ["published_on"]


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("", {"published_on": "2016-08-15", "date_precision": "month"}, ("2016-08-01", "month")),
        ("", {"published_on": "2016-08-15", "date_precision": "year"}, ("2016-01-01", "year")),
        ("", {"published_on": "2016-08-15", "date_precision": ""}, ("2016-08-15", "day")),
        ("month", {"published_on": "2016-08-15", "date_precision": "month"}, ("2016-08-15", "day")),  # as it stood
        ("day", {"published_on": "2014-01-01", "date_precision": "year"}, ("2014-01-01", "year")),
    ],
)
def test_a_curator_may_know_a_month_or_a_year(
    curator: Client, article: Article, before: str, changes: dict[str, str], after: tuple[str, str]
) -> None:
    if before:
        Article.objects.filter(pk=article.pk).update(published_on="2014-01-01", date_precision=before)
    saved = save(curator, article, **changes)
    assert (str(saved.published_on), saved.date_precision, saved.date_origin) == (*after, "curator")
    assert saved.curated_fields == ["published_on"]


def test_a_curators_date_needs_no_reason_any_more(curator: Client, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(date_reason="no year", date_as_written="25 يناير")
    saved = save(curator, article, published_on="2016-01-25")
    assert (saved.date_reason, saved.date_as_written) == ("", "25 يناير")


def test_every_field_a_curator_changes_is_remembered(curator: Client, article: Article) -> None:
    source = make_source()
    more = {"source": source.pk, "byline": "فلان", "url": "https://example.org/1", "is_published": ""}
    assert save(curator, article, **more).curated_fields == ["byline", "is_published", "source", "url"]


def test_an_address_that_would_run_a_script_is_refused(curator: Client, article: Article) -> None:
    assert "URL" in refused(curator, article, url="javascript:alert(1)")


def test_a_corrected_body_finds_its_mentions_anew_and_takes_the_curators_along(
    curator: Client, article: Article, aleppo: Entity
) -> None:
    decisions.confirm(article.mentions.get(start=28))
    saved = save(curator, article, body="أمس " + BODY)
    assert saved.curated_fields == ["body"]
    assert [(m.start, m.origin) for m in saved.mentions.order_by("start")] == [
        (19, MentionOrigin.MACHINE),
        (32, MentionOrigin.CURATOR),
    ]
    assert all(saved.body[m.start : m.end] == m.surface for m in saved.mentions.all())


def test_a_curator_learns_which_mentions_lost_their_words(curator: Client, article: Article) -> None:
    for mention in article.mentions.all():
        decisions.confirm(mention)
    response = curator.post(f"/en/admin/articles/article/{article.pk}/change/", form_of(article, body="لا شيء"))
    assert "2 mentions set by curators" in str([str(message) for message in get_messages(response.wsgi_request)])
    assert set(article.mentions.values_list("status", flat=True)) == {MentionStatus.DETACHED}


def test_an_empty_body_is_refused(curator: Client, article: Article) -> None:
    assert "needs a text" in refused(curator, article, body="  \r\n ")


def test_kinds_of_lines_go_with_their_lines() -> None:
    assert moved_kinds({"1": "subheading"}, "a\nb", "x\na\nb") == {"2": "subheading"}
    assert moved_kinds({"1": "subheading"}, "a\nb\nc", "a\nbb\nc") == {"1": "subheading"}
    assert moved_kinds({"1": "subheading", "2": "quote"}, "a\nb\nc", "a\nc") == {"1": "quote"}


def test_a_new_article_is_tagged_and_all_a_curators(curator: Client, aleppo: Entity) -> None:
    data = form_of(None, headline="خبر", body=BODY)
    assert curator.post("/admin/articles/article/add/", data).status_code == 302
    article = Article.objects.get()
    assert (article.mentions.count(), article.headline_origin) == (2, HeadlineOrigin.CURATOR)
    assert "body" in article.curated_fields
    assert len(article.text_digest) == 64


class TestMentionsOfAnArticle:
    def test_the_curator_gives_words_and_occurrence(self, curator: Client, aleppo: Entity) -> None:
        article = make_article(BODY)
        save(curator, article, mentions=[{"entity": aleppo.pk, "surface": "حلب", "occurrence": 2}])
        mention = article.mentions.get()
        assert (mention.start, mention.end, mention.origin, mention.status) == (
            28,
            31,
            MentionOrigin.CURATOR,
            MentionStatus.ACTIVE,
        )

    @pytest.mark.parametrize(
        ("surface", "occurrence", "reason"),
        [
            ("حمص", 1, "These words are not in the text."),
            ("غادر", 2, "These words are in the text only once."),
            ("حلب", 1, "already stands for Aleppo"),
            ("حلب", 0, "greater than or equal to 1"),
        ],
    )
    def test_words_that_cannot_be_tagged_are_refused_in_words(
        self, curator: Client, article: Article, aleppo: Entity, surface: str, occurrence: int, reason: str
    ) -> None:
        row = {"entity": aleppo.pk, "surface": surface, "occurrence": occurrence}
        assert reason in refused(curator, article, mentions=[row])

    def test_two_new_mentions_cannot_share_words(self, curator: Client, aleppo: Entity) -> None:
        rows = [{"entity": aleppo.pk, "surface": "حلب"}, {"entity": aleppo.pk, "surface": "إلى حلب"}]
        assert "the same words" in refused(curator, make_article(BODY), mentions=rows)

    def test_mentions_are_not_added_to_a_text_that_changes_in_the_same_step(
        self, curator: Client, aleppo: Entity
    ) -> None:
        rows = [{"entity": aleppo.pk, "surface": "حلب"}]
        assert "save it first" in refused(curator, make_article(BODY), mentions=rows, body=BODY + " نعم")

    def test_a_machines_mention_that_is_deleted_stays_as_rejected_and_the_curator_is_told(
        self, curator: Client, article: Article
    ) -> None:
        data = form_of(article, **{"mentions-0-DELETE": "on"})
        response = curator.post(f"/en/admin/articles/article/{article.pk}/change/", data)
        assert "stays as rejected" in str([str(message) for message in get_messages(response.wsgi_request)])
        retag([article])
        statuses = article.mentions.order_by("start").values_list("status", "origin")
        assert list(statuses) == [("rejected", "curator"), ("active", "machine")]

    def test_another_record_makes_the_mention_a_curators(self, curator: Client, article: Article) -> None:
        village = make_place("قرية", "Village")
        save(curator, article, **{"mentions-0-entity": village.pk})
        found = article.mentions.filter(start=15).order_by("status").values_list("entity__name_en", "status", "origin")
        assert list(found) == [("Village", "active", "curator"), ("Aleppo", "rejected", "curator")]
        assert article.mentions.get(start=28).origin == MentionOrigin.MACHINE

    def test_a_status_can_be_changed_and_changed_back(self, curator: Client, article: Article) -> None:
        save(curator, article, **{"mentions-0-status": "rejected"})
        assert article.mentions.get(start=15).status == MentionStatus.REJECTED
        save(curator, article, **{"mentions-0-status": "active"})
        assert article.mentions.get(start=15).status == MentionStatus.ACTIVE

    def test_a_rejected_mention_cannot_count_again_where_another_does(
        self, curator: Client, article: Article, aleppo: Entity
    ) -> None:
        make_mention(article, make_place("قرية", "Village"), "حلب", status="rejected", origin="curator")
        assert "already stands for Aleppo" in refused(curator, article, **{"mentions-1-status": "active"})

    def test_two_rejected_mentions_of_the_same_words_cannot_both_count_again(
        self, curator: Client, article: Article
    ) -> None:
        decisions.relink(article.mentions.get(start=15), make_place("قرية", "Village"))
        decisions.reject(article.mentions.get(start=15, status="active"))
        changes = {"mentions-0-status": "active", "mentions-1-status": "active"}
        assert "the same words" in refused(curator, article, **changes)


class TestBulkActions:
    def run(self, curator: Client, action: str, *articles: Article) -> list[str]:
        data = {"action": action, "_selected_action": [article.pk for article in articles]}
        response = curator.post("/en/admin/articles/article/", data)
        return [str(message) for message in get_messages(response.wsgi_request)]

    def test_selected_articles_are_tagged_again(self, curator: Client, aleppo: Entity) -> None:
        article = make_article(BODY)
        assert self.run(curator, "retag_selected", article) == ["The mentions of 1 article have changed."]
        assert article.mentions.count() == 2
        assert IndexingTask.objects.filter(article_id=article.pk).exists()

    def test_selected_articles_are_indexed_anew(self, curator: Client, article: Article) -> None:
        sync.drain()
        assert self.run(curator, "reindex_selected", article) == ["1 article is indexed anew."]
        assert IndexingTask.objects.get().article_id == article.pk

    def test_articles_are_hidden_and_shown_and_that_is_remembered(self, curator: Client, article: Article) -> None:
        assert self.run(curator, "hide", article) == ["1 article is now hidden."]
        article.refresh_from_db()
        assert (article.is_published, article.curated_fields) == (False, ["is_published"])
        page = curator.get(f"/en/admin/articles/article/{article.pk}/change/").text
        assert "View on site" not in page
        assert self.run(curator, "publish", article) == ["1 article is now shown."]
        assert Article.objects.get().is_published

    def test_a_search_finds_other_spellings_in_headline_and_body(self, curator: Client, article: Article) -> None:
        for term, found in (("الي حلب", 1), ("عُنْوان", 1), ("دمشق", 0)):
            response = curator.get("/admin/articles/article/", {"q": term})
            assert response.context["cl"].result_count == found, term
