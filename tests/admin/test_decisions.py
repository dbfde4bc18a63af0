"""What a curator decides about a mention holds when the machine looks again."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Entity, Mention, MentionOrigin, MentionStatus
from articles.tagging import decisions
from articles.tagging.apply import retag
from tests.factories import make_article, make_mention, make_place

pytestmark = pytest.mark.django_db
BODY = "وصل الوزير إلى حلب، ثم غادر حلب إلى دمشق."


@pytest.fixture
def aleppo() -> Entity:
    return make_place("حلب", "Aleppo")


@pytest.fixture
def village() -> Entity:
    return make_place("قرية حلب", "Halab village")


@pytest.fixture
def article() -> Article:
    return make_article(BODY)


def rows() -> list[tuple[str, int | None, str, str]]:
    return [(m.entity.name_en, m.start, m.status, m.origin) for m in Mention.objects.order_by("start", "pk")]


def test_a_rejected_mention_does_not_come_back(article: Article, aleppo: Entity) -> None:
    retag([article])
    decisions.reject(article.mentions.get(start=15))
    retag([article])
    assert rows() == [
        ("Aleppo", 15, MentionStatus.REJECTED, MentionOrigin.CURATOR),
        ("Aleppo", 28, MentionStatus.ACTIVE, MentionOrigin.MACHINE),
    ]


def test_a_confirmed_mention_is_the_curators_and_has_no_confidence(article: Article, aleppo: Entity) -> None:
    mention = make_mention(article, aleppo, confidence=0.5, evidence="context")
    decisions.confirm(mention)
    mention.refresh_from_db()
    assert (mention.origin, mention.confidence, mention.evidence) == (MentionOrigin.CURATOR, None, "")


def test_another_record_is_a_curators_word_and_the_old_one_is_remembered_as_rejected(
    article: Article, aleppo: Entity, village: Entity
) -> None:
    decisions.relink(make_mention(article, aleppo, confidence=0.5), village)
    assert sorted(rows()) == [
        ("Aleppo", 15, MentionStatus.REJECTED, MentionOrigin.CURATOR),
        ("Halab village", 15, MentionStatus.ACTIVE, MentionOrigin.CURATOR),
    ]


def test_relinking_back_leaves_no_word_against_itself(article: Article, aleppo: Entity, village: Entity) -> None:
    mention = make_mention(article, aleppo)
    decisions.relink(mention, village)
    decisions.relink(mention, aleppo)
    assert rows() == [("Aleppo", 15, MentionStatus.ACTIVE, MentionOrigin.CURATOR)]


def test_a_machines_mention_that_is_deleted_stays_as_rejected_and_a_curators_goes(
    article: Article, aleppo: Entity
) -> None:
    machine = make_mention(article, aleppo)
    curators = decisions.add(article, aleppo, "حلب", 28)
    assert decisions.remove_all([machine, curators]) == (1, 1)
    assert rows() == [("Aleppo", 15, MentionStatus.REJECTED, MentionOrigin.CURATOR)]


def test_added_words_must_stand_there(article: Article, aleppo: Entity) -> None:
    with pytest.raises(ValidationError):
        decisions.add(article, aleppo, "حلب", 3)


def test_words_that_stand_for_a_record_cannot_stand_for_a_second(
    article: Article, aleppo: Entity, village: Entity
) -> None:
    make_mention(article, aleppo)
    with pytest.raises(ValidationError):
        decisions.add(article, village, "حلب", 15)


def test_a_longer_mention_takes_the_place_of_a_machines_shorter_one(article: Article, aleppo: Entity) -> None:
    make_mention(article, aleppo)
    decisions.add(article, aleppo, "إلى حلب", 11)
    assert rows() == [("Aleppo", 11, MentionStatus.ACTIVE, MentionOrigin.CURATOR)]


def test_a_curators_mention_is_not_displaced(article: Article, aleppo: Entity) -> None:
    decisions.add(article, aleppo, "حلب", 15)
    with pytest.raises(ValidationError):
        decisions.add(article, aleppo, "إلى حلب", 11)


def test_a_rejection_is_taken_back_by_confirming(article: Article, aleppo: Entity) -> None:
    mention = make_mention(article, aleppo)
    decisions.reject(mention)
    decisions.confirm(mention)
    assert rows() == [("Aleppo", 15, MentionStatus.ACTIVE, MentionOrigin.CURATOR)]


def test_a_detached_mention_can_be_neither_confirmed_nor_rejected(article: Article, aleppo: Entity) -> None:
    detached = Mention.objects.create(article=article, entity=aleppo, surface="الشهباء", status=MentionStatus.DETACHED)
    done, refused = decisions.decide_all([detached], MentionStatus.ACTIVE)
    assert (done, len(refused)) == (0, 1)
    assert decisions.decide_all([detached], MentionStatus.REJECTED)[0] == 0


@pytest.mark.parametrize(("occurrence", "start"), [(1, 15), (2, 28)])
def test_words_are_located_by_their_occurrence(occurrence: int, start: int) -> None:
    assert decisions.locate(BODY, "حلب", occurrence) == start
    assert decisions.occurrence_at(BODY, "حلب", start) == occurrence


@pytest.mark.parametrize(("surface", "occurrence"), [("حمص", 1), ("حلب", 3), ("", 1)])
def test_words_that_are_not_there_so_often_are_refused(surface: str, occurrence: int) -> None:
    with pytest.raises(ValidationError):
        decisions.locate(BODY, surface, occurrence)
