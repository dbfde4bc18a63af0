"""What curators decided becomes labelled sentences."""

import pytest

from articles.models import MentionOrigin, MentionStatus
from articles.tagging.curated import curated_texts
from tests.factories import make_article, make_mention, make_organisation, make_person, make_place

pytestmark = pytest.mark.django_db

CURATOR, MACHINE = MentionOrigin.CURATOR, MentionOrigin.MACHINE


def labelled() -> list[list[str]]:
    return [
        [" ".join(f"{token}/{tag}" if tag != "O" else token for token, tag in sentence) for sentence in text.sentences]
        for text in curated_texts()
    ]


def test_sentences_with_a_decision_are_taken_with_all_their_names() -> None:
    article = make_article("زار أحمد منصور حلب. عاد إلى دمشق.\nوصل إلى حلب")
    person, aleppo, damascus = make_person("أحمد منصور"), make_place("حلب"), make_place("دمشق")
    make_mention(article, person, origin=CURATOR)
    make_mention(article, aleppo, origin=MACHINE)
    make_mention(article, damascus, origin=MACHINE)
    assert labelled() == [["زار أحمد/B-PER منصور/I-PER حلب/B-LOC ."]]


def test_words_that_are_no_name_are_learnt_as_that() -> None:
    article = make_article("ظهرت صور جديدة")
    make_mention(article, make_place("صور"), origin=CURATOR, status=MentionStatus.REJECTED)
    assert labelled() == [["ظهرت صور جديدة"]]


def test_a_curators_name_lies_over_a_machines() -> None:
    article = make_article("فاز نادي حلب أمس")
    make_mention(article, make_place("حلب"), origin=MACHINE)
    make_mention(article, make_organisation("نادي حلب"), origin=CURATOR)
    assert labelled() == [["فاز نادي/B-ORG حلب/I-ORG أمس"]]


def test_articles_no_curator_has_touched_are_left_out() -> None:
    article = make_article("وصل الوزير إلى حلب.")
    make_mention(article, make_place("حلب"), origin=MACHINE)
    assert labelled() == []


def test_a_name_whose_words_are_gone_is_left_out() -> None:
    article = make_article("وصل الوزير إلى حلب.")
    mention = make_mention(article, make_place("حلب"), origin=CURATOR)
    mention.start = mention.end = None
    mention.status = MentionStatus.DETACHED
    mention.save()
    assert labelled() == []
