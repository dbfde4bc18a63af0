"""Tags as rows: found, kept up to date, and never against a curator."""

import pytest

from articles.models import Article, IndexingTask, Mention, MentionOrigin, MentionStatus
from articles.tagging.anchoring import nearest
from articles.tagging.apply import retag
from tests.factories import make_alias, make_article, make_mention, make_person, make_place

pytestmark = pytest.mark.django_db


def surfaces(article: Article) -> list[str]:
    return list(article.mentions.active().values_list("surface", flat=True))


def test_tagging_stores_what_is_found_with_its_confidence_and_evidence() -> None:
    place, article = make_place("حلب"), make_article("وصل الوفد إلى حلب.")
    assert retag([article]) == 1
    (mention,) = article.mentions.all()
    assert (mention.entity_id, mention.start, mention.end, mention.surface) == (place.pk, 14, 17, "حلب")
    assert (mention.origin, mention.evidence) == (MentionOrigin.MACHINE, "name")
    assert mention.confidence == pytest.approx(0.9)


def test_tagging_again_changes_nothing() -> None:
    make_place("حلب")
    article = make_article("وصل الوفد إلى حلب.")
    retag([article])
    before = list(Mention.objects.values())
    assert retag([article]) == 0
    assert list(Mention.objects.values()) == before


def test_a_new_alias_is_found_after_tagging_again() -> None:
    place, article = make_place("حلب"), make_article("وصل الوفد إلى الشهباء.")
    retag([article])
    make_alias(place, "الشهباء")
    assert retag([article]) == 1
    assert surfaces(article) == ["الشهباء"]


def test_a_record_out_of_use_is_no_longer_found() -> None:
    place, article = make_place("حلب"), make_article("وصل الوفد إلى حلب.")
    retag([article])
    place.is_active = False
    place.save()
    retag([article])
    assert not Mention.objects.exists()


def test_a_rejected_mention_does_not_come_back() -> None:
    place, article = make_place("حلب"), make_article("حلب المزارع البقرة.")
    make_mention(article, place, origin=MentionOrigin.CURATOR, status=MentionStatus.REJECTED)
    retag([article])
    assert surfaces(article) == []


def test_words_a_curator_has_tagged_are_the_curators() -> None:
    make_place("حلب")
    other, article = make_place("حلب", "Another Aleppo"), make_article("وصل الوفد إلى حلب.")
    make_mention(article, other, origin=MentionOrigin.CURATOR)
    retag([article])
    assert [m.entity_id for m in article.mentions.active()] == [other.pk]


def test_a_curators_mention_moves_along_with_its_words() -> None:
    person, article = make_person("فلان الفلاني"), make_article("قال فلان الفلاني نعم.")
    mention = make_mention(article, person, origin=MentionOrigin.CURATOR)
    article.body = "أمس، " + article.body
    article.save()
    retag([article])
    mention.refresh_from_db()
    assert article.body[mention.start : mention.end] == "فلان الفلاني"


def test_a_curators_mention_whose_words_are_gone_is_kept_detached() -> None:
    person, article = make_person("فلان الفلاني"), make_article("قال فلان الفلاني نعم.")
    mention = make_mention(article, person, origin=MentionOrigin.CURATOR)
    article.body = "لم يقل أحد شيئا."
    article.save()
    retag([article])
    mention.refresh_from_db()
    assert (mention.status, mention.start, mention.surface) == (MentionStatus.DETACHED, None, "فلان الفلاني")


def test_changed_tags_ask_for_indexing() -> None:
    make_place("حلب")
    article = make_article("وصل الوفد إلى حلب.")
    IndexingTask.objects.all().delete()
    retag([article])
    assert set(IndexingTask.objects.values_list("article_id", flat=True)) == {article.pk}


@pytest.mark.parametrize(
    ("start", "expected"),
    [pytest.param(0, 0, id="where it was"), pytest.param(2, 0, id="before"), pytest.param(7, 8, id="behind")],
)
def test_the_nearest_place_of_words(start: int, expected: int) -> None:
    assert nearest("حلب", start, "حلب ثم  حلب") == expected


def test_words_that_are_gone_have_no_nearest_place() -> None:
    assert nearest("حلب", 3, "دمشق") is None
