"""Names without a record: how they come into the queue, and what a curator's word does to them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from articles.models import Alias, Article, Entity, IndexingTask, Kind, Mention, Sighting, UnknownName, UnknownState
from articles.tagging import current, decisions, review
from articles.tagging.apply import retag
from tests.factories import make_article, make_organisation, make_person, make_place
from tests.tagging.recognisers import Listed

pytestmark = pytest.mark.django_db

ZLIT = "حافظ زليط"
NAMES = {
    ZLIT: Kind.PERSON,
    f"ل{ZLIT}": Kind.PERSON,
    "سيرجى شويجو": Kind.PERSON,
    "الهيئة العربية للمسرح": Kind.ORGANISATION,
    "جميلة": Kind.PERSON,
}


@pytest.fixture(autouse=True)
def recogniser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listed]:
    listed = Listed(NAMES)
    monkeypatch.setattr(current, "recogniser", lambda gazetteer: listed)
    monkeypatch.setattr(current, "_made", None)
    yield listed
    current._made = None


def tagged(body: str, **more: Any) -> Article:
    article = make_article(body, **more)
    retag([article])
    return article


def name(text: str = ZLIT) -> UnknownName:
    return UnknownName.objects.get(text=text)


def seen() -> list[str]:
    return list(Sighting.objects.order_by("article_id", "start").values_list("surface", flat=True))


def found(article: Article) -> list[tuple[str, str]]:
    return [(each.surface, each.entity.name_ar) for each in article.mentions.order_by("start")]


def test_a_name_without_a_record_comes_into_the_queue_with_its_place() -> None:
    article = tagged(f"قال {ZLIT} أمس")
    sighting = Sighting.objects.get()
    assert article.body[sighting.start : sighting.end] == sighting.surface == ZLIT
    assert (sighting.kind, sighting.confidence, sighting.evidence) == ("person", 0.9, "crf")
    assert (name().state, name().kind, name().skeleton) == (UnknownState.OPEN, "person", "afd slt")
    assert not article.mentions.exists()


def test_one_spelling_is_one_entry_over_articles_clitics_and_vowel_marks() -> None:
    tagged(f"قال {ZLIT}. وسلم ل{ZLIT} جائزة")
    tagged(f"مسرحية {ZLIT}", headline="آخر")
    counted = UnknownName.objects.with_counts().get()
    assert (counted.text, counted.times, counted.article_count) == (ZLIT, 3, 2)  # type: ignore[attr-defined]


def test_tagging_again_changes_nothing() -> None:
    article = tagged(f"قال {ZLIT} أمس")
    before = list(Sighting.objects.values())
    assert retag([article]) == 0
    assert list(Sighting.objects.values()) == before


def test_a_text_that_lost_the_name_loses_its_sighting() -> None:
    article = tagged(f"قال {ZLIT} أمس")
    article.body = "قال أمس"
    article.save()
    retag([article])
    assert not Sighting.objects.exists()


def test_a_record_that_is_spelled_alike_is_suggested_and_not_linked() -> None:
    shoigu = make_person("سيرغي شويغو", country_code="RU")
    article = tagged("قال سيرجى شويجو أمس")
    assert not article.mentions.exists()
    assert Sighting.objects.get().suggested == shoigu


def test_a_text_about_its_country_with_half_of_the_name_as_written_links_it() -> None:
    shoigu = make_person("سيرجي شويغو", country_code="RU")
    make_place("روسيا", country_code="RU", category="country")
    article = tagged("قال سيرجى شويجو في روسيا")
    assert found(article) == [("سيرجى شويجو", shoigu.name_ar), ("روسيا", "روسيا")]
    assert [each.evidence for each in article.mentions.order_by("start")] == ["spelling", "name"]
    assert not Sighting.objects.exists()


def test_namesakes_that_nothing_tells_apart_are_asked_about() -> None:
    for code in ("LY", "LB"):
        make_place("طرابلس", category="city", country_code=code)
    article = tagged("وصل إلى طرابلس")
    assert not article.mentions.exists()
    sighting = Sighting.objects.get()
    assert (sighting.surface, sighting.evidence) == ("طرابلس", "context")
    assert sighting.suggested is not None


def test_accepted_as_new_it_is_found_wherever_it_stands_and_only_there() -> None:
    with_it = [tagged(f"قال {ZLIT} أمس"), tagged(f"وسلم ل{ZLIT} جائزة", headline="آخر")]
    without = tagged("لا أحد هنا", headline="ثالث")
    IndexingTask.objects.all().delete()
    record = review.accept_as_new(name())
    assert (record.name_ar, record.kind, record.origin) == (ZLIT, "person", "curator")
    assert [found(article) for article in with_it] == [[(ZLIT, ZLIT)], [(f"ل{ZLIT}", ZLIT)]]
    assert not Sighting.objects.exists()
    assert (name().state, name().entity) == (UnknownState.ACCEPTED, record)
    assert set(IndexingTask.objects.values_list("article_id", flat=True)) == {each.pk for each in with_it}
    assert not without.mentions.exists()


def test_linked_it_becomes_an_alias_of_the_record() -> None:
    shoigu = make_person("سيرغي شويغو")
    article = tagged("قال سيرجى شويجو أمس")
    assert review.link(name("سيرجى شويجو"), shoigu) == 1
    assert Alias.objects.get().text == "سيرجى شويجو"
    assert found(article) == [("سيرجى شويجو", "سيرغي شويغو")]
    assert found(tagged("ثم سيرجى شويجو", headline="آخر")) == [("سيرجى شويجو", "سيرغي شويغو")]


def test_linked_to_what_its_sightings_suggest() -> None:
    shoigu = make_person("سيرغي شويغو")
    article = tagged("قال سيرجى شويجو أمس")
    review.link_to_suggested(name("سيرجى شويجو"))
    assert found(article) == [("سيرجى شويجو", shoigu.name_ar)]


def test_without_one_record_suggested_there_is_nothing_to_link_to() -> None:
    tagged(f"قال {ZLIT}")
    with pytest.raises(ValidationError):
        review.link_to_suggested(name())


def test_one_word_of_a_person_counts_beside_the_full_name_alone() -> None:
    record = make_person("جميلة بوحيرد")
    alone, beside = tagged("غنت جميلة"), tagged("غنت جميلة بوحيرد ثم جميلة", headline="آخر")
    review.link(name("جميلة"), record)
    assert found(alone) == []
    assert [surface for surface, _ in found(beside)] == ["جميلة بوحيرد", "جميلة"]


def test_one_word_is_no_new_person() -> None:
    tagged("غنت جميلة")
    with pytest.raises(ValidationError):
        review.accept_as_new(name("جميلة"))
    assert not Entity.objects.exists()


def test_what_is_a_record_already_is_no_new_one() -> None:
    tagged(f"قال {ZLIT}")
    make_person(ZLIT)
    with pytest.raises(ValidationError):
        review.accept_as_new(name())


def test_rejected_it_never_returns() -> None:
    article = tagged(f"قال {ZLIT} أمس")
    review.reject(name())
    retag([article])
    tagged(f"ثم {ZLIT}", headline="آخر")
    assert seen() == []
    assert name().state == UnknownState.REJECTED


def test_put_off_it_is_still_counted() -> None:
    tagged(f"قال {ZLIT} أمس")
    review.put_off(name())
    tagged(f"ثم {ZLIT}", headline="آخر")
    assert len(seen()) == 2
    assert name().state == UnknownState.LATER


def test_asked_about_again_it_returns() -> None:
    tagged(f"قال {ZLIT} أمس")
    review.reject(name())
    review.reopen(name())
    assert seen() == [ZLIT]
    assert (name().state, name().entity) == (UnknownState.OPEN, None)


def test_a_decision_for_these_words_says_nothing_of_others() -> None:
    zlit = make_person("زليط الممثل")
    here, there = tagged(f"قال {ZLIT} أمس"), tagged(f"ثم {ZLIT}", headline="آخر")
    review.link_here(here.sightings.get(), zlit)
    retag([here, there])
    assert found(here) == [(ZLIT, "زليط الممثل")]
    assert here.mentions.get().origin == "curator"
    assert [each.article for each in Sighting.objects.all()] == [there]


def test_a_suggestion_rejected_here_is_not_made_again_here() -> None:
    make_person("سيرغي شويغو")
    article = tagged("قال سيرجى شويجو أمس")
    review.reject_here(article.sightings.get())
    retag([article])
    assert not article.sightings.exists()
    assert article.mentions.get().status == "rejected"


def test_words_a_curator_has_tagged_are_not_asked_about() -> None:
    article = tagged(f"قال {ZLIT} أمس")
    decisions.add(article, make_organisation("فرقة زليط"), ZLIT, 4)
    retag([article])
    assert not Sighting.objects.exists()
    assert Mention.objects.get().origin == "curator"
