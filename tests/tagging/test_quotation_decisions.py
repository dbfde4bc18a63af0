"""What a curator may decide about quotations, and what is refused."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, MentionOrigin, MentionStatus, Quotation
from articles.tagging import quotation_decisions as decisions
from articles.tagging.apply import retag
from tests.factories import make_article, make_person, make_place

pytestmark = pytest.mark.django_db

BODY = 'قال سيرغي شويغو: "سنبقى هنا طويلا". وأضاف أن الوضع في حلب هادئ.'


@pytest.fixture
def article() -> Article:
    make_person("سيرغي شويغو", "Sergei Shoigu")
    article = make_article(BODY)
    retag([article])
    return article


def states(article: Article) -> list[tuple[str, str]]:
    return list(article.quotations.order_by("start", "pk").values_list("status", "origin"))


def test_a_confirmed_one_is_a_curators_and_keeps_its_words(article: Article) -> None:
    quotation = article.quotations.get(kind="direct")
    decisions.confirm(quotation)
    quotation.refresh_from_db()
    assert (quotation.origin, quotation.confidence, quotation.evidence) == (MentionOrigin.CURATOR, None, "")
    assert quotation.text == "سنبقى هنا طويلا"


def test_a_rejected_one_can_be_confirmed_after_all(article: Article) -> None:
    quotation = article.quotations.get(kind="direct")
    decisions.reject(quotation)
    decisions.confirm(quotation)
    assert states(article) == [("active", "curator"), ("active", "machine")]


def test_the_machines_that_share_words_with_a_confirmed_one_go(article: Article) -> None:
    machine = article.quotations.get(kind="direct")
    wider = Quotation.objects.create(
        article=article, kind="direct", start=machine.start, end=(machine.end or 0) + 2, status=MentionStatus.REJECTED
    )
    decisions.confirm(wider)
    assert states(article) == [("active", "curator"), ("active", "machine")]


def test_two_curators_may_not_set_the_same_words(article: Article) -> None:
    first = article.quotations.get(kind="direct")
    decisions.confirm(first)
    other = Quotation.objects.create(
        article=article, kind="direct", start=first.start, end=(first.end or 0) + 2, status=MentionStatus.REJECTED
    )
    with pytest.raises(ValidationError, match="already a quotation"):
        decisions.confirm(other)


def test_a_place_says_nothing(article: Article) -> None:
    with pytest.raises(ValidationError, match="A place says nothing"):
        decisions.attribute(article.quotations.get(kind="direct"), make_place("موسكو"))


def test_the_speaker_may_be_taken_away(article: Article) -> None:
    quotation = article.quotations.get(kind="direct")
    decisions.attribute(quotation, None)
    retag([article])
    quotation.refresh_from_db()
    assert (quotation.entity, quotation.speaker_start, quotation.origin) == (None, None, MentionOrigin.CURATOR)


def test_another_speaker_of_a_rejected_one_leaves_it_rejected(article: Article) -> None:
    quotation = article.quotations.get(kind="direct")
    decisions.reject(quotation)
    decisions.attribute(quotation, make_person("كريم نصار"))
    assert states(article)[0] == ("rejected", "curator")


def test_removing_the_machines_leaves_it_as_rejected(article: Article) -> None:
    assert decisions.remove(article.quotations.get(kind="direct"))
    assert states(article) == [("rejected", "curator"), ("active", "machine")]


def test_removing_a_curators_deletes_it(article: Article) -> None:
    quotation = article.quotations.get(kind="direct")
    decisions.confirm(quotation)
    assert not decisions.remove(quotation)
    assert states(article) == [("active", "machine")]


def test_a_detached_one_can_be_neither_confirmed_nor_rejected(article: Article) -> None:
    quotation = article.quotations.get(kind="direct")
    decisions.confirm(quotation)
    article.body = "لا شيء"
    article.save()
    retag([article])
    for status in (MentionStatus.ACTIVE, MentionStatus.REJECTED):
        done, refused = decisions.decide_all(article.quotations.all(), status)
        assert done == 0
        assert "no longer in the text" in refused[0]


@pytest.mark.parametrize("status", [MentionStatus.ACTIVE, MentionStatus.REJECTED])
def test_many_are_decided_at_once(article: Article, status: MentionStatus) -> None:
    assert decisions.decide_all(article.quotations.all(), status) == (2, [])
    assert states(article) == [(status, "curator")] * 2
