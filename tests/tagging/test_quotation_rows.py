"""Quotations as rows: found, kept up to date, and never against a curator."""

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, Entity, MentionOrigin, MentionStatus, Quotation
from articles.models.quotation import QuotationQuerySet
from articles.tagging import decisions, quotation_decisions
from articles.tagging.apply import retag
from tests.factories import make_article, make_person

pytestmark = pytest.mark.django_db

BODY = 'قال سيرغي شويغو: "سنبقى هنا طويلا". وأضاف أن الوضع في حلب هادئ.'
FIRST, SECOND = "سنبقى هنا طويلا", "أن الوضع في حلب هادئ"


@pytest.fixture
def speaker() -> Entity:
    return make_person("سيرغي شويغو", "Sergei Shoigu")


@pytest.fixture
def article(speaker: Entity) -> Article:
    article = make_article(BODY)
    retag([article])
    return article


def said(article: Article) -> list[str]:
    return words(article.quotations.active().order_by("start"))


def words(quotations: QuotationQuerySet) -> list[str]:
    return [quotation.words for quotation in quotations.with_words()]


def rewrite(article: Article, body: str) -> None:
    article.body = body
    article.save()
    retag([article])


def test_tagging_stores_what_is_said_by_whom(article: Article, speaker: Entity) -> None:
    first, second = article.quotations.all()
    assert said(article) == [FIRST, SECOND]
    assert (first.kind, first.entity_id, second.kind, second.entity_id) == (
        "direct",
        speaker.pk,
        "reported",
        speaker.pk,
    )
    assert (first.origin, first.evidence, second.evidence) == (MentionOrigin.MACHINE, "subject", "pronoun")
    assert BODY[first.speaker_start : first.speaker_end] == "سيرغي شويغو"
    assert BODY[first.verb_start : first.verb_end] == "قال"
    assert (first.confidence or 0) > (second.confidence or 0) > 0


def test_tagging_again_changes_nothing(article: Article) -> None:
    before = list(Quotation.objects.values())
    retag([article])
    assert list(Quotation.objects.values()) == before


def test_what_is_no_longer_said_goes(article: Article) -> None:
    rewrite(article, f'قال سيرغي شويغو: "{FIRST}".')
    assert said(article) == [FIRST]


def test_a_new_record_is_the_speaker_after_tagging_again() -> None:
    article = make_article(BODY)
    retag([article])
    assert {quotation.entity_id for quotation in article.quotations.all()} == {None}
    speaker = make_person("سيرغي شويغو", "Sergei Shoigu")
    retag([article])
    assert {quotation.entity_id for quotation in article.quotations.all()} == {speaker.pk}


def test_a_rejected_one_does_not_come_back(article: Article) -> None:
    quotation_decisions.reject(article.quotations.get(kind="direct"))
    retag([article])
    assert said(article) == [SECOND]
    assert article.quotations.get(kind="direct").status == MentionStatus.REJECTED


def test_a_confirmed_one_stays_when_the_machine_no_longer_finds_it(article: Article, speaker: Entity) -> None:
    quotation_decisions.confirm(article.quotations.get(kind="direct"))
    rewrite(article, f'حمل اللافتة: "{FIRST}".')
    quotation = article.quotations.get()
    assert (said(article), quotation.entity_id, quotation.origin) == ([FIRST], speaker.pk, MentionOrigin.CURATOR)


def test_a_changed_speaker_stays(article: Article) -> None:
    other = make_person("كريم نصار", "Karim Nassar")
    quotation_decisions.attribute(article.quotations.get(kind="direct"), other)
    retag([article])
    quotation = article.quotations.get(kind="direct")
    assert (quotation.entity_id, quotation.origin, quotation.evidence) == (other.pk, MentionOrigin.CURATOR, "")
    assert said(article) == [FIRST, SECOND]


def test_a_decided_one_moves_with_its_words(article: Article) -> None:
    quotation_decisions.confirm(article.quotations.get(kind="direct"))
    rewrite(article, f"موسكو - خبر عاجل. {BODY}")
    quotation = article.quotations.get(kind="direct")
    assert article.body[quotation.start : quotation.end] == FIRST
    assert quotation.status == MentionStatus.ACTIVE


def test_a_decided_one_whose_words_are_gone_is_kept_as_detached(article: Article) -> None:
    quotation_decisions.confirm(article.quotations.get(kind="direct"))
    rewrite(article, "لم يبق شيء.")
    quotation = article.quotations.get()
    assert (quotation.status, quotation.start, quotation.text) == (MentionStatus.DETACHED, None, FIRST)


def test_a_detached_one_stays_detached(article: Article) -> None:
    quotation_decisions.confirm(article.quotations.get(kind="direct"))
    rewrite(article, "لم يبق شيء.")
    rewrite(article, "ولا هنا شيء.")
    assert article.quotations.get().status == MentionStatus.DETACHED


def test_the_speaker_follows_a_curators_word_about_the_name(article: Article) -> None:
    other = make_person("شويغو آخر", "Another Shoigu")
    decisions.relink(article.mentions.get(), other)
    assert {quotation.entity_id for quotation in article.quotations.all()} == {other.pk}
    retag([article])
    assert {quotation.entity_id for quotation in article.quotations.all()} == {other.pk}


def test_a_rejected_name_speaks_no_longer(article: Article) -> None:
    decisions.reject(article.mentions.get())
    assert {quotation.entity_id for quotation in article.quotations.all()} == {None}
    retag([article])
    assert {quotation.entity_id for quotation in article.quotations.all()} == {None}


def test_a_quotation_stands_once_at_its_place(article: Article) -> None:
    first = article.quotations.get(kind="direct")
    with pytest.raises(IntegrityError), transaction.atomic():
        Quotation.objects.create(article=article, kind="direct", start=first.start, end=first.end)


def test_a_quotation_needs_a_place_unless_it_is_detached(article: Article) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Quotation.objects.create(article=article, kind="direct", start=5, end=5)


def test_quotations_of_articles_not_published_are_not_shown(article: Article, speaker: Entity) -> None:
    assert Quotation.objects.of(speaker).count() == 2
    Article.objects.update(is_published=False)
    assert Quotation.objects.of(speaker).count() == 0


def test_the_newest_come_first_and_undated_last(speaker: Entity) -> None:
    for day in ("2016-05-01", None, "2017-01-01"):
        article = make_article(f'قال سيرغي شويغو: "سنبقى هنا {day}".', published_on=day)
        retag([article])
    assert words(Quotation.objects.of(speaker).newest_first()) == [
        "سنبقى هنا 2017-01-01",
        "سنبقى هنا 2016-05-01",
        "سنبقى هنا None",
    ]
