"""Precision, recall and F1, counted by hand."""

import pytest

from articles.models import Kind
from articles.tagging.conll import LabelledText
from articles.tagging.figures import NameFigures, on_tokens

PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION

# Characters: 0-3 زار, 4-9 باراك, 10-16 أوباما, 17-23 الرياض, 24-25 the point.
TEXT = LabelledText(((("زار", "O"), ("باراك", "B-PER"), ("أوباما", "I-PER"), ("الرياض", "B-LOC"), (".", "B-MISC")),))
OBAMA, RIYADH = (4, 16, PERSON), (17, 23, PLACE)


@pytest.mark.parametrize(
    ("names", "counts", "f1"),
    [
        pytest.param([OBAMA, RIYADH], (2, 2, 2), 100.0, id="all right; MISC is not counted"),
        pytest.param([OBAMA], (1, 1, 2), 200 / 3, id="one missed"),
        pytest.param([(10, 16, PERSON), RIYADH], (1, 2, 2), 50.0, id="half a name is wrong"),
        pytest.param([(4, 16, ORGANISATION), RIYADH], (1, 2, 2), 50.0, id="the wrong kind is wrong"),
        pytest.param([OBAMA, RIYADH, (0, 3, PLACE)], (2, 3, 2), 80.0, id="one too many"),
        pytest.param([], (0, 0, 2), 0.0, id="none"),
        pytest.param([OBAMA, OBAMA, RIYADH], (2, 2, 2), 100.0, id="one said twice counts once"),
        pytest.param([OBAMA, RIYADH, (24, 25, PLACE)], (2, 3, 2), 80.0, id="a name where MISC is labelled is wrong"),
    ],
)
def test_whole_names_are_counted(names: list[tuple[int, int, Kind]], counts: tuple[int, int, int], f1: float) -> None:
    figures = NameFigures()
    figures.count(TEXT, names)
    assert (figures.right.total(), figures.found.total(), figures.labelled.total()) == counts
    assert figures.score().f1 == pytest.approx(f1)


def test_each_kind_has_its_own_figures() -> None:
    figures = NameFigures()
    figures.count(TEXT, [OBAMA, (0, 3, PLACE)])
    assert figures.score(PERSON) == (100.0, 100.0, 100.0)
    assert figures.score(PLACE) == (0.0, 0.0, 0.0)
    assert figures.score(ORGANISATION) == (0.0, 0.0, 0.0)


TOKENS = [(0, 3), (4, 8), (9, 15)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param([(4, 15)], [(1, 3)], id="whole tokens"),
        pytest.param([(5, 8)], [(1, 2)], id="behind a clitic: the token with it"),
        pytest.param([(8, 9)], [], id="the space between is no token"),
        pytest.param([(0, 2), (2, 3)], [(0, 1)], id="two in one token: the first"),
        pytest.param([(0, 5), (5, 15)], [(0, 2)], id="two that share a token: the first"),
        pytest.param([(9, 15), (0, 3)], [(0, 1), (2, 3)], id="in order"),
        pytest.param([(15, 20)], [], id="behind the end"),
    ],
)
def test_names_are_laid_on_the_tokens_given(names: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    found = on_tokens(TOKENS, [(start, end, PERSON) for start, end in names])
    assert found == [(first, end, PERSON) for first, end in expected]
