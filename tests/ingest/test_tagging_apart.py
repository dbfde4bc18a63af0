"""Names looked for in another process: found as here, in the order of the questions, by the records of the moment."""

import os
import signal

import pytest

from articles.ingest.tagging_apart import Body, TaggingApart
from tests.factories import make_place

pytestmark = pytest.mark.django_db

TEXTS = ["وصل الوزير إلى حلب.", "سافر الوفد إلى دمشق.", "لا أحد هنا."]


def surfaces(tagging: TaggingApart) -> list[list[str]]:
    return [[mention.surface for mention in found.mentions] for found in tagging.result()]


def bodies(*texts: str) -> list[Body]:
    return [Body(text, None) for text in texts]


def test_answers_come_in_the_order_of_the_questions() -> None:
    make_place("حلب")
    make_place("دمشق")
    with TaggingApart() as tagging:
        for text in TEXTS:
            tagging.begin(bodies(text))
        assert [surfaces(tagging) for _ in TEXTS] == [[["حلب"]], [["دمشق"]], [[]]]


def test_nothing_asked_is_nothing_answered() -> None:
    with TaggingApart() as tagging:
        tagging.begin([])
        tagging.begin(bodies(TEXTS[0]))
        tagging.begin([])
        assert [len(tagging.result()) for _ in range(3)] == [0, 1, 0]


def test_a_record_made_meanwhile_is_known() -> None:
    make_place("حلب")
    with TaggingApart() as tagging:
        tagging.begin(bodies(TEXTS[0]))
        tagging.begin(bodies(TEXTS[1]))
        make_place("دمشق")
        tagging.begin(bodies(TEXTS[1]))
        assert [surfaces(tagging) for _ in range(3)] == [[["حلب"]], [["دمشق"]], [["دمشق"]]]


def test_a_killed_child_costs_no_answer() -> None:
    make_place("حلب")
    with TaggingApart() as tagging:
        tagging.begin(bodies(TEXTS[0]))
        tagging.begin(bodies(TEXTS[0], TEXTS[2]))
        child = tagging._child
        assert child is not None
        os.kill(child.process_id, signal.SIGKILL)
        assert surfaces(tagging) == [["حلب"]]
        assert surfaces(tagging) == [["حلب"], []]
        tagging.begin(bodies(TEXTS[0]))
        assert surfaces(tagging) == [["حلب"]]


def test_there_is_room_for_one_question_of_any_size_and_for_several_small_ones() -> None:
    long = bodies("كلمة " * 500_000)
    with TaggingApart() as tagging:
        assert tagging.has_room(long)
        tagging.begin(bodies(TEXTS[0]))
        tagging.begin(bodies(TEXTS[1]))
        assert tagging.has_room(bodies(TEXTS[2]))
        assert not tagging.has_room(long)
